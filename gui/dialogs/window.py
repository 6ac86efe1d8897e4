"""The frame of every dialog: icon, title, second line, body, foot; and the question with two verbs.

A dialog is for data that leaves or is destroyed, and for trouble; everything else is a notice.
"""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QVBoxLayout, QWidget

from gui import theme
from gui.boxes import Item, column, row
from gui.buttons import button
from gui.labels import label, paragraph, picture

MARGIN = 24


class Veil(QWidget):
    """Dims a window while a dialog stands before it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setGeometry(window.rect())
        self.raise_()
        self.show()

    def shaded(self) -> QPainterPath:
        """What of the window is dimmed: all of it."""
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        return path

    def paintEvent(self, _event: QPaintEvent) -> None:
        dark = theme.scheme() == "dark"
        shade = QColor(theme.colour("nav" if dark else "text"))
        shade.setAlpha(170 if dark else 90)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(self.shaded(), shade)
        painter.end()


class DialogWindow(QDialog):
    """Window modal; closed with Esc; the focus goes to its safest useful button."""

    def __init__(
        self, parent: QWidget | None, icon: str, tone: str, title: str, second: str = ""
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "dialog")
        self.setWindowTitle("热线工单评查台")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        head = label(title, "title", wrap=True)
        words = column(head, *([paragraph(second, "second")] if second else []), gap=4)
        picture_column = column(picture(icon, tone, 28), None, margins=(0, 2, 0, 0))
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self._foot = row(gap=8)
        self.setLayout(
            column(
                row(picture_column, 6, (words, 1)),
                self.body,
                self._foot,
                gap=14,
                margins=(MARGIN, 22, MARGIN, 18),
            )
        )

    def set_width(self, pixels: int) -> None:
        self.setFixedWidth(theme.text_size(pixels))

    def showEvent(self, event: QShowEvent) -> None:
        # Wrapped words ask for the height of their narrowest width until somebody tells the width.
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))
        super().showEvent(event)
        behind = self.parentWidget()
        if behind is not None:
            self.finished.connect(Veil(behind.window()).deleteLater)

    def set_foot(self, *items: Item, focus: QPushButton) -> None:
        """Put buttons in the foot, left to right; None is a spring."""
        for item in items:
            match item:
                case None:
                    self._foot.addStretch(1)
                case QWidget():
                    self._foot.addWidget(item)
                case QLayout():
                    self._foot.addLayout(item)
        focus.setDefault(True)
        focus.setFocus()


def confirm(
    parent: QWidget,
    title: str,
    second: str,
    *,
    yes: str,
    no: str,
    do: Callable[[], object],
) -> DialogWindow:
    """Ask before something is destroyed or leaves: two verbs (删除草稿 / 留着), never 是 and 否."""
    dialog = DialogWindow(parent, "triangle-alert", "warn-text", title, second)
    dialog.set_width(460)
    stay = button(no, on=dialog.reject)
    go = button(yes, "danger", on=dialog.accept)
    dialog.accepted.connect(do)
    dialog.set_foot(None, stay, go, focus=stay)
    dialog.open()
    return dialog
