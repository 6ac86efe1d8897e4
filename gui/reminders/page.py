"""催办: the clocks the officer is reminded of; signed for, put off with a reason, or explained."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from core.dates import read_date
from core.errors import Refusal
from core.tickets.fields import Field, FieldType
from core.tickets.reminders.reminder import LAST_LEVEL, LEVELS, Reminder, deal, read, snooze
from gui import theme
from gui.boxes import box, column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.forms.description import Asked, Line, sheet
from gui.forms.form import Form
from gui.labels import paragraph, set_paragraph
from gui.page import Page
from gui.tables.cells import Cell, Column, Stack, Tag, Words
from gui.tables.view import Table
from storage.calendar import clock_law
from storage.reminders import reminders_for

PANEL = 380
_TONES = {1: "near", 2: "soon", 3: "overdue"}


def _level(one: Reminder) -> Cell:
    return Tag(LEVELS[one.due.level], _TONES[one.due.level])


def _matter(one: Reminder) -> Stack:
    instead = f"　代{one.instead_of}" if one.instead_of else ""
    name = clock_law().rule(one.due.clock).name
    return Stack(f"{name}　{one.due.said}", f"{one.due.ref}　{one.due.trader}{instead}")


COLUMNS: tuple[Column[Reminder], ...] = (
    Column(key="level", title="级别", cell=_level, width=84),
    Column(key="matter", title="哪只时限、哪件工单", cell=_matter, stretch=True),
    Column(key="due", title="届满日", cell=lambda o: Words(f"{o.due.due}", "text"), width=104),
    Column(key="handler", title="承办人", cell=lambda o: o.due.handler, width=88),
    Column(key="read", title="", cell=lambda o: Words("已读" if o.is_read else "未读"), width=60),
)


def _asked(key: str, name: str, kind: FieldType = FieldType.TEXT, **more: Any) -> Asked:
    return Asked(field=Field("催办", name, "", key, kind), label=name, **more)


CAUSE = sheet(
    "cause",
    "签收",
    Line(_asked("cause", "超期原因", rows=3, hint="三级催办必须写明"), tall=True),
)
LATER = sheet(
    "later",
    "推后",
    Line(_asked("until", "推到哪天", FieldType.DATE), tall=True),
    Line(_asked("reason", "为什么", rows=2), tall=True),
)


def _parse(field: Field, text: str) -> Any:
    return read_date(text) if field.type is FieldType.DATE else text


class RemindersPage(Page):
    title = "催办"
    purpose = "快到期和超期的时限催到人：签收、写明理由推后，三级催办写明超期原因。"
    kinds = frozenset({"reminder", "ticket", "timing"})
    keys = (("Enter", "打开这件工单"), ("Ctrl T", "时限为什么是这一天"), ("Ctrl Enter", "签收"))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table: Table[Reminder] = Table("催办", COLUMNS, key=lambda o: o.id, height="roomy")
        self.said = paragraph("", "dense")
        self.form = Form([CAUSE, LATER], _parse)
        self.deal_button = button("签收", "primary", on=self.deal)
        self.later_button = button("推后", on=self.snooze)
        open_ = button("打开工单", on=self._open_ticket)
        self.panel = frame(
            "panel",
            column(
                box(column(self.said, margins=(16, 12, 16, 4))),
                (self.form, 1),
                row(open_, None, self.later_button, self.deal_button, margins=(16, 6, 16, 10)),
                gap=0,
            ),
        )
        self.panel.setFixedWidth(theme.text_size(PANEL))
        listing = box(column(self.table, gap=0), "surface")
        self.setLayout(row((listing, 1), self.panel, gap=0))
        self.table.current_changed.connect(self._show)
        self.table.opened.connect(lambda _one: self._open_ticket())
        desk.refused.connect(self._on_refused)
        QShortcut(QKeySequence("Ctrl+T"), self, self._explain)

    def regions(self) -> Sequence[QWidget]:
        return (self.table, self.panel)

    def primary(self) -> QAbstractButton | None:
        return self.deal_button if self.panel.isVisibleTo(self) else None

    def load(self) -> None:
        with self.desk.store.reading() as connection:
            found = reminders_for(connection, self.desk.officer.name, self.desk.today)
        self.table.show_rows(found)
        if found and self.table.current() is None:
            self.table.go_to(0)
        self.say_context(f"{len(found)} 条待处理" if found else "没有要处理的催办")
        self._show(self.table.current())

    def _show(self, one: Reminder | None) -> None:
        self.panel.setVisible(one is not None)
        if one is None:
            return
        told = f"{one.delivered_at:%m-%d %H:%M} 催到{one.recipient}"
        instead = f"，{one.instead_of}不在，由您代收" if one.instead_of else ""
        set_paragraph(self.said, f"{_matter(one).first}\n{told}{instead}")
        self.later_button.setEnabled(one.due.level < LAST_LEVEL)

    def _current(self) -> Reminder | None:
        return self.table.current()

    def _open_ticket(self) -> None:
        one = self._current()
        if one is not None:
            self._mark_read(one)
            self.desk.go("ticket", one.due.ref)

    def _explain(self) -> None:
        one = self._current()
        if one is not None:
            self.desk.go("ticket-clocks", (one.due.ref, one.due.clock))

    def _mark_read(self, one: Reminder) -> None:
        officer = self.desk.officer
        if not one.is_read:
            self.desk.do(
                lambda tx: read(tx.reminders, one.id, by=officer), what="看催办", undo=False
            )

    def deal(self) -> bool:
        """Sign for the current reminder."""
        one, officer = self._current(), self.desk.officer
        if one is None:
            return False
        cause = self.form.values().get("cause") or ""
        return self._done(
            done=self.desk.do(
                lambda tx: deal(tx.reminders, one.id, by=officer, cause=cause),
                what="签收催办",
                done=f"{one.due.ref} 的{LEVELS[one.due.level]}催办已签收。",
                undo=False,
            )
        )

    def snooze(self) -> bool:
        """Put the current reminder off."""
        one, officer, today = self._current(), self.desk.officer, self.desk.today
        if one is None:
            return False
        values = self.form.values()
        until = values.get("until")
        if until is None:
            self.desk.deal_with(Refusal("请填写推到哪天。", field="until"))
            return False
        why = values.get("reason") or ""
        return self._done(
            done=self.desk.do(
                lambda tx: snooze(
                    tx.reminders, one.id, until=until, reason=why, by=officer, today=today
                ),
                what="推后催办",
                done=f"推到 {until} 再催。",
                undo=False,
            )
        )

    def _done(self, *, done: bool) -> bool:
        if done:
            self.form.show_values(dict.fromkeys(self.form.keys))
        return done

    def _on_refused(self, _sentence: str, field: str) -> None:
        if self.isVisible() and field in self.form.keys:
            self.form.focus(field)
