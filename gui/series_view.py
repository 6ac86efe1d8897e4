"""Draws lines, bars and heat maps on the screen: the same descriptions that the paper draws.

Pointing at a mark says its value, pressing it asks for its tickets; arrows and Enter do the same.
"""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.figures.series_charts import BarChart, HeatMap, LineChart, Mark, SeriesChart, written
from gui import theme

LINE_HEIGHT, ROW, CELL = 150, 22, 22
LABEL, ROOM, VALUE = 92, 24, 120
DOT = 3.5
DARK = 0.55
"""From so full a cell on its value is written in the colour for dark grounds."""


class SeriesView(QWidget):
    opened = Signal(object)
    """The mark whose tickets are wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._chart: SeriesChart | None = None
        self._places: list[tuple[QRectF, Mark]] = []
        self._current = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: SeriesChart) -> None:
        self._chart, self._current = chart, -1
        self.setAccessibleName(chart.sentence)
        self._lay_out()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.text_size(420), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.text_size(260), self._height())

    def _height(self) -> int:
        match self._chart:
            case BarChart(marks=marks):
                return theme.text_size(ROW * len(marks) + ROOM)
            case HeatMap(rows=rows):
                return theme.text_size(CELL * len(rows) + ROOM)
        return theme.text_size(LINE_HEIGHT)

    @property
    def marks(self) -> list[Mark]:
        """The marks as they stand, in reading order."""
        return [mark for _, mark in self._places]

    def place_of(self, mark: Mark) -> QRectF:
        return next(place for place, one in self._places if one is mark)

    # where marks are

    def _lay_out(self) -> None:
        match self._chart:
            case LineChart() as chart:
                self._places = list(self._of_line(chart))
            case BarChart() as chart:
                self._places = list(self._of_bars(chart))
            case HeatMap() as chart:
                self._places = list(self._of_map(chart))

    def _of_line(self, chart: LineChart) -> list[tuple[QRectF, Mark]]:
        step = self.width() / max(len(chart.marks), 1)
        return [
            (QRectF(place * step, 0, step, self.height()), mark)
            for place, mark in enumerate(chart.marks)
        ]

    def _of_bars(self, chart: BarChart) -> list[tuple[QRectF, Mark]]:
        row = theme.text_size(ROW)
        return [
            (QRectF(0, theme.text_size(ROOM) + place * row, self.width(), row), mark)
            for place, mark in enumerate(chart.marks)
        ]

    def _of_map(self, chart: HeatMap) -> list[tuple[QRectF, Mark]]:
        left, top, cell = (theme.text_size(one) for one in (LABEL, ROOM, CELL))
        wide = (self.width() - left) / max(len(chart.columns), 1)
        return [
            (QRectF(left + x * wide, top + y * cell, wide, cell), mark)
            for y, (_, marks) in enumerate(chart.rows)
            for x, mark in enumerate(marks)
        ]

    # painting

    def resizeEvent(self, _event: object) -> None:
        self._lay_out()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption"))
        match self._chart:
            case LineChart() as chart:
                self._paint_line(painter, chart)
            case BarChart() as chart:
                self._paint_bars(painter, chart)
            case HeatMap() as chart:
                self._paint_map(painter, chart)
        if self.hasFocus() and 0 <= self._current < len(self._places):
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._places[self._current][0].adjusted(1, 1, -1, -1), 4, 4)

    def _paint_line(self, painter: QPainter, chart: LineChart) -> None:
        room = theme.text_size(ROOM)
        low, high = self.height() - room, 1.6 * room
        most = float(max((one.value or 0 for one in chart.marks), default=1)) or 1.0
        painter.setPen(QPen(theme.colour("control-line"), 1))
        painter.drawLine(QPointF(0, low), QPointF(self.width(), low))
        before: QPointF | None = None
        for number, (place, mark) in enumerate(self._places):
            self._write(
                painter, mark.label, QRectF(place.left(), low, place.width(), room), "text-3"
            )
            if mark.value is None:
                before = None
                continue
            at = QPointF(place.center().x(), low - float(mark.value) / most * (low - high))
            painter.setPen(QPen(theme.colour("accent-text"), 1.6))
            if before is not None:
                painter.drawLine(before, at)
            painter.setBrush(theme.colour("accent-text"))
            painter.drawEllipse(at, DOT, DOT)
            above = at.y() + 4 if chart.is_dip(number) else at.y() - room
            box = QRectF(place.left() - 6, above, place.width() + 12, room)
            self._write(painter, written(mark.value, chart.sign), box, "text")
            before = at

    def _paint_bars(self, painter: QPainter, chart: BarChart) -> None:
        left = theme.text_size(LABEL)
        length = max(self.width() - left - theme.text_size(VALUE), 40)
        most = float(chart.most)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        start = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for place, mark in self._places:
            box = QRectF(0, place.top(), left - 8, place.height())
            self._write(painter, mark.label, box, "text-2", right)
            wide = float(mark.value or 0) / most * length
            bar = QRectF(left, place.top() + 4, wide, place.height() - 8)
            painter.setPen(QPen(theme.colour("accent-text"), 1))
            misses = chart.misses(mark)
            painter.setBrush(Qt.BrushStyle.NoBrush if misses else theme.colour("accent-text"))
            painter.drawRect(bar)
            said = written(mark.value, chart.sign) + ("　未达目标" if misses else "")
            box = QRectF(bar.right() + 6, place.top(), self.width(), place.height())
            self._write(painter, said, box, "text", start)
        if chart.target is not None:
            x = left + float(chart.target) / most * length
            painter.setPen(QPen(theme.colour("text-2"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, theme.text_size(ROOM) - 2), QPointF(x, self.height()))
            box = QRectF(x - 60, 0, 120, theme.text_size(ROOM) - 2)
            self._write(painter, chart.target_said, box, "text-2")

    def _paint_map(self, painter: QPainter, chart: HeatMap) -> None:
        left, top = theme.text_size(LABEL), theme.text_size(ROOM)
        wide = (self.width() - left) / max(len(chart.columns), 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for x, name in enumerate(chart.columns):
            self._write(painter, name, QRectF(left + x * wide, 0, wide, top), "text-3")
        cell = theme.text_size(CELL)
        for y, (name, _) in enumerate(chart.rows):
            self._write(painter, name, QRectF(0, top + y * cell, left - 8, cell), "text-2", right)
        for place, mark in self._places:
            depth = chart.depth(mark)
            ground = theme.colour("accent")
            ground.setAlphaF(0.06 + 0.94 * depth)
            painter.fillRect(place.adjusted(0.5, 0.5, -0.5, -0.5), ground)
            self._write(
                painter, written(mark.value), place, "on-accent" if depth > DARK else "text"
            )

    def _write(
        self,
        painter: QPainter,
        text: str,
        box: QRectF,
        tone: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter,
    ) -> None:
        painter.setPen(theme.colour(tone))
        painter.drawText(box, int(side), text)

    # pointing and pressing

    def mark_at(self, at: QPointF) -> Mark | None:
        return next((mark for place, mark in self._places if place.contains(at)), None)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.said(found) if found else "", self)
            return True
        return super().event(event)

    def said(self, mark: Mark) -> str:
        """What a mark says when it is pointed at."""
        sign = getattr(self._chart, "sign", "") or " 件"
        way = "，按一下看工单" if mark.opens else ""
        return f"{mark.label}：{written(mark.value, sign)}{way}"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.mark_at(event.position())
        opens = found is not None and bool(found.opens)
        self.setCursor(Qt.CursorShape.PointingHandCursor if opens else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self.mark_at(event.position())
        if found is not None:
            self._ask_for(found)

    def _ask_for(self, mark: Mark) -> None:
        if mark.opens:
            self.opened.emit(mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None and self._places:
            self._current = min(max(self._current + step, 0), len(self._places) - 1)
            self.setAccessibleDescription(self.said(self._places[self._current][1]))
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current >= 0:
            self._ask_for(self._places[self._current][1])
        else:
            super().keyPressEvent(event)
