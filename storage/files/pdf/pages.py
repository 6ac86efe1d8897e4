"""The pages of a paper: size, type area, foot line, bookmarks. What stands on them comes in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from core.paper import Paper, Side
from storage.files.pdf.fonts import FontBook
from storage.files.pdf.metadata import LANGUAGE, describe
from storage.files.pdf.setting import Setter, TextBlock
from storage.files.pdf.style import (
    MM,
    OFFICIAL_MARGINS,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL_3,
    SIZE_SMALL_4,
    SIZE_SMALL_5,
    WORKING_MARGINS,
    WORKING_STYLES,
    Margins,
    StyleSet,
    TextStyle,
    official_styles,
)


def page_x_of_y(page: int, pages: int) -> str:
    return f"第 {page} 页，共 {pages} 页"


def page_between_dashes(page: int, _pages: int) -> str:
    return f"— {page} —"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesign:
    """One kind of paper: where the type area lies, how its parts look, what the foot says.

    `foot_gap` is from the type area down to the foot line. `foot_outside` sets that at the outer
    edge, one character in: right on odd pages, left on even ones.
    """

    margins: Margins
    styles: StyleSet
    foot: Callable[[int, int], str] = page_x_of_y
    foot_gap: float = 18.0
    foot_outside: bool = False

    @property
    def width(self) -> float:
        """Of the type area, in points."""
        return float(A4[0]) - self.margins.left - self.margins.right

    @property
    def height(self) -> float:
        """Of the type area, in points."""
        return float(A4[1]) - self.margins.top - self.margins.bottom

    def foot_style(self, page: int) -> TextStyle:
        """How the foot line of a page stands."""
        if not self.foot_outside:
            return self.styles.footer
        return replace(self.styles.footer, side=Side.RIGHT if page % 2 else Side.LEFT)


WORKING = PageDesign(margins=WORKING_MARGINS, styles=WORKING_STYLES)


def _official(size: float, leading: float, *, cell_size: float = SIZE_5) -> PageDesign:
    return PageDesign(
        margins=OFFICIAL_MARGINS,
        styles=official_styles(size, leading, cell_size=cell_size),
        foot=page_between_dashes,
        foot_gap=7 * MM,
        foot_outside=True,
    )


OFFICIAL = _official(SIZE_3, 225 * MM / 22, cell_size=SIZE_SMALL_4)
"""Official papers (GB/T 9704-2012): 22 lines of 28 characters on a page."""

CIRCULAR = _official(SIZE_3, 225 * MM / 22, cell_size=SIZE_SMALL_5)
"""The same with smaller tables: annexes list many columns."""

OFFICIAL_CLOSER = (
    _official(SIZE_3, 25),
    _official(SIZE_3, 22),
    _official(SIZE_SMALL_3, 21),
    _official(SIZE_4, 20),
)
"""The same set closer, for a paper that would else run onto a second page by a few lines."""


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
        self._book = book
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
        design, page = self._design, canvas.getPageNumber()
        foot = Setter(design.foot_style(page), self._book)
        inset = foot.style.size if design.foot_outside else 0.0
        left, width = design.margins.left + inset, design.width - 2 * inset
        for placed in foot.lines(design.foot(page, self._pages), width):
            foot.draw(canvas, placed, left, design.margins.bottom - design.foot_gap, width)


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
