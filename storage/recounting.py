"""Counts the clocks of all tickets again when the calendar or the section's settings change.

A course follows from its code, rule set, start, suspensions and extension, all of which are kept
with it: so tickets need not be read, and what many clocks share is counted once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, and_, bindparam, func, select, update

from core.tickets.clocks import Course, Side
from core.tickets.clocks.course import recounted
from storage.calendar import Timekeeping, timekeeping
from storage.clocks import course_of, values_of
from storage.tables.clocks import clock
from storage.tables.tickets import PAUSED_DATE, ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

_SHARED = tuple(c for c in clock.c if c.name not in {"ticket_id", "stopped", "met_on"})
"""The columns that do not tell one clock from another like it."""

SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A due date that would be another one; `clock` is its code. None: suspended, not yet known."""

    ref: str
    unit: str
    handler: str
    clock: str
    old: date | None
    new: date | None
    was_estimated: bool
    is_estimated: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """What a change would move: how many open clocks of how many tickets, and the first of them."""

    clocks: int
    tickets: int
    settled: int
    """Clocks whose day stays and is only no longer estimated, or is now."""
    shown: tuple[Move, ...]


def moves(connection: Connection, new: Timekeeping) -> Moves:
    """What changes for clocks that still run, if they are counted by `new`; nothing is written."""
    different = [(old, now) for old, now in _changed(connection, new) if old.due != now.due]
    settled = sum(
        _number(connection, old)
        for old, now in _changed(connection, new)
        if old.due == now.due and old.estimated != now.estimated
    )
    found = [move for old, now in different for move in _moves(connection, old, now)]
    found.sort(key=lambda move: (move.new or date.max, move.ref))
    return Moves(len(found), len({one.ref for one in found}), settled, tuple(found[:SHOWN]))


def recount(tx: "Transaction") -> int:
    """Count every clock by what holds now; gives how many different ones had to be changed."""
    kept = timekeeping(tx.connection)
    changed = list(_changed(tx.connection, kept))
    for old, now in changed:
        tx.connection.execute(update(clock).where(_like(old)).values(**_counted(now)))
    if changed:
        _renew_next(tx.connection)
        _forget_checks(tx.connection)
    stale = ticket.c.clocks_from != kept.fingerprint
    tx.connection.execute(update(ticket).where(stale).values(clocks_from=kept.fingerprint))
    return len(changed)


def _changed(connection: Connection, kept: Timekeeping) -> Iterator[tuple[Course, Course]]:
    """Of clocks that are alike one each: as it is kept, and as it has to be."""
    met_on = func.min(clock.c.met_on).label("met_on")
    query: Select[Any] = select(*_SHARED, clock.c.stopped, met_on)
    for row in connection.execute(query.group_by(*_SHARED, clock.c.stopped)).all():
        old = course_of(row)
        now = recounted(old, kept.law, kept.calendar)
        if now != old:
            yield old, now


def _counted(course: Course) -> dict[str, Any]:
    fixed = {"code", "side", "rule_set", "start", "stopped", "met_on", "facts"}
    return {key: value for key, value in values_of(course).items() if key not in fixed}


def _like(course: Course) -> Any:
    """The clocks that are kept as this one is, whosever they are."""
    values = values_of(course)
    shared = [column.is_not_distinct_from(values[column.name]) for column in _SHARED]
    return and_(*shared, clock.c.stopped.is_(course.stopped))


def _number(connection: Connection, old: Course) -> int:
    if old.stopped:
        return 0
    return int(connection.execute(select(func.count()).where(_like(old))).scalar_one())


def _moves(connection: Connection, old: Course, now: Course) -> Iterator[Move]:
    if old.stopped:
        return
    query = select(ticket.c.ref, ticket.c.unit, ticket.c.handler).join(
        clock, clock.c.ticket_id == ticket.c.id
    )
    for row in connection.execute(query.where(_like(old))):
        yield Move(
            ref=row.ref,
            unit=row.unit,
            handler=row.handler,
            clock=old.code,
            old=old.due,
            new=now.due,
            was_estimated=old.estimated,
            is_estimated=now.estimated,
        )


def _renew_next(connection: Connection) -> None:
    """Let lists sort by the clock that is now the nearest of each ticket."""
    query = (
        select(clock.c.ticket_id, clock.c.code, clock.c.due, ticket.c.next_due, ticket.c.next_clock)
        .join(ticket, ticket.c.id == clock.c.ticket_id)
        .where(clock.c.stopped.is_(False), clock.c.side != Side.CASE.name)
        .order_by(clock.c.ticket_id, clock.c.due.is_(None), clock.c.due, clock.c.term)
    )
    seen, rows = 0, []
    for owner, code, due, next_due, next_clock in connection.execute(query):
        if owner == seen:
            continue
        seen, day = owner, due or PAUSED_DATE
        if (day, code) != (next_due, next_clock):
            rows.append({"owner": owner, "day": day, "code": code})
    if rows:
        mine = update(ticket).where(ticket.c.id == bindparam("owner"))
        new = mine.values(next_due=bindparam("day"), next_clock=bindparam("code"))
        connection.execute(new, rows)


def _forget_checks(connection: Connection) -> None:
    """Rules ask for days left and days of delay: open tickets are checked again."""
    connection.execute(update(ticket).where(ticket.c.is_closed.is_(False)).values(checked_on=None))
