"""When tickets come in: the weekly rhythm, the seasons, the growth of a year, and their numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from core.demo.chance import Chance
from core.demo.days import Days
from core.demo.material import Raw

HOTLINE_OPENS, HOTLINE_SECONDS = time(7, 30), 15 * 3600
INTAKE_OPENS, INTAKE_ENDS = time(8, 35), time(16, 20)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A ticket on its way in: registered by the hotline, received by the bureau, sent to a unit."""

    number: str
    unit: str
    created: datetime
    received: datetime
    assigned: datetime


class Numbers:
    """Ticket numbers of the hotline: the day and a running number of the whole city."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._last: dict[date, int] = {}

    def next(self, day: date) -> str:
        last = self._last.get(day) or self._chance.whole(40, 400)
        self._last[day] = last + self._chance.whole(1, 90)
        return f"SJ{day:%Y%m%d}{self._last[day]:05d}"


def first_day(today: date, months: int) -> date:
    """The first day of the month in which a history of so many months begins."""
    year, month = divmod(today.year * 12 + today.month - months, 12)
    return date(year, month + 1, 1)


def arrival_days(plan: Raw, today: date, count: int, chance: Chance) -> list[date]:
    """The days before `today` on which `count` tickets are registered, in order."""
    first = first_day(today, plan["months"])
    span = [first + n * DAY for n in range((today - first).days)]
    sums = list(accumulate(_weight(day, first, today, plan) for day in span))
    return sorted(chance.weighed(span, sums) for _ in range(count))


def _weight(day: date, first: date, today: date, plan: Raw) -> float:
    grown = 1 + plan["growth"] * (day - first).days / (today - first).days
    return float(plan["weekdays"][day.weekday()] * plan["seasons"][str(day.month)] * grown)


class Intake:
    """Registers tickets on a day and sends them to a unit."""

    def __init__(self, shares: Mapping[str, int], days: Days, chance: Chance) -> None:
        self._units: Sequence[str] = tuple(shares)
        self._sums = tuple(accumulate(shares.values()))
        self._days = days
        self._chance = chance
        self._numbers = Numbers(chance)

    def unit(self) -> str:
        return self._chance.weighed(self._units, self._sums)

    def arrive(self, day: date, unit: str, number: str = "") -> Arrival:
        """A ticket registered on `day` at any hour; the bureau takes it in its office hours."""
        chance = self._chance
        seconds = int(HOTLINE_SECONDS * (chance.share() + chance.share()) / 2)
        created = datetime.combine(day, HOTLINE_OPENS) + timedelta(seconds=seconds)
        received = self._in_hours(created + timedelta(seconds=chance.whole(700, 9000)))
        assigned = self._in_hours(received + timedelta(seconds=chance.whole(500, 8000)))
        return Arrival(
            number=number or self._numbers.next(day),
            unit=unit,
            created=created,
            received=received,
            assigned=assigned,
        )

    def arrive_early(self, day: date, unit: str, number: str = "") -> Arrival:
        """A ticket that reaches its unit on the morning of the working day `day`."""
        chance = self._chance
        opens = datetime.combine(day, INTAKE_OPENS)
        received = opens + timedelta(seconds=chance.whole(0, 300))
        return Arrival(
            number=number or self._numbers.next(day),
            unit=unit,
            created=opens - timedelta(seconds=chance.whole(600, 3000)),
            received=received,
            assigned=received + timedelta(seconds=chance.whole(240, 900)),
        )

    def _in_hours(self, moment: datetime) -> datetime:
        day = moment.date()
        if self._days.is_workday(day) and moment.time() <= INTAKE_ENDS:
            opens = datetime.combine(day, INTAKE_OPENS)
            return moment if moment >= opens else self._at_opening(day)
        return self._at_opening(self._days.after(day, 1))

    def _at_opening(self, day: date) -> datetime:
        seconds = self._chance.whole(0, 5400)
        return datetime.combine(day, INTAKE_OPENS) + timedelta(seconds=seconds)
