"""What is wrong with a calendar, so that a slip of the pen moves no due date."""

from collections.abc import Iterator, Sequence

from core.calendar.content import Content
from core.errors import Refusal
from core.workdays import DayKind

SHOWN = 3


def faults(content: Content, festivals: Sequence[str]) -> Iterator[str]:
    """Sentences; `festivals` are those that the notice of every year names."""
    for day in content.days:
        if day.kind is DayKind.WORK and day.date.weekday() < 5:
            yield f"{day.date} 是星期{'一二三四五'[day.date.weekday()]}，本来就上班，不用写成补班。"
        if not day.name or not day.source:
            yield f"{day.date} 没有写节日名称或者依据。"
    for year, source in sorted(content.years.items()):
        yield from _faults_of_year(content, year, source, festivals)


def _faults_of_year(
    content: Content, year: int, source: str, festivals: Sequence[str]
) -> Iterator[str]:
    """The notice of a year names every festival, and says so somewhere."""
    if not source:
        yield f"{year} 年没有写依据哪份通知。"
    off = [day for day in content.in_year(year) if day.kind is not DayKind.WORK]
    named = {name for day in off for name in day.name.split("、")}
    missing = [one for one in festivals if one not in named]
    if missing:
        yield f"{year} 年标成齐全，但还没有{'、'.join(missing)}的放假日。"


def refuse_faulty(found: Iterator[str]) -> None:
    said = list(found)
    if said:
        more = f"另有 {len(said) - SHOWN} 处。" if len(said) > SHOWN else ""
        raise Refusal("".join(said[:SHOWN]) + more)
