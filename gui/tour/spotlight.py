"""A veil over the window with a hole: the widget in it is lit, ringed, and can be used."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from gui import theme
from gui.dialogs.window import Veil

AIR = 6
"""Pixels between the widget and the ring round it."""
RING = 2
RADIUS = 8


class Spotlight(Veil):
    pressed = Signal()
    """Somebody pressed where it is dim."""

    def __init__(self, window: QWidget) -> None:
        self._hole: QRect | None = None
        super().__init__(window)

    @property
    def hole(self) -> QRect | None:
        """What is left clear, ring included."""
        return self._hole

    def light(self, lit: QRect | None) -> None:
        """Leave `lit` clear and let the mouse through to it; None dims the whole window."""
        self._hole = None
        self.clearMask()
        if lit is not None and not lit.isEmpty():
            room = self.rect().adjusted(1, 1, -1, -1)
            self._hole = lit.adjusted(-AIR, -AIR, AIR, AIR) & room
            inside = lit & self._hole.adjusted(RING + 1, RING + 1, -RING - 1, -RING - 1)
            self.setMask(QRegion(self.rect()) - QRegion(inside))
        self.update()

    def shaded(self) -> QPainterPath:
        whole = super().shaded()
        return whole if self._hole is None else whole - self._outline()

    def _outline(self) -> QPainterPath:
        path = QPainterPath()
        if self._hole is not None:
            path.addRoundedRect(QRectF(self._hole), RADIUS, RADIUS)
        return path

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("focus"), RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(self._outline())
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.pressed.emit()
