"""Lists and evidence of a ticket as rows that a condition can look into; texts and their blanks."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from storage.tables.tickets import PARTS

SQL = ColumnElement[Any]
Clause = ColumnElement[bool]

BLANKS = "".join(chr(code) for code in range(0x3100) if chr(code).isspace())
"""Every character that Python strips, so that both executors call the same texts blank."""


def trimmed(text: SQL) -> SQL:
    """The text without blanks at either end."""
    return func.ltrim(func.rtrim(text, BLANKS), BLANKS)


def letters(text: SQL) -> SQL:
    """How many characters of the text are not blank.

    Counted blank by blank: replacing one inside the other would be too deep for SQLite's parser.
    """
    length = func.length(text)
    return length - sum(length - func.length(func.replace(text, blank, "")) for blank in BLANKS)


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
        return rows.correlate(*PARTS.values()).exists()

    def count(self) -> SQL:
        """How many elements are not blank."""
        rows = select(func.count()).where(*self.own, self.text != "")
        return rows.correlate(*PARTS.values()).scalar_subquery()
