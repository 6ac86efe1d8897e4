from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.workdays import DAY, Calendar, Day, DayKind, Suspension
from storage.calendar import calendar

CALENDAR = calendar()

days = st.dates(date(2019, 6, 1), date(2027, 6, 30))
counts = st.integers(1, 120)


@st.composite
def suspensions(draw: st.DrawFn) -> Suspension:
    first = draw(days)
    return Suspension(first, first + timedelta(days=draw(st.integers(0, 40))))


def d(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2026-04-15", 7, "2026-04-24"),
        ("2026-04-30", 7, "2026-05-13"),
        ("2026-05-01", 1, "2026-05-06"),
        ("2026-05-01", 7, "2026-05-13"),
        ("2026-02-12", 1, "2026-02-13"),
        ("2026-02-13", 7, "2026-03-02"),
        ("2026-02-10", 15, "2026-03-09"),
        ("2026-09-19", 1, "2026-09-20"),
        ("2026-09-24", 7, "2026-10-12"),
        ("2026-09-30", 7, "2026-10-15"),
        ("2026-09-30", 15, "2026-10-27"),
        ("2026-11-23", 7, "2026-12-02"),
        ("2026-11-23", 15, "2026-12-14"),
        ("2025-09-30", 7, "2025-10-16"),
        ("2025-01-24", 5, "2025-02-07"),
        ("2024-09-30", 7, "2024-10-15"),
    ],
)
def test_working_days_pass_over_blocks_and_count_make_up_days(
    start: str, number: int, due: str
) -> None:
    assert CALENDAR.add_workdays(d(start), number) == d(due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-08-03", "2026-10-08"),
        ("2026-07-27", "2026-09-28"),
        ("2026-06-20", "2026-08-19"),
        ("2026-12-18", "2027-02-16"),
    ],
)
def test_sixty_days_move_off_a_holiday_block_only(start: str, due: str) -> None:
    assert CALENDAR.add_natural(d(start), 60) == d(due)


@pytest.mark.parametrize(
    ("year", "total"),
    [(2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_the_working_days_of_a_year(year: int, total: int) -> None:
    assert CALENDAR.workdays_between(date(year - 1, 12, 31), date(year, 12, 31)) == total


def test_a_plain_weekend_moves_the_last_day_only_where_the_office_says_so() -> None:
    saturday = d("2026-08-22")
    assert CALENDAR.add_natural(d("2026-06-23"), 60) == saturday
    assert CALENDAR.add_natural(d("2026-06-23"), 60, roll_on_weekend=True) == d("2026-08-24")


def test_the_rest_of_the_block_need_not_count_as_holiday() -> None:
    holiday, block = d("2026-10-03"), d("2026-10-06")
    assert CALENDAR.add_natural(block - 60 * DAY, 60, roll_on_holiday_block=False) == block
    moved = CALENDAR.add_natural(holiday - 60 * DAY, 60, roll_on_holiday_block=False)
    assert moved == d("2026-10-04")


def test_a_last_day_that_moves_onto_a_make_up_day_stays_there() -> None:
    assert CALENDAR.add_natural(d("2026-01-01") - 60 * DAY, 60) == d("2026-01-04")


def test_days_are_kept_by_date_not_by_the_year_of_the_notice() -> None:
    assert CALENDAR.is_off(d("2022-12-31"))
    assert CALENDAR.is_off(d("2023-12-30"))


def test_a_year_without_calendar_is_counted_by_weekdays_and_said_to_be_unknown() -> None:
    due = CALENDAR.add_workdays(d("2026-12-31"), 1)
    assert due == d("2027-01-01")
    assert CALENDAR.touches_unknown(d("2026-12-31"), due)
    assert not CALENDAR.touches_unknown(d("2026-01-01"), d("2026-12-31"))
    assert CALENDAR.touches_unknown(d("2019-12-30"), d("2020-01-02"))


def test_no_period_of_no_days() -> None:
    with pytest.raises(ValueError, match="0 working days"):
        CALENDAR.add_workdays(d("2026-11-23"), 0)


@given(days, counts)
def test_counting_what_was_added_gives_it_back(start: date, number: int) -> None:
    due = CALENDAR.add_workdays(start, number)
    assert CALENDAR.is_workday(due)
    assert CALENDAR.workdays_between(start, due) == number


@given(days, counts)
def test_the_short_way_and_the_walk_day_by_day_agree(start: date, number: int) -> None:
    at, left = start, number
    while left:
        at += DAY
        left -= CALENDAR.is_workday(at)
    assert CALENDAR.add_workdays(start, number) == at


@given(days, days)
def test_counting_is_the_sum_of_its_days_and_turns_its_sign(a: date, b: date) -> None:
    low, high = sorted((a, b))
    walked = sum(CALENDAR.is_workday(low + n * DAY) for n in range(1, (high - low).days + 1))
    assert CALENDAR.workdays_between(low, high) == walked
    assert CALENDAR.workdays_between(high, low) == -walked


@given(days, days, counts)
def test_a_later_start_never_ends_earlier(a: date, b: date, number: int) -> None:
    early, late = sorted((a, b))
    assert CALENDAR.add_workdays(early, number) <= CALENDAR.add_workdays(late, number)
    assert CALENDAR.add_natural(early, number) <= CALENDAR.add_natural(late, number)


@given(days, counts, suspensions())
def test_days_in_a_suspension_are_passed_over(
    start: date, number: int, suspension: Suspension
) -> None:
    due = CALENDAR.add_workdays(start, number, skip=[suspension])
    assert not suspension.first <= due <= suspension.last
    assert CALENDAR.workdays_between(start, due, skip=[suspension]) == number
    assert due >= CALENDAR.add_workdays(start, number)


@given(days, counts, suspensions(), st.integers(0, 40))
def test_a_suspension_in_two_parts_is_one_suspension(
    start: date, number: int, whole: Suspension, cut: int
) -> None:
    middle = min(whole.first + cut * DAY, whole.last)
    parts = [Suspension(whole.first, middle)]
    if middle < whole.last:
        parts.append(Suspension(middle + DAY, whole.last))
    add = (CALENDAR.add_workdays, CALENDAR.add_natural)
    assert [one(start, number, skip=parts) for one in add] == [
        one(start, number, skip=[whole]) for one in add
    ]


@given(days, counts, days)
def test_another_day_off_never_brings_a_last_day_forward(
    start: date, number: int, off: date
) -> None:
    marked = [day for day in CALENDAR.days if day.date != off]
    more = replace(CALENDAR, days=(*marked, Day(off, DayKind.OFF, "台风")))
    assert more.add_workdays(start, number) >= CALENDAR.add_workdays(start, number)
    assert more.add_natural(start, number) >= CALENDAR.add_natural(start, number)


def test_calendars_of_the_same_days_are_equal() -> None:
    assert Calendar(CALENDAR.days, CALENDAR.complete_years) == CALENDAR
