"""Ctrl+K: find anything (ticket, trader, rule, page, command) and go there.

The palette knows no storage: it asks *finders*, functions that give the hits for some words.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from gui import icons, theme
from gui.boxes import column, row, rule
from gui.hits import Finder, Hit
from gui.labels import label
from gui.tables.cells import Column, Pair, Words
from gui.tables.view import Table

WIDTH, HEIGHT = 620, 420
PAUSE = 120
"""Milliseconds after the last key before anything is looked for."""
MOST = 40


_COLUMNS: tuple[Column[Hit], ...] = (
    Column(
        key="title",
        title="",
        cell=lambda hit: Pair(hit.title, hit.detail),
        stretch=True,
    ),
    Column(
        key="kind", title="", cell=lambda hit: Words(hit.kind, "text-3", icon=hit.icon), width=84
    ),
)


class Palette(QDialog):
    """Type, choose with the arrows, go with Enter; Esc leaves."""

    def __init__(self, parent: QWidget, finders: Sequence[Finder]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "palette")
        self.setAccessibleName("查找")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._finders = finders
        self.field = QLineEdit()
        self.field.setPlaceholderText("搜工单编号、经营者、规则、页面或命令")
        self.field.setAccessibleName("搜工单编号、经营者、规则、页面或命令")
        self.field.addAction(
            icons.icon("search", "text-3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.hits: Table[Hit] = Table("找到的", _COLUMNS, key=id)
        self.hits.horizontalHeader().hide()
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hits.opened.connect(self._go)
        self.hits.clicked.connect(lambda _index: self._go(self.hits.current()))
        self._said = label("", "caption")
        foot = row(self._said, None, label("↑↓ 选择　Enter 前往　Esc 离开", "caption"))
        foot.setContentsMargins(12, 6, 12, 8)
        top = row(self.field, margins=(8, 8, 8, 8))
        self.setLayout(
            column(top, rule(), (self.hits, 1), rule(), foot, gap=0, margins=(1, 1, 1, 1))
        )
        self.resize(theme.text_size(WIDTH), theme.text_size(HEIGHT))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._on_return)
        self.search()

    def search(self) -> None:
        """Look for what is typed, now."""
        self._pause.stop()
        words = self.field.text().strip()
        found = [hit for finder in self._finders for hit in finder(words)][:MOST]
        self.hits.show_rows(found)
        self.hits.go_to(0)
        if found or not words:
            self._said.setText(f"{len(found)} 项" if words else "页面和命令")
        else:
            self._said.setText(f"没有找到“{words}”。可以换几个字，或输入工单编号的一段。")

    @property
    def said(self) -> str:
        """What is said below the list."""
        return self._said.text()

    def _on_return(self) -> None:
        if self._pause.isActive():
            self.search()
        self._go(self.hits.current())

    def _go(self, hit: Hit | None) -> None:
        if hit is not None:
            self.accept()
            hit.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move in the list while the words keep the focus."""
        step = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 8,
            Qt.Key.Key_PageUp: -8,
        }.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        last = self.hits.rows.rowCount() - 1
        self.hits.go_to(min(max(self.hits.currentIndex().row() + step, 0), last))
