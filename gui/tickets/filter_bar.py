"""The line above a ticket list: words to look for, conditions as chips, count, columns, export."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from gui import icons
from gui.boxes import clear, row
from gui.buttons import button, tool
from gui.labels import label

PAUSE = 200
"""Milliseconds after the last key before the list is searched."""


class FilterBar(QFrame):
    searched = Signal(str)
    condition_asked = Signal()
    condition_dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setAccessibleName("筛选")
        self.setObjectName("ticket-filters")
        self.words = QLineEdit()
        self.words.setProperty("role", "search")
        self.words.setAccessibleName("在这些工单中找")
        self.words.setClearButtonEnabled(True)
        self.words.addAction(
            icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.words.setMinimumWidth(150)
        self.words.setMaximumWidth(210)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(8)
        self.add = button("添加条件", "quiet", "list-filter", on=self.condition_asked.emit)
        self._count = label("", "caption")
        self.height_button = tool("rows-3", "行高")
        self.columns_button = tool("columns-3", "选择列和排序")
        self.export_button = tool("download", "导出这些工单　Ctrl E")
        self.setLayout(
            row(
                (self.words, 2),
                self._chips,
                self.add,
                None,
                self._count,
                self.height_button,
                self.columns_button,
                self.export_button,
                margins=(16, 10, 12, 10),
            )
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(lambda: self.searched.emit(self.words.text().strip()))
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.words.returnPressed.connect(self._search_now)

    def _search_now(self) -> None:
        self._pause.stop()
        self.searched.emit(self.words.text().strip())

    def say_count(self, count: int, shown_all: int) -> None:
        """How many tickets the list holds, and of how many it is a part."""
        self._count.setText(f"{count} 件")
        self.words.setPlaceholderText(f"在这 {shown_all} 件中找")

    def show_conditions(self, sentences: Sequence[str]) -> None:
        """One chip for each condition; pressing it takes the condition away."""
        clear(self._chips)
        for sentence in sentences:
            chip = button(_shortened(sentence), "dense", "x")
            chip.setToolTip(f"去掉这个条件：{sentence}")
            chip.setAccessibleName(f"去掉条件：{sentence}")
            chip.clicked.connect(
                lambda _on=False, sentence=sentence: self.condition_dropped.emit(sentence)
            )
            self._chips.addWidget(chip)


def _shortened(sentence: str, most: int = 16) -> str:
    return sentence if len(sentence) <= most else f"{sentence[: most - 1]}……"
