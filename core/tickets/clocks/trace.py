"""Why it is that day (为什么是这一天): a clock counted through, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.tickets.clocks.clock import Clock
from core.tickets.clocks.law import TermUnit
from core.workdays import DAY, Calendar, Suspension


class Why(StrEnum):
    START = "起算当日不计"
    WORKDAY = "工作日"
    MAKE_UP = "补班"
    NATURAL = "自然日"
    WEEKEND = "周末"
    OFF = "放假"
    SUSPENDED = "扣除"
    MOVED = "期满遇放假顺延"


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceDay:
    """One day of the count; `ordinal` is its number if it is counted."""

    day: date
    why: Why
    ordinal: int | None = None
    holiday: str = ""
    """The holiday that makes it a day off or a make-up day."""
    known: bool = True
    """Whether the calendar of its year is there; else it goes by Monday to Friday."""

    @property
    def words(self) -> str:
        return f"{self.why.value}（{self.holiday}）" if self.holiday else self.why.value


def trace(clock: Clock, calendar: Calendar) -> tuple[TraceDay, ...]:
    """Every day of `clock` from its start to its last day, both included."""
    suspensions = _suspensions(clock)
    total = clock.term + clock.extra
    days = [TraceDay(day=clock.start, why=Why.START)]
    ordinal = 0
    for number in range(1, (clock.due - clock.start).days + 1):
        day = clock.start + number * DAY
        why = _why(day, clock.unit, calendar, suspensions, is_over=ordinal >= total)
        counted = why in COUNTED
        ordinal += counted
        marked = calendar.marked(day) if why in NAMED else None
        days.append(
            TraceDay(
                day=day,
                why=why,
                ordinal=ordinal if counted else None,
                holiday=marked.name if marked else "",
                known=day.year in calendar.complete_years,
            )
        )
    return tuple(days)


COUNTED = frozenset({Why.WORKDAY, Why.MAKE_UP, Why.NATURAL})
NAMED = frozenset({Why.MAKE_UP, Why.OFF, Why.MOVED})


def _suspensions(clock: Clock) -> list[Suspension]:
    """The days that do not count; a suspension that goes on is taken to end today."""
    return [Suspension(one.first, one.last or clock.as_of) for one in clock.pauses]


def _why(
    day: date,
    unit: TermUnit,
    calendar: Calendar,
    suspensions: Sequence[Suspension],
    *,
    is_over: bool,
) -> Why:
    if is_over:
        return Why.MOVED
    if any(one.first <= day <= one.last for one in suspensions):
        return Why.SUSPENDED
    if unit is TermUnit.NATURAL:
        return Why.NATURAL
    marked = calendar.marked(day)
    if calendar.is_workday(day):
        return Why.WORKDAY if marked is None or day.weekday() < 5 else Why.MAKE_UP
    return Why.OFF if marked is not None else Why.WEEKEND
