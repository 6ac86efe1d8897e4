"""The clocks that somebody has to attend to, over all tickets, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, or_, select

from core.tickets.clocks import Clock, Side, at, by_urgency
from storage.calendar import calendar, clock_law
from storage.clocks import course_of
from storage.tables.clocks import clock
from storage.tables.tickets import PARTS, ticket
from storage.ticket_lists import MATTER_LENGTH

HORIZON = timedelta(days=21)
"""How far ahead a clock can already be reminded of; the levels of the law decide within it."""

LIMIT = 200


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
    law, days = clock_law(), calendar()
    trader, claim = PARTS["trader"], PARTS["claim"]
    query = (
        select(
            clock,
            ticket.c.ref,
            ticket.c.number,
            ticket.c.unit,
            ticket.c.handler,
            trader.c.trader_name,
            claim.c.content,
        )
        .join(ticket, ticket.c.id == clock.c.ticket_id)
        .join(trader, trader.c.ticket_id == ticket.c.id)
        .join(claim, claim.c.ticket_id == ticket.c.id)
        .where(clock.c.stopped.is_(False), clock.c.side != Side.CASE.name)
        .where(or_(clock.c.due.is_(None), clock.c.due <= _horizon(today)))
        .order_by(clock.c.due.is_(None), clock.c.due)
        .limit(LIMIT)
    )
    if units is not None:
        query = query.where(ticket.c.unit.in_(sorted(units)))
    if handler is not None:
        query = query.where(ticket.c.handler == handler)
    found = [
        DueClock(
            clock=at(course_of(row), law, days, today),
            ref=row.ref,
            number=row.number,
            trader=row.trader_name,
            matter=" ".join(row.content.split())[:MATTER_LENGTH],
            unit=row.unit,
            handler=row.handler,
        )
        for row in connection.execute(query)
    ]
    return _in_order([one for one in found if one.clock.level or one.clock.is_paused])


def _horizon(today: datetime) -> date:
    return (today + HORIZON).date()


def _in_order(found: Sequence[DueClock]) -> list[DueClock]:
    place = {id(one): n for n, one in enumerate(by_urgency([due.clock for due in found]))}
    return sorted(found, key=lambda due: place[id(due.clock)])
