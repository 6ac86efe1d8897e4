"""The shipped calendar beside two that others keep: 10,000 pairs of days, counted by each."""

import random
from collections.abc import Callable
from datetime import date
from itertools import accumulate

import chinese_calendar
import holidays

from core.workdays import DAY
from storage.calendar import calendar

FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
PAIRS = 10_000
_CHINA = holidays.country_holidays("CN", years=range(2019, 2028))
DAYS = [FIRST + n * DAY for n in range((LAST - FIRST).days + 1)]


def _counter(works: Callable[[date], bool]) -> Callable[[date, date], int]:
    """Counts working days in (after, until] by adding up one by one."""
    sums = dict(zip(DAYS, accumulate(int(works(day)) for day in DAYS), strict=True))
    return lambda after, until: sums[until] - sums[after]


def test_ten_thousand_pairs_are_counted_alike_by_three_calendars() -> None:
    drawn = random.Random(20261124)  # noqa: S311 -- a fixed seed, not a secret
    one, other = _counter(chinese_calendar.is_workday), _counter(_CHINA.is_working_day)
    for _ in range(PAIRS):
        after, until = sorted(drawn.sample(DAYS, 2))
        ours = calendar().workdays_between(after, until)
        assert ours == one(after, until) == other(after, until), (after, until)
