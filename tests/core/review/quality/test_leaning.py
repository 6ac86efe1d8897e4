from decimal import Decimal

from core.review.quality.leaning import Given, reciprocity, severity


def given(by: str, of: str, *apart: str) -> list[Given]:
    return [(by, of, Decimal(one)) for one in apart]


def test_a_unit_that_always_gives_more_than_the_recheck_is_lenient() -> None:
    marks = given("甲所", "乙所", "6", "8", "7", "7") + given("丙所", "乙所", "-3", "4", "0", "-1")
    by_unit = {one.unit: one for one in severity(marks)}
    assert by_unit["甲所"].mean == Decimal("7.00")
    assert by_unit["甲所"].word("偏宽", "偏严") == "偏宽"
    assert by_unit["丙所"].word("偏宽", "偏严") == "看不出偏向"


def test_the_interval_is_students() -> None:
    """Four differences of mean 7 and deviation √(2/3): 7 ± 3.182 · 0.4082."""
    [found] = severity(given("甲所", "乙所", "6", "8", "7", "7"))
    assert found.interval is not None
    assert (found.interval.low, found.interval.high) == (Decimal("5.70"), Decimal("8.30"))


def test_one_mark_says_nothing() -> None:
    [found] = severity(given("甲所", "乙所", "-20"))
    assert found.interval is None
    assert found.word("偏宽", "偏严") == "样本少"


def test_two_units_that_are_kinder_to_each_other_are_named() -> None:
    marks = (
        given("甲所", "乙所", "8", "9", "8")
        + given("乙所", "甲所", "9", "8", "9")
        + given("甲所", "丙所", "0", "-1", "1")
        + given("乙所", "丁所", "1", "0", "-1")
    )
    [pair] = reciprocity(marks)
    assert pair.units == tuple(sorted(("甲所", "乙所")))
    assert (pair.n, pair.mean, pair.elsewhere) == (6, Decimal("8.50"), Decimal("0.00"))
    assert pair.more is not None
    assert pair.more.is_clear
    assert pair.more.mean == Decimal("8.50")


def test_units_that_only_know_each_other_cannot_be_compared() -> None:
    [pair] = reciprocity(given("甲所", "乙所", "5") + given("乙所", "甲所", "6"))
    assert (pair.elsewhere, pair.more) == (None, None)


def test_reviewing_in_one_direction_is_no_pair() -> None:
    assert reciprocity(given("甲所", "乙所", "5") + given("乙所", "丙所", "6")) == ()
