"""现在的情况: what is overdue, due today and unexplained, and how far the spot check is."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QPushButton

from core.people import Action
from gui.boxes import column, frame, row
from gui.buttons import button
from gui.desk import Desk
from gui.labels import ElidedLabel, label

if TYPE_CHECKING:
    from storage.figures.overview import Overview

NAMES = ("已超期的工单", "今天到期的工单", "不满意还没有说明", "督查")


class StandingSheet(QFrame):
    """Its lines stand from the start and only change what they say."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("home-standing")
        self.setProperty("role", "card")
        self.setAccessibleName("现在的情况")
        self._said = label("", "caption")
        head = row(label("现在的情况", "section"), 2, self._said, None)
        self._lines = [_Line(desk, name) for name in NAMES]
        self.setLayout(column(head, 4, *self._lines, gap=0, margins=(16, 12, 8, 8)))
        self._lines[-1].setVisible(desk.may(Action.SEE_CAMPAIGN))

    def show_overview(self, found: "Overview") -> None:
        self._said.setText(found.unit or "全局")
        overdue, today, unexplained, spot = self._lines
        for line, number, wanted in (
            (overdue, found.overdue_number, found.overdue),
            (today, found.today_number, found.today),
            (unexplained, found.unexplained_number, found.unexplained),
        ):
            line.show_line(line.name, f"{number} 件", "tickets", wanted, is_on=bool(number))
        spot.setVisible(self._desk.may(Action.SEE_CAMPAIGN))
        if found.spot is None:
            spot.show_line("没有进行中的督查", "看督查", "campaigns", None)
        else:
            said = f"{found.spot.title}：{found.spot.state}"
            verb = f"交回 {found.spot.done} / {found.spot.total} 份"
            spot.show_line(said, verb, "campaigns", found.spot.campaign)


class _Line(QFrame):
    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.name = name
        self._where: tuple[str, object] = ("", None)
        self._said = ElidedLabel("dense")
        self._said.say(name)
        self._go: QPushButton = button("—", "quiet", on=lambda: desk.go(*self._where))
        self._go.setEnabled(False)
        self.setLayout(column(frame("row-last", row(self._said, None, self._go)), gap=0))

    def show_line(
        self, said: str, verb: str, page: str, target: object, *, is_on: bool = True
    ) -> None:
        """Say how it stands, and lead to `page`."""
        self._where = (page, target)
        self._said.say(said)
        self._go.setText(verb)
        self._go.setAccessibleName(f"{said} {verb}")
        self._go.setEnabled(is_on)
