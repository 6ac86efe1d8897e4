"""How an indicator (指标) is defined: data, in sentences of the rule language.

A *measure* counts tickets: each of its places (`at`) says by which day a ticket belongs to the
period and under which condition it counts; a ticket counts once however many places it meets. It
may count different texts instead (`distinct`), or add up a number (`sums`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.figures.period import Period

FEW = 10
"""Below so many a figure says little (样本少)."""


class Kind(StrEnum):
    SHARE = "比率"
    MEAN = "平均"


class Better(StrEnum):
    """Which way a figure is good; the target is reached on that side."""

    HIGH = "高好"
    LOW = "低好"
    NEITHER = "观察"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`day` is the day of attribution (归属日); without `where` every ticket of that day counts."""

    day: str
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    at: tuple[Place, ...]
    distinct: str = ""
    """What tickets are told apart by; one where it is empty counts by itself."""
    sums: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """What is counted beside an indicator (另列), where that makes sense among how many."""

    name: str
    counted: Measure
    among: Measure | None = None
    excluded: str | None = None
    """None: what the indicator leaves out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    code: str
    name: str
    kind: Kind
    unit: str
    better: Better
    numerator: Measure
    denominator: Measure
    excluded: str = ""
    note: str = ""
    target: Decimal | None = None
    unit_targets: tuple[tuple[str, Decimal], ...] = ()
    """Units that have a target of their own (分解目标)."""
    weight: Decimal | None = None
    is_appraisal: bool = False
    few: int = FEW
    since: date = date.min
    """Holds for periods that end on that day or later."""
    until: date | None = None
    aside: tuple[Aside, ...] = ()

    def target_of(self, unit: str) -> Decimal | None:
        """The target of a unit; "" is the bureau, whose target holds where a unit has none."""
        return dict(self.unit_targets).get(unit, self.target)

    def is_reached(self, value: Decimal | None, unit: str = "") -> bool | None:
        """Whether the target is reached; None where there is no value or no target."""
        target = self.target_of(unit)
        if value is None or target is None or self.better is Better.NEITHER:
            return None
        return value >= target if self.better is Better.HIGH else value <= target

    def holds_for(self, period: Period) -> bool:
        return self.since <= period.last and (self.until is None or period.last <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorSet:
    """All indicators of one version, in the order they are shown."""

    indicators: tuple[Indicator, ...]

    def for_period(self, period: Period) -> tuple[Indicator, ...]:
        """Those that hold for a period; each code once, the one that began last."""
        held = [one for one in self.indicators if one.holds_for(period)]
        newest = {one.code: one for one in sorted(held, key=lambda one: one.since)}
        return tuple(one for one in held if newest[one.code] is one)


def sentences(one: Indicator) -> Iterator[str]:
    """Every sentence of the rule language in a definition."""
    yield one.excluded
    for measure in measures(one):
        for place in measure.at:
            yield place.day
            yield place.where
        yield measure.distinct
        yield measure.sums


def measures(one: Indicator) -> Iterator[Measure]:
    yield one.numerator
    yield one.denominator
    for aside in one.aside:
        yield aside.counted
        if aside.among is not None:
            yield aside.among


def codes(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.code for one in indicators))
