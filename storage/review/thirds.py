"""Asks a third reviewer where the two peers are too far apart (第三人复评)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert

from core.audit import Change
from core.errors import Refusal
from core.review.assignment import Case, Reviewer, stand_in
from core.review.campaign import Campaign, CampaignState, require
from core.review.matters import wants_third
from core.review.report import DrawnTicket
from core.review.results import campaign_report
from core.review.reviews import COVERED, PEERS, Review, Stage, Task
from core.review.ticket_result import peers_differ
from storage.calendar import calendar_of
from storage.review import reading
from storage.review.reviewers import cases_of, reviewers_of
from storage.review.rubrics import campaign_rules
from storage.tables.review import task

if TYPE_CHECKING:
    from storage.transaction import Transaction

WHY = "两名互评人分歧大，由没有评过这一件的第三个所复评。"


def ask_thirds(tx: "Transaction", id_: int) -> tuple[Reviewer, ...]:
    """Give every ticket that wants one a third review, by a unit that has not reviewed it.

    Most were asked for when the second peer handed in; this is for those that came in otherwise.
    Refuses when none is wanted and none is under way, or nobody is left who may take one.
    """
    record = reading.load_record(tx.connection, id_)
    require(record.campaign, CampaignState.REVIEWING)
    wanted = {
        one.ref
        for one in campaign_report(record, unit_order=()).reviewed
        if wants_third(record, one)
    }
    if not wanted and not any(one.stage is Stage.THIRD for one in record.tasks):
        raise Refusal("没有要派第三人的件：两名互评人的分歧都在范围内。")
    drawn = [one for one in record.certificate.reviewed if one.ref in wanted]
    return _ask(tx, record.campaign, drawn, record.tasks)


def ask_third_where_due(tx: "Transaction", about: Campaign, ref: str) -> None:
    """Ask for a third review of one ticket as soon as its two peers turn out to be far apart."""
    tasks = reading.load_tasks(tx.connection, about.id)
    reviews = reading.load_reviews(tx.connection, about, ref=ref)
    if awaits_third(tx.connection, about, ref, tasks, reviews, tx.at.date()):
        certificate = reading.load_certificate(tx.connection, about)
        _ask(tx, about, [one for one in certificate.reviewed if one.ref == ref], tasks)


def _ask(
    tx: "Transaction", about: Campaign, drawn: Sequence[DrawnTicket], tasks: Iterable[Task]
) -> tuple[Reviewer, ...]:
    cases = cases_of(tx.connection, drawn)
    if not cases:
        return ()
    crowd = reviewers_of(tx.connection, cases, tx.at.date())
    load = Counter(f"{one.unit}{one.officer}" for one in tasks if one.stage in COVERED)
    chosen = []
    for case in cases:
        new = _chosen(case, crowd, tasks, load, about.seed)
        load[new.name] += 1
        chosen.append(new)
    terms, today = campaign_rules().terms, tx.at.date()
    due = calendar_of(tx.connection).add_workdays(today, terms.third)
    tx.connection.execute(
        insert(task),
        [
            {
                "campaign_id": about.id,
                "ref": case.ref,
                "stage": Stage.THIRD.name,
                "unit": new.unit,
                "officer": new.officer,
                "why": WHY,
                "due_on": due,
            }
            for case, new in zip(cases, chosen, strict=True)
        ],
    )
    _record(tx, about.id, [case.ref for case in cases])
    return tuple(chosen)


def _chosen(
    case: Case,
    crowd: Iterable[Reviewer],
    tasks: Iterable[Task],
    load: Mapping[str, int],
    seed: str,
) -> Reviewer:
    """Who is asked: of a unit that neither handled nor reviewed the ticket, the least loaded."""
    peers = {one.unit for one in tasks if one.ref == case.ref and one.stage in PEERS}
    return stand_in(case, crowd, other_units=peers, load=load, seed=seed)


def awaits_third(
    connection: Connection,
    about: Campaign,
    ref: str,
    tasks: Iterable[Task],
    reviews: Iterable[Review],
    today: date,
) -> bool:
    """Whether a ticket must have a third review before the section decides, and nobody was asked.

    Where nobody is left to be asked, the section decides without.
    """
    by_stage = {one.stage: one for one in reviews if one.ref == ref}
    own = [one for one in tasks if one.ref == ref]
    is_asked = any(one.stage is Stage.THIRD for one in own) or Stage.RECHECK in by_stage
    if is_asked or not peers_differ(by_stage, about.formula):
        return False
    certificate = reading.load_certificate(connection, about)
    cases = cases_of(connection, [one for one in certificate.reviewed if one.ref == ref])
    crowd = reviewers_of(connection, cases, today)
    try:
        return any(_chosen(case, crowd, own, {}, about.seed) for case in cases)
    except Refusal:
        return False


def _record(tx: "Transaction", id_: int, refs: Iterable[str]) -> None:
    after = {"thirds": list(refs)}
    tx.record([Change(subject="campaign", ref=str(id_), before=None, after=after)])
