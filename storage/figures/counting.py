"""Counts the measures of indicators in the database, for all units at once.

Measures that count tickets by the same day are counted in one statement. What is added up is
worked out in Python once for each different combination of the fields it looks at, so that sums
are exact and nothing has to be said in SQL that only the calendar knows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import CompoundSelect, Connection, and_, case, func, literal, not_, select, union
from sqlalchemy.sql import ColumnElement

from core.errors import Refusal
from core.figures.bound import BoundMeasure, BoundPlace
from core.figures.period import Period
from core.figures.reference import Count
from core.tickets.case import Case, Surroundings
from core.tickets.fields import BY_KEY, Field, FieldType, changed
from core.tickets.filling.dependence import looked_at
from core.tickets.language.closures import compile_value
from core.tickets.language.function import Unknown
from core.tickets.language.tree import Applied, Node, walk
from core.tickets.language.value_types import Sort
from core.tickets.language.wording import say
from core.tickets.ticket import Ticket
from storage.conditions.elements import Clause, trimmed
from storage.conditions.writer import Writer, day_of
from storage.figures.sources import Source, all_tickets, source_of, unit
from storage.tables.tickets import LISTED, ticket

Reached = list[tuple[BoundPlace, Period]]


class Counting:
    """Counts measures over one period; those whose tickets are `unsettled` are left out there."""

    def __init__(
        self,
        connection: Connection,
        period: Period,
        around: Surroundings,
        unsettled: CompoundSelect[Any] | None = None,
    ) -> None:
        self._connection = connection
        self._period = period
        self._around = around
        self._unsettled = unsettled

    def counts(self, measures: Iterable[BoundMeasure]) -> dict[int, Count]:
        """What each measure came to, by its id."""
        all_of_them = list(measures)
        found: dict[int, Count] = {id(one): Count() for one in all_of_them}
        for some in self._by_day([one for one in all_of_them if one.is_plain]):
            self._count_plain(some, found)
        for one in all_of_them:
            if not one.is_plain and (reached := self._reached(one)):
                self._count_one(one, reached, found[id(one)])
        return found

    @property
    def _today(self) -> date:
        return self._around.today

    def _reached(self, one: BoundMeasure) -> Reached:
        places = [(place, place.reach(self._period, self._today)) for place in one.places]
        return [(place, reach) for place, reach in places if reach is not None]

    def _by_day(self, plain: Iterable[BoundMeasure]) -> Iterator[list[BoundMeasure]]:
        """The measures that count by the same day, together."""
        groups: dict[str, list[BoundMeasure]] = {}
        for one in plain:
            if self._reached(one):
                groups.setdefault(say(one.places[0].day), []).append(one)
        yield from groups.values()

    def _count_plain(self, some: Sequence[BoundMeasure], found: Mapping[int, Count]) -> None:
        (place, reach), *_ = self._reached(some[0])
        nodes = [node for one in some for node in one.nodes()]
        source = source_of(place, reach, self._today, nodes)
        hits = [
            func.coalesce(func.sum(case((self._counts(source, one), 1), else_=0)), 0)
            for one in some
        ]
        query = source.select(unit(), *hits).group_by(unit())
        for row in self._connection.execute(query):
            for one, hit in zip(some, row[1:], strict=True):
                found[id(one)].add(row[0], Decimal(hit))

    def _counts(self, source: Source, one: BoundMeasure) -> Clause:
        (place,) = one.places
        return and_(literal(value=True), *self._conditions(source.writer, one, place))

    def _conditions(
        self, writer: Writer, one: BoundMeasure, place: BoundPlace
    ) -> Iterator[ColumnElement[bool]]:
        if one.excluded is not None:
            yield not_(writer.settled(one.excluded))
        if place.where is not None:
            yield writer.settled(place.where)
        if self._unsettled is not None and one.asks_clocks:
            yield ticket.c.id.not_in(self._unsettled)

    def _count_one(self, one: BoundMeasure, reached: Reached, into: Count) -> None:
        ids = self._ids(one, reached)
        if one.sums is not None:
            self._add_up(one.sums, ids, into)
        elif one.distinct is not None:
            self._tell_apart(one.distinct, ids, into)
        else:
            query = select(unit(), func.count()).where(ticket.c.id.in_(ids)).group_by(unit())
            for name, number in self._connection.execute(query):
                into.add(name, Decimal(number))

    def _ids(self, one: BoundMeasure, reached: Reached) -> Any:
        """The ids of the tickets of a measure, each once."""
        found = []
        for place, reach in reached:
            nodes = [node for node in (one.excluded, place.where) if node is not None]
            source = source_of(place, reach, self._today, nodes)
            query = source.select(ticket.c.id)
            found.append(query.where(*self._conditions(source.writer, one, place)))
        return found[0] if len(found) == 1 else union(*found)

    def _tell_apart(self, text: Node, ids: Any, into: Count) -> None:
        """The different texts; kept as texts, so that units can have some of them in common."""
        source = all_tickets(self._today, [text], ticket.c.id.in_(ids))
        said = trimmed(source.writer.value(text))
        told = case((source.writer.empty(text), literal("\0") + ticket.c.ref), else_=said)
        for name, one in self._connection.execute(source.select(unit(), told).distinct()):
            into.note(name, one)

    def _add_up(self, number: Node, ids: Any, into: Count) -> None:
        fields = [BY_KEY[key] for key in sorted(looked_at([number]))]
        _refuse_lists(fields, number)
        nodes = [number]
        source = all_tickets(self._today, nodes, ticket.c.id.in_(ids))
        columns = [_grouped(source.writer, field, number) for field in fields]
        query = source.select(unit(), func.count(), *columns).group_by(unit(), *columns)
        worth = _Worth(number, fields, self._around)
        for name, count, *values in self._connection.execute(query):
            into.add(name, worth.of(tuple(values)) * count)


class _Worth:
    """What a number comes to for a combination of field values; worked out once for each."""

    def __init__(self, number: Node, fields: Sequence[Field], around: Surroundings) -> None:
        self._get = compile_value(number)
        self._fields = fields
        self._around = around
        self._known: dict[tuple[Any, ...], Decimal] = {}

    def of(self, values: tuple[Any, ...]) -> Decimal:
        found = self._known.get(values)
        if found is None:
            found = self._known[values] = self._work_out(values)
        return found

    def _work_out(self, values: tuple[Any, ...]) -> Decimal:
        given = {
            field.key: _as_field(field, value)
            for field, value in zip(self._fields, values, strict=True)
        }
        try:
            found = self._get(Case(changed(Ticket(number=""), given), self._around))
        except Unknown:
            return Decimal()
        return Decimal() if found is None else Decimal(str(found))


def _as_field(field: Field, value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return datetime.combine(value, time()) if field.type is FieldType.DATETIME and is_day else value


def _grouped(writer: Writer, field: Field, number: Node) -> ColumnElement[Any]:
    """The column of a field; of a time only the day, unless the sentence looks at the hour."""
    column = writer.column(field)
    if field.type is FieldType.DATETIME and not _asks_hours(number):
        return day_of(column)
    return column


def _asks_hours(number: Node) -> bool:
    return any(
        parameter.sorts == {Sort.TIME}
        for one in walk(number)
        if isinstance(one, Applied)
        for parameter in one.function.parameters
    )


def _refuse_lists(fields: Iterable[Field], number: Node) -> None:
    for field in fields:
        if field.type in LISTED:
            said = f"“{say(number)}”看了“{field.header}”，它有好几项，不能用来相加。"
            raise Refusal(f"{said}请改用别的栏目。")
