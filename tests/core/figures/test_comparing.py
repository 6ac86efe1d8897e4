"""Year on year, month on month, and figures that somebody typed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.figures.comparing import (
    agrees,
    befores,
    change_said,
    growth,
    growth_fault,
    share_fault,
)
from core.figures.definition import Kind
from core.figures.figure import Figure


def share(hits: int, n: int) -> Figure:
    return Figure(Kind.SHARE, Decimal(hits), Decimal(n), 10)


def test_the_number_before_is_found_from_the_growth_that_was_published() -> None:
    assert befores(26, Decimal("-31.58")) == (38,)


def test_a_typed_growth_that_does_not_fit_is_named_with_what_would() -> None:
    assert growth_fault(26, 38, Decimal("-31.58")) == ""
    said = growth_fault(26, 40, Decimal("-31.58"))
    assert said == (
        "本期 26、前期 40，增幅应是 -35.00%，写的是 -31.58%；与 -31.58% 相符的前期数是 38。"
    )


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_growth_always_leads_back_to_the_number_it_came_from(now: int, before: int) -> None:
    found = growth(now, before).percent
    assert found is not None
    assert agrees(now, before, found)
    assert before in befores(now, found)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (26, 38, "同比减少 31.58%"),
        (39, 36, "同比增长 8.33%"),
        (7, 7, "同比持平"),
        (3, 0, "新增"),
        (0, 0, "—"),
    ],
)
def test_numbers_grow_by_per_cent(now: int, before: int, said: str) -> None:
    assert growth(now, before).said("同比") == said


def test_shares_differ_by_percentage_points() -> None:
    assert change_said(share(51, 52), share(49, 52), "环比") == "环比上升 3.85 个百分点"
    assert change_said(share(49, 52), share(51, 52), "环比") == "环比下降 3.85 个百分点"
    assert change_said(share(1, 2), share(0, 0), "环比") == "—"


def test_means_grow_by_per_cent() -> None:
    days = [Figure(Kind.MEAN, Decimal(n), Decimal(10), 10) for n in (90, 80)]
    assert change_said(days[0], days[1], "同比") == "同比增长 12.50%"


def test_a_typed_share_is_held_to_what_it_was_divided_from() -> None:
    assert share_fault(Decimal(51), Decimal(52), Decimal("98.08")) == ""
    assert "写的是 98.00%" in share_fault(Decimal(51), Decimal(52), Decimal("98.00"))
    assert "分母是 0" in share_fault(Decimal(0), Decimal(0), Decimal(100))
