"""What a change of a ticket's fields says, in words.

What matters has a phrase of its own; everything else is named by its header. Free text is never
repeated, only how long it is; of the petitioner nothing is said but that it was changed.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from core.tickets.fields import BY_KEY, Field, FieldType, as_text
from core.tickets.life.editing import PASSED_ON, ROUTED, WRITTEN_BY_FOLLOW_UP
from core.tickets.ticket import Ticket
from core.timeline.entry import airy, listed

TOLD_ELSEWHERE = WRITTEN_BY_FOLLOW_UP | {
    "supervisor",
    "supervisor_opinion",
    "supervised_at",
    "section_decision",
    "section_return_reason",
    "section_decided_at",
}
"""Where the same step says it as a callback or as a decision, the fields need not say it again."""

TOLD_BY_MOVES = ROUTED | PASSED_ON | {"handler", "assigned_at", "closed_at"}
"""Where the same step says it as a move."""

_PERSONAL = "诉求人"
_OPEN_TEXTS = frozenset({"unit", "handler", "trader_name", "case_number", "suggested_unit"})
"""Short texts that may be said aloud."""


def moment(at: date | datetime) -> str:
    """11 月 3 日 9:05, or 11 月 3 日; the year stands at the head of the entry."""
    day = f"{at.month} 月 {at.day} 日"
    return f"{day} {at.hour}:{at.minute:02}" if isinstance(at, datetime) else day


_PHRASES: Mapping[str, Callable[[Any], str]] = {
    "unit": lambda v: f"派给{v}",
    "handler": lambda v: f"由{v}承办",
    "acceptance": lambda v: f"决定{v.value}投诉",
    "verdict": lambda v: f"认定为{v.value}",
    "filing": lambda v: f"对举报决定{v.value}",
    "filing_date": lambda v: f"决定日期是 {moment(v)}",
    "mediation_result": lambda v: f"调解结果是{v.value}",
    "first_contact_result": lambda v: f"先行联系{v.value}",
    "test_from": lambda v: f"从 {moment(v)}起送去鉴定检测，期间不计入时限",
    "test_to": lambda v: f"鉴定检测到 {moment(v)}结束",
    "extension_approved_date": lambda v: f"核查延期在 {moment(v)}获得批准",
    "hotline_extension_date": lambda v: f"热线办理延期在 {moment(v)}获得批准",
    "inspected_at": lambda v: f"在 {moment(v)}到现场核查",
    "replied_at": lambda v: f"在 {moment(v)}答复热线",
    "notice_at": lambda v: f"在 {moment(v)}把结果告知诉求人",
    "acceptance_notice_at": lambda v: f"在 {moment(v)}告知受理决定",
    "tipoff_notice_at": lambda v: f"在 {moment(v)}告知举报结果",
    "closed_at": lambda v: f"在 {moment(v)}办结",
    "city_dissatisfied": lambda v: "登记了市级回访不满意" if v else "取消了市级回访不满意",
}

_CLEARED: Mapping[str, str] = {
    "closed_at": "取消了办结，重新办理",
    "replied_at": "取消了原来的答复，重新答复",
    "test_from": "取消了鉴定检测的扣除期",
}


def registered(new: Ticket, *, what: str) -> str:
    """The first words on a ticket: who brought it in, what it is, and whose it became."""
    kind = new.kind.value if new.kind is not None else "工单"
    trader = f"，反映的是{new.trader.trader_name}" if new.trader.trader_name else ""
    unit = f"，派给{new.unit}" if new.unit else ""
    handler = f"，由{new.handler}承办" if new.handler else ""
    verb = "登记了" if "导入" not in what else f"通过“{what}”收进了"
    rework = "重办的" if new.is_rework else ""
    return f"{verb}这件{rework}{kind}{trader}{unit}{handler}"


def with_original(rework: Ticket) -> str:
    """A call to the petitioner of the original answered for the rework too."""
    said = rework.callback.satisfaction
    return f"随原件一起回访，{said.value}" if said is not None else "随原件一起回访"


def changes(keys: Mapping[str, tuple[Any, Any]], *, told: frozenset[str] = frozenset()) -> str:
    """What these changes (before, after) say; "" where `told` says all of it elsewhere."""
    parts = [
        words
        for key, (old, new) in keys.items()
        if key not in told and (words := _one(BY_KEY[key], old, new))
    ]
    return airy(listed([*dict.fromkeys(parts)]))


def _one(field: Field, old: Any, new: Any) -> str:
    if field.group == _PERSONAL:
        return "改了诉求人的信息"
    if new in (None, "", ()):
        return _CLEARED.get(field.key, f"清空了“{field.header}”")
    if field.key in _PHRASES:
        return _PHRASES[field.key](new)
    return _plain(field, old, new)


def _plain(field: Field, old: Any, new: Any) -> str:
    is_new = old in (None, "", ())
    match field.type:
        case FieldType.LIST | FieldType.EVIDENCE:
            return f"“{field.header}”{'写了' if is_new else '改成'} {len(new)} 项"
        case FieldType.TEXT if field.key not in _OPEN_TEXTS:
            return f"{'写了' if is_new else '改了'}“{field.header}”（{len(new)} 字）"
    said = moment(new) if isinstance(new, date) else as_text(new)
    if is_new:
        return f"“{field.header}”填了{said}"
    was = moment(old) if isinstance(old, date) else as_text(old)
    return f"“{field.header}”由{was}改成{said}"
