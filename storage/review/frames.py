"""Finds the frame of a campaign: what belongs to it, and what is left out for which reason."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, not_, or_, select
from sqlalchemy.sql import ColumnElement

from core.review.campaign import Plan, StrataBy
from core.review.directed import refuse_strangers
from core.review.report import Exclusion
from core.review.sampling import FrameEntry
from core.tickets.clocks.law import Side
from storage.calendar import calendar_of
from storage.conditions import sql_condition
from storage.resources import read_text
from storage.review.rubrics import campaign_rules
from storage.tables.clocks import clock
from storage.tables.tickets import PARTS, ticket
from storage.views import condition

_outcome = PARTS["outcome"]

STILL_RUNNING = "仍在法定期内，没有了结"


@dataclass(frozen=True, slots=True)
class Frame:
    """The tickets to draw from, and those that would belong but for a reason; both by ref."""

    entries: tuple[FrameEntry, ...]
    excluded: tuple[Exclusion, ...]


def verifier() -> bytes:
    """The little program with which anybody repeats a draw; it needs nothing of ours."""
    return read_text("verifier/核对抽样.py").encode()


def find_frame(connection: Connection, plan: Plan, *, today: date) -> Frame:
    """The tickets that meet the plan's condition and were closed in its period.

    Tickets received in the period and not yet closed are named among those left out. Of several
    reasons to leave a ticket out the first is given.
    """
    left_out: dict[str, Exclusion] = {}
    candidates = _candidates(connection, plan, today)
    for rule in campaign_rules().exclusions:
        meaning = _meaning(connection, rule.condition, today)
        _leave_out(connection, candidates, meaning, rule.reason, left_out)
    _leave_out(connection, candidates, _is_running(today), STILL_RUNNING, left_out)
    rows = {row.ref: row for row in connection.execute(candidates)}
    refuse_strangers(plan.left_out, rows, field="left_out")
    for one in plan.left_out:
        number = rows[one.ref].number
        left_out.setdefault(one.ref, Exclusion(ref=one.ref, number=number, reason=one.reason))
    entries = tuple(
        FrameEntry(ref=ref, number=row.number, unit=row.unit, stratum=_stratum(row, plan.strata_by))
        for ref, row in rows.items()
        if ref not in left_out
    )
    if entries:
        refuse_strangers(plan.directed.by_hand, {e.ref for e in entries}, field="directed")
    return Frame(entries, tuple(left_out[ref] for ref in sorted(left_out)))


def _candidates(connection: Connection, plan: Plan, today: date) -> Select[Any]:
    was_closed = _within(_outcome.c.closed_at, plan)
    came_in = and_(_outcome.c.closed_at.is_(None), _within(ticket.c.received_at, plan))
    return (
        select(ticket.c.ref, ticket.c.number, ticket.c.unit, ticket.c.kind)
        .join(_outcome, _outcome.c.ticket_id == ticket.c.id)
        .where(_meaning(connection, plan.condition, today), or_(was_closed, came_in))
        .order_by(ticket.c.ref)
    )


def _stratum(row: Row[Any], by: StrataBy) -> str:
    kind = str(row.kind) if row.kind else "未分类"
    match by:
        case StrataBy.KIND:
            return kind
        case StrataBy.UNIT_AND_KIND:
            return f"{row.unit}　{kind}"
    return str(row.unit)


def _within(column: ColumnElement[datetime], plan: Plan) -> ColumnElement[bool]:
    start = datetime.combine(plan.since, time())
    end = datetime.combine(plan.until + timedelta(days=1), time())
    return and_(column >= start, column < end)


def _leave_out(
    connection: Connection,
    candidates: Select[Any],
    meaning: ColumnElement[bool],
    reason: str,
    left_out: dict[str, Exclusion],
) -> None:
    rows: list[Row[Any]] = list(connection.execute(candidates.where(meaning)))
    for row in rows:
        found = Exclusion(ref=row.ref, number=row.number, reason=reason)
        left_out.setdefault(row.ref, found)


def _is_running(today: date) -> ColumnElement[bool]:
    """Whether a statutory clock of the ticket still runs within its term."""
    # A list made once: asked for each ticket by itself, SQLite goes through all running clocks.
    running = select(clock.c.ticket_id).where(
        clock.c.side == Side.STATUTORY.name,
        not_(clock.c.stopped),
        or_(clock.c.due.is_(None), clock.c.due >= today),
    )
    return ticket.c.id.in_(running)


def _meaning(connection: Connection, sentence: str, today: date) -> ColumnElement[bool]:
    node, days = condition(connection, sentence, today), calendar_of(connection)
    return sql_condition(node, today=today, days=days)
