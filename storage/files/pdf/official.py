"""What makes a paper an official one (GB/T 9704-2012): red head, enclosures, annexes, colophon."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportlab.lib.colors import CMYKColor, black
from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import ActionFlowable

from core.paper import Annex, Colophon, Enclosures, RedHead, Side
from storage.files.pdf.fonts import Face, FontBook
from storage.files.pdf.setting import PlacedLine, Setter, TextBlock
from storage.files.pdf.style import MM, SIZE_4, StyleSet, TextStyle

RED = CMYKColor(0, 0.8, 0.8, 0)
LARGEST_HEAD = 42.0
HEAD_ABOVE = 35 * MM
"""From the edge of the type area down to the agency's name."""

LINES_BELOW = 2
"""Empty lines below the agency's name, and again between the red line and the title."""

LINE_GAP, LINE_PEN = 4 * MM, 1.2
THICK, THIN = 0.35 * MM, 0.25 * MM
COLOPHON_LEADING = 24.0
FIRST, FURTHER = 2, 5
"""How far enclosures are set in, in characters: 附件： takes three of them."""


class RedHeadBlock(Flowable):
    """The agency's name in red, the number below it, and the red line."""

    def __init__(self, head: RedHead, body: TextStyle, book: FontBook) -> None:
        super().__init__()
        self._head = head
        self._leading = body.leading
        self._number = Setter(
            replace(body, side=Side.CENTRE, indent=0, justified=False, tracking=0), book
        )
        self._book = book

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 -- reportlab's names
        """As large as the name can be in one line."""
        self.width = aW
        em = self._book.width(self._book.drawable(self._head.agency), Face.TITLE)
        self._size = min(LARGEST_HEAD, aW / em) if em else LARGEST_HEAD
        below = LINES_BELOW * self._leading
        self.height = HEAD_ABOVE + self._size + below + self._leading + LINE_GAP + below
        return aW, self.height

    def draw(self) -> None:
        """Draw from the top down; all but the number is red."""
        canvas, width = self.canv, self.width
        name = Setter(
            TextStyle(face=Face.TITLE, size=self._size, leading=self._size, side=Side.CENTRE),
            self._book,
        )
        top = self.height - HEAD_ABOVE
        canvas.saveState()
        canvas.setFillColor(RED)
        for placed in name.lines(self._head.agency, width + 1):
            name.draw(canvas, placed, 0, top, width)
        canvas.restoreState()
        top -= self._size + LINES_BELOW * self._leading
        for placed in self._number.lines(self._head.number, width):
            self._number.draw(canvas, placed, 0, top, width)
        _rule(canvas, width, top - self._leading - LINE_GAP, LINE_PEN, RED)


class EvenPage(ActionFlowable):
    """Turns to a page with an even number, where one is not under way."""

    def __init__(self) -> None:
        super().__init__(("pageBreak",))

    def apply(self, doc: Any) -> None:
        if doc.page % 2:
            doc.handle_pageBreak()


class ColophonBlock(Flowable):
    """Who gets a copy, who printed it and when, at the very foot of the type area."""

    def __init__(self, colophon: Colophon, styles: StyleSet, book: FontBook) -> None:
        super().__init__()
        self._colophon = colophon
        self._setter = Setter(
            replace(
                styles.body, size=SIZE_4, leading=COLOPHON_LEADING, indent=0, tracking=0,
                justified=False,
            ),
            book,
        )  # fmt: skip

    def least_height(self, width: float, page: float) -> float:  # noqa: ARG002 -- asked of every block
        """Its lines."""
        return (len(self._copies(width)) + 1) * COLOPHON_LEADING

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 -- reportlab's names
        """All that is left of the page; the lines stand at its foot."""
        self.width = aW
        self.height = max(aH, self.least_height(aW, 0))
        return aW, self.height

    def _copies(self, width: float) -> list[PlacedLine]:
        inset = 2 * SIZE_4
        said = f"抄送：{self._colophon.copies}。" if self._colophon.copies else ""
        return self._setter.lines(said, width - inset) if said else []

    def draw(self) -> None:
        """Thick lines above and below, a thin one between."""
        canvas, width = self.canv, self.width
        copies = self._copies(width)
        top = self.least_height(width, 0)
        _rule(canvas, width, top, THICK)
        for placed in copies:
            self._setter.draw(canvas, placed, SIZE_4, top, width - 2 * SIZE_4)
            top -= COLOPHON_LEADING
        if copies:
            _rule(canvas, width, top, THIN)
        self._printed(top)
        _rule(canvas, width, 0, THICK)

    def _printed(self, top: float) -> None:
        """The office at the left, the day at the right."""
        width = self.width - 2 * SIZE_4
        sides = ((Side.LEFT, self._colophon.office), (Side.RIGHT, f"{self._colophon.day}印发"))
        for side, text in sides:
            setter = Setter(replace(self._setter.style, side=side), self._setter.book)
            for placed in setter.lines(text, width):
                setter.draw(self.canv, placed, SIZE_4, top, width)


def enclosures(block: Enclosures, styles: StyleSet, book: FontBook) -> Iterator[TextBlock]:
    """附件：1. …, a line free above; further ones stand below the first."""
    alone = len(block.titles) == 1
    for place, title in enumerate(block.titles):
        head = "附件：" if place == 0 else ""
        number = "" if alone else f"{place + 1}. "
        style = replace(
            styles.body,
            indent=FURTHER if place else FIRST,
            before=0.0 if place else styles.body.leading,
            justified=False,
        )
        yield TextBlock(f"{head}{number}{title}", style, book)


def annex(block: Annex, styles: StyleSet, book: FontBook) -> TextBlock:
    """附件 and its number, at the upper left."""
    style = replace(styles.headings[0], indent=0, after=styles.body.leading / 2)
    return TextBlock(f"附件 {block.number}", style, book)


def _rule(canvas: Any, width: float, y: float, pen: float, colour: Any = black) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(pen)
    canvas.line(0, y, width, y)
    canvas.restoreState()
