"""Rounding as the office rounds: half up, on exact numbers, never on binary fractions."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

TWO_PLACES = Decimal("0.01")


def half_up(value: Decimal | Fraction | int) -> Decimal:
    """`value` with two places, half up: 79.165 becomes 79.17."""
    if isinstance(value, Fraction):
        sign = -1 if value < 0 else 1
        hundredths = (abs(value.numerator) * 200 + value.denominator) // (2 * value.denominator)
        return Decimal(sign * hundredths) / 100 + Decimal("0.00")
    return Decimal(value).quantize(TWO_PLACES, ROUND_HALF_UP)
