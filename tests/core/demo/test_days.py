from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from core.demo.chance import Chance
from core.demo.days import CLOSES, EVENING, OPENS, Days, Walk, day_text, part_of_day
from storage.calendar import calendar

SPAN = Days(date(2026, 1, 1), date(2026, 12, 31), calendar().is_workday)


@given(st.dates(date(2026, 2, 1), date(2026, 11, 1)), st.integers(0, 12))
def test_working_days_are_counted_as_the_calendar_counts_them(day: date, count: int) -> None:
    found = SPAN.after(day, count)
    assert calendar().is_workday(found)
    if count:
        assert found == calendar().add_workdays(day, count)
    assert SPAN.between(day, found) == calendar().workdays_between(day, found)


@given(st.integers(), st.lists(st.integers(0, 3), max_size=12))
def test_a_walk_goes_on_and_stays_in_office_hours(seed: int, steps: list[int]) -> None:
    walk = Walk(datetime(2026, 5, 6, 15, 40), SPAN, Chance(str(seed)))
    last = walk.at
    for count in steps:
        at = walk.step(count) if count else walk.soon()
        assert at > last
        assert SPAN.is_workday(at.date())
        assert OPENS <= at.time() <= CLOSES
        last = at


def test_an_evening_visit_is_in_the_evening() -> None:
    walk = Walk(datetime(2026, 5, 6, 15, 40), SPAN, Chance("1"))
    assert walk.step(0, evening=True).time() >= EVENING


def test_days_are_said_with_the_year_only_where_it_is_another() -> None:
    assert day_text(date(2026, 11, 3), 2026) == "11月3日"
    assert day_text(date(2025, 11, 3), 2026) == "2025年11月3日"


def test_parts_of_the_day() -> None:
    at = [datetime.combine(date(2026, 5, 6), time(hour)) for hour in (9, 14, 19)]
    assert [part_of_day(one) for one in at] == ["上午", "下午", "晚上"]
