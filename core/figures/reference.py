"""Counts indicators over plain tickets, one by one: slow, and what every faster way is held to.

Also counts the few tickets of which a store cannot say alone how they stood on a day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from core.figures.bound import Bound, BoundMeasure, BoundPlace
from core.figures.definition import Indicator
from core.figures.figure import BUREAU, Beside, Figure, Figures
from core.figures.period import Period
from core.tickets.case import Case
from core.tickets.language.closures import compile_condition, compile_value
from core.tickets.language.comparing import day_of
from core.tickets.language.function import Unknown

ONE = Decimal(1)


@dataclass(slots=True)
class Count:
    """What a measure came to, by unit and (under "") for all; texts told apart are kept apart."""

    amounts: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    texts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, unit: str, amount: Decimal) -> None:
        self.amounts[BUREAU] += amount
        if unit:
            self.amounts[unit] += amount

    def note(self, unit: str, text: str) -> None:
        self.texts[BUREAU].add(text)
        if unit:
            self.texts[unit].add(text)

    def of(self, unit: str) -> Decimal:
        return self.amounts.get(unit, Decimal()) + len(self.texts.get(unit, ()))


class Counter:
    """Says of one case after the other whether, and how much, it counts in a measure."""

    def __init__(self, measure: BoundMeasure, period: Period, today: date) -> None:
        self.measure = measure
        self._places = [
            found
            for place in measure.places
            if (found := _in_place(place, period, today)) is not None
        ]
        left_out = measure.excluded
        self._excluded = None if left_out is None else compile_condition(left_out)
        self._text = None if measure.distinct is None else compile_value(measure.distinct)
        self._amount = None if measure.sums is None else compile_value(measure.sums)

    def counts(self, case: Case) -> bool:
        if not any(place(case) for place in self._places):
            return False
        return self._excluded is None or self._excluded(case) is not True

    def amount(self, case: Case) -> Decimal:
        """What is added up for a case that counts; nothing where that is empty or unknown."""
        if self._amount is None:
            return ONE
        found = _known(self._amount, case)
        return Decimal() if found is None else Decimal(str(found))

    def put(self, case: Case, into: Count) -> None:
        if not self.counts(case):
            return
        unit = case.ticket.unit
        if self._text is None:
            into.add(unit, self.amount(case))
        else:
            into.note(unit, text_of(_known(self._text, case), case.ticket.ref))


def text_of(text: str | None, ref: str) -> str:
    """What a ticket is told apart by; one without counts by itself."""
    return (text or "").strip() or f"\0{ref}"


def figures_of(
    bound: Iterable[Bound],
    cases: Iterable[Case],
    period: Period,
    as_of: date,
    *,
    units: Iterable[str],
    version: str = "",
) -> Figures:
    """The figures of these cases; `units` are shown even where they have none."""
    known = list(bound)
    counters = {
        id(measure): (Counter(measure, period, as_of), Count())
        for one in known
        for measure in one.measures()
    }
    for case in cases:
        for counter, count in counters.values():
            counter.put(case, count)
    counts = {key: count for key, (_, count) in counters.items()}
    return put_together(known, counts, period, as_of, units=units, version=version)


def put_together(
    bound: Iterable[Bound],
    counts: Mapping[int, Count],
    period: Period,
    as_of: date,
    *,
    units: Iterable[str],
    version: str,
) -> Figures:
    """The figures, given what each measure came to, by the id of the measure."""
    known = list(bound)

    def figure(one: Bound, unit: str) -> Figure:
        top, bottom = counts[id(one.numerator)], counts[id(one.denominator)]
        return _figure(one.indicator, top.of(unit), bottom.of(unit))

    return Figures(
        period=period,
        as_of=as_of,
        version=version,
        indicators=tuple(one.indicator for one in known),
        bureau={one.indicator.code: figure(one, BUREAU) for one in known},
        units={
            unit: {one.indicator.code: figure(one, unit) for one in known} for unit in units if unit
        },
        aside={one.indicator.code: tuple(_beside(one, counts)) for one in known if one.aside},
    )


def _figure(indicator: Indicator, numerator: Decimal, denominator: Decimal) -> Figure:
    return Figure(indicator.kind, numerator, denominator, indicator.few)


def _beside(one: Bound, counts: Mapping[int, Count]) -> Iterable[Beside]:
    for aside in one.aside:
        among = None if aside.among is None else counts[id(aside.among)].of(BUREAU)
        yield Beside(aside.name, counts[id(aside.counted)].of(BUREAU), among)


def _in_place(place: BoundPlace, period: Period, today: date) -> Callable[[Case], bool] | None:
    reach = place.reach(period, today)
    if reach is None:
        return None
    day = compile_value(place.day)
    where = None if place.where is None else compile_condition(place.where)

    def counts(case: Case) -> bool:
        found = _known(day, case)
        if found is None or not reach.holds(day_of(found)):
            return False
        return where is None or where(case) is True

    return counts


def _known(get: Callable[[Case], Any], case: Case) -> Any:
    try:
        return get(case)
    except Unknown:
        return None
