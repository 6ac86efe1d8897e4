"""A combo box that the wheel cannot change, and that can be locked without going grey."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

from gui import theme


class Combo(QComboBox):
    """For six values and more; fewer are choice chips."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._locked = False

    def lock(self, *, on: bool) -> None:
        """Let it be read and not changed, or changed again."""
        self._locked = on
        theme.set_state(self, "true" if on else "", "locked")
        field = self.lineEdit()
        if field is not None:
            field.setReadOnly(on)

    def showPopup(self) -> None:
        if not self._locked:
            super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._locked:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._locked:
            event.accept()
        else:
            super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the page; it never changes a value
