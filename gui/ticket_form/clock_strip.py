"""All clocks of the ticket side by side: name, chip, and one line on why."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.tickets.clocks import Clock, by_urgency
from core.tickets.clocks.words import chip, line
from gui.boxes import box, clear, column, row, rule
from gui.chips import Chip
from gui.labels import ElidedLabel, label

MOST = 5
"""More do not fit beside each other; the rest are counted."""


class ClockStrip(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("时限")
        self.setObjectName("form-clocks")
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(20, 4, 20, 6)
        self._inside.setSpacing(16)

    def show_clocks(self, clocks: Sequence[Clock]) -> None:
        """Show the most urgent first."""
        clear(self._inside)
        ordered = by_urgency(clocks)
        if not ordered:
            self._inside.addWidget(label("填好接收时间和类型后，时限显示在这里。", "caption"))
        for place, clock in enumerate(ordered[:MOST]):
            if place:
                self._inside.addWidget(rule(vertical=True))
            self._inside.addWidget(_one(clock), 1)
        if len(ordered) > MOST:
            self._inside.addWidget(label(f"另有 {len(ordered) - MOST} 只", "caption"))


def _one(clock: Clock) -> QWidget:
    said = chip(clock)
    why = ElidedLabel("caption")
    why.say(line(clock))
    head = row(label(clock.name, "dense"), Chip(said.words, said.tone), None, gap=8)
    return box(column(head, why, gap=2))
