"""How far the blind reviewers of a campaign agree, item by item, and what that figure rests on.

Krippendorff's alpha on the interval scale, because marks are distances. Its interval comes from
drawing the tickets again (percentile bootstrap over tickets; Zapf et al., BMC Medical Research
Methodology 16:93, 2016), by a seed that everybody has: the same marks give the same interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

ROUNDS = 1000
"""How often the tickets are drawn again."""

SEED = 20110125
"""The day of the paper that the method is taken from; any fixed number would do."""

DRIVERS = 3
"""How many of the tickets that pull the figure down most are named."""

Marks = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class _Sums:
    """What one ticket adds to alpha: disagreement, number, sum and sum of squares of its marks."""

    apart: float
    n: int
    total: float
    squares: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """A ticket on which reviewers differ, and what alpha would be without it."""

    ref: str
    without: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Alpha over `n` tickets with two marks or more; None without any variation (无差异，不计算).

    `low` and `high` are None where there are too few tickets to draw again.
    """

    n: int
    alpha: float | None
    low: float | None
    high: float | None
    drivers: tuple[Driver, ...]


def agreement(tickets: Sequence[tuple[str, Marks]], *, few: int) -> Agreement:
    """How far the marks given to each ticket agree; below `few` tickets without an interval."""
    compared = [(ref, sums) for ref, marks in tickets if (sums := _sums(marks)).n >= 2]
    parts = [sums for _, sums in compared]
    found = _alpha(parts)
    low, high = _interval(parts) if found is not None and len(parts) >= few else (None, None)
    return Agreement(
        n=len(parts),
        alpha=found,
        low=low,
        high=high,
        drivers=_drivers(compared, found),
    )


def _sums(marks: Marks) -> _Sums:
    values = [mark for mark in marks if mark is not None]
    n, total = len(values), sum(values)
    squares = sum(value * value for value in values)
    # The squared distances of all ordered pairs add up to 2 n Σv² − 2 (Σv)².
    apart = 2 * (n * squares - total * total) / (n - 1) if n >= 2 else 0.0
    return _Sums(apart, n, total, squares)


def _alpha(parts: Sequence[_Sums]) -> float | None:
    n = sum(part.n for part in parts)
    total = sum(part.total for part in parts)
    squares = sum(part.squares for part in parts)
    expected = 2 * (n * squares - total * total)
    if expected <= 1e-9 * max(1.0, n * squares):
        return None
    return 1 - (n - 1) * sum(part.apart for part in parts) / expected


def _interval(parts: Sequence[_Sums]) -> tuple[float | None, float | None]:
    chance = Random(SEED)  # noqa: S311 -- anyone must be able to repeat it
    drawn = (_alpha(chance.choices(parts, k=len(parts))) for _ in range(ROUNDS))
    found = sorted(one for one in drawn if one is not None)
    if len(found) < ROUNDS // 2:
        return None, None  # so little variation that most draws have none
    edge = len(found) // 40
    return found[edge], found[-1 - edge]


def _drivers(compared: Sequence[tuple[str, _Sums]], found: float | None) -> tuple[Driver, ...]:
    """The tickets without which alpha would be highest, the worst first."""
    if found is None:
        return ()
    parts = [sums for _, sums in compared]
    without = [
        Driver(ref=ref, without=rest)
        for place, (ref, sums) in enumerate(compared)
        if sums.apart and (rest := _alpha(parts[:place] + parts[place + 1 :])) is not None
    ]
    pulling = [one for one in without if one.without > found]
    return tuple(sorted(pulling, key=lambda one: (-one.without, one.ref))[:DRIVERS])
