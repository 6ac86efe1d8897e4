"""Choice chips: one of a few values, all of them seen, one key each; one stop for the tab key.

A combo box underneath, so that screen readers, models and signals are Qt's; only painted as chips.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QSizePolicy

from gui import icons, theme

GAP, LINE_GAP, CHECK = 6, 6, 20
_EDGES = {"error": "danger", "warn": "warn"}


class Choices(QComboBox):
    """Values with their words; none may be chosen.

    Arrows and 1 to 9 choose, Delete or a second click takes the choice back.
    """

    picked = Signal()
    """A person chose, or took the choice back; not emitted by `choose`."""

    def __init__(
        self,
        options: Sequence[tuple[Any, str]],
        *,
        large: bool = False,
        pictures: Sequence[str] = (),
    ) -> None:
        """`pictures` are icons for the options in their order, "" for none."""
        super().__init__()
        self._pictures = list(pictures)
        self.setProperty("kind", "choices")
        self._values = [value for value, _ in options]
        self._height, self._padding = (40, 18) if large else (30, 12)
        self._check = CHECK + 4 if large else CHECK
        self._hovered = self._proposed = -1
        self._read_only = False
        self._spots: list[QRectF] = []
        self.addItems([words for _, words in options])
        self.setCurrentIndex(-1)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.currentIndexChanged.connect(lambda _index: self._measure_again())

    def set_options(self, options: Sequence[tuple[Any, str]]) -> None:
        """Offer these values from now on; what was chosen stays chosen if it is among them."""
        before = self.chosen
        with QSignalBlocker(self):
            self.clear()
            self._values = [value for value, _ in options]
            self.addItems([words for _, words in options])
            self.choose(before)
        self._hovered = -1
        self._measure_again()

    @property
    def options(self) -> list[tuple[Any, str]]:
        """The values offered, with their words."""
        return [(value, self.itemText(at)) for at, value in enumerate(self._values)]

    @property
    def chosen(self) -> Any:
        """The chosen value, or None."""
        at = self.currentIndex()
        return self._values[at] if at >= 0 else None

    def choose(self, value: Any) -> None:
        """Choose a value without saying so; None or an unknown one chooses nothing."""
        known = value is not None and value in self._values
        self.setCurrentIndex(self._values.index(value) if known else -1)

    def propose(self, value: Any) -> None:
        """Draw a value with a dashed edge: proposed, not chosen; None proposes nothing."""
        known = value is not None and value in self._values
        self._proposed = self._values.index(value) if known else -1
        self.update()

    def set_read_only(self, *, on: bool) -> None:
        self._read_only = on
        self._measure_again()

    # sizes

    def sizeHint(self) -> QSize:
        widths = self._widths()
        return QSize(round(sum(widths) + GAP * (len(widths) - 1)) + 2, self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(round(max(self._widths(), default=0)) + 2, self._line_height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(max((spot.bottom() for spot in self._places(width)), default=0)) + 1

    def _line_height(self) -> int:
        return max(self._height, theme.text_size(self._height - 8) + 8)

    def _widths(self) -> list[float]:
        chosen = self.currentIndex()
        widths = [
            2 * self._padding
            + _width_of(self.itemText(at), "regular", theme.scale())
            + (self._check if self._sign(at) else 0)
            for at in range(self.count())
        ]
        if chosen >= 0:
            strong = _width_of(self.itemText(chosen), "medium", theme.scale())
            widths[chosen] = 2 * self._padding + strong + self._check
        if not self._read_only:
            return widths
        return [wide if at == chosen else 0.0 for at, wide in enumerate(widths)]

    def _places(self, width: float) -> list[QRectF]:
        places: list[QRectF] = []
        x, y, height = 0.0, 0.0, self._line_height()
        for wide in self._widths():
            if not wide:  # of what cannot be changed only what was chosen is shown
                places.append(QRectF())
                continue
            if x > 0 and x + wide > width:
                x, y = 0.0, y + height + LINE_GAP
            places.append(QRectF(x, y, wide, height))
            x += wide + GAP
        return places

    def _measure_again(self) -> None:
        self._spots = []
        self.updateGeometry()
        self.update()

    def _at(self, point: QPointF) -> int:
        if not self._spots:
            self._spots = self._places(self.width())
        return next((at for at, spot in enumerate(self._spots) if spot.contains(point)), -1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_again()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._spots = []

    # choosing

    def _pick(self, at: int) -> None:
        if self._read_only or at >= self.count():
            return
        self.setCurrentIndex(at)
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = event.key(), self.currentIndex()
        match Qt.Key(key):
            case Qt.Key.Key_Right | Qt.Key.Key_Down if not event.modifiers().value:
                self._pick(min(at + 1, self.count() - 1))
            case Qt.Key.Key_Left | Qt.Key.Key_Up if not event.modifiers().value:
                self._pick(max(at - 1, 0))
            case Qt.Key.Key_Space if at < 0:
                self._pick(0)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._pick(-1)
            case _ if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not event.modifiers().value:
                self._pick(key - Qt.Key.Key_1)
            case _:
                event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and at >= 0:
            self._pick(-1 if at == self.currentIndex() else at)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Nothing: the press has chosen."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hovered = self._at(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hovered = -1
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the wheel scrolls the page; it never changes a value

    def showPopup(self) -> None:
        """Nothing: all values are seen already."""

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._spots:
            self._spots = self._places(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = self.currentIndex()
        ring = max(current, 0) if self.hasFocus() else -1
        for at, spot in enumerate(self._spots):
            if self._read_only and at != current:
                continue
            self._paint_chip(painter, spot, at, ringed=at == ring)
        painter.end()

    def _paint_chip(self, painter: QPainter, spot: QRectF, at: int, *, ringed: bool) -> None:
        on = at == self.currentIndex()
        painter.setBrush(theme.colour(self._ground(at, on=on)))
        width = 2.0 if ringed else 1.0
        pen = QPen(theme.colour("focus" if ringed else self._edge(at, on=on)), width)
        if at == self._proposed and not (on or ringed):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        inset = width / 2
        painter.drawRoundedRect(spot.adjusted(inset, inset, -inset, -inset), 6, 6)
        words = spot.adjusted(self._padding, 0, 0, 0)
        if sign := self._sign(at):
            picture = icons.pixmap(sign, self._ink(on=on))
            painter.drawPixmap(QPointF(round(words.x()), round(spot.center().y() - 8)), picture)
            words.adjust(self._check, 0, 0, 0)
        painter.setFont(theme.font("body", "medium" if on else "regular"))
        painter.setPen(theme.colour(self._ink(on=on)))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.itemText(at))

    def _sign(self, at: int) -> str:
        """What stands before the words: the tick of the chosen one, or its own picture."""
        if at == self.currentIndex():
            return "check"
        return self._pictures[at] if at < len(self._pictures) else ""

    def _ground(self, at: int, *, on: bool) -> str:
        if self._read_only or not self.isEnabled():
            return "sunken"
        return "accent-soft" if on else "hover" if at == self._hovered else "surface"

    def _edge(self, at: int, *, on: bool) -> str:
        if self._read_only or not self.isEnabled():
            return "line"
        if at == self._proposed and not on:
            return "accent"
        return "accent" if on else _EDGES.get(self.property("state") or "", "line-strong")

    def _ink(self, *, on: bool) -> str:
        if not self.isEnabled():
            return "text-off"
        return "accent-text" if on and not self._read_only else "text"


@lru_cache(maxsize=1024)
def _width_of(words: str, weight: str, _scale: float) -> float:
    """How wide words are in the type size that holds now; forms ask it hundreds of times."""
    return QFontMetricsF(theme.font("body", weight)).horizontalAdvance(words)
