"""Functions of the rule language over dates and times; the calendar counts working days."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

from core.tickets.case import Case
from core.tickets.language.function import Function, Unknown, takes
from core.tickets.language.numerals import NUMERAL, value_of
from core.tickets.language.texts import plain_width
from core.tickets.language.value_types import DAY, FLAG, NUMBER, Sort
from core.workdays import Calendar, Suspension

Number: TypeAlias = int | float | Decimal

_DATED = (Sort.DAY, Sort.TIME)
_MONTH_AND_DAY = re.compile(rf"({NUMERAL})月({NUMERAL})[日号]")


def day_of(value: date | None) -> date | None:
    """The day of a date or a time."""
    return value.date() if isinstance(value, datetime) else value


def seconds_apart(one: datetime, other: datetime) -> int:
    """The whole seconds between two times."""
    return int(abs((one - other).total_seconds()))


def days_apart(one: date, other: date) -> int:
    """The days between two days, never negative."""
    return abs(_between(one, other))


def _between(one: date, other: date) -> int:
    first, second = day_of(one), day_of(other)
    assert first is not None and second is not None  # noqa: S101, PT018 -- never called with nothing
    return (first - second).days


def in_period(day: date, first: date, last: date) -> bool:
    """Whether a day lies between two others, both included."""
    return _start(first) <= _start(day) <= _start(last)


def has_time(value: datetime) -> bool:
    """Whether more than the day was recorded."""
    return bool(value.hour or value.minute or value.second)


def first_day_named(text: str, near: date) -> date | None:
    """The first ×月×日 in the text, in the year of `near`; None where there is no such day."""
    for month, day in _MONTH_AND_DAY.findall(plain_width(text)):
        try:
            return date(near.year, value_of(month), value_of(day))
        except ValueError:
            continue
    return None


def _calendar(case: Case) -> Calendar:
    if case.around.calendar is None:
        raise Unknown("没有工作日历")
    return case.around.calendar


def _suspensions(case: Case) -> tuple[Suspension, ...]:
    """The days of testing (扣除期), as far as known today; an open one counts up to today."""
    track = case.ticket.complaint
    first, last = track.test_from, track.test_to or case.today
    if first is None or first > case.today or last < first:
        return ()
    return (Suspension(first, last),)


def _start(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _workdays_after(case: Case, start: date, days: Number) -> date:
    with _known_days():
        return _calendar(case).add_workdays(_start(start), _positive(days))


def _counted_workdays_after(case: Case, start: date, days: Number) -> date:
    with _known_days():
        skip = _suspensions(case)
        return _calendar(case).add_workdays(_start(start), _positive(days), skip=skip)


def _counted_days_after(case: Case, start: date, days: Number) -> date:
    with _known_days():
        skip = _suspensions(case)
        return _calendar(case).add_natural(_start(start), _positive(days), skip=skip)


@contextmanager
def _known_days() -> Iterator[None]:
    """A day that no calendar knows, before the year 1 or after 9999, is unknown."""
    try:
        yield
    except (ValueError, OverflowError):
        raise Unknown("算出来的日期太远") from None


FURTHEST = 36_500
"""No time limit is longer than a hundred years; beyond lies only what nobody meant."""


def _positive(days: Number) -> int:
    if not 1 <= days <= FURTHEST:
        raise Unknown(f"{days} 日之后没有届满日")
    return int(days)


def _counted_days(case: Case, after: date, until: date) -> int:
    return _calendar(case).days_between(_start(after), _start(until), skip=_suspensions(case))


def _workdays(case: Case, after: date, until: date) -> int:
    return _calendar(case).workdays_between(_start(after), _start(until))


def _counted_workdays(case: Case, after: date, until: date) -> int:
    skip = _suspensions(case)
    return _calendar(case).workdays_between(_start(after), _start(until), skip=skip)


def _today(case: Case) -> date:
    return case.today


def _dated(name: str) -> Any:
    return takes(name, *_DATED)


FUNCTIONS = (
    Function("今天", "检查的这一天。", (), DAY, _today, asks_case=True),
    Function("日期", "时间里的日期部分。", (_dated("时间"),), DAY, day_of),
    Function("小时", "几点，0 到 23。", (takes("时间", Sort.TIME),), NUMBER, lambda at: at.hour),
    Function(
        "有时刻",
        "不只登记了日期，还有时刻。",
        (takes("时间", Sort.TIME),),
        FLAG,
        has_time,
        reads="{0} 有时刻",
    ),
    Function(
        "相差秒数",
        "两个时间相差几秒。",
        (takes("时间", Sort.TIME), takes("另一时间", Sort.TIME)),
        NUMBER,
        seconds_apart,
    ),
    Function(
        "相差天数",
        "两个日期相差几日，不分先后。",
        (_dated("日期"), _dated("另一日期")),
        NUMBER,
        days_apart,
    ),
    Function(
        "在期间",
        "日期在起日和止日之间，两头都算。",
        (_dated("日期"), _dated("起日"), _dated("止日")),
        FLAG,
        in_period,
        reads="{0} 在 {1} 至 {2}",
    ),
    Function(
        "首个月日",
        "文本里第一个写明的几月几日，年份取另一日期的。",
        (takes("文本", Sort.TEXT), _dated("年份同哪一日")),
        DAY,
        first_day_named,
    ),
    Function(
        "工作日后",
        "起算日之后第几个工作日。",
        (_dated("起算日"), takes("天数", Sort.NUMBER)),
        DAY,
        _workdays_after,
        asks_case=True,
    ),
    Function(
        "工作日数",
        "前一日之后、到后一日为止有几个工作日。",
        (_dated("前一日"), _dated("后一日")),
        NUMBER,
        _workdays,
        asks_case=True,
    ),
    Function(
        "扣除后工作日后",
        "起算日之后第几个工作日，鉴定检测的日子不算。",
        (_dated("起算日"), takes("天数", Sort.NUMBER)),
        DAY,
        _counted_workdays_after,
        asks_case=True,
    ),
    Function(
        "扣除后自然日后",
        "起算日之后第几日，鉴定检测的日子不算；逢法定节假日顺延。",
        (_dated("起算日"), takes("天数", Sort.NUMBER)),
        DAY,
        _counted_days_after,
        asks_case=True,
    ),
    Function(
        "扣除后天数",
        "前一日之后、到后一日为止有几日，鉴定检测的日子不算。",
        (_dated("前一日"), _dated("后一日")),
        NUMBER,
        _counted_days,
        asks_case=True,
    ),
    Function(
        "扣除后工作日数",
        "前一日之后、到后一日为止有几个工作日，鉴定检测的日子不算。",
        (_dated("前一日"), _dated("后一日")),
        NUMBER,
        _counted_workdays,
        asks_case=True,
    ),
)
"""Every function over days and times, with what it does in the office's words."""
