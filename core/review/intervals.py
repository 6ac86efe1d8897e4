"""How far a mean or a share of a few tickets can be trusted: 95 % intervals.

Means take Student's t, shares take Wilson's interval. Marks run from 0 to 100, shares are per cent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import cos, pi, sin, sqrt, tan
from statistics import NormalDist

from core.decimals import half_up

CONFIDENCE = 0.95
FULL = 100


@dataclass(frozen=True, slots=True)
class Interval:
    low: Decimal
    high: Decimal


def mean(marks: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean of at least one mark, two places, half up."""
    return half_up(_exact_mean(marks))


def mean_interval(marks: Sequence[Decimal]) -> Interval | None:
    """Student's t interval of the mean, cut at 0 and 100; None for fewer than two marks."""
    found = _around_mean(marks)
    return None if found is None else _cut(*found)


def difference_interval(differences: Sequence[Decimal]) -> Interval | None:
    """Student's t interval of a mean of differences, not cut; None for fewer than two."""
    found = _around_mean(differences)
    return None if found is None else _between(found[0] - found[1], found[0] + found[1])


def share(hits: int, n: int) -> Decimal | None:
    """`hits` of `n` in per cent; None where there is nothing to count."""
    return half_up(Fraction(FULL * hits, n)) if n else None


def share_interval(hits: int, n: int) -> Interval | None:
    """Wilson's interval of a share, in per cent; None where there is nothing to count."""
    if not n:
        return None
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    p = hits / n
    width = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    scale = FULL / (1 + z * z / n)
    return _cut(scale * (p + z * z / (2 * n)), scale * width)


@lru_cache(maxsize=256)
def student_t(degrees: int) -> float:
    """The t that a Student-distributed value with so many degrees of freedom exceeds in 2.5 %.

    Found by bisection on the angle t = sqrt(degrees) * tan(angle), in which the distribution is a
    finite sum for whole degrees (Abramowitz and Stegun 26.7.3 and 26.7.4).
    """
    low, high = 0.0, pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        if _within(middle, degrees) < CONFIDENCE:
            low = middle
        else:
            high = middle
    return sqrt(degrees) * tan((low + high) / 2)


def _within(angle: float, degrees: int) -> float:
    """The probability that |T| stays below sqrt(degrees) * tan(angle)."""
    is_odd = degrees % 2
    square = cos(angle) ** 2
    term = cos(angle) if is_odd else 1.0
    total = 0.0
    for k in range(1 + is_odd, degrees, 2):
        total += term
        term *= square * k / (k + 1)
    total *= sin(angle)
    return 2 / pi * (angle + total) if is_odd else total


def _around_mean(values: Sequence[Decimal]) -> tuple[float, float] | None:
    """The mean, and how far its interval reaches to either side; None for fewer than two values."""
    n = len(values)
    if n < 2:
        return None
    centre = _exact_mean(values)
    variance = sum((Fraction(value) - centre) ** 2 for value in values) / (n - 1)
    return float(centre), student_t(n - 1) * sqrt(variance / n)


def _exact_mean(marks: Sequence[Decimal]) -> Fraction:
    return Fraction(sum(map(Fraction, marks)), len(marks))


def _cut(centre: float, width: float) -> Interval:
    return _between(max(0.0, centre - width), min(float(FULL), centre + width))


def _between(low: float, high: float) -> Interval:
    return Interval(half_up(Decimal(repr(low))), half_up(Decimal(repr(high))))
