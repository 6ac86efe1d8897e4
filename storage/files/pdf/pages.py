"""The pages of a paper: size, type area, foot line, bookmarks. What stands on them comes in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from core.paper import Paper
from storage.files.pdf.fonts import FontBook
from storage.files.pdf.metadata import LANGUAGE, describe
from storage.files.pdf.setting import Setter, TextBlock
from storage.files.pdf.style import (
    WORKING_MARGINS,
    WORKING_STYLES,
    Margins,
    StyleSet,
    TextStyle,
)

FOOTER_GAP = 18.0
"""From the type area down to the foot line."""


def page_x_of_y(page: int, pages: int) -> str:
    return f"第 {page} 页，共 {pages} 页"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesign:
    """One kind of paper: where the type area lies, how its parts look, what the foot says."""

    margins: Margins
    styles: StyleSet
    foot: Callable[[int, int], str] = page_x_of_y

    @property
    def width(self) -> float:
        """Of the type area, in points."""
        return float(A4[0]) - self.margins.left - self.margins.right

    @property
    def height(self) -> float:
        """Of the type area, in points."""
        return float(A4[1]) - self.margins.top - self.margins.bottom


WORKING = PageDesign(margins=WORKING_MARGINS, styles=WORKING_STYLES)


class HeadingBlock(TextBlock):
    """A heading that is also a bookmark."""

    def __init__(
        self, text: str, style: TextStyle, book: FontBook, *, level: int, key: str
    ) -> None:
        super().__init__(text, style, book)
        self._title = " ".join(text.split())
        self._level = level
        self._key = key

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: ARG002, N803 -- reportlab's names
        """A heading stays whole."""
        return []

    def draw(self) -> None:
        """Draw it, and let readers jump here."""
        super().draw()
        self.canv.bookmarkHorizontal(self._key, 0, self.height)
        self.canv.addOutlineEntry(self._title, self._key, level=self._level - 1, closed=0)


class _Template(BaseDocTemplate):
    """A4 with one type area; each page gets its foot line when it is full."""

    def __init__(
        self, target: BytesIO, paper: Paper, design: PageDesign, book: FontBook, pages: int
    ) -> None:
        super().__init__(
            target,
            pagesize=A4,
            leftMargin=0,
            rightMargin=0,
            topMargin=0,
            bottomMargin=0,
            initialFontName=book.font(design.styles.body.face).fontName,
            lang=LANGUAGE,
            invariant=1,
        )
        self._paper = paper
        self._design = design
        self._foot = Setter(design.styles.footer, book)
        self._pages = pages
        frame = Frame(
            design.margins.left,
            design.margins.bottom,
            design.width,
            design.height,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        self.addPageTemplates(PageTemplate(frames=[frame], onPageEnd=self._draw_foot))

    def beforeDocument(self) -> None:  # noqa: N802 -- reportlab's name
        """Say what the document is."""
        describe(self.canv, self._paper)

    def _draw_foot(self, canvas: Canvas, _document: Any) -> None:
        margins, width = self._design.margins, self._design.width
        text = self._design.foot(canvas.getPageNumber(), self._pages)
        for placed in self._foot.lines(text, width):
            self._foot.draw(canvas, placed, margins.left, margins.bottom - FOOTER_GAP, width)


class _CountingCanvas(Canvas):
    """Takes everything and writes nothing: the first time only the pages are counted."""

    def save(self) -> None:
        """Leave the fonts and the file alone."""


def make_pages(
    paper: Paper, story: Callable[[], Sequence[Flowable]], design: PageDesign, book: FontBook
) -> tuple[bytes, int]:
    """Lay the story out and give the PDF with its number of pages.

    It is laid out twice: only the first time shows how many pages there are. `story` makes the
    flowables anew, for laying out changes them.
    """
    counted = _Template(BytesIO(), paper, design, book, 0)
    counted.build(list(story()), canvasmaker=_CountingCanvas)
    target = BytesIO()
    _Template(target, paper, design, book, counted.page).build(list(story()))
    return target.getvalue(), counted.page
