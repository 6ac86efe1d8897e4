"""Lists and evidence of a ticket as rows that a condition can look into; texts and their blanks."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, distinct, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from storage.tables.tickets import ticket

SQL = ColumnElement[Any]
Clause = ColumnElement[bool]

BLANKS = "".join(chr(code) for code in range(0x3100) if chr(code).isspace())
"""Every character that Python strips, so that both executors call the same texts blank."""


def trimmed(text: SQL) -> SQL:
    """The text without blanks at either end."""
    return func.ltrim(func.rtrim(text, BLANKS), BLANKS)


def squeezed(text: SQL) -> SQL:
    """The text without any blanks."""
    for blank in BLANKS:
        text = func.replace(text, blank, "")
    return text


def is_blank(text: SQL) -> Clause:
    """Whether nothing stands there; also true for NULL."""
    return or_(text.is_(None), func.ltrim(text, BLANKS) == "")


@dataclass(frozen=True, slots=True)
class Elements:
    """The rows of one list of the ticket at hand: the text of each, and what makes them its own."""

    text: SQL
    own: tuple[Clause, ...]

    def any(self, *conditions: Clause) -> Clause:
        """Whether an element that is not blank meets the conditions."""
        rows = select(literal(1)).where(*self.own, self.text != "", *conditions)
        return rows.correlate(ticket).exists()

    def count(self) -> SQL:
        """How many elements are not blank."""
        return self._counted(func.count())

    def count_different(self) -> SQL:
        """How many of them differ, blanks aside."""
        return self._counted(func.count(distinct(squeezed(self.text))))

    def _counted(self, what: SQL) -> SQL:
        rows = select(what).where(and_(*self.own), self.text != "")
        return rows.correlate(ticket).scalar_subquery()
