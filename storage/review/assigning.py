"""Shares the drawn tickets of a campaign out: gathers who may review what, and keeps the tasks."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, update

from core.audit import Change
from core.errors import Refusal
from core.people import Role, holders
from core.review.anchors import plant
from core.review.assignment import (
    Assigned,
    Assignment,
    Case,
    Reviewer,
    assign,
    bar,
    share_self_reviews,
    stand_in,
)
from core.review.campaign import Campaign, CampaignState, require
from core.review.report import DrawnTicket
from core.review.reviews import BLIND, COVERED, PEERS, Stage, Task
from core.review.schedule import due_dates
from storage.calendar import calendar
from storage.people import officers
from storage.review import reading
from storage.review.anchors import reviewed_by
from storage.review.recusals import linked_units
from storage.review.reviewers import (
    away_reviewers,
    cases_of,
    known_reviewer,
    reviewers_of,
    section_of,
    self_reviewers,
)
from storage.review.rubrics import campaign_rules
from storage.tables.review import task

if TYPE_CHECKING:
    from storage.transaction import Transaction

ANCHOR = "锚点件：科室已经复核过，用来看评查人打得准不准。"
TAKEN_OVER = "接替作废件的互评人。"


def assign_all(tx: "Transaction", about: Campaign) -> Assignment:
    """Give every drawn ticket its four reviews: self, two peers, recheck."""
    cases = cases_of(tx.connection, reading.load_certificate(tx.connection, about).reviewed)
    today = tx.at.date()
    dates = due_dates(about, campaign_rules().terms, calendar())
    until = dates.peers if dates else today
    section = section_of(tx.connection, today)
    made = assign(
        cases,
        reviewers_of(tx.connection, cases, today, until=until),
        section=section,
        seed=about.seed,
        cap=about.plan.cap if officers(tx.connection) else None,
        linked=linked_units(tx.connection),
    )
    made = replace(made, notes=(*made.notes, *_away_notes(tx.connection, today, until)))
    own = share_self_reviews(cases, self_reviewers(tx.connection, cases, today), seed=about.seed)
    rows = [
        row
        for one in made.assigned
        for row in _rows(about, one, own[one.case.ref], section[0].unit)
    ]
    rows += _anchor_rows(tx, about, made, until)
    tx.connection.execute(insert(task), rows)
    after = {"tasks": [[r["ref"], r["stage"], r["unit"], r["officer"]] for r in rows]}
    _record(tx, about.id, None, after)
    return made


def _away_notes(connection: Connection, today: date, until: date) -> Iterator[str]:
    """Which reviewers are passed over in this round because they are away."""
    away = away_reviewers(connection, today, until)
    people = officers(connection)
    for unit in dict.fromkeys(post.unit for one in people for post in one.posts_on(today)):
        for one in holders(people, Role.REVIEWER, unit, today=today):
            if one.name in away:
                yield f"{unit}{one.name}这一轮不派：{away[one.name]}，互评期过半不在岗。"


def _anchor_rows(
    tx: "Transaction", about: Campaign, made: Assignment, until: date
) -> list[dict[str, object]]:
    """A task for each anchor a reviewer gets; only who reviews in this round anyway gets any."""
    anchors = reading.planted(tx.connection, about.id)
    if not anchors:
        return []
    today = tx.at.date()
    cases = cases_of(tx.connection, anchors)
    busy = {by.name for one in made.assigned for by in one.reviewers if not one.by_section}
    crowd = reviewers_of(tx.connection, cases, today, until=until)
    seen_by = {one.ref: reviewed_by(tx.connection, one) for one in anchors}
    chosen = plant(
        cases,
        [one for one in crowd if one.name in busy],
        each=about.plan.anchors.each,
        seed=about.seed,
        seen_by=seen_by,
    )
    return [
        {
            "campaign_id": about.id,
            "ref": case.ref,
            "stage": stage.name,
            "unit": by.unit,
            "officer": by.officer,
            "why": ANCHOR,
        }
        for case, stage, by in chosen
    ]


def _rows(about: Campaign, made: Assigned, own: str, section: str) -> list[dict[str, object]]:
    first, second = made.reviewers
    chosen = (
        (Stage.SELF, made.case.unit, own, ""),
        (Stage.PEER1, first.unit, first.officer, made.why[0]),
        (Stage.PEER2, second.unit, second.officer, made.why[1]),
        (Stage.RECHECK, section, "", ""),
    )
    return [
        {
            "campaign_id": about.id,
            "ref": made.case.ref,
            "stage": stage.name,
            "unit": unit,
            "officer": officer,
            "why": why,
        }
        for stage, unit, officer, why in chosen
    ]


def take_over(tx: "Transaction", about: Campaign, void: str, new: DrawnTicket) -> None:
    """Give the reviews of a void ticket to its replacement; another peer where one is barred."""
    today = tx.at.date()
    case = cases_of(tx.connection, [new])[0]
    tasks = [one for one in reading.load_tasks(tx.connection, about.id) if one.ref == void]
    own = share_self_reviews([case], self_reviewers(tx.connection, [case], today), seed=about.seed)
    peers: list[Reviewer] = []
    for one in (one for one in tasks if one.stage in PEERS):
        same = known_reviewer(tx.connection, one.unit, one.officer, case, today)
        others = {peer.unit for peer in peers}
        peers.append(_other_peer(tx, about, case, others) if bar(same, case) else same)
    section = next(one.unit for one in tasks if one.stage is Stage.RECHECK)
    made = Assigned(case=case, reviewers=(peers[0], peers[1]), why=(TAKEN_OVER, TAKEN_OVER))
    tx.connection.execute(insert(task), _rows(about, made, own[case.ref], section))


def reassign(tx: "Transaction", id_: int, ref: str, stage: Stage, reason: str) -> Reviewer:
    """Give one review to somebody else: leave, or an interest the reviewer declared (改派).

    A self review goes to another officer of the unit, a peer review or a third one to a unit that
    does not review the ticket yet.
    """
    about = reading.load_campaign(tx.connection, id_)
    require(about, CampaignState.REVIEWING)
    if not reason.strip():
        raise Refusal("请写明为什么改派。", field="reason")
    tasks = [one for one in reading.load_tasks(tx.connection, id_) if one.ref == ref]
    old = next((one for one in tasks if one.stage is stage and stage in BLIND), None)
    if old is None:
        raise Refusal(f"工单 {ref} 没有{stage}可以改派。")
    if any(r.ref == ref and r.stage is stage for r in reading.load_reviews(tx.connection, about)):
        raise Refusal(f"工单 {old.number} 的{stage}已经提交，不能改派。")
    drawn = reading.under_review(tx.connection, about)
    case = cases_of(tx.connection, [one for one in drawn if one.ref == ref])[0]
    if stage is Stage.SELF:
        new = _other_self(tx, about, case, old)
    else:
        others = {one.unit for one in tasks if one.stage in COVERED and one.stage is not stage}
        new = _other_peer(tx, about, case, others, besides=f"{old.unit}{old.officer}")
    why = f"接替{old.unit}{old.officer}（{reason.strip()}）。"
    mine = (task.c.campaign_id == id_, task.c.ref == ref, task.c.stage == stage.name)
    change = update(task).where(*mine)
    tx.connection.execute(change.values(unit=new.unit, officer=new.officer, why=why))
    _record(
        tx,
        id_,
        {"task": [ref, stage.name, old.unit, old.officer]},
        {"task": [ref, stage.name, new.unit, new.officer], "reason": reason.strip()},
    )
    return new


def reassign_absent(tx: "Transaction", id_: int) -> list[tuple[Task, Reviewer | None]]:
    """Give every open review of somebody who is away to somebody else; None where nobody is left.

    Refuses when none of those who are away has a review to make.
    """
    away = away_reviewers(tx.connection, tx.at.date())
    waiting = open_tasks(tx.connection, id_, away)
    if not waiting:
        raise Refusal("不在岗的人手上没有还没交的评查，不用改派。")
    found: list[tuple[Task, Reviewer | None]] = []
    for one in waiting:
        try:
            found.append((one, reassign(tx, id_, one.ref, one.stage, away[one.officer])))
        except Refusal:
            found.append((one, None))
    return found


def open_tasks(connection: Connection, id_: int, officers_: Collection[str]) -> list[Task]:
    """The blind reviews of a campaign that these officers have not handed in."""
    about = reading.load_campaign(connection, id_)
    done = {(one.ref, one.stage) for one in reading.load_reviews(connection, about)}
    return [
        one
        for one in reading.load_tasks(connection, id_)
        if one.officer in officers_ and one.stage in BLIND and (one.ref, one.stage) not in done
    ]


def _other_self(tx: "Transaction", about: Campaign, case: Case, old: Task) -> Reviewer:
    able = self_reviewers(tx.connection, [case], tx.at.date())[case.unit]
    others = [name for name in able if name != old.officer]
    if not others:
        raise Refusal(f"{case.unit}没有别人可以自评工单 {case.ref}，请先登记人员。")
    chosen = share_self_reviews([case], {case.unit: others}, seed=about.seed)
    return Reviewer(unit=case.unit, officer=chosen[case.ref])


def _other_peer(
    tx: "Transaction",
    about: Campaign,
    case: Case,
    other_units: Collection[str],
    *,
    besides: str = "",
) -> Reviewer:
    tasks = reading.load_tasks(tx.connection, about.id)
    load = Counter(f"{one.unit}{one.officer}" for one in tasks if one.stage in COVERED)
    crowd = reviewers_of(tx.connection, [case], tx.at.date())
    return stand_in(
        case,
        [one for one in crowd if one.name != besides],
        other_units=other_units,
        load=load,
        seed=about.seed,
    )


def _record(
    tx: "Transaction", id_: int, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    tx.record([Change(subject="campaign", ref=str(id_), before=before, after=after)])
