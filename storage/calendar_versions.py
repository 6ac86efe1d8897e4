"""The calendar at rest: the shipped one is loaded once, then every change is a version here."""

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.audit import Change
from core.calendar.content import content_of, plain
from core.calendar.versions import CalendarVersion, receive
from core.tickets.rules.versions import VersionState
from storage.calendar import festivals, shipped
from storage.tables.calendar import calendar_version as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "calendar"


def calendar_versions(connection: Connection) -> list[CalendarVersion]:
    """Every version of the calendar, newest first."""
    return [
        _version(row) for row in connection.execute(select(table).order_by(table.c.number.desc()))
    ]


class Calendars:
    """Writes versions of the calendar; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def take_in_shipped(self) -> None:
        receive(self, shipped(), self._tx.at)

    def festivals(self) -> Sequence[str]:
        return festivals()

    def versions(self) -> Sequence[CalendarVersion]:
        return calendar_versions(self._tx.connection)

    def keep(self, version: CalendarVersion) -> None:
        """Write a version, in place of what there was of it."""
        before, row = self._remove(version), _row(version)
        self._tx.connection.execute(insert(table).values(**row))
        self._record(version, before, _said(row))

    def drop(self, version: CalendarVersion) -> None:
        self._record(version, self._remove(version), None)

    def _remove(self, version: CalendarVersion) -> dict[str, Any] | None:
        mine = table.c.number == version.number
        row = self._tx.connection.execute(select(table).where(mine)).one_or_none()
        if row is None:
            return None
        self._tx.connection.execute(delete(table).where(mine))
        return _said(dict(row._mapping))  # noqa: SLF001 -- SQLAlchemy's public name for it

    def _record(
        self,
        version: CalendarVersion,
        before: dict[str, Any] | None,
        after: dict[str, Any] | None,
    ) -> None:
        ref = str(version.number)
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """What the trail keeps of a version."""
    return {name: row[name] for name in ("state", "data", "reason", "opinion", "decided_by")}


def _row(version: CalendarVersion) -> dict[str, Any]:
    data = plain(version.content)
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return {
        "number": version.number,
        "state": version.state.name,
        "data": data,
        "hash": hashlib.sha256(written.encode()).hexdigest(),
        "authors": list(version.authors),
        "written_at": version.written_at,
        "reason": version.reason,
        "opinion": version.opinion,
        "decided_by": version.decided_by,
        "decided_at": version.decided_at,
    }


def _version(row: Row[Any]) -> CalendarVersion:
    return CalendarVersion(
        number=row.number,
        state=VersionState[row.state],
        content=content_of(row.data),
        authors=tuple(row.authors),
        written_at=row.written_at,
        reason=row.reason,
        opinion=row.opinion,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
