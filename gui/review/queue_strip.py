"""The queue above the desk: which campaign and round, how far it is, and a chip for each ticket."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QWidget

from gui import theme
from gui.boxes import row
from gui.buttons import Strip
from gui.chips import Chip, chip_size, paint_chip
from gui.labels import ElidedLabel, label

GAP, STEP = 4, 28
BAR = 120
LEAST, MOST = 140, 460
"""A queue that needs more room shows only what is near the current ticket."""


class Spot(NamedTuple):
    """A review in the queue: what its chip says, and its state (ok, info, draft, paused, plain)."""

    words: str
    state: str
    said: str


class QueueChips(QWidget):
    """As many chips as there is room for, round the current one; one tab stop, arrows inside."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._spots: Sequence[Spot] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_spots(self, spots: Sequence[Spot], current: int) -> None:
        self._spots, self._current = spots, current
        here = spots[current].said if spots else ""
        self.setAccessibleName(f"第 {current + 1} 件，共 {len(spots)} 件，{here}")
        self.updateGeometry()
        self.update()

    @property
    def states(self) -> list[str]:
        return [spot.state for spot in self._spots]

    def sizeHint(self) -> QSize:
        return QSize(min(self._width(0, len(self._spots)), theme.text_size(MOST)), STEP)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), LEAST), STEP)

    def _width(self, first: int, last: int) -> int:
        chips = self._spots[first:last]
        return sum(chip_size(one.words, one.state).width() + GAP for one in chips) + 2

    def _window(self) -> tuple[int, int]:
        """The first chip that is shown, and the one behind the last."""
        first, last = self._current, min(self._current + 1, len(self._spots))
        while True:
            before = max(first - 1, 0), last
            after = first, min(last + 1, len(self._spots))
            grown = [
                pair
                for pair in (after, before)
                if pair != (first, last) and self._width(*pair) + 2 * STEP <= self._room()
            ]
            if not grown:
                return first, last
            first, last = grown[0] if last - self._current <= self._current - first else grown[-1]

    def _room(self) -> int:
        whole = self._width(0, len(self._spots)) <= self.width()
        return self.width() + (2 * STEP if whole else 0)

    def _places(self) -> list[tuple[int, QRectF]]:
        """Which chip stands where; -1 and -2 are the steps to what is not shown."""
        first, last = self._window()
        places: list[tuple[int, QRectF]] = []
        x = 1.0
        if first > 0:
            places.append((-1, QRectF(x, 0, STEP - GAP, self.height())))
            x += STEP
        for place in range(first, last):
            width = chip_size(self._spots[place].words, self._spots[place].state).width()
            places.append((place, QRectF(x, 0, width, self.height())))
            x += width + GAP
        if last < len(self._spots):
            places.append((-2, QRectF(x, 0, STEP - GAP, self.height())))
        return places

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for place, spot in self._places():
            if place < 0:
                painter.setPen(theme.colour("text-3"))
                painter.setFont(theme.font("caption"))
                painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "…")
                continue
            one = self._spots[place]
            paint_chip(painter, QPointF(spot.x(), self.height() / 2), one.words, one.state)
            if place == self._current:
                self._paint_current(painter, spot)
        painter.end()

    def _paint_current(self, painter: QPainter, spot: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.text_size(theme.size("chip"))
        edge = QRectF(spot.x(), (self.height() - high) / 2, spot.width(), high)
        tone, width = ("focus", 2.0) if self.hasFocus() else ("accent-text", 1.0)
        painter.setPen(QPen(theme.colour(tone), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(edge.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place, spot in self._places():
            if spot.contains(event.position()):
                first, last = self._window()
                self.chosen.emit({-1: first - 1, -2: last}.get(place, place))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        there = self._current + step
        if step and 0 <= there < len(self._spots):
            self.chosen.emit(there)
        else:
            event.ignore()


class QueueStrip(QFrame):
    round_chosen = Signal(int)
    spot_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAccessibleName("评查队列")
        self.setObjectName("review-queue")
        self._title = ElidedLabel("strong")
        self._cover = Chip("双向匿名", "plain")
        self._rounds: Strip | None = None
        self._names: Sequence[str] = ()
        self._said = label("", "dense")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.text_size(BAR))
        self._bar.setProperty("tone", "ok")
        self.chips = QueueChips()
        self.chips.chosen.connect(self.spot_chosen)
        self._line = row(
            self._title, self._cover, None, self._said, self._bar, self.chips, gap=10,
            margins=(20, 4, 14, 4),
        )  # fmt: skip
        self.setLayout(self._line)

    def show_rounds(self, names: Sequence[str], current: int) -> None:
        """Offer the rounds that the officer has part in; one alone needs no choice."""
        if list(names) != list(self._names):
            if self._rounds is not None:
                self._line.removeWidget(self._rounds)
                self._rounds.hide()
                self._rounds.deleteLater()
                self._rounds = None
            self._names = names
            if len(names) > 1:
                self._rounds = Strip(names, current=current)
                self._rounds.chosen.connect(self.round_chosen)
                self._line.insertWidget(1, self._rounds)
        if self._rounds is not None:
            self._rounds.choose(current)

    def show_queue(self, title: str, spots: Sequence[Spot], current: int, *, covered: bool) -> None:
        done = sum(spot.state == "ok" for spot in spots)
        self._title.say(title)
        self._cover.setVisible(covered)
        left = len(spots) - done
        self._said.setText(f"已交 {done} 件，还有 {left} 件" if left else f"{done} 件都已交")
        self._bar.setRange(0, max(len(spots), 1))
        self._bar.setValue(done)
        self._bar.setAccessibleName(f"已交 {done} 件，共 {len(spots)} 件")
        self.chips.show_spots(spots, current)

    @property
    def said(self) -> str:
        return self._said.text()
