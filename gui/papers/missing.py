"""What a paper still lacks, each with a way to it: an entry here, or a field of the ticket."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from core.papers.drafting import Missing
from gui.boxes import clear, column, row
from gui.buttons import button
from gui.flow import FlowLayout
from gui.labels import label, picture


class MissingStrip(QFrame):
    asked = Signal(object)
    """The `Missing` somebody wants to fill in."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self.setProperty("tone", "warn")
        self._said = label("", "strong", tone="warn")
        self._ways = FlowLayout(gap=2)
        head = row(picture("triangle-alert", "warn-text"), self._said, None, gap=6)
        self.setLayout(column(head, self._ways, gap=4, margins=(12, 8, 12, 8)))

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """Show them in the order of the paper; nothing at all where nothing is missing."""
        self.setVisible(bool(missing))
        self._said.setText(f"还缺 {len(missing)} 处")
        clear(self._ways)
        for one in missing:
            words = one.label if one.entry else f"{one.label}（在工单里填）"
            made = button(words, "quiet", on=partial(self.asked.emit, one))
            made.setAccessibleName(f"去填{words}")
            self._ways.addWidget(made)
