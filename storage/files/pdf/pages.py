"""The pages of a paper: size, type area, foot line, bookmarks. What stands on them comes in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from core.layout.standard import Standard
from core.paper import Paper, Side
from storage.files.pdf.archive import with_line_ends
from storage.files.pdf.fonts import FontBook
from storage.files.pdf.metadata import LANGUAGE, describe
from storage.files.pdf.setting import ASCENT, Setter, TextBlock
from storage.files.pdf.style import (
    MM,
    OFFICIAL_MARGINS,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL_3,
    SIZE_SMALL_5,
    WORKING_MARGINS,
    WORKING_STYLES,
    Margins,
    StyleSet,
    TextStyle,
    official_styles,
)
from storage.layout import official


def page_x_of_y(page: int, pages: int) -> str:
    return f"第 {page} 页，共 {pages} 页"


def page_between_dashes(page: int, _pages: int) -> str:
    return f"— {page} —"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDesign:
    """One kind of paper: where the type area lies, how its parts look, what the foot says.

    `foot_gap` is from the type area down to the foot line. `foot_outside` sets that at the outer
    edge, one character in: right on odd pages, left on even ones. A design that is `gridded` keeps
    its lines in their places on the page, also below tables; one that follows the `standard`
    breaks its titles by words and says which prescribed faces were not at hand.
    """

    margins: Margins
    styles: StyleSet
    foot: Callable[[int, int], str] = page_x_of_y
    foot_gap: float = 18.0
    foot_outside: bool = False
    gridded: bool = False
    standard: Standard | None = None

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


DASH_RISE = 0.27
"""How far above the base line a dash stands, in ems."""


def _official(size: float, leading: float, *, cell_size: float = SIZE_5) -> PageDesign:
    standard = official()
    styles = official_styles(standard, size, leading, cell_size=cell_size)
    foot = styles.footer
    dash_below_top = (foot.leading - foot.size) / 2 + (ASCENT - DASH_RISE) * foot.size
    return PageDesign(
        margins=OFFICIAL_MARGINS,
        styles=styles,
        foot=page_between_dashes,
        foot_gap=standard.foot.gap * MM - dash_below_top,
        foot_outside=True,
        gridded=leading == standard.page.line,
        standard=standard,
    )


_SIZE, _LINE = official().sizes.body, official().page.line

OFFICIAL = _official(_SIZE, _LINE, cell_size=official().sizes.table)
"""Official papers (GB/T 9704-2012): 22 lines of 28 characters on a page."""

CIRCULAR = _official(_SIZE, _LINE, cell_size=SIZE_SMALL_5)
"""The same with smaller tables: annexes list many columns."""

OFFICIAL_CLOSER = (
    _official(_SIZE, 25),
    _official(_SIZE, 22),
    _official(SIZE_SMALL_3, 21),
    _official(SIZE_4, 20),
)
"""The same set closer, for a paper that would else run onto a second page by a few lines."""


GRID_SLACK = 0.05
"""So far off a line in points, text is taken to stand on it."""

UPRIGHT, TURNED, QUARTER = "upright", "turned", 90
"""The two kinds of page, and by how much the second is turned."""


class ToTheGrid(Flowable):
    """What is left of a line below a table or a figure, so that text stands on the lines again."""

    def __init__(self, page: float, leading: float) -> None:
        super().__init__()
        self._page = page
        self._leading = leading

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 -- reportlab's names
        """Up to the next line of the page, as the room that is left tells."""
        begun = (self._page - aH) % self._leading
        is_there = min(begun, self._leading - begun) < GRID_SLACK
        return 0.0, 0.0 if is_there else min(self._leading - begun, aH)

    def draw(self) -> None:
        """Nothing stands here."""


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
        self.unnumbered: set[int] = set()
        margins, width, height = design.margins, design.width, design.height
        upright = _frame(margins.left, margins.bottom, width, height)
        across = PageTemplate(
            TURNED,
            frames=[_frame(0, 0, height, width)],
            pagesize=landscape(A4),  # swapped again by the library where a page is turned
            onPage=self._turn,
            onPageEnd=self._turn_back,
        )
        vars(across)["rotation"] = QUARTER  # missing from the stubs
        self.addPageTemplates(
            [PageTemplate(UPRIGHT, frames=[upright], onPageEnd=self._draw_foot), across]
        )

    def beforeDocument(self) -> None:  # noqa: N802 -- reportlab's name
        """Say what the document is."""
        describe(self.canv, self._paper)

    def _turn(self, canvas: Canvas, _document: Any) -> None:
        """What is set from here on has its head at the left; readers turn the page to read it."""
        margins = self._design.margins
        canvas.saveState()
        canvas.translate(margins.left + self._design.width, margins.bottom)
        canvas.rotate(QUARTER)

    def _turn_back(self, canvas: Canvas, document: Any) -> None:
        """The foot stands where it does on all pages."""
        canvas.restoreState()
        self._draw_foot(canvas, document)

    def _draw_foot(self, canvas: Canvas, _document: Any) -> None:
        design, page = self._design, canvas.getPageNumber()
        if page in self.unnumbered:
            return
        foot = Setter(design.foot_style(page), self._book)
        inset = foot.style.size if design.foot_outside else 0.0
        left, width = design.margins.left + inset, design.width - 2 * inset
        for placed in foot.lines(design.foot(page, self._pages), width):
            foot.draw(canvas, placed, left, design.margins.bottom - design.foot_gap, width)


def _frame(left: float, bottom: float, width: float, height: float) -> Frame:
    return Frame(
        left,
        bottom,
        width,
        height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )


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
    return with_line_ends(target.getvalue()), counted.page
