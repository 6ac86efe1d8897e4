"""The calendar of working days (工作日), and what it does not know yet.

Counts days and nothing else: no law, no ticket, no file. The day a period starts on is never
counted, so intervals are half-open: after the first date, up to and including the second.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate

DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What the State Council's notice makes of a day."""

    HOLIDAY = "法定节假日"
    OFF = "放假"
    """A day of the block around a holiday that is not the holiday itself."""
    WORK = "补班"


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which the rule “Monday to Friday” does not hold, or that is a holiday anyway."""

    date: date
    kind: DayKind
    name: str
    """The holiday it belongs to: 国庆节."""
    source: str = ""
    """The notice that says so."""


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that do not count (扣除期), the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, by date.

    A holiday block may begin in the year before its notice, so days are kept by date and not by
    year. In a year that is not among `complete_years` the marked days hold and all others go by
    Monday to Friday; `touches_unknown` says whether a count depends on such a year.
    """

    days: tuple[Day, ...]
    complete_years: frozenset[int]
    _marked: dict[date, Day] = field(init=False, repr=False, compare=False)
    _turns: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _sums: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _reached: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        marked = {day.date: day for day in self.days}
        steps = sorted((day.date.toordinal(), _step(day)) for day in marked.values())
        turns = tuple(ordinal for ordinal, _ in steps)
        object.__setattr__(self, "_marked", marked)
        object.__setattr__(self, "_turns", turns)
        object.__setattr__(self, "_sums", (0, *accumulate(step for _, step in steps)))
        object.__setattr__(self, "_reached", tuple(map(self._upto, turns)))

    def marked(self, day: date) -> Day | None:
        """What the notices say of `day`, if anything."""
        return self._marked.get(day)

    def is_workday(self, day: date) -> bool:
        marked = self._marked.get(day)
        return day.weekday() < 5 if marked is None else marked.kind is DayKind.WORK

    def is_off(self, day: date) -> bool:
        """Whether `day` lies in a holiday block (放假安排), weekends of the block included."""
        marked = self._marked.get(day)
        return marked is not None and marked.kind is not DayKind.WORK

    def workdays_between(self, after: date, until: date, *, skip: Sequence[Suspension] = ()) -> int:
        """How many working days lie in (after, until]; negative when `until` is the earlier.

        Days in `skip`, which must not overlap, are not counted.
        """
        if until < after:
            return -self.workdays_between(until, after, skip=skip)
        count = self._upto(until.toordinal()) - self._upto(after.toordinal())
        return count - sum(self.workdays_between(*cut) for cut in _cuts(after, until, skip))

    def days_between(self, after: date, until: date, *, skip: Sequence[Suspension] = ()) -> int:
        """How many natural days (自然日) lie in (after, until]; otherwise as for working days."""
        if until < after:
            return -self.days_between(until, after, skip=skip)
        return (until - after).days - sum((b - a).days for a, b in _cuts(after, until, skip))

    def add_workdays(self, start: date, days: int, *, skip: Sequence[Suspension] = ()) -> date:
        """The `days`-th working day after `start`; days in `skip` (in order) are passed over."""
        at, left = _to_last_suspension(start, days, skip, self.workdays_between)
        return self._nth_workday(at, left)

    def add_natural(
        self,
        start: date,
        days: int,
        *,
        skip: Sequence[Suspension] = (),
        roll_on_weekend: bool = False,
        roll_on_holiday_block: bool = True,
    ) -> date:
        """The `days`-th day after `start`, or the first day after the holiday it falls on.

        Order 121, article 45: a last day that is a statutory holiday moves behind it. Whether the
        whole block counts as holiday, and whether a plain weekend moves the day too, is for the
        office to say. Days in `skip` are passed over in counting, not in moving.
        """
        at, left = _to_last_suspension(start, days, skip, self.days_between)
        last = at + timedelta(days=left)
        while self._moves(last, weekend=roll_on_weekend, block=roll_on_holiday_block):
            last += DAY
        return last

    def touches_unknown(self, after: date, until: date) -> bool:
        """Whether a day in (after, until] lies in a year without a complete calendar."""
        first, last = sorted((after, until))
        return not self.complete_years.issuperset(range((first + DAY).year, last.year + 1))

    def _moves(self, day: date, *, weekend: bool, block: bool) -> bool:
        marked = self._marked.get(day)
        if marked is not None and marked.kind is DayKind.HOLIDAY:
            return True
        return (block and self.is_off(day)) or (weekend and not self.is_workday(day))

    def _upto(self, ordinal: int) -> int:
        """Working days up to a day, counted from the Monday on which the count of days begins."""
        weeks, rest = divmod(ordinal, 7)
        return weeks * 5 + min(rest, 5) + self._sums[bisect_right(self._turns, ordinal)]

    def _nth_workday(self, start: date, days: int) -> date:
        if days < 1:
            raise ValueError(f"a period of {days} working days has no last day")
        target = self._upto(start.toordinal()) + days
        # Before the first marked day by which so many are reached, only the sum so far matters.
        turn = bisect_left(self._reached, target)
        weeks, rest = divmod(target - self._sums[turn] - 1, 5)
        by_weekdays = weeks * 7 + rest + 1
        return date.fromordinal(min((by_weekdays, *self._turns[turn : turn + 1])))


def _step(day: Day) -> int:
    """By how much `day` changes the count that goes by Monday to Friday."""
    works = day.kind is DayKind.WORK
    return int(works) - int(day.date.weekday() < 5)


def _cuts(after: date, until: date, skip: Sequence[Suspension]) -> list[tuple[date, date]]:
    """The parts of (after, until] that lie in `skip`, as half-open intervals."""
    cuts = ((max(after, s.first - DAY), min(until, s.last)) for s in skip)
    return [(first, last) for first, last in cuts if first < last]


def _to_last_suspension(
    start: date,
    days: int,
    skip: Iterable[Suspension],
    between: Callable[[date, date], int],
) -> tuple[date, int]:
    """The day from which nothing interrupts the count any more, and how much is then left."""
    at, left = start, days
    for suspension in skip:
        ahead = between(at, suspension.first - DAY)
        if ahead >= left:
            break
        left -= max(ahead, 0)
        at = max(at, suspension.last)
    return at, left
