"""Shares the drawn tickets of a campaign out: gathers who may review what, and keeps the tasks."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, insert, update

from core.audit import Change
from core.errors import Refusal
from core.people import Officer, Role, UnitKind, holders
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
from core.review.hands import hands_in
from core.review.report import DrawnTicket
from core.review.reviews import PEERS, Stage, Task
from storage.loading import load_by_ref
from storage.people import officers, units
from storage.review import reading
from storage.review.rubrics import campaign_rules
from storage.tables.review import task

if TYPE_CHECKING:
    from storage.transaction import Transaction

SECTION = "消保科"
"""The section's name where the store does not name one."""

TAKEN_OVER = "接替作废件的互评人。"

_SECTION_ROLES = frozenset({Role.SECTION_OFFICER, Role.SECTION_HEAD})
_REVIEWED_UNITS = frozenset({UnitKind.STATION, UnitKind.BRIGADE})


def assign_all(tx: "Transaction", about: Campaign) -> Assignment:
    """Give every drawn ticket its four reviews: self, two peers, recheck."""
    cases = cases_of(tx.connection, reading.load_certificate(tx.connection, about).reviewed)
    today = tx.at.date()
    section = _section(tx.connection, today)
    made = assign(
        cases,
        reviewers_of(tx.connection, cases, today),
        section=section,
        seed=about.seed,
        cap=about.plan.cap if officers(tx.connection) else None,
    )
    own = _self_reviewers(tx.connection, cases, about.seed, today)
    rows = [
        row
        for one in made.assigned
        for row in _rows(about, one, own[one.case.ref], section[0].unit)
    ]
    tx.connection.execute(insert(task), rows)
    after = {"tasks": [[r["ref"], r["stage"], r["unit"], r["officer"]] for r in rows]}
    _record(tx, about.id, None, after)
    return made


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
    own = _self_reviewers(tx.connection, [case], about.seed, today)
    peers: list[Reviewer] = []
    for one in (one for one in tasks if one.stage in PEERS):
        same = _as_reviewer(tx.connection, one, today)
        other = peers[0].unit if peers else ""
        peers.append(_other_peer(tx, about, case, other) if bar(same, case) else same)
    section = next(one.unit for one in tasks if one.stage is Stage.RECHECK)
    made = Assigned(case=case, reviewers=(peers[0], peers[1]), why=(TAKEN_OVER, TAKEN_OVER))
    tx.connection.execute(insert(task), _rows(about, made, own[case.ref], section))


def reassign(tx: "Transaction", id_: int, ref: str, stage: Stage, reason: str) -> Reviewer:
    """Give one peer review to somebody else: leave, or an interest the reviewer declared (改派)."""
    about = reading.load_campaign(tx.connection, id_)
    require(about, CampaignState.REVIEWING)
    if not reason.strip():
        raise Refusal("请写明为什么改派。", field="reason")
    tasks = [one for one in reading.load_tasks(tx.connection, id_) if one.ref == ref]
    old = next((one for one in tasks if one.stage is stage and stage in PEERS), None)
    if old is None:
        raise Refusal(f"工单 {ref} 没有{stage}可以改派。")
    if any(r.ref == ref and r.stage is stage for r in reading.load_reviews(tx.connection, about)):
        raise Refusal(f"工单 {old.number} 的{stage}已经提交，不能改派。")
    other = next(one.unit for one in tasks if one.stage in PEERS and one.stage is not stage)
    drawn = reading.load_certificate(tx.connection, about).reviewed
    case = cases_of(tx.connection, [one for one in drawn if one.ref == ref])[0]
    new = _other_peer(tx, about, case, other, besides=f"{old.unit}{old.officer}")
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


def _other_peer(
    tx: "Transaction", about: Campaign, case: Case, other_unit: str, *, besides: str = ""
) -> Reviewer:
    tasks = reading.load_tasks(tx.connection, about.id)
    load = Counter(f"{one.unit}{one.officer}" for one in tasks if one.stage in PEERS)
    crowd = reviewers_of(tx.connection, [case], tx.at.date())
    return stand_in(
        case,
        [one for one in crowd if one.name != besides],
        other_unit=other_unit,
        load=load,
        seed=about.seed,
    )


def cases_of(connection: Connection, drawn: Sequence[DrawnTicket]) -> list[Case]:
    tickets = {
        one.ticket.ref: one.ticket for one in load_by_ref(connection, [d.ref for d in drawn])
    }
    return [
        Case(
            ref=one.ref,
            unit=one.unit,
            named=frozenset(hands_in(tickets[one.ref])) if one.ref in tickets else frozenset(),
        )
        for one in drawn
    ]


def reviewers_of(connection: Connection, cases: Iterable[Case], today: date) -> list[Reviewer]:
    """The reviewers of all stations and brigades; the units themselves without officers."""
    names = [unit.name for unit in units(connection) if unit.kind in _REVIEWED_UNITS]
    people = officers(connection)
    if not people:
        return [Reviewer(unit=name) for name in names or sorted({case.unit for case in cases})]
    return [
        Reviewer(unit=name, officer=officer.name, served_in=_served_in(officer, today))
        for name in names
        for officer in holders(people, Role.REVIEWER, name, today=today)
    ]


def _as_reviewer(connection: Connection, of: Task, today: date) -> Reviewer:
    known = {one.name: one for one in officers(connection)}
    served = _served_in(known[of.officer], today) if of.officer in known else frozenset()
    return Reviewer(unit=of.unit, officer=of.officer, served_in=served)


def _served_in(officer: Officer, today: date) -> frozenset[str]:
    """The units in which the officer held a post lately, so long as former posts count."""
    months = today.year * 12 + today.month - 1 - campaign_rules().keep_away_months
    year, month = divmod(months, 12)
    since = today.replace(year=year, month=month + 1, day=min(today.day, 28))
    return frozenset(
        post.unit
        for post in officer.posts
        if post.since <= today and (post.until is None or post.until >= since)
    )


def _section(connection: Connection, today: date) -> list[Reviewer]:
    """The officers of the section, in the section's name; the section itself without officers."""
    found = [
        Reviewer(unit=post.unit, officer=officer.name)
        for officer in officers(connection)
        for post in officer.posts_on(today)
        if post.role in _SECTION_ROLES
    ]
    named = next((u.name for u in units(connection) if u.kind is UnitKind.SECTION), SECTION)
    return found or [Reviewer(unit=named)]


def _self_reviewers(
    connection: Connection, cases: Iterable[Case], seed: str, today: date
) -> dict[str, str]:
    people = officers(connection)
    listed = list(cases)
    by_unit = {
        unit: [
            one.name
            for role in (Role.REVIEWER, Role.STATION_LEADER)
            for one in holders(people, role, unit, today=today)
        ]
        for unit in {case.unit for case in listed}
    }
    return share_self_reviews(listed, by_unit, seed=seed)


def _record(
    tx: "Transaction", id_: int, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    tx.record([Change(subject="campaign", ref=str(id_), before=before, after=after)])
