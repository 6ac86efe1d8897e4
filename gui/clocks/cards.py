"""One column of the board: cards painted below each other, each with its word and its colour."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.tickets.clocks.words import chip
from gui import theme
from gui.chips import paint_chip
from storage.board import Card

HEIGHT, GAP, PAD, RADIUS = 82, 8, 10, 6


class CardList(QWidget):
    """One tab stop; arrows move, Enter opens."""

    opened = Signal(str)
    """The reference of a ticket."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._cards: tuple[Card, ...] = ()
        self._name, self.current = name, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def cards(self) -> Sequence[Card]:
        return self._cards

    def show_cards(self, cards: Sequence[Card], name: str = "") -> None:
        """Show these, under another name where one is given."""
        self._name = name or self._name
        self._cards, self.current = tuple(cards), 0
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        if not self._cards:
            self.setAccessibleName(f"{self._name}，没有工单")
            return
        card = self._cards[self.current]
        said = f"{card.trader} {card.clock.name} {chip(card.clock).words} {card.handler}"
        self.setAccessibleName(f"{self._name}，第 {self.current + 1} 张：{said}")

    def _step(self) -> int:
        return theme.text_size(HEIGHT) + GAP

    def sizeHint(self) -> QSize:
        return QSize(theme.text_size(150), max(len(self._cards) * self._step(), 40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _go(self, place: int) -> None:
        if 0 <= place < len(self._cards):
            self.current = place
            self._say()
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down:
                self._go(self.current + 1)
            case Qt.Key.Key_Up:
                self._go(self.current - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._cards:
                self.opened.emit(self._cards[self.current].ref)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int(event.position().y()) // self._step()
        if place < len(self._cards):
            self._go(place)
            self.opened.emit(self._cards[place].ref)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, card in enumerate(self._cards):
            rect = QRectF(1, place * self._step() + 1, self.width() - 2, self._step() - GAP - 2)
            if rect.intersects(event.rect()):
                self._paint(painter, rect, card, is_current=place == self.current)
        painter.end()

    def _paint(self, painter: QPainter, rect: QRectF, card: Card, *, is_current: bool) -> None:
        focused = is_current and self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("surface"))
        painter.setPen(QPen(theme.colour("focus" if focused else "line"), 2 if focused else 1))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        line = (rect.height() - 2 * 6) / 3
        said = chip(card.clock)
        inside = rect.adjusted(PAD, 6, -PAD, -6)
        self._write(painter, inside, 0, line, card.trader or card.ref, "text", strong=True)
        paint_chip(
            painter, QPointF(inside.x(), inside.y() + 1.5 * line), said.words, said.tone.value
        )
        below = f"{card.clock.name}　{card.handler or card.unit}"
        self._write(painter, inside, 2, line, below, "text-2", strong=False)

    @staticmethod
    def _write(  # noqa: PLR0913 -- where, which line, and how
        painter: QPainter,
        inside: QRectF,
        number: int,
        line: float,
        text: str,
        ink: str,
        *,
        strong: bool,
    ) -> None:
        font = theme.font("dense" if strong else "caption", "medium" if strong else "regular")
        painter.setFont(font)
        painter.setPen(theme.colour(ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, inside.width())
        place = QRectF(inside.x(), inside.y() + number * line, inside.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
