"""What a calendar holds: days by date with their source, and the years whose notice is in.

Kept by date and not by year: a holiday block may begin in the year before its notice.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.errors import Refusal
from core.workdays import Calendar, Day, DayKind

MOST_DAYS = 60
"""So many days at once are no holiday any more, but a slip in a date."""


@dataclass(frozen=True, slots=True)
class Content:
    """The days, in order, and for each complete year the notice it rests on."""

    days: tuple[Day, ...]
    years: Mapping[int, str]

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.days, frozenset(self.years))

    def in_year(self, year: int) -> list[Day]:
        return [day for day in self.days if day.date.year == year]


def content_of(data: Mapping[str, Any]) -> Content:
    """The content that `plain` made data of."""
    days = (
        Day(date.fromisoformat(on), DayKind[kind], name, source)
        for on, kind, name, source in data["days"]
    )
    return Content(tuple(days), {int(year): said for year, said in data["years"].items()})


def plain(content: Content) -> dict[str, Any]:
    """As JSON, the same for the same calendar."""
    return {
        "days": [[d.date.isoformat(), d.kind.name, d.name, d.source] for d in content.days],
        "years": {str(year): content.years[year] for year in sorted(content.years)},
    }


def with_days(content: Content, days: Iterable[Day]) -> Content:
    """The content with these days in the place of what stood on the same dates."""
    merged = {day.date: day for day in content.days} | {day.date: day for day in days}
    return Content(tuple(merged[on] for on in sorted(merged)), content.years)


def without_days(content: Content, dates: Iterable[date]) -> Content:
    """The content in which these dates go by Monday to Friday again."""
    gone = frozenset(dates)
    return Content(tuple(day for day in content.days if day.date not in gone), content.years)


def with_year(content: Content, year: int, source: str) -> Content:
    """The content in which the notice of `year` is in; without a source it is not."""
    others = {one: said for one, said in content.years.items() if one != year}
    return Content(content.days, {**others, **({year: source.strip()} if source.strip() else {})})


def span(first: date, last: date, kind: DayKind, name: str, source: str) -> tuple[Day, ...]:
    """Every day from `first` to `last` as days of one kind."""
    if last < first:
        raise Refusal("最后一天早于第一天，请核对。", field="last")
    if (last - first).days >= MOST_DAYS:
        raise Refusal(f"一次最多写 {MOST_DAYS} 天，请核对起止日期。", field="last")
    if not name.strip():
        raise Refusal("请写明是什么节日，例如：国庆节。", field="name")
    if not source.strip():
        raise Refusal("请写明依据哪份通知。", field="source")
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(Day(day, kind, name.strip(), source.strip()) for day in days)


def differences(old: Content, new: Content) -> Iterator[str]:
    """What changes from one calendar to another, day by day, each as a sentence without its end."""
    for year in sorted(old.years.keys() ^ new.years.keys()):
        yield f"{year} 年{'的放假安排补齐' if year in new.years else '不再算齐全'}"
    before, after = ({day.date: day for day in one.days} for one in (old, new))
    for on in sorted(before.keys() | after.keys()):
        was, now = before.get(on), after.get(on)
        if (was and was.kind) != (now and now.kind):
            yield f"{on}　{_said(was, on)} → {_said(now, on)}"
        elif (
            was is not None and now is not None and (was.name, was.source) != (now.name, now.source)
        ):
            yield f"{on}　名称或依据改为{now.name}，{now.source}"


def _said(day: Day | None, on: date) -> str:
    if day is None:
        return "普通工作日" if on.weekday() < 5 else "普通周末"
    return f"{day.kind.value}（{day.name}）"
