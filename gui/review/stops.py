"""The stops of one rubric item (选分): small keys in a line, picked with 1 to 9 or the mouse.

A proposed mark has a dashed edge until the reviewer decides; the decided one is filled.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import theme

HEIGHT, GAP, PADDING, LEAST, RADIUS = 28, 4, 9, 34, 5


class Pick(NamedTuple):
    """One thing that can be picked: what is written on it, and the mark it stands for.

    `marks` is None for 不适用 (`leaves_out`) and for another mark than the rubric's.
    """

    text: str
    marks: Decimal | None = None
    leaves_out: bool = False


class Stops(QWidget):
    picked = Signal(int)
    """Which of the picks, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self._picks: Sequence[Pick] = ()
        self._chosen = self._proposed = self._hovered = -1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_picks(self, picks: Sequence[Pick], *, chosen: int, proposed: int) -> None:
        """Show what can be picked; -1 where nothing is chosen or proposed."""
        self._picks, self._chosen, self._proposed = picks, chosen, proposed
        keys = "，".join(f"{key} 键 {pick.text}" for key, pick in enumerate(picks, start=1))
        self.setAccessibleName(f"选分：{keys}")
        self.setAccessibleDescription(self.chosen_words)
        self.updateGeometry()
        self.update()

    @property
    def chosen_words(self) -> str:
        if self._chosen >= 0:
            return f"已选 {self._picks[self._chosen].text}"
        return f"建议 {self._picks[self._proposed].text}，未定" if self._proposed >= 0 else "未评"

    # sizes

    def _places(self) -> list[QRectF]:
        measure = QFontMetricsF(theme.font("dense", "strong"))
        places: list[QRectF] = []
        x = 1.0
        for pick in self._picks:
            width = max(LEAST, round(measure.horizontalAdvance(pick.text)) + 2 * PADDING)
            places.append(QRectF(x, 1, width, self._height() - 2))
            x += width + GAP
        return places

    def _height(self) -> int:
        return theme.text_size(HEIGHT - 10) + 10

    def sizeHint(self) -> QSize:
        places = self._places()
        return QSize(round(places[-1].right()) + 1 if places else 0, self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _at(self, point: QPointF) -> int:
        return next((n for n, spot in enumerate(self._places()) if spot.contains(point)), -1)

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0 and self.isEnabled():
            self.picked.emit(place)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.update()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, (spot, pick) in enumerate(zip(self._places(), self._picks, strict=True)):
            self._paint(painter, spot, pick.text, place)
        painter.end()

    def _paint(self, painter: QPainter, spot: QRectF, text: str, place: int) -> None:
        chosen, proposed = place == self._chosen, place == self._proposed
        ground, edge, ink = self._tones(place)
        dashed = Qt.PenStyle.DashLine if proposed and not chosen else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour(edge), 1.5 if chosen or proposed else 1, dashed))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setPen(theme.colour(ink))
        painter.setFont(theme.font("dense", "strong" if chosen or proposed else "regular"))
        painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, text)

    def _tones(self, place: int) -> tuple[str, str, str]:
        """Ground, edge and ink of a pick."""
        if place == self._chosen:
            return ("accent", "accent", "on-accent") if self.isEnabled() else (
                "mute-soft", "control-line", "text",
            )  # fmt: skip
        if not self.isEnabled():
            return "sunken", "line", "text-off"
        if place == self._proposed:
            return "surface", "warn", "warn-text"
        hovered = place == self._hovered
        return "hover" if hovered else "surface", "line-strong", "text-2"
