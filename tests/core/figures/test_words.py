from datetime import date, datetime
from decimal import Decimal

from core.figures.words import day, interval, marks, moment, per_cent, whole_marks


def test_marks_and_shares_have_two_places() -> None:
    assert [marks(Decimal("86.5")), per_cent(Decimal(100))] == ["86.50", "100.00%"]


def test_what_is_not_known_is_a_dash() -> None:
    assert [marks(None), per_cent(None), interval(None, Decimal(1)), moment(None)] == ["—"] * 4


def test_an_interval_says_from_where_to_where() -> None:
    assert interval(Decimal("80.97"), Decimal(100), "%") == "80.97% 至 100.00%"


def test_a_pass_mark_is_written_as_people_say_it() -> None:
    assert [whole_marks(Decimal(text)) for text in ("70", "70.00", "72.50")] == ["70", "70", "72.5"]


def test_days_stand_in_sentences_and_moments_in_tables() -> None:
    assert day(date(2026, 7, 1)) == "2026 年 7 月 1 日"
    assert moment(datetime(2026, 11, 5, 9, 2)) == "2026-11-05 09:02"
