"""How units stand in an indicator (排名): by value, and only where their intervals lie apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.figures.definition import Better, Indicator, Kind
from core.figures.figure import ByCode, Figure
from core.review.intervals import Interval, share_interval
from core.review.quality.ranks import Place, places


@dataclass(frozen=True, slots=True)
class _Standing:
    unit: str
    low: Decimal | None
    high: Decimal | None


def interval(figure: Figure) -> Interval | None:
    """Wilson's interval of a share; a weighted sum is taken as so many whole hits."""
    if figure.kind is not Kind.SHARE or not figure.denominator:
        return None
    hits = min(int(figure.numerator), int(figure.denominator))
    return share_interval(hits, int(figure.denominator))


def standings(indicator: Indicator, units: Mapping[str, ByCode]) -> dict[str, Place]:
    """The places that the figures allow, by unit; none without figures, or for what is watched.

    Units whose intervals overlap share places (不分先后); where low is good the order is turned.
    """
    if indicator.better is Better.NEITHER:
        return {}
    found = [_standing(unit, row[indicator.code], indicator.better) for unit, row in units.items()]
    return places(found)


def ranks(indicator: Indicator, units: Mapping[str, ByCode]) -> dict[str, int]:
    """Plain places by value, ties sharing one (1, 1, 3); for tables that must have them.

    They say nothing of chance: show them beside `standings` or not at all.
    """
    values = {
        unit: value
        for unit, row in units.items()
        if (value := row[indicator.code].value) is not None
    }
    sign = -1 if indicator.better is Better.LOW else 1
    return {
        unit: 1 + sum(sign * other > sign * value for other in values.values())
        for unit, value in values.items()
    }


def _standing(unit: str, figure: Figure, better: Better) -> _Standing:
    found = interval(figure)
    if found is None:
        return _Standing(unit, None, None)
    if better is Better.LOW:
        return _Standing(unit, -found.high, -found.low)
    return _Standing(unit, found.low, found.high)
