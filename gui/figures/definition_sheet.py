"""The form of one indicator, and the way from an indicator to its form and back."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from core.dates import read_date
from core.errors import Refusal
from core.figures.definition import Better, Indicator, Measure, Place
from core.figures.words import whole_marks
from core.tickets.fields import Field, FieldType
from gui.forms.description import Asked, Line, sheet

Values = Mapping[str, Any]
SEPARATOR = "："
"""Between the day of attribution and the condition, in a line of the form."""


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("指标", name, "", key, kind), label=name, **more)


_BETTER = tuple((one.name, one.value) for one in Better)
_YES_NO = (("YES", "是"), ("NO", "否"))
_PLACES = "一行一处：归属日：条件，如 办结时间：解决情况 为 实际解决"

SHEET = sheet(
    "indicator",
    "指标口径",
    Line(_asked("name", "名称", must=True)),
    Line(_asked("better", "怎样算好", FieldType.ENUM, options=_BETTER)),
    Line(_asked("appraisal", "考核指标", FieldType.ENUM, options=_YES_NO)),
    Line(
        _asked("target", "全局目标"), _asked("weight", "权重"), _asked("few", "样本少"),
        label="目标、权重",
    ),
    Line(
        _asked(
            "unit_targets", "单位目标", FieldType.LIST, rows=2,
            hint="一行一个单位，如：九亭所 99；没有写的用全局目标",
        )
    ),
    Line(_asked("since", "起用日期", hint="从哪天结束的统计期起用，如 2026-12-01")),
    Line(_asked("note", "说明", rows=2, hint="一句话，印在表下")),
    Line(_asked("excluded", "不计入", rows=2, hint="条件，写法和填报规则一样")),
    Line(_asked("denominators", "分母", FieldType.LIST, rows=3, must=True, hint=_PLACES)),
    Line(_asked("numerators", "分子", FieldType.LIST, rows=3, must=True, hint=_PLACES)),
    Line(
        _asked("distinct_below", "分母按不同的"), _asked("distinct", "分子按不同的"),
        label="去重",
    ),
    Line(_asked("sums", "分子相加的数", rows=2, hint="不写就是件数；如 扣除后工作日数(…)")),
    note="句子写法和填报规则一样；先试算，再提交",
)  # fmt: skip


def values_of(one: Indicator) -> dict[str, Any]:
    """What the form of an indicator shows."""
    return {
        "name": one.name,
        "better": one.better.name,
        "appraisal": "YES" if one.is_appraisal else "NO",
        "target": _said(one.target),
        "weight": _said(one.weight),
        "few": str(one.few),
        "unit_targets": tuple(f"{unit} {whole_marks(n)}" for unit, n in one.unit_targets),
        "since": "" if one.since == date.min else one.since.isoformat(),
        "note": one.note,
        "excluded": one.excluded,
        "denominators": tuple(map(_place_line, one.denominator.at)),
        "numerators": tuple(map(_place_line, one.numerator.at)),
        "distinct_below": one.denominator.distinct,
        "distinct": one.numerator.distinct,
        "sums": one.numerator.sums,
    }


def written(one: Indicator, values: Values) -> Indicator:
    """The indicator as it stands in the form; refuses what cannot be read."""
    since = _text("since", values)
    return replace(
        one,
        name=_text("name", values),
        better=Better[values["better"] or one.better.name],
        is_appraisal=values["appraisal"] == "YES",
        target=_number("target", values),
        weight=_number("weight", values),
        few=int(_number("few", values) or one.few),
        unit_targets=tuple(map(_unit_target, _lines("unit_targets", values))),
        since=_day(since) if since else date.min,
        note=_text("note", values),
        excluded=_text("excluded", values),
        denominator=Measure(
            at=_places("denominators", values), distinct=_text("distinct_below", values),
            sums=one.denominator.sums,
        ),
        numerator=Measure(
            at=_places("numerators", values), distinct=_text("distinct", values),
            sums=_text("sums", values),
        ),
    )  # fmt: skip


def _place_line(one: Place) -> str:
    return f"{one.day}{SEPARATOR}{one.where}" if one.where else one.day


def _places(key: str, values: Values) -> tuple[Place, ...]:
    found = []
    for line in _lines(key, values):
        day, _, where = line.replace(":", SEPARATOR).partition(SEPARATOR)
        found.append(Place(day=day.strip(), where=where.strip()))
    return tuple(found)


def _unit_target(line: str) -> tuple[str, Decimal]:
    unit, _, number = line.rpartition(" ")
    try:
        return unit.strip(), Decimal(number)
    except InvalidOperation:
        said = f"“{line}”看不出单位和目标，请写成 九亭所 99。"
        raise Refusal(said, field="unit_targets") from None


def _lines(key: str, values: Values) -> Iterable[str]:
    return [line.strip() for line in values[key] or () if line.strip()]


def _said(number: Decimal | None) -> str:
    return "" if number is None else whole_marks(number)


def _text(key: str, values: Values) -> str:
    return " ".join((values[key] or "").split())


def _number(key: str, values: Values) -> Decimal | None:
    text = _text(key, values)
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise Refusal(f"“{text}”不是数，请写成 98 或 98.5。", field=key) from None


def _day(text: str) -> date:
    try:
        return read_date(text)
    except Refusal as refusal:
        raise Refusal(str(refusal), field="since") from refusal
