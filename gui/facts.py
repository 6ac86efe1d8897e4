"""A few facts, one line each: what it is at the left, and what is so beside it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from gui import theme
from gui.labels import label

WIDTH = 76


class Facts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._pairs: list[tuple[str, str, str]] = []

    def show_facts(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        """Show (name, value, and all of it where the value is cut short or "")."""
        pairs = list(pairs)
        if pairs == self._pairs:
            return
        self._pairs = pairs
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, (name, value, whole) in enumerate(pairs):
            caption = label(name, "field", wrap=True, width=theme.text_size(WIDTH))
            said = label(value, "dense", wrap=True)
            said.setToolTip(whole)
            said.setAccessibleName(f"{name}：{whole or value}")
            self._grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(said, line, 1)

    def value(self, name: str) -> str:
        """What stands beside `name`; "" where there is no such line."""
        return next((value for other, value, _ in self._pairs if other == name), "")


def in_fours(text: str, groups: int = 0) -> str:
    """A fingerprint as one can compare it by eye: 9F3C 71A0 5D2E 88B4."""
    parts = [text[start : start + 4].upper() for start in range(0, len(text), 4)]
    return " ".join(parts[:groups] if groups else parts)
