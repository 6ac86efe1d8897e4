from collections import Counter

from core.tickets.clocks import Side
from core.workdays import DayKind
from storage.calendar import calendar, clock_law
from storage.law import rule_sets


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
    law = clock_law()
    for rule in law.rules:
        for held in law.sets().sets:
            if rule.side is not Side.HOTLINE and rule.provision_in(held.code):
                assert held.span.since is not None
                assert "《" in law.basis(rule.code, held.span.since, held.code)


def test_a_clock_has_at_most_one_term_in_each_rule_set() -> None:
    for rule in clock_law().rules:
        for held in rule_sets().sets:
            assert sum(one.holds_in(held.code) for one in rule.provisions) <= 1
        named = {code for one in rule.provisions for code in one.rule_sets}
        assert named <= {held.code for held in rule_sets().sets}
