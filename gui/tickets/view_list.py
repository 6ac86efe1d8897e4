"""The saved views at the left of the ticket list, in groups, with live counts."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from gui import icons, theme
from gui.boxes import box, clear, column, row, scrolled
from gui.buttons import button
from gui.labels import label

WIDTH = 184


class ViewList(QFrame):
    chosen = Signal(str)
    """The name of the view somebody pressed."""

    keep_asked = Signal()
    drop_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "views")
        self.setAccessibleName("视图")
        self.setObjectName("ticket-views")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._entries: dict[str, QPushButton] = {}
        self._keep = button("存为视图", "quiet", "plus", on=self.keep_asked.emit)
        inside = box(column(self._rows, 4, row(self._keep, None), None, margins=(8, 8, 8, 8)))
        self.setLayout(column(scrolled(inside), gap=0))
        self.setFixedWidth(theme.text_size(WIDTH))

    def show_views(self, groups: Sequence[tuple[str, Sequence[tuple[str, str, int]]]]) -> None:
        """Show groups of (name, icon, count)."""
        current = self.current
        clear(self._rows)
        self._entries.clear()
        for title, entries in groups:
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
        entry.setAccessibleDescription(f"{count} 件")
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
        """Show which view is the current one; an unknown name lights none."""
        for view, entry in self._entries.items():
            entry.setChecked(view == name)
