"""`SideList`: entries in groups at the left of a list, with counts; one of them is lit."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from gui import icons, theme
from gui.boxes import box, clear, column, row, scrolled
from gui.buttons import button
from gui.labels import label

WIDTH = 184

Group = tuple[str, Sequence[tuple[str, str, int]]]
"""A caption ("" for none) and its entries: name, icon, count."""


class SideList(QFrame):
    chosen = Signal(str)
    """The name of the entry somebody pressed."""

    def __init__(self, name: str, *, unit: str = "件") -> None:
        """`unit` is what is counted; `below` takes what stands under the entries."""
        super().__init__()
        self.setProperty("role", "views")
        self.setAccessibleName(name)
        self._unit = unit
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._entries: dict[str, QPushButton] = {}
        self.below = row()
        inside = box(column(self._rows, 4, self.below, None, margins=(8, 8, 8, 8)))
        self.setLayout(column(scrolled(inside), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these entries; the one that was lit stays so."""
        current = self.current
        clear(self._rows)
        self._entries.clear()
        for title, entries in groups:
            if title:
                caption = label(title, "caption")
                caption.setContentsMargins(8, 8, 0, 2)
                self._rows.addWidget(caption)
            for name, icon, count in entries:
                self._add(name, icon, count)
        self.light(current)

    def _add(self, name: str, icon: str, count: int) -> None:
        entry = button(f" {name}", "view")
        icons.set_icon(entry, icon, "text-2")
        entry.setCheckable(True)
        entry.setAccessibleName(name)
        entry.setAccessibleDescription(f"{count} {self._unit}")
        entry.setLayout(row(None, label(f"{count}", "caption"), margins=(0, 0, 8, 0)))
        entry.clicked.connect(lambda _on=False, name=name: self._press(name))
        self._entries[name] = entry
        self._rows.addWidget(entry)

    def _press(self, name: str) -> None:
        self.light(name)
        self.chosen.emit(name)

    @property
    def current(self) -> str:
        return next((name for name, entry in self._entries.items() if entry.isChecked()), "")

    def light(self, name: str) -> None:
        """Show which entry is the current one; an unknown name lights none."""
        for known, entry in self._entries.items():
            entry.setChecked(known == name)
