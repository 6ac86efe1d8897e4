from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.intervals import (
    Interval,
    mean,
    mean_interval,
    share,
    share_interval,
    student_t,
)

MARKS = st.lists(st.decimals(0, 100, places=2), min_size=1, max_size=12)


def of(*marks: str) -> list[Decimal]:
    return [Decimal(mark) for mark in marks]


@pytest.mark.parametrize(
    ("degrees", "t"),
    [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (5, 2.571),
        (10, 2.228),
        (30, 2.042),
        (100, 1.984),
        (1000, 1.962),
    ],
)
def test_students_t_is_that_of_the_tables(degrees: int, t: float) -> None:
    assert round(student_t(degrees), 3) == t


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(5, 5, 56.6, 100.0), (19, 20, 76.4, 99.1), (70, 76, 83.8, 96.3)],
)
def test_wilsons_interval_is_the_published_one(hits: int, n: int, low: float, high: float) -> None:
    found = share_interval(hits, n)
    assert found is not None
    assert (float(found.low), float(found.high)) == pytest.approx((low, high), abs=0.051)


def test_nothing_counted_has_no_share() -> None:
    assert share(0, 0) is None
    assert share_interval(0, 0) is None
    assert share(70, 76) == Decimal("92.11")


def test_one_mark_has_a_mean_and_no_interval() -> None:
    assert mean(of("88.25")) == Decimal("88.25")
    assert mean_interval(of("88.25")) is None


def test_a_mean_rounds_half_up() -> None:
    assert mean(of("88.25", "88.26")) == Decimal("88.26")


def test_four_marks_by_hand() -> None:
    # mean 88.25, deviation sqrt(56.75 / 3) = 4.3493, half width 3.1824 * 4.3493 / 2 = 6.92
    assert mean_interval(of("84", "86", "89", "94")) == Interval(*of("81.33", "95.17"))


def test_the_interval_stops_at_0_and_100() -> None:
    assert mean_interval(of("40", "100")) == Interval(Decimal("0.00"), Decimal("100.00"))


@given(marks=MARKS)
def test_the_mean_lies_in_its_interval(marks: list[Decimal]) -> None:
    found = mean_interval(marks)
    assert (found is None) == (len(marks) < 2)
    if found is not None:
        assert 0 <= found.low <= mean(marks) <= found.high <= 100


@given(n=st.integers(1, 400), data=st.data())
def test_the_share_lies_in_its_interval(n: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, n))
    found = share_interval(hits, n)
    percent = share(hits, n)
    assert found is not None
    assert percent is not None
    assert 0 <= found.low <= percent <= found.high <= 100
