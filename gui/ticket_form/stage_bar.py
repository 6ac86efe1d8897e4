"""The stages of a ticket in one line: done, now, later; the word always beside the sign."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.tickets.lifecycle import Stage
from gui import icons, theme

HEIGHT = 38
MARK = 18
GAP = 6
MARGIN = 20


class StageBar(QWidget):
    chosen = Signal(object)
    """The stage somebody pressed; whoever shows the form goes to where its work begins."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form-stages")
        self._done: frozenset[Stage] = frozenset()
        self._now: Stage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._cursor = 0

    def show_stages(self, done: Collection[Stage], now: Stage) -> None:
        self._done, self._now = frozenset(done), now
        self._cursor = list(Stage).index(now)
        left = [stage.value for stage in Stage if stage not in self._done]
        self.setAccessibleName(f"阶段：{now.value}")
        self.setAccessibleDescription("还没有做的：" + "、".join(left) if left else "各步都已做完")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, theme.text_size(HEIGHT))

    def _width(self) -> float:
        return (self.width() - 2 * MARGIN) / len(Stage)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("dense"))
        middle = self.height() / 2
        for place, stage in enumerate(Stage):
            left = MARGIN + place * self._width()
            after = self._paint_stage(painter, stage, place, left, middle)
            if place + 1 < len(Stage):
                tone = "accent-line" if stage in self._done else "line"
                painter.setPen(QPen(theme.colour(tone), 1))
                end = MARGIN + (place + 1) * self._width() - 10
                if end > after + 8:
                    painter.drawLine(QPointF(after + 8, middle), QPointF(end, middle))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2))
            left = MARGIN + self._cursor * self._width() - 4
            painter.drawRoundedRect(QRectF(left, 3, self._width() - 4, self.height() - 6), 6, 6)
        painter.end()

    def _paint_stage(
        self, painter: QPainter, stage: Stage, place: int, left: float, middle: float
    ) -> float:
        """Paint the sign and the word; gives where the word ends."""
        is_now = stage is self._now
        mark = QRectF(round(left), round(middle - MARK / 2), MARK, MARK)
        if is_now:
            self._paint_number(painter, mark, place + 1)
        else:
            done = stage in self._done
            name, tone = ("circle-check", "ok-text") if done else ("circle", "text-3")
            painter.drawPixmap(mark.topLeft(), icons.pixmap(name, tone, MARK))
        painter.setFont(theme.font("dense", "strong" if is_now else "regular"))
        painter.setPen(theme.colour("accent-text" if is_now else "text-2"))
        room = QRectF(mark.right() + GAP, 0, self._width() - MARK - GAP, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, stage.value)
        return room.left() + painter.fontMetrics().horizontalAdvance(stage.value)

    def _paint_number(self, painter: QPainter, mark: QRectF, number: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(mark)
        painter.setFont(theme.font("caption", "strong"))
        painter.setPen(theme.colour("on-accent"))
        painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, f"{number}")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int((event.position().x() - MARGIN) // self._width())
        if 0 <= place < len(Stage):
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
