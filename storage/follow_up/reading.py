"""Reads follow-ups: one ticket's, and the lists of those on which somebody has to act.

Which tickets are to be called back is derived from the tickets themselves; nobody puts them there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from core.errors import Refusal
from core.follow_up.callback import (
    CALLED_BACK,
    Attempt,
    CallOutcome,
    Explanation,
    FollowUp,
    RoundEnd,
    RoundResult,
)
from core.follow_up.escalation import Escalation, EscalationOrigin
from core.tickets.words import Satisfaction, Solved
from storage.loading import CHUNK, Stored, load_by_id, load_by_ref
from storage.tables.follow_up import attempt, escalation, explanation, result
from storage.tables.tickets import PARTS, ticket

MOST = 100
"""How many of one kind a list shows; counts are always of all."""

_outcome, _callback, _referral = PARTS["outcome"], PARTS["callback"], PARTS["referral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A follow-up with what the store keeps beside it."""

    id: int
    follow_up: FollowUp
    escalation: Escalation | None = None


def follow_up(connection: Connection, ref: str) -> Followed:
    """All about the callbacks of one ticket, by its reference or number."""
    stored = load_by_ref(connection, [ref])
    if not stored:
        raise Refusal(f"查无工单 {ref}。请核对编号。")
    return _with_calls(connection, stored)[0]


def to_call(connection: Connection, units: frozenset[str] | None = None) -> list[Followed]:
    """Tickets that nobody has called back, the longest closed first.

    A rework whose original is to be called again is left out: one call answers for both.
    """
    found = _listed(connection, [_called_for(), _callback.c.callback_at.is_(None)], units)
    numbers = [one.follow_up.ticket.number for one in found if one.follow_up.ticket.is_rework]
    originals = _with_calls(connection, load_by_ref(connection, numbers))
    waiting = {one.follow_up.ticket.number for one in originals if one.follow_up.is_answered_for}
    return [
        one
        for one in found
        if not (one.follow_up.ticket.is_rework and one.follow_up.ticket.number in waiting)
    ]


def waiting(connection: Connection) -> tuple[int, datetime | None]:
    """How many tickets nobody has called back, and when the first of them was closed."""
    query = select(func.count(), func.min(_outcome.c.closed_at)).select_from(joined())
    row = connection.execute(query.where(_called_for(), _callback.c.callback_at.is_(None))).one()
    return int(row[0]), row[1]


def dissatisfied(connection: Connection, units: frozenset[str] | None = None) -> list[Followed]:
    """Tickets whose last rating was 不满意, and which the ledger does not answer for."""
    unhappy = _callback.c.satisfaction == Satisfaction.DISSATISFIED
    own = select(result.c.ticket_id)
    open_ = or_(func.trim(_callback.c.explanation) == "", ticket.c.id.in_(own))
    return _listed(connection, [_called_for(), unhappy, open_], units)


def under_escalation(connection: Connection, units: frozenset[str] | None = None) -> list[Followed]:
    """The city's dissatisfied tickets, and those that are under special escalation already."""
    there = select(escalation.c.ticket_id)
    return _listed(
        connection, [or_(_callback.c.city_dissatisfied.is_(True), ticket.c.id.in_(there))], units
    )


def called_back(connection: Connection, units: frozenset[str] | None = None) -> list[Followed]:
    """Those called back last."""
    conditions = [_called_for(), _callback.c.callback_at.is_not(None)]
    return _listed(connection, conditions, units, order=_callback.c.callback_at.desc())


def typical_cases(connection: Connection, *, in_circular: bool = False) -> list[Escalation]:
    """The cases that faults became, newest first."""
    query = _escalations().where(escalation.c.at_fault.is_(True))
    if in_circular:
        query = query.where(escalation.c.in_circular.is_(True))
    newest = query.order_by(escalation.c.concluded_at.desc()).limit(MOST)
    return [_escalation(row) for row in connection.execute(newest)]


def owned_escalations(connection: Connection, owner: str) -> list[Escalation]:
    """What one officer still has to analyse, by day."""
    mine = (escalation.c.owner == owner, escalation.c.analysed_at.is_(None))
    query = _escalations().where(*mine, escalation.c.concluded_at.is_(None))
    return [_escalation(row) for row in connection.execute(query.order_by(escalation.c.due))]


