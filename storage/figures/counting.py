"""Counts the measures of indicators in the database, for all units at once.

Measures that count tickets by the same day are counted in one statement. What is added up is
worked out in Python once for each different combination of the fields it looks at, so that sums
are exact and nothing has to be said in SQL that only the calendar knows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CompoundSelect,
    Connection,
    Select,
    case,
    func,
    literal,
    not_,
    select,
    true,
    union,
)
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
from storage.figures.base import BASE
from storage.figures.masks import (
    Bits,
    ClockBits,
    Plan,
    add_up,
    answers_by_clocks,
    answers_by_days,
    plan_by_days,
)
from storage.figures.sources import Source, of_clock, of_days, unit
from storage.tables.figures import figure_base
from storage.tables.tickets import LISTED, ticket

Reached = list[tuple[BoundPlace, Period]]


class Counting:
    """Counts measures over one period; tickets that are `unsettled` do not count by clocks."""

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
        known = list(measures)
        found: dict[int, Count] = {id(one): Count() for one in known}
        by_days: list[tuple[BoundMeasure, Reached]] = []
        by_clocks: list[tuple[BoundMeasure, Reached]] = []
        for one in known:
            places = self._reached(one)
            due_days = {place.is_due_day for place, _ in places}
            if one.distinct is not None or one.sums is not None or len(due_days) > 1:
                self._count_alone(one, places, found[id(one)])
            elif places:
                (by_clocks if True in due_days else by_days).append((one, places))
        self._count_by_days(by_days, found)
        self._count_by_clocks(by_clocks, found)
        return found

    def refs(self, one: BoundMeasure) -> list[str]:
        """The references of the tickets that count in a measure."""
        places = self._reached(one)
        if not places:
            return []
        source = self._tickets_of(one, places)
        query = source.select(ticket.c.ref).join_from(source.rows, ticket, ticket.c.id == BASE.id)
        return list(self._connection.execute(query).scalars())

    @property
    def _today(self) -> date:
        return self._around.today

    def _reached(self, one: BoundMeasure) -> Reached:
        places = [(place, place.reach(self._period, self._today)) for place in one.places]
        return [(place, reach) for place, reach in places if reach is not None]

    def _count_by_days(
        self, some: Sequence[tuple[BoundMeasure, Reached]], found: Mapping[int, Count]
    ) -> None:
        """Measures by days that were recorded, all in one pass."""
        if not some:
            return
        source = of_days([pair for _, places in some for pair in places], self._today)
        bits = Bits()
        unsettled = None if self._unsettled is None else BASE.id.in_(self._unsettled)
        plans = {
            id(one): plan_by_days(one, places, bits, source.writer, unsettled)
            for one, places in some
        }
        add_up(answers_by_days(self._connection, source, bits), plans, _adding(found))

    def _count_by_clocks(
        self, some: Sequence[tuple[BoundMeasure, Reached]], found: Mapping[int, Count]
    ) -> None:
        """Measures by the due days of clocks; those with clocks in common in one pass."""
        for group in _with_common_clocks(some):
            bits = ClockBits(self._today)
            plans = {
                id(one): Plan(0, tuple(bits.of(place, one.excluded) for place, _ in places))
                for one, places in group
            }
            query = bits.query(self._period, self._is_settled())
            add_up(answers_by_clocks(self._connection, query), plans, _adding(found))

    def _source(self, places: Reached) -> Source:
        (first, reach), *_ = places
        return of_clock(first.day, reach, self._today) or of_days(places, self._today)

    def _holds(self, source: Source, one: BoundMeasure) -> Clause:
        """That a row counts in a measure."""
        node = one.condition(self._period, self._today)
        assert node is not None  # noqa: S101 -- only asked where a place is reached
        holds = source.writer.condition(node)
        return holds & self._is_settled() if one.asks_clocks else holds

    def _is_settled(self) -> Clause:
        return true() if self._unsettled is None else BASE.id.not_in(self._unsettled)

    def _place_ids(self, one: BoundMeasure, place: BoundPlace, reach: Period) -> Select[Any]:
        source = self._source([(place, reach)])
        conditions = [self._is_settled(), source.writer.condition(place.condition(reach))]
        if one.excluded is not None:
            conditions.append(not_(source.writer.settled(one.excluded)))
        return source.select(BASE.id).where(*conditions)

    def _count_alone(self, one: BoundMeasure, places: Reached, into: Count) -> None:
        """What has to be told apart, added up, or counted by days of both sorts."""
        if not places:
            return
        source = self._tickets_of(one, places)
        if one.sums is not None:
            self._add_up(one.sums, source, into)
        elif one.distinct is not None:
            self._tell_apart(one.distinct, source, into)
        else:
            query = source.select(unit(), func.count()).group_by(unit())
            for name, number in self._connection.execute(query):
                into.add(name, Decimal(number))

    def _tickets_of(self, one: BoundMeasure, places: Reached) -> Source:
        """The tickets of a measure, each once."""
        if not any(place.is_due_day for place, _ in places):
            source = of_days(places, self._today)
            return replace(source, within=(self._holds(source, one),))
        ids = [self._place_ids(one, place, reach) for place, reach in places]
        rows = (ids[0] if len(ids) == 1 else union(*ids)).subquery()
        (owner,) = rows.c
        writer = Writer(self._today, frozenset(), BASE)
        return Source(rows.join(figure_base, BASE.id == owner), (), writer)

    def _tell_apart(self, text: Node, source: Source, into: Count) -> None:
        """The different texts; kept as texts, so that units can have some of them in common."""
        said = trimmed(source.writer.value(text))
        ref = select(ticket.c.ref).where(ticket.c.id == BASE.id).correlate(figure_base)
        own = literal("\0") + ref.scalar_subquery()
        told = case((source.writer.empty(text), own), else_=said)
        for name, one in self._connection.execute(source.select(unit(), told).distinct()):
            into.note(name, one)

    def _add_up(self, number: Node, source: Source, into: Count) -> None:
        fields = [BY_KEY[key] for key in sorted(looked_at([number]))]
        _refuse_lists(fields, number)
        columns = [_grouped(source.writer, field, number) for field in fields]
        query = source.select(unit(), func.count(), *columns).group_by(unit(), *columns)
        worth = _Worth(number, fields, self._around)
        for name, count, *values in self._connection.execute(query):
            into.add(name, worth.of(tuple(values)) * count)


def _with_common_clocks(
    some: Sequence[tuple[BoundMeasure, Reached]],
) -> list[list[tuple[BoundMeasure, Reached]]]:
    """The measures in groups, so that no two groups have a clock in common."""
    groups: list[tuple[set[str], list[tuple[BoundMeasure, Reached]]]] = []
    for one, places in some:
        names, members = {say(place.day) for place, _ in places}, [(one, places)]
        for other in [group for group in groups if group[0] & names]:
            groups.remove(other)
            names, members = names | other[0], other[1] + members
        groups.append((names, members))
    return [members for _, members in groups]


def _adding(found: Mapping[int, Count]) -> Callable[[int, str, int], None]:
    return lambda key, name, number: found[key].add(name, Decimal(number))


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
