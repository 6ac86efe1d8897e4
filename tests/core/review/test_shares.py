import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from core.review.sampling import FrameEntry
from core.review.shares import Size, losers, remarks, shares, strata, strata_sizes

SIZES = st.dictionaries(st.sampled_from("甲乙丙丁戊己"), st.integers(1, 60), min_size=1)


def size(total: int, *, least: int = 0, most: int = 8) -> Size:
    return Size(total=total, minimum=least, maximum=most)


def test_shares_follow_the_number_of_tickets() -> None:
    assert shares({"九亭所": 50, "中山所": 30, "佘山所": 20}, size(10)) == {
        "九亭所": 5,
        "中山所": 3,
        "佘山所": 2,
    }


def test_what_is_left_goes_to_the_largest_remainders() -> None:
    # 3.46, 2.31, 0.23: one is left and goes to 0.46
    assert shares({"甲": 15, "乙": 10, "丙": 1}, size(6)) == {"甲": 4, "乙": 2, "丙": 0}


def test_a_full_stratum_leaves_the_rest_to_the_others() -> None:
    assert shares({"甲": 90, "乙": 6, "丙": 4}, size(12)) == {"甲": 8, "乙": 2, "丙": 2}


def test_everybody_gets_the_minimum_first() -> None:
    assert shares({"甲": 97, "乙": 2, "丙": 1}, size(8, least=2)) == {"甲": 5, "乙": 2, "丙": 1}


def test_minima_over_the_total_are_refused_with_the_number_needed() -> None:
    with pytest.raises(Refusal, match=r"合计要 5 件.*总数 4 件不够.*至少抽 5 件") as refused:
        shares({"甲": 9, "乙": 9, "丙": 1}, size(4, least=2))
    assert refused.value.field == "total"


@pytest.mark.parametrize(
    ("sizes", "wanted", "said"),
    [
        ({"甲": 3}, size(0), "至少 1 件"),
        ({"甲": 3}, size(3, least=5, most=4), "上限 4 件小于下限 5 件"),
        ({}, size(3), "没有符合条件的工单"),
    ],
)
def test_what_cannot_be_planned_is_refused(sizes: dict[str, int], wanted: Size, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        shares(sizes, wanted)


@given(sizes=SIZES, total=st.integers(1, 80), least=st.integers(0, 4), most=st.integers(4, 12))
def test_shares_add_up_and_keep_their_bounds(
    sizes: dict[str, int], total: int, least: int, most: int
) -> None:
    low = {name: min(least, count) for name, count in sizes.items()}
    high = {name: min(most, count) for name, count in sizes.items()}
    if sum(low.values()) > total:
        with pytest.raises(Refusal):
            shares(sizes, size(total, least=least, most=most))
        return
    takes = shares(sizes, size(total, least=least, most=most))
    assert sum(takes.values()) == min(total, sum(high.values()))
    assert all(low[name] <= takes[name] <= high[name] for name in sizes)


@given(sizes=SIZES, total=st.integers(1, 80))
def test_without_bounds_no_share_is_off_by_a_whole_ticket(
    sizes: dict[str, int], total: int
) -> None:
    wanted = min(total, sum(sizes.values()))
    takes = shares(sizes, size(wanted, most=100))
    for name, count in sizes.items():
        assert abs(takes[name] - wanted * count / sum(sizes.values())) < 1


def test_the_plan_says_when_a_larger_total_takes_one_away() -> None:
    sizes = {"甲": 6, "乙": 6, "丙": 2}
    assert shares(sizes, size(10)) == {"甲": 4, "乙": 4, "丙": 2}
    takes = shares(sizes, size(11))
    assert takes == {"甲": 5, "乙": 5, "丙": 1}
    assert remarks(sizes, takes, size(11)) == (
        "总数由 10 件增到 11 件，“丙”反而由 2 件减为 1 件，这是最大余数法的结果。",
    )
    assert losers(shares(sizes, size(10)), takes) == {"丙": (2, 1)}


def test_the_plan_says_what_could_not_be_filled() -> None:
    sizes = {"甲": 30, "乙": 1}
    takes = shares(sizes, size(20, least=2))
    assert takes == {"甲": 8, "乙": 1}
    assert remarks(sizes, takes, size(20, least=2)) == (
        "要抽 20 件，按每层上限 8 件最多抽到 9 件，已取到最多。",
        "“乙”只有 1 件，不足每层下限 2 件，全取。",
    )


def test_an_ordinary_plan_needs_no_remark() -> None:
    sizes = {"甲": 30, "乙": 20}
    assert remarks(sizes, shares(sizes, size(10)), size(10)) == ()


def test_strata_are_counted_as_they_come() -> None:
    frame = [FrameEntry(ref=r, number=r, unit=s, stratum=s) for r, s in ("1乙", "2甲", "3乙")]
    sizes = strata_sizes(frame)
    assert [(one.stratum, one.size, one.take) for one in strata(sizes, {"乙": 1, "甲": 1})] == [
        ("乙", 2, 1),
        ("甲", 1, 1),
    ]
