"""The log of circulars: a number is taken in the very transaction that keeps what it numbers."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from core.audit import Change
from core.papers.frozen import frozen
from core.papers.numbering import number, series
from core.people import Officer
from core.review.circulars import Circular, refuse_unfit, refuse_void
from core.review.papers.choosing import Document
from core.review.papers.circular import CircularOrder
from storage.resources import read_toml
from storage.review.circular_log import circulars, load_circular
from storage.review.debrief.reading import why_open
from storage.review.printing import circular_of, design_of, printable
from storage.tables.debrief import circular as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "circular"


class Circulars:
    """Gives circulars out, and voids them; each leaves its audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def issue(self, id_: int, order: CircularOrder, *, by: Officer) -> Circular:
        """Number the circular of a campaign and keep it as it is printed."""
        connection, today = self._tx.connection, self._tx.at.date()
        found = printable(connection, id_, by, today=today)
        refuse_unfit(
            found.about,
            circulars(connection, id_),
            why_open(connection, found.about, found.record.appeals, today),
            by=by,
            at=self._tx.at,
        )
        pattern = read_toml("rubrics/circular.toml")["number"]
        series_ = series(pattern, unit="", form="", day=order.day)
        serial = self._next_serial(series_)
        paper = circular_of(connection, found, replace(order, number=number(series_, serial)))
        numbered = number(series_, serial)
        row = {
            "campaign_id": id_,
            "series": series_,
            "serial": serial,
            "number": numbered,
            "title": paper.title,
            "day": order.day,
            "content": frozen(paper),
            "sha256": _pressed(paper),
            "issued_by": by.name,
            "issued_at": self._tx.at,
        }
        made = self._tx.connection.execute(insert(table).values(**row)).inserted_primary_key
        assert made is not None  # noqa: S101 -- an insert with a generated key has one
        said = {name: row[name] for name in ("number", "title", "sha256")}
        self._record(numbered, None, said)
        return load_circular(self._tx.connection, int(made[0]))

    def void(self, id_: int, reason: str, *, by: Officer) -> Circular:
        """Take a circular back; it keeps its number."""
        one = load_circular(self._tx.connection, id_)
        refuse_void(one, reason, by=by, at=self._tx.at)
        values = {
            "voided_by": by.name, "voided_at": self._tx.at, "void_reason": reason.strip(),
        }  # fmt: skip
        self._tx.connection.execute(update(table).where(table.c.id == id_).values(**values))
        self._record(one.number, {"number": one.number}, {"void": reason.strip()})
        return load_circular(self._tx.connection, id_)

    def _next_serial(self, series_: str) -> int:
        """The first serial of the series that no circular has, void ones included."""
        query = select(func.coalesce(func.max(table.c.serial), 0)).where(table.c.series == series_)
        return int(self._tx.connection.execute(query).scalar_one()) + 1

    def _record(self, ref: str, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=after)])


def _pressed(paper: Any) -> str:
    """The fingerprint of the PDF, in the design in which it is printed."""
    from storage.files.pdf.rendering import render  # noqa: PLC0415 -- slow to load

    return render(paper, design_of(Document.CIRCULAR)).sha256
