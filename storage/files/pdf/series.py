"""Draws lines, bars and heat maps as vectors; readable without colour."""

from typing import Any

from reportlab.graphics.charts.barcharts import HorizontalBarChart
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.graphics.widgets.markers import makeMarker
from reportlab.lib.colors import Color, black, white

from core.figures.series_charts import BarChart, HeatMap, LineChart, SeriesChart, written
from storage.files.pdf.fonts import FontBook
from storage.files.pdf.setting import ASCENT
from storage.files.pdf.style import HAIRLINE, RULE, TextStyle

SIZE = 8.0
LINE_HEIGHT = 150.0
ROW = 17.0
CELL = 16.0
LABEL = 0.16
ROOM = 22.0
FILL = Color(0.35, 0.35, 0.35)
LIGHT = Color(0.82, 0.82, 0.82)
DASH = (3.0, 2.0)
DARK = 0.6
"""From so dark a cell on its value is written in white."""


class SeriesDrawing(Drawing):
    """A drawing of the width of the type area; as high as its chart needs."""

    def __init__(self, chart: SeriesChart, width: float, style: TextStyle, book: FontBook) -> None:
        super().__init__(width, _height(chart))
        self.initialFontName = book.font(style.face).fontName
        self._style, self._book = style, book
        match chart:
            case LineChart():
                self._draw_line(chart)
            case BarChart():
                self._draw_bars(chart)
            case HeatMap():
                self._draw_map(chart)

    def least_height(self, width: float, page: float) -> float:  # noqa: ARG002 -- asked of every block
        """A drawing is never cut."""
        return float(self.height)

    # a course over months

    def _draw_line(self, chart: LineChart) -> None:
        line: Any = HorizontalLineChart()
        line.x, line.y = ROOM, ROOM
        line.width, line.height = self.width - 2 * ROOM, self.height - 2.2 * ROOM
        values = [None if one.value is None else float(one.value) for one in chart.marks]
        line.data = [values]
        line.lines[0].strokeColor, line.lines[0].strokeWidth = black, 1
        line.lines[0].symbol = makeMarker("FilledCircle", size=3.5, fillColor=black)
        line.joinedLines = True
        axis = line.valueAxis
        axis.valueMin = 0
        axis.valueMax = max([one for one in values if one is not None] or [1]) * 1.12 or 1
        axis.visibleAxis = axis.visibleTicks = axis.visibleLabels = False
        line.categoryAxis.categoryNames = [""] * len(values)
        line.categoryAxis.visibleTicks = line.categoryAxis.visibleLabels = False
        line.categoryAxis.strokeWidth = RULE
        self.add(line)
        step = line.width / max(len(values), 1)
        for place, one in enumerate(chart.marks):
            x = line.x + (place + 0.5) * step
            self._centre(one.label, x, ROOM / 2)
            if one.value is not None:
                y = line.y + float(one.value) / axis.valueMax * line.height
                side = -1 if chart.is_dip(place) else 1
                self._centre(written(one.value, chart.sign), x, y + side * SIZE)

    # bars

    def _draw_bars(self, chart: BarChart) -> None:
        count = len(chart.marks)
        if not count:
            return
        most = float(chart.most)
        bars: Any = HorizontalBarChart()
        bars.x, bars.y = self.width * LABEL, ROOM / 2
        bars.width, bars.height = self.width * 0.66, ROW * count
        bars.data = [[float(one.value or 0) for one in reversed(chart.marks)]]
        bars.valueAxis.valueMin, bars.valueAxis.valueMax = 0, most
        bars.valueAxis.visible = False
        bars.categoryAxis.categoryNames = [""] * count
        bars.categoryAxis.visibleTicks = bars.categoryAxis.visibleLabels = False
        bars.categoryAxis.strokeWidth = RULE
        bars.barSpacing, bars.groupSpacing = 0, 5
        for place, one in enumerate(reversed(chart.marks)):
            bars.bars[0, place].fillColor = white if chart.misses(one) else FILL
            bars.bars[0, place].strokeColor = black
            bars.bars[0, place].strokeWidth = HAIRLINE
        self.add(bars)
        for place, one in enumerate(chart.marks):
            y = bars.y + (count - place - 0.5) * ROW
            self._right(one.label, bars.x - 6, y)
            end = bars.x + float(one.value or 0) / most * bars.width
            note = " 未达目标" if chart.misses(one) else ""
            self._write(f"{written(one.value, chart.sign)}{note}", end + 5, y)
        if chart.target is not None:
            x = bars.x + float(chart.target) / most * bars.width
            top = bars.y + bars.height
            line = Line(x, bars.y, x, top + 3, strokeWidth=RULE, strokeColor=black)
            line.strokeDashArray = DASH
            self.add(line)
            self._centre(chart.target_said, x, top + 9)

    # months and units

    def _draw_map(self, chart: HeatMap) -> None:
        left = self.width * LABEL
        wide = (self.width - left) / max(len(chart.columns), 1)
        top = self.height - ROOM
        for place, name in enumerate(chart.columns):
            self._centre(name, left + (place + 0.5) * wide, top + ROOM / 2)
        for line, (name, marks) in enumerate(chart.rows):
            y = top - (line + 1) * CELL
            self._right(name, left - 6, y + CELL / 2)
            for place, mark in enumerate(marks):
                depth = chart.depth(mark)
                grey = 1 - 0.8 * depth
                cell = Rect(left + place * wide, y, wide, CELL)
                cell.fillColor = Color(grey, grey, grey)
                cell.strokeColor, cell.strokeWidth = LIGHT, HAIRLINE
                self.add(cell)
                colour = white if depth > DARK else black
                self._centre(written(mark.value), cell.x + wide / 2, y + CELL / 2, colour)

    # words

    def _right(self, text: str, x: float, y: float) -> None:
        self._write(text, x - self._length(text), y)

    def _centre(self, text: str, x: float, y: float, colour: Color = black) -> None:
        self._write(text, x - self._length(text) / 2, y, colour)

    def _length(self, text: str) -> float:
        return self._book.width(self._book.drawable(text), self._style.face) * SIZE

    def _write(self, text: str, x: float, y: float, colour: Color = black) -> None:
        """Write with the middle of the characters at `y`."""
        for run in self._book.runs(self._book.drawable(text), self._style.face):
            base = y + SIZE / 2 - ASCENT * SIZE
            said = String(x, base, run.text, fontName=run.font, fontSize=SIZE, fillColor=colour)
            self.add(said)
            x += self._book.width(run.text, self._style.face) * SIZE


def _height(chart: SeriesChart) -> float:
    match chart:
        case LineChart():
            return LINE_HEIGHT
        case BarChart():
            return ROW * len(chart.marks) + ROOM * 1.5
        case HeatMap():
            return CELL * len(chart.rows) + ROOM
