"""The tables of the page of a ticket's clocks: the clocks, and one of them day by day."""

from core.tickets.clocks import Clock
from core.tickets.clocks.trace import COUNTED, TraceDay, Why
from core.tickets.clocks.words import chip, line
from gui.tables.cells import Cell, Column, Stack, Tag, Words

WEEKDAYS = "一二三四五六日"
_TONES = {Why.SUSPENDED: "warn-text", Why.OFF: "text-3", Why.WEEKEND: "text-3"}


def _chip(clock: Clock) -> Cell:
    said = chip(clock)
    return Tag(said.words, said.tone)


CLOCKS: tuple[Column[Clock], ...] = (
    Column(key="name", title="时限", cell=lambda o: Stack(o.name, line(o)), stretch=True),
    Column(key="chip", title="现在", cell=_chip, width=132),
)


def _number(day: TraceDay) -> Cell:
    if day.ordinal is None:
        return Words("不计", "text-3")
    return Words(f"第 {day.ordinal} 日", "text", strong=True)


def _why(day: TraceDay) -> Cell:
    said = day.words if day.known else f"{day.words}，这一年日历未确认，估算"
    return Words(said, _TONES.get(day.why, "text" if day.why in COUNTED else "text-2"))


def _date(day: TraceDay) -> Cell:
    return Words(f"{day.day}　周{WEEKDAYS[day.day.weekday()]}", "text")


TRACE: tuple[Column[TraceDay], ...] = (
    Column(key="n", title="数到", cell=_number, width=84),
    Column(key="day", title="日期", cell=_date, width=132),
    Column(key="why", title="为什么", cell=_why, stretch=True),
)


def summary(clock: Clock, days: tuple[TraceDay, ...], basis: str) -> str:
    """第 7 个工作日 = 3 月 2 日，补班; then article and rule set."""
    last = next((day for day in reversed(days) if day.ordinal is not None), None)
    said = f"{clock.start} 起算，当日不计。"
    if last is not None:
        unit = clock.unit.value
        kind = f"，{last.words}" if last.why is Why.MAKE_UP else ""
        said += f"第 {last.ordinal} {unit} = {last.day.month} 月 {last.day.day} 日{kind}"
        moved = clock.due != last.day
        said += f"，遇放假顺延到 {clock.due.month} 月 {clock.due.day} 日。" if moved else "。"
    if clock.extra:
        said += f"已延长 {clock.extra} {clock.unit.value}。"
    held = f"　适用 {clock.rule_set}" if clock.rule_set else ""
    return f"{said}\n依据：{basis}{held}"
