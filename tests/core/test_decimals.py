from decimal import Decimal
from fractions import Fraction

import pytest

from core.decimals import half_up


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        (Decimal("79.165"), "79.17"),
        (Decimal("-79.165"), "-79.17"),
        (Fraction(1, 8), "0.13"),
        (Fraction(-1, 8), "-0.13"),
        (Fraction(2, 3), "0.67"),
        (100, "100.00"),
    ],
)
def test_halves_go_up_and_two_places_are_shown(value: Decimal | Fraction, rounded: str) -> None:
    assert str(half_up(value)) == rounded
