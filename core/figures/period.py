"""The period that figures are for (统计期): from one day to another, both included."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import Refusal

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise Refusal("统计期的止日比起日早，请核对。", field="until")

    @property
    def is_month(self) -> bool:
        return self == month(self.first)

    @property
    def is_year(self) -> bool:
        return self == year(self.first.year)

    @property
    def label(self) -> str:
        """What the office calls it: 2026 年 11 月, 2026 年, 2026-11-01 至 2026-11-23."""
        if self.is_month:
            return f"{self.first.year} 年 {self.first.month} 月"
        if self.is_year:
            return f"{self.first.year} 年"
        return f"{self.first} 至 {self.last}"

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def until(self, day: date) -> "Period | None":
        """As much of it as has passed by the end of `day`; None where nothing has."""
        return None if day < self.first else Period(self.first, min(self.last, day))

    def before(self) -> "Period":
        """The one before (上期): month, year, or as many days."""
        if self.is_month:
            return month(self.first - DAY)
        if self.is_year:
            return year(self.first.year - 1)
        return Period(self.first - (self.last - self.first) - DAY, self.first - DAY)

    def a_year_before(self) -> "Period":
        """The same days of the year before (去年同期)."""
        if self.is_month:
            return month(self.first.replace(year=self.first.year - 1))
        return Period(_a_year_before(self.first), _a_year_before(self.last))


def month(day: date) -> Period:
    """The month in which `day` lies."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first, following - DAY)


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def months_back(last: Period, count: int) -> tuple[Period, ...]:
    """So many months up to and including `last`, in order: for trends."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].before())
    return tuple(reversed(found))


def _a_year_before(day: date) -> date:
    """The 29th of February of the year before is its 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