def called_for() -> ColumnElement[bool]:
    """The tickets that have to be called back; all their tables are joined by `joined`."""
    return _called_for()


def joined() -> Any:
    """`ticket` with the parts that say whether and how it was called back."""
    source: Any = ticket
    for part in (_outcome, _callback, _referral):
        source = source.join(part, part.c.ticket_id == ticket.c.id)
    return source


def _called_for() -> ColumnElement[bool]:
    return and_(
        ticket.c.is_closed.is_(True),
        _outcome.c.verdict.in_(sorted(CALLED_BACK)),
        func.trim(_referral.c.decline_assignment_reason) == "",
        func.trim(_referral.c.suggested_unit) == "",
    )


def _listed(
    connection: Connection,
    conditions: Sequence[ColumnElement[bool]],
    units: frozenset[str] | None,
    *,
    order: Any = None,
) -> list[Followed]:
    query = select(ticket.c.id).select_from(joined()).where(*conditions)
    if units is not None:
        query = query.where(ticket.c.unit.in_(sorted(units)))
    first = _outcome.c.closed_at if order is None else order
    ids = list(connection.execute(query.order_by(first, ticket.c.id).limit(MOST)).scalars())
    place = {owner: at for at, owner in enumerate(ids)}
    found = _with_calls(connection, load_by_id(connection, ids))
    return sorted(found, key=lambda one: place[one.id])


def _with_calls(connection: Connection, stored: Sequence[Stored]) -> list[Followed]:
    ids = [one.id for one in stored]
    attempts = _by_ticket(connection, select(attempt).order_by(attempt.c.at), attempt, ids)
    results = _by_ticket(connection, select(result).order_by(result.c.round), result, ids)
    said = _by_ticket(
        connection, select(explanation).order_by(explanation.c.round), explanation, ids
    )
    watched = _by_ticket(connection, _escalations(), escalation, ids)
    return [
        Followed(
            id=one.id,
            follow_up=FollowUp(
                ticket=one.ticket,
                attempts=tuple(_attempt(row) for row in attempts.get(one.id, ())),
                results=tuple(_result(row) for row in results.get(one.id, ())),
                explanations=tuple(_explanation(row) for row in said.get(one.id, ())),
            ),
            escalation=next((_escalation(row) for row in watched.get(one.id, ())), None),
        )
        for one in stored
    ]


def _by_ticket(
    connection: Connection, query: Select[Any], table: Any, ids: Sequence[int]
) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for some in _chunks(ids):
        for row in connection.execute(query.where(table.c.ticket_id.in_(some))):
            found.setdefault(row.ticket_id, []).append(row)
    return found


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))


def _escalations() -> Select[Any]:
    return select(escalation, ticket.c.ref).join(ticket, ticket.c.id == escalation.c.ticket_id)


def _attempt(row: Row[Any]) -> Attempt:
    outcome = CallOutcome[row.outcome]
    return Attempt(round=row.round, at=row.at, by=row.who, outcome=outcome, note=row.note)


def _result(row: Row[Any]) -> RoundResult:
    return RoundResult(
        round=row.round,
        at=row.at,
        by=row.who,
        end=RoundEnd[row.round_end],
        service=None if row.service is None else Satisfaction[row.service],
        result=None if row.result is None else Satisfaction[row.result],
        solved=None if row.solved is None else Solved[row.solved],
        note=row.note,
    )


def _explanation(row: Row[Any]) -> Explanation:
    return Explanation(
        round=row.round,
        why=row.why,
        missed=row.missed,
        remedy=row.remedy,
        by=row.who,
        at=row.at,
        sent_back=row.sent_back,
        signed_by=row.signed_by,
        signed_at=row.signed_at,
    )


def _escalation(row: Row[Any]) -> Escalation:
    return Escalation(
        ref=row.ref,
        origin=EscalationOrigin[row.origin],
        owner=row.owner,
        due=row.due,
        by=row.who,
        at=row.at,
        analysis=row.analysis,
        analysed_by=row.analysed_by,
        analysed_at=row.analysed_at,
        sent_back=row.sent_back,
        at_fault=row.at_fault,
        reason=row.reason,
        case_text=row.case_text,
        in_circular=row.in_circular,
        concluded_by=row.concluded_by,
        concluded_at=row.concluded_at,
    )
