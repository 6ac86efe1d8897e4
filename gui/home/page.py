"""我的待办: clocks that are due, tasks, and how the work stands; every row leads to its tickets."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from core.people import Action, reach
from core.tickets.clocks.words import chip, line
from core.tickets.lifecycle import Stage
from core.workdays import Calendar
from gui import theme
from gui.boxes import box, clear, column, frame, row, scrolled
from gui.buttons import button
from gui.chips import Chip
from gui.desk import Desk
from gui.home.month import MonthSheet
from gui.home.standing import StandingSheet
from gui.home.tasks import SOURCES, tasks
from gui.labels import ElidedLabel, label, picture
from gui.notices import Notice, Offer, Tone
from gui.page import Page
from gui.tasks import Source, Task
from storage.calendar import calendar, calendar_of
from storage.due_clocks import DueClock, due_clocks
from storage.ticket_lists import Wanted, due_counts, seen_by, stage_counts

if TYPE_CHECKING:
    from storage.figures.overview import Overview

SHOWN = 6
"""How many due clocks are written out; the rest is one press away."""
CHIP_COLUMN = 126
TASKS_LATER = 20
"""Milliseconds after the clocks, which are what is looked at first."""
OVERVIEW_LATER = 800
"""Milliseconds after the tasks: whoever sits down reads these first, and a month is counted."""
RIGHT = 404
NARROW = 1050
DAYS_AHEAD = 6
WEEKDAYS = "一二三四五六日"


class HomePage(Page):
    title = "我的待办"
    purpose = "今天先办哪几件、谁在等您，都在这里；点右边的字就去办。"
    kinds = frozenset({"ticket", "submission", "review", "campaign", "finding", "reminder"})
    keys = (("Ctrl Enter", "登记工单"),)

    def __init__(self, desk: Desk, sources: Sequence[Source] = SOURCES) -> None:
        super().__init__(desk)
        self._sources = sources
        self.clocks = _Sheet("要到期的时限", "home-clocks")
        self.tasks = _Sheet("待办", "home-tasks")
        self.month = MonthSheet(desk)
        self.standing = StandingSheet(desk)
        self.ahead = _Sheet("接下来到期的时限", "home-ahead")
        self.stages = _Sheet("在办工单到了哪一步", "home-stages")
        self._all = button("全部在办", "quiet", on=lambda: desk.go("tickets", "全部在办"))
        self.clocks.aside(self._all)
        self._left = box(column(self.clocks, self.tasks, None, gap=12))
        self._right = box(column(self.month, self.standing, self.ahead, self.stages, None, gap=12))
        self._two = row((self._left, 1), self._right, gap=12, margins=(20, 12, 20, 16))
        self.setLayout(column(scrolled(box(self._two)), gap=0))
        self._warned = False
        self._calendar = calendar()
        self._tasks_later = QTimer(self, singleShot=True, interval=TASKS_LATER)
        self._tasks_later.timeout.connect(self._load_tasks)
        self._overview_later = QTimer(self, singleShot=True, interval=OVERVIEW_LATER)
        self._overview_later.timeout.connect(self._load_overview)
        if desk.may(Action.REGISTER_TICKET):
            self.act(button("登记工单", "primary", "plus", on=lambda: desk.go("ticket", "")))

    def regions(self) -> Sequence[QWidget]:
        return (self.clocks, self.tasks, self.month, self.standing, self.ahead, self.stages)

    def load(self) -> None:
        now, today = self.desk.now(), self.desk.today
        with self.desk.store.reading() as connection:
            units, handler = self._scope()
            found = due_clocks(connection, now, units=units, handler=handler)
            wanted = self._wanted()
            ahead = due_counts(connection, wanted, now, today + timedelta(days=20))
            stages = stage_counts(connection, wanted, now)
            self._calendar = calendar_of(connection)
        self.say_context(_today_in_words(today, self._calendar))
        self._show_clocks(found)
        self._show_ahead(ahead)
        self._show_stages(stages)
        self._warn(found)
        self._tasks_later.start()

    def _load_tasks(self) -> None:
        """What others wait for comes right after the clocks have been seen."""
        with self.desk.store.reading() as connection:
            waiting = tasks(self.desk, connection, self._sources)
        self._show_tasks(waiting)
        self._overview_later.start()

    def _load_overview(self) -> None:
        """How things stand: counted beside the window, since it looks at a whole month."""
        base, today, store = self._everything(), self.desk.today, self.desk.store
        unit = next(iter(base.units), "") if base.units and len(base.units) == 1 else ""

        def count(_progress: object) -> "Overview":
            from storage.figures.overview import overview  # noqa: PLC0415 -- not for first paint

            with store.reading() as connection:
                return overview(connection, base, unit, today)

        self.desk.jobs.start(count, self._show_overview)

    def _everything(self) -> Wanted:
        """All tickets of the officer's units, whoever handles them."""
        return seen_by(self.desk.officer, self.desk.today)

    def _show_overview(self, found: "Overview") -> None:
        if not isValid(self):
            return
        self.month.show_overview(found)
        self.standing.show_overview(found)

    def _scope(self) -> tuple[frozenset[str] | None, str | None]:
        """Whose clocks: a handler's own, everybody else's those of their units."""
        desk = self.desk
        if desk.may(Action.SUBMIT_TICKET):
            return None, desk.officer.name
        return reach(desk.officer, Action.SEE_TICKET, today=desk.today), None

    def _wanted(self) -> Wanted:
        units, handler = self._scope()
        base = seen_by(self.desk.officer, self.desk.today)
        return replace(base, units=units, handler=handler, is_closed=False)

    def _show_clocks(self, found: Sequence[DueClock]) -> None:
        self.clocks.say(f"共 {len(found)} 只　按剩余时间排列" if found else "")
        rows = [self._clock_row(one) for one in found[:SHOWN]]
        if not rows:
            rows = [_quiet("没有快到期的时限。", "到期前三个工作日起，时限会列在这里。")]
        self.clocks.show_rows(rows)

    def _clock_row(self, due: DueClock) -> QFrame:
        said = chip(due.clock)
        first = ElidedLabel("strong")
        first.say(f"{due.trader}　{due.matter}" if due.trader else due.matter)
        second = label(f"{due.clock.name}　{line(due.clock)}", "dense")
        words = column(row(first, None), second, gap=0)
        chip_place = row(Chip(said.words, said.tone), None)
        place = box(chip_place)
        place.setFixedWidth(theme.text_size(CHIP_COLUMN))
        go = button("办理", "quiet", on=lambda: self.desk.go("ticket", due.ref))
        go.setAccessibleName(f"办理工单 {due.ref}")
        return _row(place, (words, 1), label(due.ref, "caption"), go)

    def _show_tasks(self, waiting: Sequence[Task]) -> None:
        self.tasks.say(f"{len(waiting)} 项" if waiting else "")
        rows = [self._task_row(task) for task in waiting]
        if not rows:
            rows = [_quiet("没有别的待办。", "退回的、要您审核的、要您评查的，都会列在这里。")]
        self.tasks.show_rows(rows)

    def _task_row(self, task: Task) -> QFrame:
        why = ElidedLabel("dense")
        why.say(task.why)
        words = column(label(task.title, "strong"), row(why, None), gap=0)
        go = button(task.verb, "quiet", on=lambda: self.desk.go(task.page, task.target))
        go.setAccessibleName(f"{task.verb}：{task.title}")
        return _row(picture(task.icon), 4, (words, 1), go)

    def _show_ahead(self, ahead: dict[date, int]) -> None:
        today = self.desk.today
        late = sum(number for day, number in ahead.items() if day < today)
        days = _workdays(today, DAYS_AHEAD, self._calendar)
        most = max([late, *(ahead.get(day, 0) for day in days), 1])
        base = self._wanted()
        rows = []
        if late:
            yesterday = replace(base, due_by=today - timedelta(days=1))
            rows.append(self._bar("已超期", late, most, yesterday, tone="danger"))
        for day in days:
            name = (
                "今天"
                if day == today
                else f"{day.month} 月 {day.day} 日　周{WEEKDAYS[day.weekday()]}"
            )
            until = replace(base, due_by=day)
            rows.append(self._bar(name, ahead.get(day, 0), most, until))
        self.ahead.say("按每件最近的一只时限")
        self.ahead.show_rows(rows)

    def _show_stages(self, stages: dict[Stage, int]) -> None:
        most = max([*stages.values(), 1])
        self.stages.say(f"共 {sum(stages.values())} 件")
        self.stages.show_rows(
            [
                self._bar(stage.value, number, most, replace(self._wanted(), stage=stage))
                for stage in Stage
                if (number := stages.get(stage, 0))
            ]
            or [_quiet("现在没有在办的工单。", "派来的、登记的工单会按步骤列在这里。")]
        )

    def _bar(self, name: str, number: int, most: int, wanted: Wanted, tone: str = "") -> QFrame:
        bar = QProgressBar()
        bar.setRange(0, most)
        bar.setValue(number)
        bar.setTextVisible(False)
        bar.setAccessibleName(f"{name} {number} 件")
        if tone:
            bar.setProperty("tone", tone)
        go = button(f"{number} 件", "quiet", on=lambda: self.desk.go("tickets", wanted))
        go.setEnabled(bool(number))
        go.setAccessibleName(f"看{name}的 {number} 件工单")
        go.setFixedWidth(theme.text_size(64))
        name_label = label(name, "dense")
        name_label.setFixedWidth(theme.text_size(112))
        return frame("row-last", row(name_label, (bar, 1), go, margins=(0, 0, 0, 0)))

    def _warn(self, found: Sequence[DueClock]) -> None:
        """Say once, when the day begins here, what cannot wait."""
        late = sum(1 for one in found if one.clock.remaining < 0)
        now = sum(1 for one in found if one.clock.due == self.desk.today)
        if self._warned or not (late or now):
            return
        self._warned = True
        said = "，".join(
            words
            for words in (late and f"{late} 只时限已超期", now and f"{now} 只今天到期")
            if words
        )
        wanted = replace(self._wanted(), due_by=self.desk.today)
        offer = Offer("只看这些工单", lambda: self.desk.go("tickets", wanted))
        self.desk.notice.emit(Notice(f"{said}。", Tone.DANGER if late else Tone.WARN, offer=offer))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.text_size(NARROW)
        across = QBoxLayout.Direction.LeftToRight
        self._two.setDirection(across if wide else QBoxLayout.Direction.TopToBottom)
        self._right.setFixedWidth(theme.text_size(RIGHT)) if wide else _free(self._right)


