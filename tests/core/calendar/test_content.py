from datetime import date

import pytest

from core.calendar.content import content_of, differences, plain, span, with_days, with_year
from core.calendar.faults import faults
from core.calendar.rows import days_of, table
from core.errors import Refusal
from core.workdays import DayKind
from storage.calendar import festivals, shipped

NOTICE = "二〇二七年放假通知"
NEW_YEAR = span(date(2027, 1, 1), date(2027, 1, 3), DayKind.OFF, "元旦", NOTICE)


def test_the_shipped_calendar_is_without_faults_and_every_day_names_its_notice() -> None:
    assert list(faults(shipped(), festivals())) == []
    assert all("通知" in day.source for day in shipped().days)


def test_the_last_days_of_a_year_belong_to_the_notice_of_the_next() -> None:
    by_date = {day.date: day.source for day in shipped().days}
    assert "2024" in by_date[date(2023, 12, 30)]


def test_a_calendar_survives_being_kept_as_data() -> None:
    assert content_of(plain(shipped())) == shipped()


def test_a_calendar_survives_being_written_as_a_table() -> None:
    rows = [("日期", "类型", "节日", "依据"), *table(shipped())]
    assert days_of(rows, "") == shipped().days


def test_a_year_is_complete_only_with_all_its_festivals() -> None:
    half = with_year(with_days(shipped(), NEW_YEAR), 2027, NOTICE)
    (said,) = faults(half, festivals())
    assert "春节" in said
    assert "元旦" not in said


def test_a_weekday_cannot_be_a_make_up_day() -> None:
    monday = span(date(2027, 2, 1), date(2027, 2, 1), DayKind.WORK, "春节", NOTICE)
    (said,) = faults(with_days(shipped(), monday), festivals())
    assert said.startswith("2027-02-01 是星期一")


def test_what_changes_is_said_day_by_day() -> None:
    changed = with_year(with_days(shipped(), NEW_YEAR[:1]), 2027, NOTICE)
    assert list(differences(shipped(), changed)) == [
        "2027 年的放假安排补齐",
        "2027-01-01　普通工作日 → 放假（元旦）",
    ]


def test_words_of_other_tables_are_understood() -> None:
    rows = [
        ("标题",),
        ("日期", "安排", "名称"),
        ("2027年1月1日", "休息", "元旦"),
        ("2027-1-2", "上班", "元旦"),
    ]
    found = days_of(rows, NOTICE)
    assert [(day.date.day, day.kind, day.source) for day in found] == [
        (1, DayKind.OFF, NOTICE),
        (2, DayKind.WORK, NOTICE),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("日子", "类型", "节日")], "找不到"),
        ([("日期", "类型", "节日"), ("2027-02-30", "放假", "春节")], "第 2 行"),
        ([("日期", "类型", "节日"), ("2027-02-01", "半天", "春节")], "“半天”不是类型"),
        ([("日期", "类型", "节日"), *[("2027-02-01", "放假", "春节")] * 2], "前面已经有了"),
        ([("日期", "类型", "节日")], "没有一天"),
    ],
)
def test_never_half_a_table_is_taken_over(rows: list[tuple[str, ...]], said: str) -> None:
    with pytest.raises(Refusal, match=said):
        days_of(rows, NOTICE)


def test_a_span_that_runs_backwards_or_for_ever_is_a_slip() -> None:
    with pytest.raises(Refusal, match="早于"):
        span(date(2027, 1, 3), date(2027, 1, 1), DayKind.OFF, "元旦", NOTICE)
    with pytest.raises(Refusal, match="最多"):
        span(date(2027, 1, 1), date(2028, 1, 1), DayKind.OFF, "元旦", NOTICE)
