from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import from_serial, read_date, read_datetime
from core.errors import Refusal

NINE_TWELVE = datetime(2026, 5, 6, 9, 12, 33)


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-06 09:12:33",
        "2026-05-06T09:12:33",
        "2026-05-06T09:12:33+08:00",
        "2026-05-06T01:12:33Z",
        "2026/5/6 9:12:33",
        "2026.5.6 9:12:33",
        "2026年5月6日 9时12分33秒",
        "2026年5月6日9点12分33秒",
        "2026年5月6日 星期三 上午9:12:33",
        "2026年5月6日（星期三）9:12:33",
        "2026/5/6 9:12:33 AM",
        "２０２６－０５－０６　０９：１２：３３",
        "20260506091233",
        "20260506 091233",
        "二〇二六年五月六日9时12分33秒",
        "26年5月6日 9:12:33",
    ],
)
def test_one_moment_written_in_many_ways(text: str) -> None:
    assert read_datetime(text) == NINE_TWELVE


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [
        ("2026-05-06 下午3:05", 15, 5),
        ("2026-05-06 3:05 PM", 15, 5),
        ("2026年5月6日晚上8点半", 20, 30),
        ("2026年5月6日中午12点", 12, 0),
        ("2026年5月6日中午1点", 13, 0),
        ("2026年5月6日凌晨12点5分", 0, 5),
        ("2026-05-06 12:05 AM", 0, 5),
        ("2026-05-06 下午15:05", 15, 5),
        ("2026-05-06 1:01 上午", 1, 1),
        ("2026-05-06", 0, 0),
    ],
)
def test_parts_of_the_day_are_understood(text: str, hour: int, minute: int) -> None:
    assert read_datetime(text) == datetime(2026, 5, 6, hour, minute)


def test_the_end_of_a_day_is_the_beginning_of_the_next() -> None:
    assert read_datetime("2026-12-31 24:00") == datetime(2027, 1, 1)
    assert read_datetime("2026年5月6日晚上12点") == datetime(2026, 5, 7)


@pytest.mark.parametrize(
    "text",
    [
        "20260506",
        "2026-5-6",
        "2026年5月6号",
        "2026.05.06",
        "46148",
        "46148.75",
        "2026年五月六日",
    ],
)
def test_days_are_read_without_a_time(text: str) -> None:
    assert read_date(text) == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-13-06", "没有 13 月。请改成 1 到 12 月。"),
        ("20261306", "没有 13 月。请改成 1 到 12 月。"),
        ("2026-02-30", "2026 年 2 月没有 30 日。请改成 1 到 28 日。"),
        ("2026-05-06 25:00", "没有 25 时。请改成 0 到 23 时。"),
        ("2026-05-06 9:75", "没有 75 分。请改成 0 到 59 分。"),
        ("2026-05-06 上午13:00", "上午没有 13 时。请改成 0 到 12 时。"),
        ("2026年5月", "“2026年5月”只有年月。请补上日，如 2026-05-06。"),
        ("5月6日", "“5月6日”没有写年份。请写成 2026年5月6日 这样。"),
        ("05/06/2026", "“05/06/2026”看不出哪个是月、哪个是日。请写四位年份开头，如 2026-05-06。"),
        ("26/5/6", "“26/5/6”看不出哪个是月、哪个是日。请写四位年份开头，如 2026-05-06。"),
        ("明天", "“明天”看不出是哪一天。请写成 2026-05-06 或 2026-05-06 09:12 这样。"),
        ("", "请写日期，如 2026-05-06。"),
        ("0206-05-06", "年份 206 不对。请核对，写成 2026-05-06 这样。"),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_write(text: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refusal:
        read_datetime(text)
    assert str(refusal.value) == sentence


def test_a_missing_year_is_taken_from_the_caller() -> None:
    assert read_date("5月6日", year=2026) == date(2026, 5, 6)


def test_months_and_days_may_be_written_out() -> None:
    assert read_date("二〇二六年十二月三十一日") == date(2026, 12, 31)
    assert read_date("2026年十月二十日") == date(2026, 10, 20)


def test_numbers_far_from_our_times_are_no_dates() -> None:
    for number in (0.5, 12.0, 99999999.0):
        with pytest.raises(Refusal):
            from_serial(number)


@given(st.datetimes(datetime(1902, 1, 1), datetime(2199, 12, 31)))
def test_every_second_comes_back_from_a_serial_number(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    days = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
    assert from_serial(days) == moment


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31)))
def test_every_moment_written_by_the_program_comes_back(moment: datetime) -> None:
    assert read_datetime(moment.isoformat(" ")) == moment
    assert read_date(f"{moment:%Y年%m月%d日}") == moment.date()
