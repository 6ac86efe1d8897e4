"""The clocks that somebody has to attend to, over all tickets, the most urgent first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, select
from sqlalchemy.sql import ColumnElement

from core.tickets.clocks import Clock, Side, at, by_urgency
from storage.calendar import timekeeping
from storage.clocks import course_of
from storage.tables.clocks import clock
from storage.tables.tickets import PARTS, ticket
from storage.ticket_lists import MATTER_LENGTH

HORIZON = timedelta(days=21)
"""How far ahead a clock can already be reminded of; the levels of the law decide within it."""

LIMIT = 200

_trader, _claim = PARTS["trader"], PARTS["claim"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueClock:
    """One clock of one ticket, with what is needed to say whose and about what."""

    clock: Clock
    ref: str
    number: str
    trader: str
    matter: str
    unit: str
    handler: str


def due_clocks(
    connection: Connection,
    today: datetime,
    *,
    units: frozenset[str] | None = None,
    handler: str | None = None,
) -> list[DueClock]:
    """Every clock that is overdue, or near enough to be reminded of, and those suspended."""
    kept = timekeeping(connection)
    mine = list(_of_whom(units, handler))
    rows = _rows(connection, [clock.c.due <= horizon(today), *mine], LIMIT)
    rows += _rows(connection, [clock.c.due.is_(None), *mine], LIMIT - len(rows))
    found = [
        DueClock(
            clock=at(course_of(row), kept.law, kept.calendar, today),
            ref=row.ref,
            number=row.number,
            trader=row.trader_name,
            matter=" ".join(row.content.split())[:MATTER_LENGTH],
            unit=row.unit_name,
            handler=row.handler,
        )
        for row in rows
    ]
    return _in_order([one for one in found if one.clock.level or one.clock.is_paused])


def _of_whom(units: frozenset[str] | None, handler: str | None) -> Iterator[ColumnElement[bool]]:
    if units is not None:
        yield ticket.c.unit.in_(sorted(units))
    if handler is not None:
        yield ticket.c.handler == handler


def _rows(
    connection: Connection, conditions: Sequence[ColumnElement[bool]], most: int
) -> list[Row[Any]]:
    """The first clocks by due date that still run; what is shown is fetched for these alone."""
    first = (
        select(clock.c.ticket_id, clock.c.code)
        .join(ticket, ticket.c.id == clock.c.ticket_id)
        .where(clock.c.stopped.is_(False), clock.c.side != Side.CASE.name, *conditions)
        .order_by(clock.c.due)
        .limit(most)
        .subquery()
    )
    query = (
        select(
            clock,
            ticket.c.ref,
            ticket.c.number,
            ticket.c.unit.label("unit_name"),
            ticket.c.handler,
            _trader.c.trader_name,
            _claim.c.content,
        )
        .join_from(
            first,
            clock,
            and_(clock.c.ticket_id == first.c.ticket_id, clock.c.code == first.c.code),
        )
        .join(ticket, ticket.c.id == first.c.ticket_id)
        .join(_trader, _trader.c.ticket_id == first.c.ticket_id)
        .join(_claim, _claim.c.ticket_id == first.c.ticket_id)
    )
    return list(connection.execute(query))


def horizon(today: datetime) -> date:
    return (today + HORIZON).date()


def _in_order(found: Sequence[DueClock]) -> list[DueClock]:
    place = {id(one): n for n, one in enumerate(by_urgency([due.clock for due in found]))}
    return sorted(found, key=lambda due: place[id(due.clock)])
