"""Units are put in order only as far as the figures allow."""

from decimal import Decimal

from core.figures.definition import Better, Indicator, Kind, Measure, Place
from core.figures.figure import Figure
from core.figures.standing import ranks, standings

_ALL = Measure(at=(Place(day="办结时间"),))


def an_indicator(better: Better = Better.HIGH) -> Indicator:
    return Indicator(
        code="X",
        name="某率",
        kind=Kind.SHARE,
        unit="%",
        better=better,
        numerator=_ALL,
        denominator=_ALL,
        target=Decimal(90),
        unit_targets=(("方松所", Decimal(80)),),
    )


def shares(**counts: tuple[int, int]) -> dict[str, dict[str, Figure]]:
    return {
        unit: {"X": Figure(Kind.SHARE, Decimal(hits), Decimal(n), 10)}
        for unit, (hits, n) in counts.items()
    }


def test_units_whose_intervals_overlap_are_not_put_in_order() -> None:
    found = standings(an_indicator(), shares(九亭所=(19, 20), 方松所=(18, 20)))
    assert {place.word for place in found.values()} == {"不分先后"}


def test_units_far_apart_are_and_those_without_figures_have_no_place() -> None:
    found = standings(an_indicator(), shares(九亭所=(99, 100), 方松所=(40, 100), 新桥所=(0, 0)))
    assert {unit: place.word for unit, place in found.items()} == {
        "九亭所": "第 1",
        "方松所": "第 2",
    }


def test_where_low_is_good_the_order_is_turned() -> None:
    units = shares(九亭所=(50, 100), 方松所=(1, 100))
    assert standings(an_indicator(Better.LOW), units)["方松所"].word == "第 1"
    assert standings(an_indicator(Better.NEITHER), units) == {}


def test_ties_share_a_rank() -> None:
    units = shares(九亭所=(9, 10), 方松所=(18, 20), 新桥所=(1, 2), 佘山所=(0, 0))
    assert ranks(an_indicator(), units) == {"九亭所": 1, "方松所": 1, "新桥所": 3}


def test_a_unit_may_have_a_target_of_its_own() -> None:
    one = an_indicator()
    assert one.is_reached(Decimal(85), "方松所") is True
    assert one.is_reached(Decimal(85), "九亭所") is False
    assert one.is_reached(None) is None
    assert an_indicator(Better.NEITHER).is_reached(Decimal(85)) is None
