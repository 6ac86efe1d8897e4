from dataclasses import dataclass
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from core.review.quality.ranks import places


@dataclass(frozen=True)
class Unit:
    unit: str
    low: Decimal | None
    high: Decimal | None


def unit(name: str, low: int, high: int) -> Unit:
    return Unit(name, Decimal(low), Decimal(high))


def words(*units: Unit) -> dict[str, str]:
    return {name: place.word for name, place in places(units).items()}


def test_overlapping_units_are_not_ranked_apart() -> None:
    assert words(unit("甲所", 80, 90), unit("乙所", 85, 95)) == {
        "甲所": "不分先后",
        "乙所": "不分先后",
    }


def test_a_unit_clearly_better_than_two_that_overlap_is_first() -> None:
    found = words(unit("甲所", 60, 75), unit("乙所", 91, 95), unit("丙所", 70, 90))
    assert found == {"乙所": "第 1", "甲所": "第 2 至 3", "丙所": "第 2 至 3"}


def test_intervals_that_touch_overlap() -> None:
    assert set(words(unit("甲所", 80, 85), unit("乙所", 85, 90)).values()) == {"不分先后"}


def test_a_unit_without_an_interval_has_no_place() -> None:
    found = places([unit("甲所", 80, 85), Unit("乙所", None, None)])
    assert list(found) == ["甲所"]


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30)), min_size=1, max_size=8))
def test_every_order_that_the_intervals_allow_lies_within_the_places(
    ends: list[tuple[int, int]],
) -> None:
    units = [unit(f"{n}所", low, low + wide) for n, (low, wide) in enumerate(ends)]
    found = places(units)
    highest_first = sorted(units, key=lambda one: -(one.high or 0))
    for at, one in enumerate(highest_first, start=1):
        assert found[one.unit].best <= at <= found[one.unit].worst
