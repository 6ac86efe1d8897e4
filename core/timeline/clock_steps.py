"""What was entered into the clocks of a ticket, and whom its clocks reminded, in words.

`name_of` says what a clock is called.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from core.audit import Change
from core.tickets.timing import DAYS, GrantRecord, PauseRecord, Timing, timing_of
from core.timeline.entry import listed
from core.timeline.ticket_words import moment

NameOf = Callable[[str], str]
_LEVELS = {1: "一级", 2: "二级", 3: "三级"}


def timing_words(change: Change, name_of: NameOf) -> str:
    """What is in the events now that was not before, and what was taken out."""
    before, after = timing_of(change.before), timing_of(change.after)
    said = [*_pauses(before, after, name_of), *_grants(before, after, name_of)]
    said += _days(before.days, after.days)
    return listed(said) or "改了计时事项"


def _pauses(before: Timing, after: Timing, name_of: NameOf) -> Iterator[str]:
    known = {(one.clock, one.first): one for one in before.pauses}
    for one in after.pauses:
        was = known.pop((one.clock, one.first), None)
        if was is None:
            yield f"登记{name_of(one.clock)}{_span(one)}不计入，凭“{one.proof}”"
        elif was.last != one.last and one.last is not None:
            yield f"登记{name_of(one.clock)}的扣除期到 {moment(one.last)}为止，凭“{one.proof}”"
    for one in known.values():
        yield f"取消了{name_of(one.clock)}{_span(one)}的扣除期"


def _span(one: PauseRecord) -> str:
    until = f"到 {moment(one.last)}" if one.last is not None else "起"
    return f"从 {moment(one.first)}{until}"


def _grants(before: Timing, after: Timing, name_of: NameOf) -> Iterator[str]:
    for one in after.grants:
        if one not in before.grants:
            yield f"登记{name_of(one.clock)}延长，{_approved(one)}"
    for one in before.grants:
        if one not in after.grants:
            yield f"取消了{name_of(one.clock)}的延长"


def _approved(one: GrantRecord) -> str:
    return f"{one.approved_by}在 {moment(one.approved_on)}批准，理由是“{one.reason}”"


def _days(before: Mapping[str, date], after: Mapping[str, date]) -> Iterator[str]:
    for key, day in after.items():
        if before.get(key) != day:
            yield f"登记{DAYS[key]} {moment(day)}"
    for key in before:
        if key not in after:
            yield f"取消了{DAYS[key]}"


def is_delivery(change: Change) -> bool:
    """Whether a reminder went out; else somebody did something with one."""
    return "to" in (change.after or {})


def reminder_words(change: Change, name_of: NameOf) -> str:
    """Who was reminded of what, or what was done with the reminder."""
    said: Mapping[str, Any] = change.after or {}
    clock = name_of(said["clock"])
    if is_delivery(change):
        return f"{_LEVELS[said['level']]}催办发给{said['to']}：{clock}{said['said']}"
    why = f"，写的是“{said['why']}”" if said.get("why") else ""
    return f"把{clock}的催办记为{said['act']}{why}"
