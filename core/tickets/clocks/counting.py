"""How one time limit runs: from its start, over a suspension and an extension, to its last day.

Knows the calendar and the law's way with holidays, but no ticket and no today.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from core.tickets.clocks.law import ClockLaw, Limit, TermUnit
from core.workdays import DAY, Calendar, Suspension


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension (扣除期) as recorded; without a last day it still goes on."""

    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Grant:
    """An extension (延长) as recorded: the day of approval, and how many days it adds."""

    approved: date
    days: int


def ended(pauses: Sequence[Pause]) -> tuple[Suspension, ...]:
    """The suspensions that are over, as days to pass over."""
    return tuple(Suspension(one.first, one.last) for one in pauses if one.last is not None)


def apart(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The same days in order, without any day twice: what overlaps or touches becomes one."""
    found: list[Pause] = []
    for pause in sorted(pauses, key=lambda one: one.first):
        before = found[-1] if found else None
        if before is None or (before.last is not None and before.last + DAY < pause.first):
            found.append(pause)
        elif before.last is not None and (pause.last is None or pause.last > before.last):
            found[-1] = Pause(before.first, pause.last)
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a limit runs. While a suspension goes on there is no last day, but `left` days to go."""

    limit: Limit
    due: date | None
    left: int = 0
    extra: int = 0
    pause: Pause | None = None
    """The last suspension that makes a difference, if one does."""


@dataclass(frozen=True, slots=True)
class Counting:
    """Counts in either unit, by the office's calendar and the law's way with holidays."""

    calendar: Calendar
    law: ClockLaw

    def last_day(self, start: date, limit: Limit, skip: Sequence[Suspension] = ()) -> date:
        if limit.unit is TermUnit.WORKDAY:
            return self.calendar.add_workdays(start, limit.days, skip=skip)
        return self.calendar.add_natural(
            start,
            limit.days,
            skip=skip,
            roll_on_weekend=self.law.roll_on_weekend,
            roll_on_holiday_block=self.law.roll_on_holiday_block,
        )

    def between(
        self, after: date, until: date, unit: TermUnit, skip: Sequence[Suspension] = ()
    ) -> int:
        if unit is TermUnit.WORKDAY:
            return self.calendar.workdays_between(after, until, skip=skip)
        return self.calendar.days_between(after, until, skip=skip)

    def run(self, start: date, limit: Limit, pauses: Sequence[Pause], grant: Grant | None) -> Run:
        """Run `limit` from `start`; a suspension that begins after the last day is too late.

        `pauses` are in order and do not overlap; only the last one may go on.
        """
        if not pauses:
            return self._to_its_end(start, limit, grant, ())
        skip = ended(pauses)
        if pauses[-1].last is None:
            return self._into_suspension(start, limit, grant, pauses[-1], skip)
        return self._with_last(start, self._to_its_end(start, limit, grant, skip), skip)

    def _with_last(self, start: date, run: Run, skip: Sequence[Suspension]) -> Run:
        """`run` with the last of its suspensions that made a difference."""
        due = run.due or date.max
        mattered = [one for one in skip if one.first <= due and start < one.last]
        last = Pause(mattered[-1].first, mattered[-1].last) if mattered else None
        return replace(run, pause=last)

    def _to_its_end(
        self, start: date, limit: Limit, grant: Grant | None, skip: Sequence[Suspension]
    ) -> Run:
        """An extension counts if it was approved no later than on the old last day."""
        due = self.last_day(start, limit, skip)
        if grant is None or grant.approved > due:
            return Run(limit=limit, due=due)
        further = Limit(grant.days, limit.unit)
        return Run(limit=limit, due=self.last_day(due, further, skip), extra=grant.days)

    def _into_suspension(
        self,
        start: date,
        limit: Limit,
        grant: Grant | None,
        pause: Pause,
        skip: Sequence[Suspension],
    ) -> Run:
        uninterrupted = self._to_its_end(start, limit, grant, skip)
        if uninterrupted.due is None or pause.first > uninterrupted.due:
            return self._with_last(start, uninterrupted, skip)
        old_due = self.last_day(start, limit, skip)
        if pause.first <= old_due:
            # The old last day stays out of reach while this goes on: any approval is in time.
            begun, extra = start, grant.days if grant else 0
            left = limit.days + extra
        else:
            begun, extra = old_due, uninterrupted.extra
            left = extra
        gone = max(self.between(begun, pause.first - DAY, limit.unit, skip), 0)
        return Run(limit=limit, due=None, left=max(left - gone, 0), extra=extra, pause=pause)
