"""Sets text on a canvas: one line, or a block of paragraphs that may go on to the next page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from core.paper import Side
from storage.files.pdf.fonts import FontBook
from storage.files.pdf.linebreaks import EPSILON, Line, break_lines, squeezes, stretches
from storage.files.pdf.style import TextStyle
from storage.files.pdf.text import for_paper, paragraphs

ASCENT = 0.88
"""Of an em square that stands above the base line; so in all faces of the book."""

MOST_SPREAD = 0.09
"""A justified line widens its gaps by at most so much of the size; else it stays ragged.

From a tenth on, readers take such a gap for a space when text is copied.
"""

TICKED = "☑"
"""Set as a box with a tick drawn over it: fonts have the box alone."""

TICK = ((0.22, 0.40), (0.43, 0.16), (0.86, 0.74))
"""The corners of a tick within the em square, from the base line."""

FEWEST_LINES = 2
"""So many lines of a paragraph at least stay together at the foot and the head of a page."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and how far its start is moved to the right."""

    line: Line
    indent: float


class Setter:
    """Measures and draws text in one style."""

    def __init__(self, style: TextStyle, book: FontBook) -> None:
        self.style = style
        self.book = book

    def width(self, text: str) -> float:
        """The length of drawable text in points."""
        em = self.book.width(text, self.style.face)
        return em * self.style.size + len(text) * self.style.tracking

    def lines(self, text: str, width: float, *, as_typed: bool = False) -> list[PlacedLine]:
        """Break free text into the lines of its paragraphs.

        `as_typed` keeps empty lines and room at the beginning of a line, as forms have them.
        """
        em = self.style.size + self.style.tracking
        indent, hang = self.style.indent * em, self.style.hang * em
        measure = _remembered(self.width)
        drawable = self.book.drawable(for_paper(text))
        broken = partial(
            break_lines,
            measure=measure,
            width=width - hang,
            indent=indent - hang,
            squeezing=self.style.justified,
        )
        return [
            PlacedLine(line, hang if place else indent)
            for paragraph in (drawable.split("\n") if as_typed else paragraphs(drawable))
            for place, line in enumerate(broken(paragraph))
        ]

    def draw(self, canvas: Canvas, placed: PlacedLine, x: float, top: float, width: float) -> None:
        """Draw one line into a box that begins at `x`, is `width` wide and hangs from `top`."""
        line, style = placed.line, self.style
        free = width - placed.indent - line.width
        shift = {Side.LEFT: 0.0, Side.CENTRE: free / 2, Side.RIGHT: free}[style.side]
        above = (style.leading - style.size) / 2 + ASCENT * style.size
        grown, start, base = self._grown(line, free), x + placed.indent + shift, top - above
        text = canvas.beginText(start, base)
        self._write(text, line.text, grown)
        canvas.drawText(text)
        for place in (place for place, char in enumerate(line.text) if char == TICKED):
            before = self.width(line.text[:place]) + sum(grown[:place])
            self._tick(canvas, start + before, base)

    def _tick(self, canvas: Canvas, x: float, base: float) -> None:
        size = self.style.size
        path = canvas.beginPath()
        path.moveTo(x + TICK[0][0] * size, base + TICK[0][1] * size)
        for right, up in TICK[1:]:
            path.lineTo(x + right * size, base + up * size)
        canvas.saveState()
        canvas.setLineWidth(size / 11)
        canvas.drawPath(path)
        canvas.restoreState()

    def _grown(self, line: Line, free: float) -> list[float]:
        """By how much the gap after each character grows; it shrinks where too much is set."""
        words = line.text
        if free < -EPSILON and self.style.justified:
            gives = squeezes(words, self.width)
            return [one * free / sum(gives) for one in gives] if any(gives) else gives
        gaps = _gaps(words)
        if not self.style.justified or line.ends_paragraph or not any(gaps):
            return [0.0] * len(words)
        spread = free / sum(gaps)
        return [spread * gap if spread <= MOST_SPREAD * self.style.size else 0.0 for gap in gaps]

    def _write(self, text: PDFTextObject, words: str, grown: list[float]) -> None:
        style = self.style
        spaces = [style.tracking + one for one in grown]
        used, place = 0.0, 0
        for run in self.book.runs(words, style.face):
            text.setFont(run.font, style.size)
            own = spaces[place : place + len(run.text)]
            place += len(run.text)
            for space, part in _by_space(run.text, own):
                if space != used:
                    text.setCharSpace(space)
                    used = space
                text.textOut(part)
        if used:
            text.setCharSpace(0)


def _by_space(words: str, spaces: list[float]) -> Iterator[tuple[float, str]]:
    for space, pairs in groupby(zip(spaces, words, strict=True), key=lambda pair: pair[0]):
        yield space, "".join(char for _, char in pairs)


def _gaps(words: str) -> list[bool]:
    """For each character whether the gap after it may grow; never after the last."""
    elastic = [stretches(char) for char in words]
    return [*(before or after for before, after in pairwise(elastic)), False][: len(words)]


def _remembered(measure: Callable[[str], float]) -> Callable[[str], float]:
    """`measure` with a memory: the same few hundred pieces come again and again."""
    known: dict[str, float] = {}

    def look_up(text: str) -> float:
        if text not in known:
            known[text] = measure(text)
        return known[text]

    return look_up


class TextBlock(Flowable):
    """Paragraphs of free text in one style."""

    def __init__(
        self, text: str, style: TextStyle, book: FontBook, *, as_typed: bool = False
    ) -> None:
        super().__init__()
        self._text: str | None = text
        self._as_typed = as_typed
        self._placed: list[PlacedLine] = []
        self._setter = Setter(style, book)
        self.width = 0.0
        self.spaceBefore = style.before
        self.spaceAfter = style.after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 -- reportlab's names
        """Break into lines of the width at hand; a part of another block has its lines already."""
        if self._text is not None and aW != self.width:
            self._placed = self._setter.lines(self._text, aW, as_typed=self._as_typed)
        self.width = aW
        self.height = len(self._placed) * self._setter.style.leading
        return self.width, self.height

    @property
    def leading(self) -> float:
        """From line to line, in points."""
        return self._setter.style.leading

    def least_height(self, width: float, page: float) -> float:  # noqa: ARG002 -- asked of every block
        """How much room the block needs to begin on a page."""
        self.wrap(width, 0)
        count = len(self._placed)
        least = count if count <= FEWEST_LINES + 1 else FEWEST_LINES
        return least * self._setter.style.leading

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 -- reportlab's names
        """Fill the page without leaving a single line behind or sending one ahead."""
        self.wrap(aW, aH)
        room = int(aH / self._setter.style.leading + EPSILON)
        fitting = min(room, len(self._placed) - FEWEST_LINES)
        if fitting < FEWEST_LINES:
            return []
        return [self._part(self._placed[:fitting]), self._part(self._placed[fitting:])]

    def cut(self, width: float, lines: int) -> list["TextBlock"]:
        """The block in pieces of at most so many lines, broken for `width`."""
        self.wrap(width, 0)
        starts = range(0, len(self._placed), lines)
        return [self._part(self._placed[start : start + lines]) for start in starts]

    def draw(self) -> None:
        """Draw all lines, the first at the top."""
        leading = self._setter.style.leading
        for place, placed in enumerate(self._placed):
            self._setter.draw(self.canv, placed, 0, self.height - place * leading, self.width)

    def _part(self, placed: list[PlacedLine]) -> "TextBlock":
        part = TextBlock("", self._setter.style, self._setter.book)
        part._text, part._placed, part.width = None, placed, self.width
        return part
