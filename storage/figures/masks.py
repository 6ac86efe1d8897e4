"""Several measures counted in one pass: each row says by the bits of one number what holds for it.

A condition that several measures share is asked once. Rows with the same answers are counted
together, so that the database sorts small numbers and not wide rows; which measures they mean is
worked out here.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    Select,
    and_,
    case,
    func,
    literal_column,
    select,
    true,
)

from core.figures.bound import BoundMeasure, BoundPlace
from core.figures.period import Period
from core.tickets.language.case_functions import ClockName, codes
from core.tickets.language.tree import Derived, Node, Or
from storage.conditions.elements import SQL, Clause
from storage.conditions.functions import clock_name
from storage.conditions.writer import Writer
from storage.figures.base import BASE
from storage.figures.sources import Source, plain, unit
from storage.tables.clocks import clock
from storage.tables.figures import figure_base

WIDTH = 60
"""So many bits a database keeps in one number."""

Answers = Iterator[tuple[str, int, int]]
"""A unit, the bits, and how many tickets have them."""


@dataclass(slots=True)
class Bits:
    """Conditions by the bit that stands for them; the same condition has the same bit."""

    clauses: list[Clause] = field(default_factory=list)
    _known: dict[Hashable, int] = field(default_factory=dict)

    def of(self, key: Hashable, write: Callable[[], Clause]) -> int:
        """The bit of a condition, as a number with that bit alone."""
        if key not in self._known:
            self._known[key] = 1 << len(self.clauses)
            self.clauses.append(write())
        return self._known[key]

    def columns(self) -> list[SQL]:
        """The numbers that hold the answers of a row."""
        starts = range(0, len(self.clauses), WIDTH)
        return [_number(self.clauses[start : start + WIDTH]) for start in starts]


def together(numbers: Iterable[int]) -> int:
    """All answers of a row as one number, however many columns they came in."""
    return sum(number << (WIDTH * place) for place, number in enumerate(numbers))


def _number(clauses: Sequence[Clause]) -> SQL:
    return _bits([(1 << n, clause) for n, clause in enumerate(clauses)])


def _bits(clauses: Iterable[tuple[int, Clause]]) -> SQL:
    """The sum of the bits whose conditions hold."""
    first, *others = (case((one, _literal(bit)), else_=_literal(0)) for bit, one in clauses)
    total: SQL = first
    for other in others:
        total = total + other
    return total


def _literal(number: int) -> SQL:
    return literal_column(str(number), Integer())


@dataclass(frozen=True, slots=True)
class Plan:
    """When a row counts in a measure: none of `out`, and all bits of one of the `places`."""

    out: int
    places: tuple[int, ...]

    def counts(self, answers: int) -> bool:
        return not answers & self.out and any(one & answers == one for one in self.places)


def plan_by_days(
    one: BoundMeasure,
    reached: Iterable[tuple[BoundPlace, Period]],
    bits: Bits,
    writer: Writer,
    unsettled: Clause | None,
) -> Plan:
    """A measure over days that were recorded."""

    def of(node: Node) -> int:
        return bits.of(node, lambda: writer.condition(node))

    out = sum({of(node) for node in _alternatives(one.excluded)})
    if unsettled is not None and one.asks_clocks:
        out += bits.of("unsettled", lambda: unsettled)
    places = []
    for place, reach in reached:
        within = of(BoundPlace(place.day, None).condition(reach))
        places.append(within | (0 if place.where is None else of(place.where)))
    return Plan(out, tuple(places))


def _alternatives(node: Node | None) -> Iterator[Node]:
    """What is left out, case by case, since measures have some of the cases in common."""
    while isinstance(node, Derived) and isinstance(node.meaning, Derived | Or):
        node = node.meaning
    if isinstance(node, Or):
        for part in node.parts:
            yield from _alternatives(part)
    elif node is not None:
        yield node


def answers_by_days(connection: Connection, source: Source, bits: Bits) -> Answers:
    columns = bits.columns()
    query = source.select(unit(), func.count(), *columns).group_by(unit(), *columns)
    for name, number, *numbers in connection.execute(query):
        yield name, together(numbers), number


@dataclass(slots=True)
class ClockBits:
    """Conditions on due clocks by their bits; asked only of the rows of their own clock."""

    today: date
    clauses: dict[ClockName, list[tuple[int, Clause]]] = field(default_factory=dict)
    _known: dict[Hashable, int] = field(default_factory=dict)

    def of(self, place: BoundPlace, excluded: Node | None) -> int:
        name = clock_name(plain(place.day))
        assert name is not None  # noqa: S101 -- only asked of due days
        key = name, place.where, excluded
        if key not in self._known:
            self._known[key] = 1 << len(self._known)
            clause = self._clause(name, place.where, excluded)
            self.clauses.setdefault(name, []).append((self._known[key], clause))
        return self._known[key]

    def _clause(self, name: ClockName, where: Node | None, excluded: Node | None) -> Clause:
        writer = Writer(self.today, frozenset({name.name}), BASE)
        counts = true() if where is None else writer.condition(where)
        return counts if excluded is None else and_(~writer.settled(excluded), counts)

    def _of_row(self) -> SQL:
        """The bits of a row, by the clock that it is of."""
        cases = [
            (clock.c.code.in_(codes(name)), _bits(clauses))
            for name, clauses in self.clauses.items()
        ]
        return case(*cases, else_=_literal(0))

    def query(self, period: Period, *within: Clause) -> Select[Any]:
        """The bits of each ticket, counted by unit."""
        wanted = [code for name in self.clauses for code in codes(name)]
        due = clock.c.due.between(period.first, period.last)
        begun = clock.c.start <= self.today
        rows = clock.join(figure_base, BASE.id == clock.c.ticket_id)
        found = (
            select(unit().label("unit"), self._of_ticket().label("bits"))
            .select_from(rows)
            .where(clock.c.code.in_(wanted), due, begun, *within)
        )
        if len(self.clauses) > 1:
            found = found.group_by(BASE.id)
        tickets = found.subquery()
        by = tickets.c.unit, tickets.c.bits
        return select(tickets.c.unit, func.count(), tickets.c.bits).group_by(*by)

    def _of_ticket(self) -> SQL:
        """The bits of all clocks of a ticket, which has at most one of each; alone, of the row."""
        return func.sum(self._of_row()) if len(self.clauses) > 1 else self._of_row()


def answers_by_clocks(connection: Connection, query: Select[Any]) -> Answers:
    for name, number, bits in connection.execute(query):
        yield name, bits, number


def add_up(
    answers: Answers, plans: Mapping[int, Plan], add: Callable[[int, str, int], None]
) -> None:
    """Add what each row means to the measures, by their ids."""
    for name, bits, number in answers:
        for key, plan in plans.items():
            if plan.counts(bits):
                add(key, name, number)
