"""Asks for a reason before something is taken back: one line that appears where it is needed."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label


class ReasonRow(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self._do: Callable[[str], bool] | None = None
        self._what = label("", "field", wrap=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText("原因")
        self.field.returnPressed.connect(self._give)
        self.go = button("", "dense", on=self._give)
        stay = button("不了", "quiet", on=self.hide)
        self.setLayout(
            column(
                self._what, self.field, row(self.go, stay, None, gap=6), gap=6,
                margins=(12, 8, 10, 9),
            )
        )  # fmt: skip
        self.hide()

    def ask(self, what: str, verb: str, do: Callable[[str], bool]) -> None:
        """Ask why; `do` gets the reason and tells whether it was done."""
        self._do = do
        self._what.setText(what)
        self.go.setText(verb)
        self.field.setAccessibleName(what)
        self.field.clear()
        self.show()
        self.field.setFocus()

    def _give(self) -> None:
        if self._do is not None and self._do(self.field.text()):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
