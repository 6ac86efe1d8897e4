"""How the clocks (时限) of a ticket stand on a given day: state, days left, level of reminder.

The same whether worked out from the ticket or from the rows kept of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Protocol, TypeVar

from core.tickets.clocks.counting import Counting, Pause
from core.tickets.clocks.course import Course, courses
from core.tickets.clocks.law import ClockLaw, Limit, Provision, Side, TermUnit
from core.tickets.ticket import Ticket
from core.workdays import Calendar


class ClockState(StrEnum):
    RUNNING = "计时中"
    PAUSED = "扣除期中"
    MET = "按期完成"
    LATE = "超期完成"
    OVERDUE = "已超期"


STOPPED = frozenset({ClockState.MET, ClockState.LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A clock as it stands on `as_of`."""

    code: str
    name: str
    side: Side
    rule_set: str
    start: date
    due: date
    """The last day; while paused, what it would be if the suspension ended today."""
    unit: TermUnit
    term: int
    extra: int
    """Days added by an extension."""
    met_on: date | None
    state: ClockState
    remaining: int
    """Days to go, in `unit`; negative after the last day, 0 for a stopped clock."""
    level: int
    """Level of reminder (三级催办), 0 to 3."""
    estimated: bool
    suspended_from: date | None
    suspended_to: date | None
    as_of: date
    pauses: tuple[Pause, ...] = ()
    """All suspensions that are recorded, in order."""
    closes: time | None = None
    """Until what time today it can still be met, where hours matter."""

    @property
    def stopped(self) -> bool:
        return self.state in STOPPED

    @property
    def is_paused(self) -> bool:
        return self.state is ClockState.PAUSED


def clocks(
    ticket: Ticket, law: ClockLaw, calendar: Calendar, as_of: date | datetime
) -> tuple[Clock, ...]:
    """All clocks of `ticket` on a day, in the order of the law; later dates have not happened.

    With a time of day, the reminders of one-day clocks go by the hour.
    """
    known = courses(ticket, law, calendar, known_until=_day(as_of))
    return tuple(at(course, law, calendar, as_of) for course in known)


def at(course: Course, law: ClockLaw, calendar: Calendar, as_of: date | datetime) -> Clock:
    """How a course stands on a day; right for a day on which nothing recorded is still to come."""
    counting = Counting(calendar, law)
    today = _day(as_of)
    rule = law.rule(course.code)
    provision = rule.provision_in(course.rule_set)
    assert provision is not None  # noqa: S101 -- a course has a rule set where one holds
    limit, due = _last_day(course, provision, counting, today)
    state = _state(course, due, today)
    left = _left(course, state, limit.unit, due, counting, today)
    return Clock(
        code=course.code,
        name=rule.name,
        side=course.side,
        rule_set=course.rule_set,
        start=course.start,
        due=due,
        unit=limit.unit,
        term=limit.days,
        extra=course.extra,
        met_on=course.met_on,
        state=state,
        remaining=left,
        level=_level(course.side, state, law.reminders.level(limit, left, due, as_of)),
        estimated=course.estimated,
        suspended_from=course.suspended_from,
        suspended_to=course.suspended_to,
        as_of=today,
        pauses=course.pauses,
        closes=None if course.stopped else law.reminders.closing_time(limit, due, as_of),
    )


class Timed(Protocol):
    """What the order of urgency asks of a clock or of its course."""

    @property
    def side(self) -> Side: ...
    @property
    def due(self) -> date | None: ...
    @property
    def term(self) -> int: ...
    @property
    def stopped(self) -> bool: ...
    @property
    def is_paused(self) -> bool: ...


T = TypeVar("T", bound=Timed)


def by_urgency(clocks: Iterable[T]) -> list[T]:
    """The earliest last day first, on the same day the shorter term; then paused, cases, stopped.

    The order does not depend on the day of asking.
    """
    return sorted(clocks, key=_urgency)


def nearest(clocks: Iterable[T]) -> T | None:
    """The clock to attend to first; None when nothing runs that anybody is reminded of."""
    open_ones = [clock for clock in clocks if not clock.stopped and clock.side is not Side.CASE]
    return min(open_ones, key=_urgency, default=None)


def _urgency(clock: Timed) -> tuple[bool, bool, bool, date, int]:
    due = clock.due or date.max
    return clock.stopped, clock.side is Side.CASE, clock.is_paused, due, clock.term


def _last_day(
    course: Course, provision: Provision, counting: Counting, today: date
) -> tuple[Limit, date]:
    """The term that counts and its last day; while paused, as if it went on after today."""
    if course.due is not None:
        return Limit(course.term, course.unit), course.due
    frozen = {TermUnit.WORKDAY: course.left_workdays, TermUnit.NATURAL: course.left_days}
    competing = [
        (limit, counting.last_day(today, Limit(left, limit.unit)))
        for limit in provision.limits
        if (left := frozen[limit.unit]) is not None
    ]
    return min(competing, key=lambda pair: pair[1])


def _state(course: Course, due: date, today: date) -> ClockState:
    if course.stopped:
        late = course.met_on is not None and course.met_on > due
        return ClockState.LATE if late else ClockState.MET
    if course.is_paused:
        return ClockState.PAUSED
    return ClockState.OVERDUE if today > due else ClockState.RUNNING


def _left(
    course: Course, state: ClockState, unit: TermUnit, due: date, counting: Counting, today: date
) -> int:
    if course.stopped:
        return 0
    if state is ClockState.PAUSED:
        frozen = course.left_workdays if unit is TermUnit.WORKDAY else course.left_days
        return frozen or 0
    return counting.between(today, due, unit, skip=course.suspensions)


def _level(side: Side, state: ClockState, reached: int) -> int:
    if side is Side.CASE:
        return 0
    if state is ClockState.OVERDUE:
        return 3
    return reached if state is ClockState.RUNNING else 0


def _day(as_of: date | datetime) -> date:
    return as_of.date() if isinstance(as_of, datetime) else as_of
