"""What makes a paper an official one (GB/T 9704-2012): red head, enclosures, annexes, colophon.

What the standard asks is data; here it is only drawn.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reportlab.lib.colors import Color, black
from reportlab.platypus import Flowable
from reportlab.platypus.doctemplate import ActionFlowable

from core.layout.standard import Standard
from core.paper import Annex, Colophon, Enclosures, RedHead, Remark, Side
from storage.files.pdf.fonts import Face, FontBook
from storage.files.pdf.setting import PlacedLine, Setter, TextBlock
from storage.files.pdf.style import MM, StyleSet, TextStyle

FIRST, FURTHER = 2, 5
"""How far enclosures are set in, in characters: 附件： takes three of them."""

COPIES = "抄送："
COPY_DIGITS = 6


class RedHeadBlock(Flowable):
    """The agency's name in red, the number below it, and the red line.

    What stands above the name (份号、密级、紧急程度) has its room there already.
    """

    def __init__(self, head: RedHead, styles: StyleSet, standard: Standard, book: FontBook) -> None:
        super().__init__()
        self._head = head
        self._body = replace(styles.body, indent=0, justified=False)
        self._measures = standard.head
        self._red = Color(*(part / 255 for part in standard.head.red))
        self._book = book

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 -- reportlab's names
        """As large as the name can be in one line; what follows stands on the lines of the page."""
        self.width = aW
        measures, leading = self._measures, self._body.leading
        em = self._book.width(self._book.drawable(self._head.agency), Face.TITLE)
        self._size = min(measures.largest, aW / em) if em else measures.largest
        rule = self._rule_below()
        free = measures.lines_above_title * leading
        self.height = round((rule + free) / leading) * leading
        return aW, self.height

    def _number_below(self) -> float:
        """From the top to the line of the number."""
        measures = self._measures
        return measures.above * MM + self._size + measures.lines_below * self._body.leading

    def _rule_below(self) -> float:
        """From the top to the red line: 4 mm below the foot of the number's characters."""
        body = self._body
        foot = self._number_below() + (body.leading + body.size) / 2
        return foot + self._measures.rule_gap * MM

    def draw(self) -> None:
        """Draw from the top down; the name and the line are red."""
        canvas, width, head = self.canv, self.width, self._head
        self._above()
        style = TextStyle(face=Face.TITLE, size=self._size, leading=self._size, side=Side.CENTRE)
        canvas.saveState()
        canvas.setFillColor(self._red)
        self._line(head.agency, style, self.height - self._measures.above * MM, width + 1)
        canvas.restoreState()
        top = self.height - self._number_below()
        if head.signer:
            self._number_and_signer(top)
        else:
            self._line(head.number, replace(self._body, side=Side.CENTRE), top, width)
        rule = self.height - self._rule_below()
        _rule(canvas, width, rule, self._measures.rule * MM, self._red)

    def _above(self) -> None:
        """The number of the copy, secrecy and urgency, one below the other at the upper left."""
        head, body, top = self._head, self._body, self.height
        strong = replace(body, face=Face.HEI)
        copy = head.copy.zfill(COPY_DIGITS) if head.copy else ""
        for text, style in ((copy, body), (head.secrecy, strong), (head.urgency, strong)):
            if text:
                self._line(text, style, top, self.width)
                top -= body.leading

    def _number_and_signer(self, top: float) -> None:
        """The number one character in from the left, who signed one in from the right."""
        body, em = self._body, self._body.size + self._body.tracking
        self._line(self._head.number, body, top, self.width - em, left=em)
        name = Setter(replace(body, face=Face.KAI, side=Side.RIGHT), self._book)
        self._line(self._head.signer, name.style, top, self.width - em)
        taken = name.width(self._book.drawable(self._head.signer))
        self._line("签发人：", replace(body, side=Side.RIGHT), top, self.width - em - taken)

    def _line(
        self, text: str, style: TextStyle, top: float, width: float, *, left: float = 0.0
    ) -> None:
        setter = Setter(style, self._book)
        for placed in setter.lines(text, width):
            setter.draw(self.canv, placed, left, top, width)


