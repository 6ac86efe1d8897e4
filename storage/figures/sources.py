"""Where the database looks for tickets of a period: in the narrow rows, by days found in indexes.

The range of days goes on the column as it is, so that its index is used.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import FromClause, Select, func, select, union

from core.figures.bound import BoundPlace
from core.figures.period import DAY, Period
from core.tickets.fields import FieldType
from core.tickets.language.tree import Applied, Derived, FieldValue, Node
from core.tickets.language.wording import say
from storage.conditions.elements import SQL, Clause
from storage.conditions.functions import clock_name, is_running_clock
from storage.conditions.writer import Writer
from storage.figures.base import BASE
from storage.tables.clocks import clock
from storage.tables.figures import figure_base
from storage.tables.tickets import PARTS, table_name, ticket


@dataclass(frozen=True, slots=True)
class Source:
    """Narrow rows, each once for each ticket or clock; `writer` knows what is at hand."""

    rows: FromClause
    within: tuple[Clause, ...]
    writer: Writer

    def select(self, *columns: Any) -> Select[Any]:
        return select(*columns).select_from(self.rows).where(*self.within)


def of_clock(day: Node, reach: Period, today: date) -> Source | None:
    """The tickets whose clock was due in the reach, with that clock; None for other days."""
    name = clock_name(plain(day))
    if name is None:
        return None
    rows = clock.join(figure_base, BASE.id == clock.c.ticket_id)
    due = clock.c.due.between(reach.first, reach.last)
    writer = Writer(today, frozenset({name.name}), BASE)
    return Source(rows, (*is_running_clock(name, today), due), writer)


def of_days(reached: Iterable[tuple[BoundPlace, Period]], today: date) -> Source:
    """The tickets with one of the days in its reach; whether they count is for the conditions."""
    by_day = {(say(place.day), reach): _ids(place, reach, today) for place, reach in reached}
    found = [*by_day.values()]
    ids = (found[0] if len(found) == 1 else union(*found)).subquery()
    (owner,) = ids.c
    return Source(ids.join(figure_base, BASE.id == owner), (), Writer(today, frozenset(), BASE))


def _ids(place: BoundPlace, reach: Period, today: date) -> Select[Any]:
    day = plain(place.day)
    if isinstance(day, FieldValue):
        table = PARTS[table_name(day.field)]
        column = table.c[day.field.key]
        is_time = day.field.type is FieldType.DATETIME
        within = _days(column, reach) if is_time else column.between(reach.first, reach.last)
        owner = table.c.id if table is ticket else table.c.ticket_id
        return select(owner).where(within)
    condition = BoundPlace(place.day, None).condition(reach)
    return select(ticket.c.id).where(Writer(today, frozenset()).condition(condition))


def unit() -> SQL:
    return func.coalesce(figure_base.c.unit, "")


def plain(day: Node) -> Node:
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