class _Sheet(QFrame):
    """A sheet with a title, a count and rows between hairlines."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self._said = label("", "caption")
        self._head = row(label(title, "section"), 2, self._said, None, margins=(16, 12, 12, 8))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(0, 0, 0, 4)
        self.setLayout(column(self._head, self._rows, gap=0, margins=(0, 0, 0, 4)))

    def aside(self, widget: QWidget) -> None:
        self._head.addWidget(widget)

    def say(self, text: str) -> None:
        self._said.setText(text)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        clear(self._rows)
        for widget in rows:
            widget.setContentsMargins(16, 4, 8, 4)
            self._rows.addWidget(widget)


def _row(*items: object) -> QFrame:
    made = frame("row", row(*items, gap=12))  # type: ignore[arg-type]
    made.setMinimumHeight(theme.text_size(theme.size("row-roomy")))
    return made


def _quiet(first: str, second: str) -> QFrame:
    words = column(label(first, "second"), label(second, "caption"), gap=0)
    return frame("row-last", row(picture("circle-check", "ok-text"), 4, (words, 1)))


def _free(widget: QWidget) -> None:
    widget.setMinimumWidth(0)
    widget.setMaximumWidth(16777215)


def _workdays(first: date, number: int, days: Calendar) -> list[date]:
    found = [first]
    while len(found) < number:
        found.append(days.add_workdays(found[-1], 1))
    return found


def _today_in_words(today: date, days: Calendar) -> str:
    kind = "工作日" if days.is_workday(today) else "休息日"
    said = f"{today.month} 月 {today.day} 日　星期{WEEKDAYS[today.weekday()]}　{kind}"
    missing = [year for year in (today.year, today.year + 1) if year not in days.complete_years]
    if not missing:
        return said
    return f"{said}　{'、'.join(map(str, missing))} 年日历未确认，跨到的期限为估算"
