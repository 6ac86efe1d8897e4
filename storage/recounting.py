"""Counts the clocks of all tickets again when the calendar or the section's settings change.

A course follows from its code, rule set, start, suspensions and extension, all of which are kept
with it: so tickets need not be read, and what many clocks share is counted once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Integer, String, bindparam, select, type_coerce, update
from sqlalchemy.sql import ColumnElement

from core.tickets.clocks import Course, Side
from core.tickets.clocks.course import recounted
from storage.calendar import Timekeeping, timekeeping
from storage.clocks import course_from, values_of
from storage.tables.clocks import clock
from storage.tables.tickets import NO_DUE_DATE, PAUSED_DATE, ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SHOWN = 200
AT_ONCE = 20_000

_INPUT = ("code", "rule_set", "start", "facts")
"""What a count rests on."""
_COUNTED = ("due", "unit", "term", "extra", "left_workdays", "left_days", "estimated")
_WRITTEN = (*_COUNTED, "suspended_from", "suspended_to")
_NUMBERS = frozenset({"term", "extra", "left_workdays", "left_days", "estimated"})
"""Read as they lie in the database: reading half a million rows is most of the work."""


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


class _Row(NamedTuple):
    """One kept clock, and what it would be."""

    owner: int
    code: str
    stopped: bool
    is_case: bool
    old: tuple[Any, ...]
    new: tuple[Any, ...]
    course: Course
    """As counted again; the same value for all clocks that are alike."""

    @property
    def differs(self) -> bool:
        return self.old != self.new


def moves(connection: Connection, new: Timekeeping) -> Moves:
    """What changes for clocks that still run, if they are counted by `new`; nothing is written."""
    found = [row for row in _rows(connection, new) if not row.stopped and row.differs]
    moved = [row for row in found if row.old[0] != row.new[0]]
    moved.sort(key=lambda row: (row.course.due or date.max, row.owner))
    return Moves(
        clocks=len(moved),
        tickets=len({row.owner for row in moved}),
        settled=len(found) - len(moved),
        shown=tuple(_moves(connection, moved[:SHOWN])),
    )


def recount(tx: "Transaction") -> int:
    """Count every clock by what holds now; gives how many had to be changed."""
    kept = timekeeping(tx.connection)
    changed: list[_Row] = []
    nearest: dict[int, tuple[date, int, str]] = {}
    for row in _rows(tx.connection, kept):
        if not row.stopped and not row.is_case:
            key = row.course.due or PAUSED_DATE, row.course.term, row.code
            nearest[row.owner] = min(nearest.get(row.owner, key), key)
        if row.differs:
            changed.append(row)
    for begin in range(0, len(changed), AT_ONCE):
        _write(tx.connection, changed[begin : begin + AT_ONCE])
    if changed:
        _renew_next(tx.connection, nearest)
    _mark(tx.connection, kept.fingerprint, moved=bool(changed))
    return len(changed)


def _rows(connection: Connection, kept: Timekeeping) -> Iterator[_Row]:
    """Every clock, by ticket; what is alike is counted once."""
    columns = [_as_it_lies(name) for name in (*_INPUT, *_COUNTED)]
    query = select(clock.c.ticket_id, type_coerce(clock.c.stopped, Integer), *columns)
    counted: dict[tuple[str, ...], tuple[Course, tuple[Any, ...]]] = {}
    inputs = slice(2, 2 + len(_INPUT))
    for row in connection.execute(query.order_by(clock.c.ticket_id)):
        key = tuple(row[inputs])
        if key not in counted:
            course = recounted(course_from(*key, law=kept.law), kept.law, kept.calendar)
            counted[key] = course, _raw(course)
        course, new = counted[key]
        is_case = course.side is Side.CASE
        old = tuple(row[2 + len(_INPUT) :])
        # Where the office itself set the last day there is nothing to count.
        fixed = kept.law.rule(row[2]).until is not None
        yield _Row(row[0], row[2], bool(row[1]), is_case, old, old if fixed else new, course)


def _as_it_lies(name: str) -> ColumnElement[Any]:
    if name in _NUMBERS:
        return type_coerce(clock.c[name], Integer)
    return type_coerce(clock.c[name], String)


def _raw(course: Course) -> tuple[Any, ...]:
    """What was counted, as it lies in the database."""
    return tuple(_lying(value) for value in (values_of(course)[name] for name in _COUNTED))


def _lying(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def _values(course: Course) -> dict[str, Any]:
    values = values_of(course)
    return {f"new_{name}": values[name] for name in _WRITTEN}


def _write(connection: Connection, changed: list[_Row]) -> None:
    counted = {id(row.course): row.course for row in changed}
    values = {key: _values(course) for key, course in counted.items()}
    rows = [{"owner": o.owner, "which": o.code, **values[id(o.course)]} for o in changed]
    mine = (clock.c.ticket_id == bindparam("owner")) & (clock.c.code == bindparam("which"))
    new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _WRITTEN}
    connection.execute(update(clock).where(mine).values(**new), rows)


def _moves(connection: Connection, rows: list[_Row]) -> Iterator[Move]:
    owners = {row.owner for row in rows}
    query = select(ticket.c.id, ticket.c.ref, ticket.c.unit, ticket.c.handler)
    known = {one.id: one for one in connection.execute(query.where(ticket.c.id.in_(owners)))}
    for row in rows:
        about = known[row.owner]
        yield Move(
            ref=about.ref,
            unit=about.unit,
            handler=about.handler,
            clock=row.code,
            old=None if row.old[0] is None else date.fromisoformat(row.old[0]),
            new=row.course.due,
            was_estimated=bool(row.old[-1]),
            is_estimated=row.course.estimated,
        )


def _renew_next(connection: Connection, nearest: dict[int, tuple[date, int, str]]) -> None:
    """Let lists sort by the clock that is now the nearest of each ticket."""
    rows = []
    for owner, day, code in connection.execute(
        select(ticket.c.id, ticket.c.next_due, ticket.c.next_clock)
    ):
        due, _, first = nearest.get(owner, (NO_DUE_DATE, 0, ""))
        if (due, first) != (day, code):
            rows.append({"owner": owner, "day": due, "which": first})
    if rows:
        mine = update(ticket).where(ticket.c.id == bindparam("owner"))
        new = mine.values(next_due=bindparam("day"), next_clock=bindparam("which"))
        connection.execute(new, rows)


def _mark(connection: Connection, fingerprint: str, *, moved: bool) -> None:
    """Say by what they were counted; rules ask for days left, so open tickets are checked again."""
    stale = update(ticket).where(ticket.c.clocks_from != fingerprint)
    if moved:
        is_open = ticket.c.is_closed.is_(False)
        checked = stale.where(is_open).values(clocks_from=fingerprint, checked_on=None)
        connection.execute(checked)
    connection.execute(stale.values(clocks_from=fingerprint))
