"""Chips (标签): a word with its icon on a tint; as a widget, and painted into a table cell.

Colour is the third signal, after the word and the icon.
"""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import icons, theme


class Manner(NamedTuple):
    """How a chip looks: its icon, its tone, and solid, soft, bare or dashed."""

    icon: str
    tone: str
    ground: str


STATES = {
    "overdue": Manner("circle-alert", "danger", "solid"),
    "today": Manner("alarm-clock", "danger", "soft"),
    "soon": Manner("clock-alert", "warn", "soft"),
    "near": Manner("clock", "info", "soft"),
    "calm": Manner("clock", "mute", "bare"),
    "paused": Manner("circle-pause", "mute", "dashed"),
    "done": Manner("circle-check", "ok", "bare"),
    "ok": Manner("circle-check", "ok", "soft"),
    "error": Manner("circle-x", "danger", "soft"),
    "warn": Manner("triangle-alert", "warn", "soft"),
    "hint": Manner("lightbulb", "info", "soft"),
    "info": Manner("info", "info", "soft"),
    "veto": Manner("octagon-x", "danger", "solid"),
    "draft": Manner("pencil-line", "mute", "soft"),
    "proposed": Manner("lightbulb", "mute", "dashed"),
    "plain": Manner("", "mute", "soft"),
    "complaint": Manner("message-square-text", "mute", "bare"),
    "tipoff": Manner("flag", "mute", "bare"),
    "compound": Manner("split", "mute", "bare"),
    "enquiry": Manner("circle-question-mark", "mute", "bare"),
    "other": Manner("inbox", "mute", "bare"),
}
"""What can be said by a chip; see the chips in the table of design."""

ICON, AIR, PADDING, RADIUS = 14, 4, 7, 5


def chip_size(text: str, state: str) -> QSize:
    """How much room a chip takes with the type size that holds now."""
    return _chip_size(text, state, theme.scale())


@lru_cache(maxsize=512)
def _chip_size(text: str, state: str, _scale: float) -> QSize:
    icon, _, ground = STATES[state]
    room = QFontMetricsF(theme.font("caption", "medium")).horizontalAdvance(text) + 1
    room += ICON + AIR if icon else 0
    room += 0 if ground == "bare" else 2 * PADDING
    return QSize(round(room), theme.text_size(theme.size("chip")))


def paint_chip(painter: QPainter, at: QPointF, text: str, state: str) -> float:
    """Paint a chip whose left edge has its middle at `at`; gives the width it took."""
    icon, tone, ground = STATES[state]
    size = chip_size(text, state)
    rect = QRectF(at.x(), round(at.y() - size.height() / 2), size.width(), size.height())
    ink = "on-accent" if ground == "solid" else f"{tone}-text"
    if ground != "bare":
        _paint_ground(painter, rect, tone, ground)
    x = rect.x() + (0 if ground == "bare" else PADDING)
    if icon:
        top = round(rect.center().y() - ICON / 2)
        painter.drawPixmap(QPointF(round(x), top), icons.pixmap(icon, ink, ICON))
        x += ICON + AIR
    painter.setPen(theme.colour(ink))
    painter.setFont(theme.font("caption", "medium"))
    words = QRectF(x, rect.y(), rect.right() - x + 1, rect.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
    return float(size.width())


def _paint_ground(painter: QPainter, rect: QRectF, tone: str, ground: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill = {"solid": tone, "soft": f"{tone}-soft", "dashed": "surface"}[ground]
    painter.setBrush(theme.colour(fill))
    if ground == "dashed":
        painter.setPen(QPen(theme.colour("line-strong"), 1, Qt.PenStyle.DashLine))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


class Chip(QWidget):
    """A chip that stands by itself."""

    def __init__(self, text: str = "", state: str = "plain") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._text, self._state = text, state
        self.say(text, state)

    def say(self, text: str, state: str) -> None:
        self._text, self._state = text, state
        self.setAccessibleName(text)
        self.setFixedSize(chip_size(text, state))
        self.update()

    @property
    def text(self) -> str:
        return self._text

    @property
    def state(self) -> str:
        return self._state

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.setFixedSize(chip_size(self._text, self._state))
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(painter, QPointF(0, self.height() / 2), self._text, self._state)
        painter.end()
