"""Charts of a briefing say the same as its figures."""

from datetime import date
from decimal import Decimal

from core.briefing import words
from core.briefing.charts import against_target, categories, is_empty, months_and_units, trend
from core.briefing.figure import BriefingFigures
from core.figures.period import month

FIGURES = BriefingFigures(
    period=month(date(2026, 11, 1)),
    as_of=date(2026, 11, 30),
    version="1",
    by_name={
        one.name: one
        for one in (
            words.count("接收总量.2026-10", Decimal(106), condition="十月"),
            words.count("接收总量.2026-11", Decimal(156), condition="十一月"),
            words.share("按时办结率@九亭所", Decimal("98.50"), unit="九亭所"),
            words.share("按时办结率@方松所", Decimal("99.20"), unit="方松所"),
            words.share("按时办结率@执法大队", None),
            words.share("按时办结率.目标", Decimal(99)),
            words.count("行业1", Decimal(9)),
        )
    },
    lists={"行业": 1},
    series={
        "接收趋势": (("2026-10", Decimal(106)), ("2026-11", Decimal(156))),
        "按时办结率": (("九亭所", None), ("方松所", None), ("执法大队", None)),
        "行业": (("餐饮", Decimal(9)),),
        "各月所队": (("九亭所\t2026-11", Decimal(4)), ("方松所\t2026-10", Decimal(2))),
    },
)


def test_a_trend_names_its_months_and_opens_their_tickets() -> None:
    made = trend(FIGURES)
    assert [(one.label, one.value, one.opens) for one in made.marks] == [
        ("10 月", Decimal(106), "十月"),
        ("11 月", Decimal(156), "十一月"),
    ]
    assert "156 件" in made.sentence
    assert [made.is_dip(0), made.is_dip(1)] == [True, False]


def test_what_misses_its_target_is_told_apart_and_nothing_is_no_miss() -> None:
    made = against_target(FIGURES)
    assert [made.misses(one) for one in made.marks] == [True, False, False]
    assert "1 个单位没有达到" in made.sentence
    assert list(made.texts())[-2:] == ["—", "目标 99%"]


def test_a_month_without_tickets_is_nought_on_the_map_and_the_fullest_is_darkest() -> None:
    made = months_and_units(FIGURES)
    (first, second) = made.rows
    assert (first[0], [one.value for one in first[1]]) == ("九亭所", [Decimal(0), Decimal(4)])
    assert made.depth(first[1][1]) == 1.0
    assert made.depth(second[1][0]) == 0.5
    assert first[1][1].unit == "九亭所"


def test_categories_without_any_are_no_chart() -> None:
    assert not is_empty(categories(FIGURES))
    none = BriefingFigures(
        period=FIGURES.period, as_of=FIGURES.as_of, version="1", by_name={}, lists={}, series={}
    )
    assert is_empty(categories(none))
