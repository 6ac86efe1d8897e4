"""Draws a `WhiskerChart` on the screen: the same description that the paper draws."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.figures.charts import Whisker, WhiskerChart
from gui import theme

ROW, HEAD, FOOT = 27, 20, 28
GAP, DOT, CAP, PEN = 14.0, 4.5, 4.0, 1.6
LEAST_PLOT = 240
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter
_NOTHING = WhiskerChart(whiskers=(), heads=(), reference=None, sentence="")


class WhiskerView(QWidget):
    """As high as its lines need; readable without colour: hollow and dashed means few cases."""

    def __init__(self) -> None:
        super().__init__()
        self._chart = _NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: WhiskerChart) -> None:
        self._chart = chart
        self.setAccessibleName(chart.sentence)
        lines = (f"{one.label} {'，'.join(filter(None, one.figures))}" for one in chart.whiskers)
        self.setAccessibleDescription("；".join(lines))
        self.updateGeometry()
        self.update()

    # sizes

    def sizeHint(self) -> QSize:
        rows = theme.text_size(ROW) * len(self._chart.whiskers)
        high = rows + theme.text_size(HEAD) + theme.text_size(FOOT)
        return QSize(round(self._left() + LEAST_PLOT + sum(self._columns())), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _left(self) -> float:
        measure = QFontMetricsF(theme.font("dense"))
        names = [measure.horizontalAdvance(one.label) for one in self._chart.whiskers]
        return max(names, default=0.0) + GAP

    def _columns(self) -> list[float]:
        """How wide each column of figures is, with the air before it."""
        measure = QFontMetricsF(theme.font("dense"))
        return [
            GAP
            + max(
                measure.horizontalAdvance(text)
                for text in (head, *(one.figures[place] for one in self._chart.whiskers))
            )
            for place, head in enumerate(self._chart.heads)
        ]

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._chart.whiskers:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = self._columns()
        plot = _Plot(self._left(), self.width() - sum(columns) - GAP, self._chart.scale())
        self._paint_scale(painter, plot)
        self._paint_heads(painter, columns)
        for place, whisker in enumerate(self._chart.whiskers):
            middle = theme.text_size(HEAD) + theme.text_size(ROW) * (place + 0.5)
            self._paint_words(painter, whisker, columns, middle)
            _paint_whisker(painter, whisker, plot, middle)
        painter.end()

    def _paint_scale(self, painter: QPainter, plot: "_Plot") -> None:
        top, bottom = theme.text_size(HEAD) - 2, self.height() - theme.text_size(FOOT)
        painter.setFont(theme.font("caption"))
        for mark in plot.scale:
            x = round(plot.x(mark)) + 0.5
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
            painter.setPen(theme.colour("text-3"))
            painter.drawText(QRectF(x - 20, bottom + 4, 40, 18), _CENTRE, str(mark))
        if self._chart.reference is not None:
            x = plot.x(self._chart.reference)
            painter.setPen(QPen(theme.colour("text-3"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, top - 6), QPointF(x, bottom))

    def _paint_heads(self, painter: QPainter, columns: list[float]) -> None:
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text-3"))
        x = float(self.width())
        for head, width in zip(reversed(self._chart.heads), reversed(columns), strict=True):
            painter.drawText(QRectF(x - width, 0, width, theme.text_size(18)), _RIGHT, head)
            x -= width

    def _paint_words(
        self, painter: QPainter, whisker: Whisker, columns: list[float], middle: float
    ) -> None:
        high = theme.text_size(20)
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.colour("text"))
        name = QRectF(0, middle - high / 2, self._left() - GAP, high)
        painter.drawText(name, _RIGHT, whisker.label)
        painter.setPen(theme.colour("text-2"))
        x = float(self.width())
        for text, width in zip(reversed(whisker.figures), reversed(columns), strict=True):
            painter.drawText(QRectF(x - width, middle - high / 2, width, high), _RIGHT, text)
            x -= width


class _Plot:
    """Where marks lie on the drawing."""

    def __init__(self, left: float, right: float, scale: tuple[int, ...]) -> None:
        self.left, self.right, self.scale = left, right, scale

    def x(self, mark: Decimal | int) -> float:
        least, most = self.scale[0], self.scale[-1]
        return self.left + (float(mark) - least) / (most - least) * (self.right - self.left)


def _paint_whisker(painter: QPainter, whisker: Whisker, plot: _Plot, y: float) -> None:
    tone = theme.colour("control-line" if whisker.faint else "accent-text")
    if whisker.low is not None and whisker.high is not None:
        low, high = plot.x(whisker.low), plot.x(whisker.high)
        dash = Qt.PenStyle.DashLine if whisker.faint else Qt.PenStyle.SolidLine
        painter.setPen(QPen(tone, PEN, dash))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        painter.setPen(QPen(tone, PEN))
        for end in (low, high):
            painter.drawLine(QPointF(end, y - CAP), QPointF(end, y + CAP))
    if whisker.value is not None:
        painter.setPen(QPen(tone, PEN))
        painter.setBrush(theme.colour("surface") if whisker.faint else tone)
        painter.drawEllipse(QPointF(plot.x(whisker.value), y), DOT, DOT)
