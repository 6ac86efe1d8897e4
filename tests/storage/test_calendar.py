from collections import Counter
from datetime import date

from core.tickets.clocks import Side
from core.workdays import DayKind
from storage.calendar import calendar, clock_law


def test_the_calendar_is_whole_from_2020_to_2026_and_no_further() -> None:
    assert calendar().complete_years == frozenset(range(2020, 2027))


def test_each_day_stands_there_once_with_the_name_of_its_holiday() -> None:
    days = calendar().days
    assert max(Counter(day.date for day in days).values()) == 1
    assert all(day.name for day in days)


def test_make_up_days_lie_on_weekends() -> None:
    make_up = [day.date for day in calendar().days if day.kind is DayKind.WORK]
    assert all(day.weekday() >= 5 for day in make_up)


def test_statutory_holidays_follow_the_law_of_their_year() -> None:
    holidays = Counter(day.date.year for day in calendar().days if day.kind is DayKind.HOLIDAY)
    # Eleven, thirteen since 2025; in 2020 mid-autumn fell on the National Day.
    assert holidays == {2020: 10, 2021: 11, 2022: 11, 2023: 11, 2024: 11, 2025: 13, 2026: 13}


def test_every_statutory_clock_says_on_what_article_it_rests() -> None:
    rules = [rule for rule in clock_law().rules if rule.side is not Side.HOTLINE]
    assert all("《" in provision.basis for rule in rules for provision in rule.provisions)


def test_the_provisions_of_a_clock_follow_one_another_without_gap_or_overlap() -> None:
    for rule in clock_law().rules:
        for old, new in zip(rule.provisions, rule.provisions[1:], strict=False):
            assert old.until is not None
            assert new.since == date.fromordinal(old.until.toordinal() + 1)
