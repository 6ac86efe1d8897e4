"""Whether a month is closed (封存), by whom, and what has changed since: beside the figures."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.figures.closing import Late
from core.people import Action
from gui.boxes import column, row
from gui.buttons import button
from gui.desk import Desk
from gui.facts import in_fours
from gui.figures.shown import Shown
from gui.labels import label, paragraph, set_paragraph
from gui.tables.cells import Column, Words
from gui.tables.view import Table

MOST_REFS = 6


def _refs(refs: Sequence[str]) -> str:
    more = f" 等 {len(refs)} 件" if len(refs) > MOST_REFS else ""
    return "、".join(refs[:MOST_REFS]) + more


LATE: tuple[Column[Late], ...] = (
    Column(key="said", title="更正", cell=lambda one: Words(one.said, "text"), width=360),
    Column(key="came", title="新计入的工单", cell=lambda one: _refs(one.came), stretch=True),
    Column(key="went", title="不再计入的工单", cell=lambda one: _refs(one.went), width=260),
)


class ClosingCard(QFrame):
    """Hidden for periods that cannot be closed."""

    close_pressed = Signal()
    confirm_pressed = Signal()
    reopen_pressed = Signal()
    correct_pressed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("role", "card")
        self.setAccessibleName("封存")
        self._title = label("封存", "section")
        self.said = paragraph("", "second")
        self.close_month = button("封存这个月", on=self.close_pressed.emit)
        self.confirm = button("确认封存", "primary", on=self.confirm_pressed.emit)
        self.reopen = button("撤回封存", "quiet", on=self.reopen_pressed.emit)
        self.correct = button("登记更正…", on=self.correct_pressed.emit)
        self.late: Table[Late] = Table("更正", LATE, key=lambda one: (one.said,))
        buttons = (self.reopen, self.correct, self.confirm, self.close_month)
        self.setLayout(
            column(
                row(self._title, None, *buttons),
                self.said,
                self.late,
                gap=8,
                margins=(16, 12, 16, 12),
            )
        )

    def show_state(self, shown: Shown) -> None:
        """Say how the month stands, and offer what this officer can do about it."""
        closed, period = shown.closed, shown.figures.period
        may = self._desk.may(Action.CLOSE_MONTH)
        can_close = period.is_month and period.last < self._desk.today and not shown.problem
        waits = closed is not None and not closed.is_confirmed
        own = closed is not None and closed.closed_by == self._desk.officer.name
        self.close_month.setVisible(may and can_close and closed is None)
        self.confirm.setVisible(may and waits and not own)
        self.reopen.setVisible(may and waits)
        settled = closed is not None and closed.is_confirmed
        self.correct.setVisible(may and settled and bool(shown.late))
        set_paragraph(self.said, shown.problem or _said(shown))
        self.late.setVisible(bool(shown.late))
        self.late.show_whole(shown.late)
        self.setVisible(bool(shown.problem) or closed is not None or (may and can_close))


def _said(shown: Shown) -> str:
    closed = shown.closed
    if closed is None:
        return "还没有封存：数字还会随工单变。封存以后数字不再变，后来的变化列为更正。"
    who = f"{closed.closed_at:%Y-%m-%d} 由{closed.closed_by}封存"
    if closed.confirmed_at is None:
        who += "，等消保科另一位同事确认"
    else:
        who += f"，{closed.confirmed_at:%Y-%m-%d} 由{closed.confirmed_by}确认"
    lines = [f"{who}。指纹 {in_fours(closed.hash, 4)}。"]
    if shown.late:
        lines.append(f"封存以后有 {len(shown.late)} 个数变了，上面仍是封存时的数：")
    lines += [f"{one.at:%Y-%m-%d} {one.who}登记更正：{one.reason}" for one in shown.noted]
    return "\n".join(lines)
