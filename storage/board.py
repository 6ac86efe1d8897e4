"""Open tickets by the day on which their clock ends: for the board, and for a month at a glance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select
from sqlalchemy.sql import ColumnElement

from core.tickets.clocks import Clock, at
from core.tickets.clocks.board import PAUSED, Lane, lanes
from core.tickets.clocks.words import Tone
from storage.calendar import timekeeping
from storage.clocks import course_of
from storage.tables.clocks import clock
from storage.tables.tickets import NO_DUE_DATE, PARTS, PAUSED_DATE, ticket

CARDS = 30
"""So many of a column are shown; the others are counted and one press away."""

_trader = PARTS["trader"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sift:
    """Which tickets: of some units, of a person, with one clock; None and "" for all."""

    units: frozenset[str] | None = None
    handler: str = ""
    codes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Card:
    ref: str
    trader: str
    handler: str
    unit: str
    clock: Clock


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    tone: Tone
    number: int
    cards: tuple[Card, ...]
    first: date
    last: date


def board(
    connection: Connection, now: datetime, sift: Sift, found: dict[date, int]
) -> list[Column]:
    """All columns with their numbers, and the first cards of each; `found` as `days` gives it."""
    kept = timekeeping(connection)
    shown = lanes(now.date(), kept.calendar)
    paused = Lane(PAUSED, Tone.PAUSED, PAUSED_DATE, PAUSED_DATE)
    return [_column(connection, now, sift, lane, found) for lane in (*shown, paused)]


def days(connection: Connection, sift: Sift) -> dict[date, int]:
    """How many open tickets end on each day; the suspended ones under `PAUSED_DATE`."""
    due = func.coalesce(clock.c.due, PAUSED_DATE) if sift.codes else ticket.c.next_due
    query = select(due, func.count()).group_by(due)
    if sift.codes:
        query = query.select_from(clock).join(ticket, ticket.c.id == clock.c.ticket_id)
    rows = connection.execute(query.where(*_which(sift)))
    return {_day(day): number for day, number in rows if _day(day) != NO_DUE_DATE}


def cards_between(
    connection: Connection, now: datetime, sift: Sift, first: date, last: date
) -> list[Card]:
    """The first open tickets whose clock ends between two days, the earliest first."""
    kept = timekeeping(connection)
    mine = clock.c.ticket_id == ticket.c.id
    day: ColumnElement[date] = func.coalesce(clock.c.due, PAUSED_DATE)
    if not sift.codes:
        mine, day = and_(mine, clock.c.code == ticket.c.next_clock), ticket.c.next_due
    query = (
        select(clock, ticket.c.ref, ticket.c.handler, ticket.c.unit.label("unit_name"))
        .add_columns(_trader.c.trader_name)
        .select_from(ticket)
        .join(clock, mine)
        .join(_trader, _trader.c.ticket_id == ticket.c.id)
        .where(*_which(sift), day >= max(first, _EARLIEST), day <= min(last, PAUSED_DATE))
        .order_by(day, ticket.c.id)
        .limit(CARDS)
    )
    return [
        Card(
            ref=row.ref,
            trader=row.trader_name,
            handler=row.handler,
            unit=row.unit_name,
            clock=at(course_of(row), kept.law, kept.calendar, now),
        )
        for row in connection.execute(query)
    ]


_EARLIEST = date(1900, 1, 1)


def _column(
    connection: Connection, now: datetime, sift: Sift, lane: Lane, found: dict[date, int]
) -> Column:
    last = lane.last if lane.name == PAUSED else min(lane.last, _BEFORE_PAUSED)
    number = sum(n for day, n in found.items() if lane.first <= day <= last)
    cards = cards_between(connection, now, sift, lane.first, last) if number else []
    return Column(lane.name, lane.tone, number, tuple(cards), lane.first, last)


_BEFORE_PAUSED = date(9999, 12, 29)


def _which(sift: Sift) -> Sequence[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [ticket.c.is_closed.is_(False)]
    if sift.units is not None:
        found.append(ticket.c.unit.in_(sorted(sift.units)))
    if sift.handler:
        found.append(ticket.c.handler == sift.handler)
    if sift.codes:
        found += [clock.c.code.in_(sorted(sift.codes)), clock.c.stopped.is_(False)]
    return found


def _day(value: Any) -> date:
    """A day, which SQLite gives as text where a function made it."""
    return date.fromisoformat(value) if isinstance(value, str) else value
