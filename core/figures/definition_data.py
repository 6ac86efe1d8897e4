"""Indicators as plain data and back: for the shipped file, the store and the editor."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from core.errors import Refusal
from core.figures.definition import (
    FEW,
    Aside,
    Better,
    Indicator,
    IndicatorSet,
    Kind,
    Measure,
    Place,
)

Data = Mapping[str, Any]

_UNITS = {Kind.SHARE: "%", Kind.MEAN: ""}


def set_of(data: Data) -> IndicatorSet:
    """The set in `data`; Refusal where it is no set of indicators."""
    try:
        return IndicatorSet(indicators=tuple(map(indicator_of, data["indicator"])))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        raise Refusal("这份数据不是指标。请用 indicators show --json 的样子改。") from None


def plain_set(one: IndicatorSet) -> dict[str, Any]:
    return {"indicator": [plain(indicator) for indicator in one.indicators]}


def indicator_of(data: Data) -> Indicator:
    kind = Kind(data["kind"])
    return Indicator(
        code=data["code"],
        name=data["name"],
        kind=kind,
        unit=data.get("unit", _UNITS[kind]),
        better=Better(data["better"]),
        numerator=measure_of(data["numerator"]),
        denominator=measure_of(data["denominator"]),
        excluded=data.get("excluded", ""),
        note=data.get("note", ""),
        target=_number(data.get("target")),
        unit_targets=tuple((unit, _known(n)) for unit, n in data.get("unit_targets", {}).items()),
        weight=_number(data.get("weight")),
        is_appraisal=data.get("appraisal", False),
        few=data.get("few", FEW),
        since=_day(data.get("since")) or date.min,
        until=_day(data.get("until")),
        aside=tuple(map(_aside_of, data.get("aside", ()))),
    )


def plain(one: Indicator) -> dict[str, Any]:
    """What `indicator_of` reads, as JSON holds it; nothing is left out."""
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.kind.value,
        "unit": one.unit,
        "better": one.better.value,
        "target": None if one.target is None else str(one.target),
        "unit_targets": {unit: str(number) for unit, number in one.unit_targets},
        "weight": None if one.weight is None else str(one.weight),
        "appraisal": one.is_appraisal,
        "few": one.few,
        "since": one.since.isoformat(),
        "until": one.until and one.until.isoformat(),
        "note": one.note,
        "excluded": one.excluded,
        "denominator": plain_measure(one.denominator),
        "numerator": plain_measure(one.numerator),
        "aside": list(map(_plain_aside, one.aside)),
    }


def measure_of(data: Data) -> Measure:
    return Measure(
        at=tuple(Place(day=one["day"], where=one.get("where", "")) for one in data["at"]),
        distinct=data.get("distinct", ""),
        sums=data.get("sums", ""),
    )


def plain_measure(one: Measure) -> dict[str, Any]:
    said: dict[str, Any] = {"at": [{"day": at.day, "where": at.where} for at in one.at]}
    if one.distinct:
        said["distinct"] = one.distinct
    if one.sums:
        said["sums"] = one.sums
    return said


def _aside_of(data: Data) -> Aside:
    among = data.get("among")
    return Aside(
        name=data["name"],
        counted=measure_of(data["counted"]),
        among=None if among is None else measure_of(among),
        excluded=data.get("excluded"),
    )


def _plain_aside(one: Aside) -> dict[str, Any]:
    return {
        "name": one.name,
        "counted": plain_measure(one.counted),
        "among": None if one.among is None else plain_measure(one.among),
        "excluded": one.excluded,
    }


def _number(value: Any) -> Decimal | None:
    return None if value is None or value == "" else _known(value)


def _known(value: Any) -> Decimal:
    return Decimal(str(value))


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else value or None
