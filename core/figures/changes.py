"""What is different between two versions of the indicators, one sentence for each difference."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from core.figures.definition import Aside, Indicator, IndicatorSet, Measure
from core.figures.words import whole_marks

_NAMES = {
    "name": "名称",
    "kind": "算法",
    "unit": "单位",
    "better": "方向",
    "excluded": "不计入",
    "note": "说明",
    "target": "目标",
    "weight": "权重",
    "is_appraisal": "是否考核指标",
    "few": "样本少的界限",
    "since": "起用日期",
    "until": "停用日期",
}


def changes(old: IndicatorSet, new: IndicatorSet) -> tuple[str, ...]:
    """Everything that is not as it was, indicator by indicator."""
    before = {(one.code, one.since): one for one in old.indicators}
    after = {(one.code, one.since): one for one in new.indicators}
    said: list[str] = []
    for key, one in after.items():
        was = before.get(key)
        said += [f"新增{one.name}"] if was is None else _changed(was, one)
    said += [f"删去{one.name}" for key, one in before.items() if key not in after]
    if not said and [*before] != [*after]:
        said.append("指标的次序改了")
    return tuple(said)


def _changed(old: Indicator, new: Indicator) -> Iterator[str]:
    for one in fields(Indicator):
        was, now = getattr(old, one.name), getattr(new, one.name)
        if was == now:
            continue
        if one.name in _NAMES:
            yield f"{new.name}的{_NAMES[one.name]}由“{_said(was)}”改为“{_said(now)}”"
        elif one.name == "unit_targets":
            yield from _targets(new.name, dict(was), dict(now))
        else:
            yield f"{new.name}的{_PARTS[one.name]}由“{_said(was)}”改为“{_said(now)}”"


_PARTS = {"numerator": "分子", "denominator": "分母", "aside": "另列", "code": "代码"}


def _targets(name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    for unit in {**old, **new}:
        if old.get(unit) != new.get(unit):
            yield f"{name}给{unit}的目标由“{_said(old.get(unit))}”改为“{_said(new.get(unit))}”"


def _said(value: Any) -> str:
    match value:
        case None | "":
            return "没有"
        case bool():
            return "是" if value else "否"
        case Measure():
            return measure_said(value)
        case tuple():
            return "；".join(map(_aside_said, value)) or "没有"
    return whole_marks(value) if hasattr(value, "quantize") else str(value)


def measure_said(one: Measure) -> str:
    """A measure in one line: 归属日 办结时间，条件 …."""
    places = [f"按{at.day}归期" + (f"，{at.where}" if at.where else "") for at in one.at]
    said = "；".join(places)
    if one.distinct:
        said += f"；按不同的{one.distinct}计"
    if one.sums:
        said += f"；相加的是 {one.sums}"
    return said


def _aside_said(one: Aside) -> str:
    among = "" if one.among is None else f" / {measure_said(one.among)}"
    return f"{one.name}：{measure_said(one.counted)}{among}"
