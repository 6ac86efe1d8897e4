"""Lists and evidence of a ticket as rows that a condition can look into; texts and their blanks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, Table, func, literal, or_, select
from sqlalchemy.sql import ColumnElement

from storage.tables.tickets import PARTS, ticket

SQL = ColumnElement[Any]
Clause = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Home:
    """The rows that conditions are about, one for each ticket, and what of a ticket they hold."""

    table: Table
    id: SQL
    columns: Mapping[str, SQL] = field(default_factory=dict)
    """By key, the fields that stand in these rows although they belong elsewhere."""


TICKETS = Home(ticket, ticket.c.id)

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
    """Whether nothing stands there; also true for NULL.

    Most are quite empty: the two cheap questions come first.
    """
    return or_(text.is_(None), text == "", func.ltrim(text, BLANKS) == "")


@dataclass(frozen=True, slots=True)
class Elements:
    """The rows of one list: their table, the text of each, and what tells this list from others."""

    table: Table
    text: SQL
    home: Home
    named: tuple[Clause, ...] = ()

    def any(self, *conditions: Clause) -> Clause:
        """Whether an element that is not blank meets the conditions, which look at nothing else."""
        rows = select(self.table.c.ticket_id).where(*self.named, self.text != "", *conditions)
        return self.home.id.in_(rows)

    def any_beside(self, *conditions: Clause) -> Clause:
        """Likewise where the conditions look at other values of the ticket too."""
        return self._own(select(literal(1))).where(*conditions).exists()

    def count(self) -> SQL:
        """How many elements are not blank."""
        return self._own(select(func.count())).scalar_subquery()

    def _own(self, query: Select[Any]) -> Select[Any]:
        mine = self.table.c.ticket_id == self.home.id
        rows = query.where(mine, *self.named, self.text != "")
        return rows.correlate(*PARTS.values(), self.home.table)
