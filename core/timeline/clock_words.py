"""What a change of a ticket did to its clocks: begun, suspended, moved, stopped."""

from collections.abc import Iterator, Sequence
from datetime import date

from core.tickets.clocks import Clock, ClockState

_STOPPED = {ClockState.MET: "按期完成", ClockState.LATE: "完成，已经超期"}


def moved(before: Sequence[Clock], after: Sequence[Clock]) -> Iterator[str]:
    """One phrase for each clock that a change began, suspended, resumed, moved or stopped."""
    was = {one.code: one for one in before}
    now = {one.code: one for one in after}
    for code, new in now.items():
        words = _begun(new) if code not in was else _changed(was[code], new)
        if words:
            yield words
    for code, old in was.items():
        if code not in now and not old.stopped:
            yield f"{old.name}不再计算"


def _begun(new: Clock) -> str:
    if new.stopped:
        return f"{new.name}{_STOPPED.get(new.state, '完成')}"
    return f"开始计算{new.name}，{_day(new.due, new)}到期"


def _changed(old: Clock, new: Clock) -> str:
    if new.stopped and not old.stopped:
        return f"{new.name}{_STOPPED.get(new.state, '完成')}"
    if old.stopped and not new.stopped:
        return f"{new.name}重新计算，{_day(new.due, new)}到期"
    if new.is_paused and not old.is_paused:
        return f"{new.name}暂停，还剩 {new.remaining} {new.unit.value}"
    if old.is_paused and not new.is_paused:
        return f"{new.name}恢复，{_day(new.due, new)}到期"
    if not new.stopped and not new.is_paused and old.due != new.due:
        return f"{new.name}由 {_day(old.due, new)}改到 {_day(new.due, new)}到期"
    return ""


def _day(day: date, clock: Clock) -> str:
    """The year is said where it is not that of the entry."""
    year = f"{day.year} 年 " if day.year != clock.as_of.year else ""
    return f"{year}{day.month} 月 {day.day} 日"
