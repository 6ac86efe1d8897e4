"""Closed months at rest, and what would be different in them today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.audit import Change
from core.errors import Refusal
from core.figures.bound import Bound
from core.figures.closing import (
    ClosedMonth,
    Late,
    Refs,
    figures_of_plain,
    late_changes,
    plain_figures,
)
from core.figures.definition_data import plain
from core.figures.figure import Figures
from core.figures.period import Period
from storage.calendar import timekeeping
from storage.figures.indicators import figures_by, read, refs_behind
from storage.figures.versions import in_force
from storage.loading import CHUNK
from storage.rules import rulebooks
from storage.tables.figures import closed_month as table
from storage.tables.figures import correction
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "closed_month"


def closed_month(connection: Connection, first: date) -> ClosedMonth | None:
    """The month that begins on that day as it was closed."""
    row = connection.execute(select(table).where(table.c.first == first)).one_or_none()
    return None if row is None else _closed(row)


def waiting_months(connection: Connection) -> list[tuple[date, str]]:
    """The first days of the months that nobody has confirmed yet, and who closed them."""
    waiting = select(table.c.first, table.c.closed_by).where(table.c.confirmed_at.is_(None))
    rows = connection.execute(waiting.order_by(table.c.first))
    return [(row.first, row.closed_by) for row in rows]


def as_closed(
    connection: Connection, period: Period, today: date
) -> tuple[Figures, Refs, dict[str, str]]:
    """What would be kept if a month were closed today."""
    version = in_force(connection)
    bound = read(connection, version.indicators.for_period(period), today)
    figures, refs = _counted(connection, bound, period, today, version.label)
    return figures, refs, _versions(connection, version.label, period.last)


def late(connection: Connection, closed: ClosedMonth, today: date) -> tuple[Late, ...]:
    """What would be others today, by the definitions that the month was closed with."""
    bound = read(connection, closed.figures.indicators, today)
    figures, refs = _counted(connection, bound, closed.period, today, closed.figures.version)
    moved = {
        ref
        for code, pair in refs.items()
        for old, new in zip(closed.refs[code], pair, strict=True)
        for ref in set(old) ^ set(new)
    }
    return late_changes(closed, figures, refs, _units_of(connection, sorted(moved)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A correction (更正) that somebody took note of."""

    changes: tuple[str, ...]
    reason: str
    who: str
    at: datetime


def taken_note(connection: Connection, first: date) -> list[Correction]:
    """The corrections of a month, oldest first."""
    mine = select(correction).where(correction.c.first == first).order_by(correction.c.id)
    return [
        Correction(changes=tuple(row.changes), reason=row.reason, who=row.who, at=row.at)
        for row in connection.execute(mine)
    ]


class Closings:
    """Writes closed months and their corrections; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def closed(self, first: date) -> ClosedMonth | None:
        return closed_month(self._tx.connection, first)

    def as_closed(self, period: Period) -> tuple[Figures, Refs, dict[str, str]]:
        return as_closed(self._tx.connection, period, self._tx.at.date())

    def keep(self, made: ClosedMonth) -> None:
        before = self._remove(made)
        row = _row(made)
        self._tx.connection.execute(insert(table).values(**row))
        self._record(made, before, _said(row))

    def drop(self, made: ClosedMonth) -> None:
        self._record(made, self._remove(made), None)

    def take_note(self, first: date, reason: str) -> list[str]:
        """Write down what is different today, with the reason; gives the sentences."""
        closed = self.closed(first)
        if closed is None or not closed.is_confirmed:
            raise Refusal("这个月还没有封存确认，不用登记更正。")
        if not reason.strip():
            raise Refusal("请写明为什么变了，以后看的人要知道。", field="reason")
        today = self._tx.at.date()
        said = [one.said for one in late(self._tx.connection, closed, today)]
        if not said:
            raise Refusal("和封存时一样，没有可以登记的更正。")
        row = {
            "first": first,
            "as_of": today,
            "changes": said,
            "reason": reason.strip(),
            "who": self._tx.who,
            "at": self._tx.at,
        }
        self._tx.connection.execute(insert(correction).values(**row))
        after = {"changes": said, "reason": reason.strip()}
        ref = f"{first:%Y-%m}"
        self._tx.record([Change(subject="correction", ref=ref, before=None, after=after)])
        return said

    def _remove(self, made: ClosedMonth) -> dict[str, Any] | None:
        mine = table.c.first == made.period.first
        row = self._tx.connection.execute(select(table).where(mine)).one_or_none()
        if row is None:
            return None
        self._tx.connection.execute(delete(table).where(mine))
        return _said(dict(row._mapping))  # noqa: SLF001 -- SQLAlchemy's public name for it

    def _record(
        self, made: ClosedMonth, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        ref = f"{made.period.first:%Y-%m}"
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _counted(
    connection: Connection, bound: Sequence[Bound], period: Period, today: date, version: str
) -> tuple[Figures, Refs]:
    figures = figures_by(connection, bound, period, today, version)
    return figures, refs_behind(connection, bound, period, today)


def _versions(connection: Connection, label: str, day: date) -> dict[str, str]:
    """What the figures rest on: definitions, the rules whose words they use, calendar, limits."""
    return {
        "indicators": label,
        "rulebook": rulebooks(connection).version(day).label,
        "timekeeping": timekeeping(connection).fingerprint,
    }


def _units_of(connection: Connection, refs: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for start in range(0, len(refs), CHUNK):
        some = ticket.c.ref.in_(refs[start : start + CHUNK])
        rows = connection.execute(select(ticket.c.ref, ticket.c.unit).where(some))
        found |= {row.ref: row.unit for row in rows}
    return found


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail keeps: the hash stands for everything that was closed."""
    at = row["confirmed_at"]
    return {
        "hash": row["hash"],
        "closed_by": row["closed_by"],
        "confirmed_by": row["confirmed_by"],
        "confirmed_at": at and at.isoformat(),
    }


def _row(made: ClosedMonth) -> dict[str, Any]:
    return {
        "first": made.period.first,
        "as_of": made.figures.as_of,
        "figures": plain_figures(made.figures),
        "refs": {code: [list(some) for some in pair] for code, pair in made.refs.items()},
        "definitions": [plain(one) for one in made.figures.indicators],
        "versions": dict(made.versions),
        "hash": made.hash,
        "closed_by": made.closed_by,
        "closed_at": made.closed_at,
        "confirmed_by": made.confirmed_by,
        "confirmed_at": made.confirmed_at,
    }


def _closed(row: Row[Any]) -> ClosedMonth:
    made = ClosedMonth(
        figures=figures_of_plain(
            row.figures,
            row.definitions,
            first=row.first,
            as_of=row.as_of,
            version=row.versions["indicators"],
        ),
        refs={code: (tuple(top), tuple(bottom)) for code, (top, bottom) in row.refs.items()},
        versions=row.versions,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )
    if made.hash != row.hash:
        raise Refusal(f"{made.period.label}封存的指标和它的指纹对不上，台账被改动过，不能用。")
    return made
