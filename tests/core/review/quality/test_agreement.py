from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.review.agreement import Scale, alpha
from core.review.quality.agreement import Agreement, agreement
from core.review.quality.report import ItemAgreement
from tests.core.review.test_agreement import UNITS

FEW = 5
marks = st.one_of(st.none(), st.integers(0, 20).map(float))
tables = st.lists(st.lists(marks, min_size=2, max_size=4), min_size=1, max_size=12)


def named(units: list[list[float | None]]) -> list[tuple[str, list[float | None]]]:
    return [(f"SJ{place:03}", unit) for place, unit in enumerate(units)]


def test_the_figure_is_the_published_one() -> None:
    found = agreement(named(UNITS), few=FEW)
    assert found.alpha is not None
    assert round(found.alpha, 3) == 0.849
    assert found.n == 11, "a ticket with one mark has nothing to be compared with"


@given(tables)
def test_it_is_krippendorffs_alpha_whatever_the_marks(units: list[list[float | None]]) -> None:
    expected = alpha(units, Scale.INTERVAL)
    found = agreement(named(units), few=FEW).alpha
    assert (found is None) is (expected is None)
    if found is not None and expected is not None:
        assert found == pytest.approx(expected, abs=1e-9)


def test_the_same_marks_give_the_same_interval_and_hold_the_figure() -> None:
    chance = Random(7)  # noqa: S311 -- a fixed seed
    units: list[list[float | None]] = []
    for _ in range(40):
        true = chance.randint(60, 95)
        units.append([true + chance.gauss(0, 4), true + chance.gauss(0, 4)])
    one, again = agreement(named(units), few=FEW), agreement(named(units), few=FEW)
    assert (one.low, one.high) == (again.low, again.high)
    assert one.low is not None
    assert one.alpha is not None
    assert one.high is not None
    assert one.low < one.alpha < one.high


def test_few_tickets_get_no_interval() -> None:
    found = agreement(named([[80.0, 90.0], [70.0, 75.0]]), few=FEW)
    assert found.alpha is not None
    assert found.low is None


def test_without_variation_nothing_is_worked_out() -> None:
    found = agreement(named([[90.0, 90.0]] * 8), few=FEW)
    assert (found.alpha, found.low, found.drivers) == (None, None, ())


def test_the_ticket_that_reviewers_see_differently_drives_the_figure() -> None:
    agreed: list[list[float | None]] = [[float(mark), float(mark)] for mark in range(60, 90, 3)]
    found = agreement([*named(agreed), ("SJ-争", [95.0, 40.0])], few=FEW)
    assert found.drivers[0].ref == "SJ-争"
    assert found.drivers[0].without == 1.0
    assert len(found.drivers) == 1, "without any of the others it would not be higher"


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_the_tickets_does_not_matter(
    units: list[list[float | None]], chance: Random
) -> None:
    tickets = named(units)
    shuffled = chance.sample(tickets, len(tickets))
    one, other = agreement(tickets, few=99), agreement(shuffled, few=99)
    assert (one.alpha is None) is (other.alpha is None)
    if one.alpha is not None:
        assert other.alpha == pytest.approx(one.alpha, abs=1e-9)


def item(alpha_: float | None, low: float | None = None, high: float | None = None) -> str:
    found = Agreement(n=9, alpha=alpha_, low=low, high=high, drivers=())
    return ItemAgreement(code="B1", title="先行联系", found=found).word


def test_the_word_says_no_more_than_the_figure_bears() -> None:
    assert item(None) == "无差异，不计算"
    assert item(0.91, 0.85, 0.96) == "一致"
    assert item(0.91, 0.20, 1.00) == "看不准"
    assert item(0.795, 0.70, 0.85) == "一致", "rounded as it is shown"
    assert item(0.70, 0.60, 0.78) == "大体一致"
    assert item(0.30, 0.10, 0.50) == "不一致"
