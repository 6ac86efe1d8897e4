"""The formula at rest: the program's own until the section confirms another."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.audit import PROGRAM, Change
from core.review.formula import formula_of, plain
from core.review.formula_versions import FormulaVersion, in_force
from core.tickets.rules.versions import VersionState
from storage.review.rubrics import shipped_formulas
from storage.tables.rubrics import formula as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "formula"


def formula_versions(connection: Connection) -> list[FormulaVersion]:
    """Every version, newest first; the one that the program comes with is the last."""
    rows = connection.execute(select(table).order_by(table.c.number.desc()))
    return [*(_version(row) for row in rows), _shipped()]


def formula_data(connection: Connection) -> dict[str, Any]:
    """The formula that a campaign planned now is reckoned by, as JSON."""
    return plain(in_force(formula_versions(connection)).formula)


def _shipped() -> FormulaVersion:
    return FormulaVersion(
        number=0,
        state=VersionState.CONFIRMED,
        formula=formula_of(shipped_formulas()[0]),
        author=PROGRAM,
        written_at=None,
        reason="随程序带来的计分办法。",
    )


class Formulas:
    """Writes versions of the formula; each change leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def versions(self) -> Sequence[FormulaVersion]:
        return formula_versions(self._tx.connection)

    def keep(self, version: FormulaVersion) -> None:
        """Write a version, in place of what there was of it."""
        before = self._remove(version)
        row = _row(version)
        self._tx.connection.execute(insert(table).values(**row))
        self._record(version, before, _said(row))

    def drop(self, version: FormulaVersion, opinion: str) -> None:
        """Take a proposal away; the trail keeps it, and why."""
        before = self._remove(version)
        self._record(version, before, {"state": "SENT_BACK", "opinion": opinion})

    def _remove(self, version: FormulaVersion) -> dict[str, Any] | None:
        mine = table.c.number == version.number
        row = self._tx.connection.execute(select(table).where(mine)).one_or_none()
        if row is None:
            return None
        self._tx.connection.execute(delete(table).where(mine))
        return _said(dict(row._mapping))  # noqa: SLF001 -- SQLAlchemy's public name for it

    def _record(
        self, version: FormulaVersion, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> None:
        ref = version.formula.version
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _said(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("state", "data", "reason")}


def _row(version: FormulaVersion) -> dict[str, Any]:
    return {
        "number": version.number,
        "state": version.state.name,
        "data": plain(version.formula),
        "author": version.author,
        "written_at": version.written_at,
        "reason": version.reason,
        "decided_by": version.decided_by,
        "decided_at": version.decided_at,
    }


def _version(row: Row[Any]) -> FormulaVersion:
    return FormulaVersion(
        number=row.number,
        state=VersionState[row.state],
        formula=formula_of(row.data),
        author=row.author,
        written_at=row.written_at,
        reason=row.reason,
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
