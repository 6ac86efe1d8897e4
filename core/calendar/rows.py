"""A calendar read from the rows of a table, and written as such."""

from collections.abc import Iterator, Mapping, Sequence

from core.calendar.content import Content
from core.dates import read_date
from core.errors import Refusal
from core.workdays import Day, DayKind

HEADINGS = ("日期", "类型", "节日", "依据")
_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("日期", "date", "放假日期"),
    "kind": ("类型", "kind", "安排"),
    "name": ("节日", "名称", "name"),
    "source": ("依据", "来源", "文号", "source"),
}
_KINDS: Mapping[str, DayKind] = {
    **{kind.value: kind for kind in DayKind},
    **{kind.name.lower(): kind for kind in DayKind},
    "节日": DayKind.HOLIDAY,
    "休息": DayKind.OFF,
    "调休": DayKind.OFF,
    "上班": DayKind.WORK,
    "调休上班": DayKind.WORK,
}
SHOWN = 5


def days_of(rows: Sequence[Sequence[str]], source: str) -> tuple[Day, ...]:
    """The days in a table whose first row with a 日期 and a 类型 is its heading.

    `source` is the notice where a row names none. Refuses, naming the first rows that cannot be
    read, so that never half a calendar is taken over.
    """
    heading, places = _heading(rows)
    found: list[Day] = []
    wrong: list[str] = []
    for number, row in enumerate(rows[heading + 1 :], start=heading + 2):
        if not any(cell.strip() for cell in row):
            continue
        try:
            day = _day(row, places, source)
        except Refusal as refusal:
            wrong.append(f"第 {number} 行：{refusal}")
            continue
        if any(day.date == one.date for one in found):
            wrong.append(f"第 {number} 行：{day.date} 前面已经有了。")
        found.append(day)
    if wrong:
        more = f"另有 {len(wrong) - SHOWN} 行。" if len(wrong) > SHOWN else ""
        raise Refusal("".join(wrong[:SHOWN]) + more)
    if not found:
        raise Refusal("表里没有一天。请核对选的文件。")
    return tuple(sorted(found, key=lambda day: day.date))


def table(content: Content) -> Iterator[tuple[str, ...]]:
    """The rows that `days_of` reads back."""
    for day in content.days:
        yield (day.date.isoformat(), day.kind.value, day.name, day.source)


def _heading(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows):
        cells = [cell.strip().lower() for cell in row]
        places = {
            key: cells.index(name)
            for key, names in _NAMES.items()
            for name in names
            if name in cells
        }
        if {"date", "kind", "name"} <= places.keys():
            return number, places
    raise Refusal("表里找不到“日期”“类型”“节日”三栏。请把表头写成这三个词，“依据”一栏可以不写。")


def _day(row: Sequence[str], places: Mapping[str, int], source: str) -> Day:
    def cell(key: str) -> str:
        place = places.get(key)
        return row[place].strip() if place is not None and place < len(row) else ""

    kind = _KINDS.get(cell("kind").lower())
    if kind is None:
        raise Refusal(f"“{cell('kind')}”不是类型，请写法定节假日、放假或补班。")
    if not cell("name"):
        raise Refusal("没有写是什么节日。")
    said = cell("source") or source
    if not said:
        raise Refusal("没有写依据哪份通知。")
    return Day(read_date(cell("date")), kind, cell("name"), said)
