"""How far reviewers agree with one another: Krippendorff's alpha.

1 is full agreement, 0 what chance would give. Any number of reviewers, any of whose marks may be
missing. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import Enum
from itertools import product

Value = float
Distance = Callable[[Value, Value, Mapping[Value, float]], float]


def _nominal(one: Value, other: Value, _counts: Mapping[Value, float]) -> float:
    return float(one != other)


def _ordinal(one: Value, other: Value, counts: Mapping[Value, float]) -> float:
    low, high = sorted((one, other))
    between = sum(count for value, count in counts.items() if low <= value <= high)
    return (between - (counts[one] + counts[other]) / 2) ** 2


def _interval(one: Value, other: Value, _counts: Mapping[Value, float]) -> float:
    return (one - other) ** 2


def _ratio(one: Value, other: Value, _counts: Mapping[Value, float]) -> float:
    return ((one - other) / (one + other)) ** 2 if one + other else 0.0


class Scale(Enum):
    """What distance between two values means: names, ranks, differences, or ratios."""

    NOMINAL = (_nominal,)
    ORDINAL = (_ordinal,)
    INTERVAL = (_interval,)
    RATIO = (_ratio,)

    def distance(self, one: Value, other: Value, counts: Mapping[Value, float]) -> float:
        measure: Distance = self.value[0]
        return measure(one, other, counts)


def alpha(units: Iterable[Sequence[Value | None]], scale: Scale) -> float | None:
    """Alpha of the values given to each unit, missing ones as None.

    None where there is nothing to compare: no unit with two values, or all values the same.
    """
    compared = [[v for v in values if v is not None] for values in units]
    compared = [values for values in compared if len(values) >= 2]
    counts = Counter(value for values in compared for value in values)
    total = sum(counts.values())
    expected = sum(
        counts[one] * counts[other] * scale.distance(one, other, counts)
        for one, other in product(counts, repeat=2)
    )
    if not expected:
        return None
    observed = sum(
        sum(scale.distance(one, other, counts) for one, other in product(values, repeat=2))
        / (len(values) - 1)
        for values in compared
    )
    return 1 - (total - 1) * observed / expected
