"""Indicators with their sentences read: what both executors count by.

`reference.py` counts tickets one by one in Python, `storage.figures` counts in the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from core.figures.definition import Aside, Indicator, Measure, Place
from core.figures.period import Period
from core.tickets.filling.dependence import looked_at
from core.tickets.language import check
from core.tickets.language.library import FUNCTIONS
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import And, Applied, Constant, Node, Not, Or, type_of, walk
from core.tickets.language.value_types import DAY, Sort
from core.tickets.language.vocabulary import Vocabulary
from core.tickets.language.wording import say

IN_PERIOD = FUNCTIONS["在期间"]
_OF_CLOCKS = frozenset({"届满日", "剩余", "时限单位", "时限状态"})


@dataclass(frozen=True, slots=True)
class BoundPlace:
    """`day` may be a last day of a clock, which can lie ahead; any other has to have happened."""

    day: Node
    where: Node | None

    @property
    def is_due_day(self) -> bool:
        return asks_clocks(self.day)

    def reach(self, period: Period, today: date) -> Period | None:
        """The part of the period in which a day counts; None where there is none."""
        return period if self.is_due_day else period.until(today)

    def condition(self, reach: Period) -> Node:
        """That a ticket counts here, as one condition."""
        days = Constant(reach.first, DAY), Constant(reach.last, DAY)
        within = Applied(IN_PERIOD, (self.day, *days))
        return within if self.where is None else And((within, self.where))


@dataclass(frozen=True, slots=True)
class BoundMeasure:
    """A measure with what is left out of it."""

    places: tuple[BoundPlace, ...]
    excluded: Node | None
    distinct: Node | None
    sums: Node | None

    def nodes(self) -> Iterator[Node]:
        for place in self.places:
            yield place.day
            if place.where is not None:
                yield place.where
        for node in (self.excluded, self.distinct, self.sums):
            if node is not None:
                yield node

    @property
    def asks_clocks(self) -> bool:
        return any(map(asks_clocks, self.nodes()))

    @property
    def is_plain(self) -> bool:
        """Whether it counts tickets by one day only."""
        return len(self.places) == 1 and self.distinct is None and self.sums is None

    @property
    def fields(self) -> frozenset[str]:
        """The keys of the fields that decide on it, also through clocks."""
        return looked_at(self.nodes())

    def condition(self, period: Period, today: date) -> Node | None:
        """The condition that lists the tickets counted; None where the period is still to come."""
        reached = [(one, one.reach(period, today)) for one in self.places]
        parts = tuple(one.condition(reach) for one, reach in reached if reach is not None)
        if not parts:
            return None
        counted = parts[0] if len(parts) == 1 else Or(parts)
        return counted if self.excluded is None else And((Not(self.excluded), counted))


@dataclass(frozen=True, slots=True)
class BoundAside:
    name: str
    counted: BoundMeasure
    among: BoundMeasure | None


@dataclass(frozen=True, slots=True)
class Bound:
    indicator: Indicator
    numerator: BoundMeasure
    denominator: BoundMeasure
    aside: tuple[BoundAside, ...]

    def measures(self) -> Iterator[BoundMeasure]:
        yield self.numerator
        yield self.denominator
        for aside in self.aside:
            yield aside.counted
            if aside.among is not None:
                yield aside.among


def asks_clocks(node: Node) -> bool:
    return any(isinstance(one, Applied) and one.function.name in _OF_CLOCKS for one in walk(node))


def listing(measure: BoundMeasure, period: Period, today: date) -> str:
    """The sentence that lists the tickets of a measure; "" where the period is still to come."""
    node = measure.condition(period, today)
    return "" if node is None else say(node)


def bind(one: Indicator, vocabulary: Vocabulary) -> Bound:
    """Read all sentences of an indicator; Mistake for the first that is wrong."""
    reader = _Reader(vocabulary)

    return Bound(
        indicator=one,
        numerator=reader.measure(one.numerator, one.excluded),
        denominator=reader.measure(one.denominator, one.excluded),
        aside=tuple(reader.aside(aside, one) for aside in one.aside),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    vocabulary: Vocabulary

    def measure(self, given: Measure, excluded: str) -> BoundMeasure:
        return BoundMeasure(
            places=tuple(map(self._place, given.at)),
            excluded=self._condition(excluded),
            distinct=self._value(given.distinct, Sort.TEXT, "要是一段文本，例如 案号。"),
            sums=self._value(given.sums, Sort.NUMBER, "要是一个数。"),
        )

    def aside(self, given: Aside, one: Indicator) -> BoundAside:
        excluded = one.excluded if given.excluded is None else given.excluded
        among = None if given.among is None else self.measure(given.among, excluded)
        return BoundAside(given.name, self.measure(given.counted, excluded), among)

    def _place(self, given: Place) -> BoundPlace:
        day = check.value(given.day, self.vocabulary)
        if not type_of(day).is_dated:
            said = f"归属日要是一个日期，这里是{type_of(day)}。"
            raise Mistake(said, sentence=given.day, at=0)
        return BoundPlace(day, self._condition(given.where))

    def _condition(self, sentence: str) -> Node | None:
        return check.condition(sentence, self.vocabulary) if sentence.strip() else None

    def _value(self, sentence: str, sort: Sort, remedy: str) -> Node | None:
        if not sentence.strip():
            return None
        node = check.value(sentence, self.vocabulary)
        if type_of(node).sort is not sort:
            said = f"这里是{type_of(node)}，{remedy}"
            raise Mistake(said, sentence=sentence, at=0)
        return node
