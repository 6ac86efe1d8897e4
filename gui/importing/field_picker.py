"""Chooses one of our fields for a column of a foreign ledger: type, arrows, Enter."""

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QWidget

from core.tickets.fields import BY_HEADER, FIELDS
from gui import theme
from gui.boxes import column
from gui.labels import label

NOT_TAKEN = "不导入这一列"
SIZE = (300, 360)


class FieldPicker(QDialog):
    picked = Signal(str)
    """A field key; empty where the column is to be left out."""

    def __init__(self, parent: QWidget, title: str, taken: Mapping[str, str]) -> None:
        """`taken` tells for the fields in use which column has them."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(f"“{title}”对应到哪一栏")
        self._headers = [NOT_TAKEN, *(field.header for field in FIELDS)]
        self._taken = taken
        self.words = QLineEdit()
        self.words.setPlaceholderText("输入几个字找栏目")
        self.words.setAccessibleName("找栏目")
        self._shown = QStringListModel()
        self.list = QListView()
        self.list.setModel(self._shown)
        self.list.setAccessibleName("栏目")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _index: self._pick())
        self.words.textChanged.connect(self._show)
        self.words.returnPressed.connect(self._pick)
        self.setLayout(
            column(
                label(f"“{title}”对应到", "field"),
                self.words,
                (self.list, 1),
                gap=6,
                margins=(10, 10, 10, 8),
            )
        )
        self.resize(theme.text_size(SIZE[0]), theme.text_size(SIZE[1]))
        self._show("")
        self.words.setFocus()

    def _show(self, words: str) -> None:
        self._found = [header for header in self._headers if words in header]
        self._shown.setStringList([self._said(header) for header in self._found])
        if self._found:
            self.list.setCurrentIndex(self._shown.index(0))

    def _said(self, header: str) -> str:
        field = BY_HEADER.get(header)
        column_title = self._taken.get(field.key, "") if field else ""
        return f"{header}　（现在是“{column_title}”）" if column_title else header

    def _pick(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._found):
            field = BY_HEADER.get(self._found[row])
            self.picked.emit(field.key if field else "")
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrows move in the list while the words keep the focus."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        last = self._shown.rowCount() - 1
        row = min(max(self.list.currentIndex().row() + step, 0), last)
        self.list.setCurrentIndex(self._shown.index(row))
