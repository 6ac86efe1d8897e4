"""Draws a whisker chart as vectors; readable without colour."""

from dataclasses import dataclass
from decimal import Decimal

from reportlab.graphics.shapes import Circle, Drawing, Line, String
from reportlab.lib.colors import Color, black, white

from core.figures.charts import Whisker, WhiskerChart
from storage.files.pdf.fonts import FontBook
from storage.files.pdf.setting import ASCENT
from storage.files.pdf.style import HAIRLINE, RULE, TextStyle

ROW = 17.0
HEAD = 20.0
FOOT = 20.0
LABEL_WIDTH = 0.13
"""Part of the whole width: the names at the left."""

BETWEEN = 12.0
"""Room left of each column of figures; a column is as wide as its widest figure."""

GREY = Color(0.55, 0.55, 0.55)
DOT = 2.6
CAP = 3.0
PEN = 0.9

Dash = tuple[float, ...]
SOLID: Dash = ()
FAINT_DASH: Dash = (2.5, 1.8)
REFERENCE_DASH: Dash = (3.0, 2.0)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where marks lie on the drawing."""

    left: float
    right: float
    least: int
    most: int

    def x(self, mark: Decimal | int) -> float:
        part = (float(mark) - self.least) / (self.most - self.least)
        return self.left + part * (self.right - self.left)


class WhiskerDrawing(Drawing):
    """A drawing of the width of the type area; as high as its lines need."""

    def __init__(self, chart: WhiskerChart, width: float, style: TextStyle, book: FontBook) -> None:
        super().__init__(width, HEAD + ROW * len(chart.whiskers) + FOOT)
        self.initialFontName = book.font(style.face).fontName
        self._style = style
        self._book = book
        self._columns = self._right_edges(chart, width)
        scale = chart.scale()
        figures = sum(self._widths(chart)) + BETWEEN * len(chart.heads)
        plot = _Plot(width * LABEL_WIDTH, width - figures - BETWEEN, scale[0], scale[-1])
        self._draw_scale(scale, plot)
        self._draw_reference(chart.reference, plot)
        for head, x in zip(chart.heads, self._columns, strict=True):
            self._write_right(head, x, self.height - HEAD / 2)
        for place, whisker in enumerate(chart.whiskers):
            self._draw_whisker(whisker, plot, self.height - HEAD - (place + 0.5) * ROW)

    def _widths(self, chart: WhiskerChart) -> list[float]:
        """How wide each column of figures has to be."""
        lines = [chart.heads, *(one.figures for one in chart.whiskers)]
        return [max(map(self._length, column)) for column in zip(*lines, strict=True)]

    def _right_edges(self, chart: WhiskerChart, width: float) -> list[float]:
        """Where each column of figures ends; the last at the edge."""
        widths = self._widths(chart)
        return [
            width - sum(widths[place + 1 :]) - BETWEEN * (len(widths) - place - 1)
            for place in range(len(widths))
        ]

    def least_height(self, width: float, page: float) -> float:  # noqa: ARG002 -- asked of every block
        """A drawing is never cut."""
        return float(self.height)

    def _draw_scale(self, scale: tuple[int, ...], plot: _Plot) -> None:
        for mark in scale:
            x = plot.x(mark)
            self._upright(x, FOOT, self.height - HEAD, HAIRLINE, GREY)
            self._write_centre(str(mark), x, FOOT / 2)
        self._across(plot.left, plot.right, FOOT, pen=RULE)

    def _draw_reference(self, mark: Decimal | None, plot: _Plot) -> None:
        if mark is None:
            return
        x = plot.x(mark)
        self._upright(x, FOOT, self.height - HEAD / 2, RULE, dash=REFERENCE_DASH)

    def _draw_whisker(self, whisker: Whisker, plot: _Plot, y: float) -> None:
        self._write_right(whisker.label, plot.left - 10, y)
        for text, x in zip(whisker.figures, self._columns, strict=True):
            self._write_right(text, x, y)
        if whisker.low is not None and whisker.high is not None:
            low, high = plot.x(whisker.low), plot.x(whisker.high)
            self._across(low, high, y, dash=FAINT_DASH if whisker.faint else SOLID)
            for end in (low, high):
                self._upright(end, y - CAP, y + CAP, PEN)
        if whisker.value is not None:
            fill = white if whisker.faint else black
            x = plot.x(whisker.value)
            self.add(Circle(x, y, DOT, fillColor=fill, strokeColor=black, strokeWidth=PEN))

    def _across(
        self, x1: float, x2: float, y: float, *, pen: float = PEN, dash: Dash = SOLID
    ) -> None:
        self._pull(Line(x1, y, x2, y, strokeWidth=pen, strokeColor=black), dash)

    def _upright(
        self, x: float, y1: float, y2: float, pen: float, colour: Color = black, dash: Dash = SOLID
    ) -> None:
        self._pull(Line(x, y1, x, y2, strokeWidth=pen, strokeColor=colour), dash)

    def _pull(self, line: Line, dash: Dash) -> None:
        if dash:
            line.strokeDashArray = dash
        self.add(line)

    def _write_right(self, text: str, x: float, y: float) -> None:
        self._write(text, x - self._length(text), y)

    def _write_centre(self, text: str, x: float, y: float) -> None:
        self._write(text, x - self._length(text) / 2, y)

    def _length(self, text: str) -> float:
        return self._book.width(self._book.drawable(text), self._style.face) * self._style.size

    def _write(self, text: str, x: float, y: float) -> None:
        """Write with the middle of the characters at `y`."""
        size = self._style.size
        for run in self._book.runs(self._book.drawable(text), self._style.face):
            base = y + size / 2 - ASCENT * size
            self.add(String(x, base, run.text, fontName=run.font, fontSize=size))
            x += self._book.width(run.text, self._style.face) * size
