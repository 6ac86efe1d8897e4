"""How a clock is said: one wording for list, home, form, command line and paper.

60-day clocks count 天, the others 个工作日, in a narrow column 日; the words are never mixed.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.tickets.clocks.clock import Clock, ClockState
from core.tickets.clocks.law import Side, TermUnit


class Tone(StrEnum):
    """How loudly a clock is said, in the order of urgency; the value is the chip's state."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    NEAR = "near"
    CALM = "calm"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Chip:
    words: str
    brief: str
    """The same for a narrow column, where the clock's name stands before it."""
    tone: Tone


def chip(clock: Clock) -> Chip:
    """What the chip of `clock` says: 超期 1 个工作日, 今天到期, 剩 56 天, 扣除期中."""
    match clock.state:
        case ClockState.MET | ClockState.LATE:
            return Chip(clock.state, clock.state, Tone.DONE)
        case ClockState.PAUSED:
            return Chip(clock.state, clock.state, Tone.PAUSED)
        case ClockState.OVERDUE:
            return _overdue(clock)
    if clock.due == clock.as_of:
        return _today(clock)
    return Chip(
        standing(clock.state, clock.remaining, clock.unit),
        f"剩 {clock.remaining} {_short(clock.unit)}",
        _tone(clock),
    )


def standing(state: ClockState, remaining: int, unit: TermUnit) -> str:
    """How far a clock is from its last day: 剩 5 个工作日, 超期 1 天, 扣除期中."""
    match state:
        case ClockState.RUNNING:
            return f"剩 {remaining} {unit.value}"
        case ClockState.OVERDUE if remaining:
            return f"超期 {-remaining} {unit.value}"
    return state.value


def line(clock: Clock) -> str:
    """One line on why the chip says so: when it ends or ended, and what moved that day."""
    if clock.stopped:
        done = f"{_day(clock.met_on, clock)}完成" if clock.met_on else "已完成而未记日期"
        return f"{done}，期限是 {_day(clock.due, clock)}"
    if clock.is_paused and clock.suspended_from is not None:
        left = f"{clock.remaining} {clock.unit.value}"
        return f"{_day(clock.suspended_from, clock)}起不计入，恢复后还剩 {left}"
    said = f"{_day(clock.due, clock)}到期"
    if clock.extra:
        said += f"，已延长 {clock.extra} {clock.unit.value}"
    return f"{said}，估算" if clock.estimated else said


def _overdue(clock: Clock) -> Chip:
    if clock.side is Side.CASE:
        return Chip("已过期限", "已过期限", Tone.CALM)
    days = f" {-clock.remaining} {_short(clock.unit)}" if clock.remaining else ""
    words = standing(clock.state, clock.remaining, clock.unit)
    return Chip(words, f"超期{days}", Tone.OVERDUE)


def _today(clock: Clock) -> Chip:
    tone = Tone.CALM if clock.side is Side.CASE else Tone.TODAY
    if clock.closes is None:
        return Chip("今天到期", "今天", tone)
    return Chip(f"今天 {clock.closes:%H:%M} 前", f"今天 {clock.closes:%H:%M}", tone)


def _tone(clock: Clock) -> Tone:
    if clock.side is Side.CASE:
        return Tone.CALM
    if clock.level >= 2 or clock.remaining <= 1:
        return Tone.SOON
    return Tone.NEAR if clock.level == 1 else Tone.CALM


def _short(unit: TermUnit) -> str:
    return "日" if unit is TermUnit.WORKDAY else unit.value


def _day(day: date, clock: Clock) -> str:
    """A day as officers say it; the year only where it is not this one."""
    year = "" if day.year == clock.as_of.year else f"{day.year} 年 "
    return f"{year}{day.month} 月 {day.day} 日"
