"""The demo's office hours: moments on working days, and how a clerk writes dates in a sentence."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from core.demo.chance import Chance

OPENS, CLOSES = time(9, 0), time(16, 50)
LUNCH, LUNCH_ENDS = time(11, 35), time(13, 10)
LUNCH_BREAK = timedelta(minutes=95)
EVENING, EVENING_ENDS = time(18, 30), time(20, 40)
AFTERNOON = 12


class Days:
    """The working days between two dates, for quick counting; the span must be wide enough."""

    def __init__(self, first: date, last: date, is_workday: Callable[[date], bool]) -> None:
        span = (first + timedelta(days=n) for n in range((last - first).days + 1))
        self._worked = [day for day in span if is_workday(day)]
        self._place = {day: place for place, day in enumerate(self._worked)}

    def is_workday(self, day: date) -> bool:
        return day in self._place

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; for 0 the day itself, or the next one worked."""
        if count == 0:
            return self._worked[bisect_left(self._worked, day)]
        place = self._place.get(day)
        place = bisect_left(self._worked, day) - 1 if place is None else place
        return self._worked[place + count]

    def before(self, day: date, count: int) -> date:
        """The `count`-th working day before a working day."""
        return self._worked[self._place[day] - count]

    def between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]."""
        return self._upto(until) - self._upto(after)

    def _upto(self, day: date) -> int:
        place = self._place.get(day)
        return bisect_left(self._worked, day) if place is None else place + 1


class Walk:
    """Goes through a ticket's life from one moment to a later one, within office hours."""

    def __init__(self, start: datetime, days: Days, chance: Chance) -> None:
        self.at = start
        self._days = days
        self._chance = chance

    def step(self, workdays: int, *, evening: bool = False) -> datetime:
        """Go on to a moment so many working days later, always later than now."""
        day = self._days.after(self.at.date(), workdays)
        opens, closes = (EVENING, EVENING_ENDS) if evening else (OPENS, CLOSES)
        first = max(datetime.combine(day, opens), self.at + timedelta(minutes=12))
        last = datetime.combine(day, closes)
        if first >= last:
            return self.step(1, evening=evening)
        seconds = int((last - first).total_seconds() * self._chance.share() * self._chance.share())
        self.at = _after_lunch(first + timedelta(seconds=seconds))
        return self.at

    def soon(self) -> datetime:
        """Go on by minutes; what does not fit into the day is done the next morning."""
        later = self.at + timedelta(seconds=self._chance.whole(400, 2200))
        if later.time() > CLOSES:
            return self.step(1)
        self.at = _after_lunch(later)
        return self.at


def _after_lunch(moment: datetime) -> datetime:
    return moment + LUNCH_BREAK if LUNCH <= moment.time() < LUNCH_ENDS else moment


def on_five_minutes(moment: datetime) -> datetime:
    """As people write down when they came: 14:20."""
    return moment.replace(minute=moment.minute // 5 * 5, second=0)


def day_text(day: date, year: int) -> str:
    """11月12日; with the year where it is not `year`."""
    said = f"{day.month}月{day.day}日"
    return said if day.year == year else f"{day.year}年{said}"


def part_of_day(moment: datetime) -> str:
    if moment.time() >= EVENING:
        return "晚上"
    return "下午" if moment.hour >= AFTERNOON else "上午"