class EvenPage(ActionFlowable):
    """Turns to a page with an even number, where one is not under way.

    A page that stays blank for it has no number, nor has the one that follows.
    """

    def __init__(self) -> None:
        super().__init__(("pageBreak",))

    def apply(self, doc: Any) -> None:
        if doc.page % 2:
            if vars(doc.frame)["_atTop"]:  # missing from the stubs
                doc.unnumbered |= {doc.page, doc.page + 1}
            doc.handle_pageBreak()


class ColophonBlock(Flowable):
    """Who gets a copy, who printed it and when, at the very foot of the type area."""

    def __init__(
        self, colophon: Colophon, styles: StyleSet, standard: Standard, book: FontBook
    ) -> None:
        super().__init__()
        self._colophon = colophon
        self._measures = standard.colophon
        size = standard.sizes.colophon
        self._inset = self._measures.inset * size
        self._leading = self._measures.leading * MM
        style = replace(
            styles.body, size=size, leading=self._leading, indent=0, tracking=0, justified=False
        )
        self._setter = Setter(style, book)
        self._copies_setter = Setter(replace(style, hang=len(COPIES)), book)

    def least_height(self, width: float, page: float) -> float:  # noqa: ARG002 -- asked of every block
        """Its lines."""
        return (len(self._copies(width)) + 1) * self._leading

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 -- reportlab's names
        """All that is left of the page; the lines stand at its foot."""
        self.width = aW
        self.height = max(aH, self.least_height(aW, 0))
        return aW, self.height

    def _copies(self, width: float) -> list[PlacedLine]:
        """Further lines begin below the first name."""
        said = f"{COPIES}{self._colophon.copies.rstrip('。')}。" if self._colophon.copies else ""
        return self._copies_setter.lines(said, width - 2 * self._inset) if said else []

    def draw(self) -> None:
        """Thick lines above and below, a thin one between."""
        canvas, width = self.canv, self.width
        thick, thin = self._measures.thick * MM, self._measures.thin * MM
        copies = self._copies(width)
        top = self.least_height(width, 0)
        _rule(canvas, width, top, thick)
        for placed in copies:
            self._copies_setter.draw(canvas, placed, self._inset, top, width - 2 * self._inset)
            top -= self._leading
        if copies:
            _rule(canvas, width, top, thin)
        self._printed(top)
        _rule(canvas, width, 0, thick)

    def _printed(self, top: float) -> None:
        """The office at the left, the day at the right."""
        width = self.width - 2 * self._inset
        sides = ((Side.LEFT, self._colophon.office), (Side.RIGHT, f"{self._colophon.day}印发"))
        for side, text in sides:
            setter = Setter(replace(self._setter.style, side=side), self._setter.book)
            for placed in setter.lines(text, width):
                setter.draw(self.canv, placed, self._inset, top, width)


def enclosures(block: Enclosures, styles: StyleSet, book: FontBook) -> Iterator[TextBlock]:
    """附件：1. …, a line free above; further ones stand below the first, as do further lines."""
    alone = len(block.titles) == 1
    for place, title in enumerate(block.titles):
        head = "附件：" if place == 0 else ""
        number = "" if alone else f"{place + 1}. "
        style = replace(
            styles.body,
            indent=FURTHER if place else FIRST,
            hang=FURTHER + (0 if alone else 1),
            before=0.0 if place else styles.body.leading,
            justified=False,
        )
        yield TextBlock(f"{head}{number}{title.rstrip('。；')}", style, book)


def remark(block: Remark, styles: StyleSet, book: FontBook) -> TextBlock:
    """附注, in brackets and set in by two characters."""
    said = block.text.strip().removeprefix("（").removesuffix("）")
    return TextBlock(f"（{said}）", replace(styles.body, hang=FIRST), book)


def annex(block: Annex, styles: StyleSet, book: FontBook, *, alone: bool) -> TextBlock:
    """附件 and its number on the first line of the page; the title stands on the third."""
    style = replace(styles.headings[0], indent=0, after=styles.body.leading)
    return TextBlock("附件" if alone else f"附件 {block.number}", style, book)


def _rule(canvas: Any, width: float, y: float, pen: float, colour: Any = black) -> None:
    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(pen)
    canvas.line(0, y, width, y)
    canvas.restoreState()
