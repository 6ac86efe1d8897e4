"""The stages of a ticket in one line: done, now, later; below, what the present one still needs.

The word stands beside every sign. A press goes to the first thing that is missing in the stage.
"""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.tickets.filling.stages import Need
from core.tickets.lifecycle import Stage
from gui import icons, theme

LINE, SECOND = 34, 20
"""Height of the line of stages, and of the line below it."""
MARK = 18
GAP = 6
MARGIN = 20


class StageBar(QWidget):
    chosen = Signal(object)
    """The stage somebody pressed; whoever shows the form goes to where its work begins."""

    def __init__(self) -> None:
        super().__init__()
        self._needs: Mapping[Stage, Sequence[Need]] = {}
        self._done: frozenset[Stage] = frozenset()
        self._now = Stage.REGISTER
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._cursor = 0

    def show_stages(
        self, needs: Mapping[Stage, Sequence[Need]], done: Collection[Stage], now: Stage
    ) -> None:
        """Show which stages are done, which is the present one, and what it still needs."""
        self._needs, self._done, self._now = needs, frozenset(done), now
        self._cursor = list(Stage).index(now)
        later = [stage.value for stage in Stage if stage not in done and stage is not now]
        self.setAccessibleName(f"阶段：{now.value}。{self.said}")
        self.setAccessibleDescription("还没有做的：" + "、".join(later) if later else "")
        self.update()

    @property
    def said(self) -> str:
        """What the present stage still needs, as one line."""
        missing = [need.says for need in self._needs.get(self._now, ())]
        return f"还缺　{'、'.join(missing)}" if missing else "各步都已做完"

    def sizeHint(self) -> QSize:
        return QSize(640, self._line() + theme.text_size(SECOND))

    def _line(self) -> int:
        return theme.text_size(LINE)

    def _width(self) -> float:
        return (self.width() - 2 * MARGIN) / len(Stage)

    def _left(self, place: int) -> float:
        return MARGIN + place * self._width()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        middle = self._line() / 2 + 1
        for place, stage in enumerate(Stage):
            after = self._paint_stage(painter, stage, place, middle)
            if place + 1 < len(Stage):
                self._paint_way(painter, stage, after + 8, self._left(place + 1) - 10, middle)
        self._paint_needs(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            left, width = self._left(self._cursor) - 5, self._width() - 4
            painter.drawRoundedRect(QRectF(left, 4, width, self._line() - 6), 6, 6)
        painter.end()

    def _paint_stage(self, painter: QPainter, stage: Stage, place: int, middle: float) -> float:
        """Paint the sign and the word; gives where the word ends."""
        is_now = stage is self._now
        mark = QRectF(round(self._left(place)), round(middle - MARK / 2), MARK, MARK)
        if is_now:
            self._paint_number(painter, mark, place + 1)
        else:
            done = stage in self._done
            name, tone = ("circle-check", "ok-text") if done else ("circle", "text-3")
            painter.drawPixmap(mark.topLeft(), icons.pixmap(name, tone, MARK))
        painter.setFont(theme.font("dense", "strong" if is_now else "regular"))
        painter.setPen(theme.colour("accent-text" if is_now else "text-2"))
        room = QRectF(mark.right() + GAP, middle - 15, self._width() - MARK - GAP, 30)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, stage.value)
        return room.left() + painter.fontMetrics().horizontalAdvance(stage.value)

    def _paint_way(
        self, painter: QPainter, stage: Stage, start: float, end: float, middle: float
    ) -> None:
        if end > start:
            tone = "accent-line" if stage in self._done else "line"
            painter.setPen(QPen(theme.colour(tone), 1))
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))

    def _paint_number(self, painter: QPainter, mark: QRectF, number: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(mark)
        painter.setFont(theme.font("caption", "strong"))
        painter.setPen(theme.colour("on-accent"))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, f"{number}")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_needs(self, painter: QPainter) -> None:
        """What the present stage needs: below its word, or ending at the edge where it is near."""
        font = theme.font("caption")
        said = QFontMetricsF(font)
        whole = self.width() - 2 * MARGIN
        text = said.elidedText(self.said, Qt.TextElideMode.ElideRight, whole)
        wanted = self._left(list(Stage).index(self._now)) + MARK + GAP
        left = min(wanted, self.width() - MARGIN - said.horizontalAdvance(text))
        painter.setFont(font)
        painter.setPen(theme.colour("text-3"))
        room = QRectF(left, self._line() - 3, whole, theme.text_size(SECOND) - 2)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)

    # choosing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the line below is one on the present stage."""
        place = int((event.position().x() - MARGIN) // self._width())
        if event.position().y() > self._line():
            self.chosen.emit(self._now)
        elif 0 <= place < len(Stage):
            self.chosen.emit(list(Stage)[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self._cursor = min(max(self._cursor + step, 0), len(Stage) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(list(Stage)[self._cursor])
        else:
            super().keyPressEvent(event)
