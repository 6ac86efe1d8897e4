"""Where the database looks for the tickets of a place: the table with the day, and what is joined.

The range of days goes on the column as it is, so that its index is used; all other tables are
joined by the ticket.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import FromClause, Select, func, select

from core.figures.bound import BoundPlace
from core.figures.period import DAY, Period
from core.tickets.fields import BY_KEY, FieldType
from core.tickets.language.tree import Applied, Derived, FieldValue, Node, field_keys
from storage.conditions.elements import SQL, Clause
from storage.conditions.functions import clock_name, is_running_clock
from storage.conditions.writer import Writer
from storage.tables.clocks import clock
from storage.tables.tickets import PARTS, table_name, ticket


@dataclass(frozen=True, slots=True)
class Source:
    """Rows, one for each ticket of the days; `writer` knows which tables are at hand."""

    rows: FromClause
    within: tuple[Clause, ...]
    writer: Writer

    def select(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(self.rows).where(*self.within)


def source_of(place: BoundPlace, reach: Period, today: date, nodes: Iterable[Node]) -> Source:
    """The tickets whose day lies in `reach`, with the tables that `nodes` look at."""
    wanted = _tables(nodes)
    day = _plain(place.day)
    if (name := clock_name(day)) is not None:
        due = clock.c.due.between(reach.first, reach.last)
        writer = Writer(today, wanted | {name.name})
        return Source(_joined(clock, wanted), (*is_running_clock(name, today), due), writer)
    if isinstance(day, FieldValue):
        field = day.field
        home = PARTS[table_name(field)]
        column = home.c[field.key]
        is_time = field.type is FieldType.DATETIME
        within = _days(column, reach) if is_time else column.between(reach.first, reach.last)
        return Source(_joined(home, wanted), (within,), Writer(today, wanted | {home.name}))
    writer = Writer(today, wanted)
    condition = writer.condition(BoundPlace(place.day, None).condition(reach))
    return Source(_joined(ticket, wanted), (condition,), writer)


def all_tickets(today: date, nodes: Iterable[Node], *within: Clause) -> Source:
    """Tickets by a condition, with the tables that `nodes` look at."""
    wanted = _tables(nodes)
    return Source(_joined(ticket, wanted), within, Writer(today, wanted))


def unit() -> SQL:
    """The unit to group by; wrapped, so that its index does not decide the order of the search."""
    return func.coalesce(ticket.c.unit, "")


def _tables(nodes: Iterable[Node]) -> frozenset[str]:
    keys = {key for node in nodes for key in field_keys(node)}
    names = {table_name(BY_KEY[key]) for key in keys}
    return frozenset(names & PARTS.keys()) - {ticket.name}


def _joined(home: FromClause, names: frozenset[str]) -> FromClause:
    rows: FromClause = home
    owner = home.c.id if home is ticket else home.c.ticket_id
    if home is not ticket:
        rows = rows.join(ticket, ticket.c.id == owner)
    for name in sorted(names):
        if PARTS[name] is not home:
            rows = rows.join(PARTS[name], PARTS[name].c.ticket_id == owner)
    return rows


def _plain(day: Node) -> Node:
    """The field or clock that a day is read off, also behind a name or 日期(…)."""
    while True:
        if isinstance(day, Derived):
            day = day.meaning
        elif isinstance(day, Applied) and day.function.name == "日期":
            (day,) = day.arguments
        else:
            return day


def _days(at: SQL, reach: Period) -> Clause:
    begin, end = (datetime.combine(one, time()) for one in (reach.first, reach.last + DAY))
    return (at >= begin) & (at < end)
