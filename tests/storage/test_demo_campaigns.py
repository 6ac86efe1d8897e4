from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from storage.demo_campaigns import periods
from storage.resources import read_json

SETTLED = read_json("demo/reviewing.json")["settled_after"]


@given(st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_the_campaigns_draw_from_months_that_are_over(today: date) -> None:
    found = periods(today, SETTLED)
    first, last = found.under_way
    assert last < today - timedelta(days=13)
    assert (last + timedelta(days=1)).day == 1
    assert found.finished[1] + timedelta(days=1) == first <= last


def test_in_the_middle_of_a_quarter_the_last_one_is_finished() -> None:
    found = periods(date(2026, 11, 24), SETTLED)
    assert found.finished == (date(2026, 7, 1), date(2026, 9, 30))
    assert found.under_way == (date(2026, 10, 1), date(2026, 10, 31))


def test_at_the_beginning_of_a_quarter_both_are_one_earlier() -> None:
    found = periods(date(2026, 10, 20), SETTLED)
    assert found.finished == (date(2026, 4, 1), date(2026, 6, 30))
    assert found.under_way == (date(2026, 7, 1), date(2026, 9, 30))
