"""From a paper to a PDF: blocks become what stands on pages."""

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportlab import rl_config
from reportlab.platypus import CondPageBreak, Flowable

from core.paper import (
    Annex,
    Block,
    Colophon,
    Enclosures,
    Facts,
    Figure,
    Flush,
    FormTable,
    Grid,
    Heading,
    Note,
    OfficialBlock,
    Paper,
    Prose,
    RedHead,
    Seal,
    Side,
    texts,
)
from storage.files.pdf import fonts
from storage.files.pdf.fonts import Coverage, FontBook
from storage.files.pdf.forms import SealBlock, form_table
from storage.files.pdf.official import (
    ColophonBlock,
    EvenPage,
    RedHeadBlock,
    annex,
    enclosures,
)
from storage.files.pdf.pages import (
    OFFICIAL,
    OFFICIAL_CLOSER,
    WORKING,
    HeadingBlock,
    PageDesign,
    make_pages,
)
from storage.files.pdf.setting import TextBlock
from storage.files.pdf.style import TextStyle
from storage.files.pdf.tables import PagedTable, facts_table, grid_table
from storage.files.pdf.text import for_paper, paragraphs
from storage.files.pdf.whiskers import WhiskerDrawing

rl_config.useA85 = 0  # binary streams: a fifth smaller, and every reader takes them

_one_at_a_time = threading.Lock()
"""reportlab keeps its fonts in one place for the whole program, each read through one pointer."""

Turn = CondPageBreak | EvenPage
"""What turns to another page and takes no room."""

Piece = TextBlock | PagedTable | WhiskerDrawing | SealBlock | ColophonBlock
"""What a block becomes: something that knows how much room it needs to begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A finished PDF; `coverage` tells which characters had to be replaced."""

    pdf: bytes
    pages: int
    coverage: Coverage

    @property
    def sha256(self) -> str:
        """The fingerprint of the file, in hexadecimal."""
        return hashlib.sha256(self.pdf).hexdigest()


def coverage_of(paper: Paper, book: FontBook | None = None) -> Coverage:
    """Which characters of the paper cannot be drawn as they should; to be said before export."""
    with _one_at_a_time:
        return _coverage(paper, book or fonts.shipped())


def render(paper: Paper, design: PageDesign = WORKING, book: FontBook | None = None) -> Rendered:
    """Set the paper as PDF: the same paper gives the same bytes. Safe on any thread."""
    with _one_at_a_time:
        used = book or fonts.shipped()
        pdf, pages = make_pages(paper, lambda: _Story(paper, design, used).flow(), design, used)
        return Rendered(pdf=pdf, pages=pages, coverage=_coverage(paper, used))


def render_to_fit(
    paper: Paper, designs: Sequence[PageDesign] = (OFFICIAL, *OFFICIAL_CLOSER)
) -> tuple[Rendered, PageDesign]:
    """Set the paper in the first design that takes one page, else in the first of all."""
    first = render(paper, designs[0])
    if first.pages == 1:
        return first, designs[0]
    for design in designs[1:]:
        closer = render(paper, design)
        if closer.pages == 1:
            return closer, design
    return first, designs[0]


def _coverage(paper: Paper, book: FontBook) -> Coverage:
    return book.check(for_paper(text) for text in texts(paper))


class _Story:
    """Turns the blocks of one paper into flowables, once."""

    def __init__(self, paper: Paper, design: PageDesign, book: FontBook) -> None:
        self._paper = paper
        self._design = design
        self._book = book
        self._tables = 0
        self._figures = 0
        self._headings = 0

    def flow(self) -> list[Flowable]:
        """All flowables; headings and captions are held to what follows them."""
        styles = self._design.styles
        heads = [one for one in self._paper.blocks if isinstance(one, RedHead)]
        return [
            *(RedHeadBlock(one, styles.body, self._book) for one in heads),
            TextBlock(self._paper.mark, styles.mark, self._book),
            self._heading(self._paper.title, self._title_style(heads), level=1),
            TextBlock(self._paper.subtitle, styles.subtitle, self._book),
            *self._held_together(self._pieces()),
        ]

    def _title_style(self, heads: Sequence[RedHead]) -> TextStyle:
        """Below a red head a line is left free after the title."""
        style = self._design.styles.title
        return replace(style, after=self._design.styles.body.leading) if heads else style

    def _pieces(self) -> Iterator[tuple[Piece | Turn, bool]]:
        """Each piece, and whether it must not be parted from the next one."""
        blocks = self._paper.blocks
        for block, following in zip(blocks, (*blocks[1:], None), strict=True):
            if isinstance(block, RedHead | Enclosures | Annex | Colophon):
                yield from self._of_official(block)
            elif isinstance(block, Flush | Seal | FormTable):
                signs = isinstance(block, Flush) and isinstance(following, Flush)
                yield self._of_form(block), signs or isinstance(following, Seal)
            else:
                for piece, leads in self._of(block):
                    yield piece, leads or isinstance(following, Seal)

    def _of_form(self, block: Flush | Seal | FormTable) -> Piece:
        styles, book, width = self._design.styles, self._book, self._design.width
        line = replace(styles.body, indent=0, justified=False)
        match block:
            case Flush():
                return TextBlock(block.text, replace(line, side=block.side), book)
            case Seal():
                return SealBlock(block, line, book)
            case FormTable():
                return form_table(block, width, self._design.height, styles, book)

    def _of_official(self, block: OfficialBlock) -> Iterator[tuple[Piece | Turn, bool]]:
        """The parts of an official paper; its red head stands above the title already."""
        styles, book = self._design.styles, self._book
        match block:
            case Enclosures():
                for line in enclosures(block, styles, book):
                    yield line, True
            case Annex():
                yield CondPageBreak(self._design.height), False
                yield annex(block, styles, book), True
                yield self._heading(block.title, styles.title, level=2), True
            case Colophon():
                closing = ColophonBlock(block, styles, book)
                yield CondPageBreak(closing.least_height(self._design.width, 0)), False
                yield EvenPage(), False
                yield closing, False

    def _held_together(self, pieces: Iterable[tuple[Piece | Turn, bool]]) -> Iterator[Flowable]:
        waiting: list[Piece] = []
        for piece, leads in pieces:
            if isinstance(piece, CondPageBreak | EvenPage):
                yield piece
                continue
            waiting.append(piece)
            if not leads:
                yield CondPageBreak(self._room_for(waiting))
                yield from waiting
                waiting = []
        yield from waiting

    def _room_for(self, pieces: list[Piece]) -> float:
        *heads, last = pieces
        width = self._design.width
        taken = sum(head.wrap(width, 0)[1] + head.getSpaceBefore() for head in heads)
        page = self._design.height
        return min(taken + last.least_height(width, page), page)

    def _of(self, block: Block) -> Iterator[tuple[Piece, bool]]:
        styles, book = self._design.styles, self._book
        width, height = self._design.width, self._design.height
        match block:
            case Heading():
                style = styles.headings[min(block.level, len(styles.headings)) - 1]
                yield self._heading(block.text, style, level=block.level + 1), True
            case Prose():
                for line in paragraphs(for_paper(block.text)):
                    yield TextBlock(line, styles.body, book), False
            case Note():
                yield TextBlock(block.text, styles.note, book), False
            case Facts() if block.rows:
                yield facts_table(block, width, height, styles, book), False
            case Grid():
                self._tables += 1
                yield self._caption(f"表 {self._tables}　{block.caption}"), True
                yield grid_table(block, width, height, styles, book), False
            case Figure():
                self._figures += 1
                yield WhiskerDrawing(block.chart, width, styles.note, book), True
                yield self._caption(f"图 {self._figures}　{block.caption}", Side.CENTRE), False

    def _caption(self, text: str, side: Side = Side.LEFT) -> TextBlock:
        return TextBlock(text, replace(self._design.styles.caption, side=side), self._book)

    def _heading(self, text: str, style: TextStyle, *, level: int) -> HeadingBlock:
        self._headings += 1
        return HeadingBlock(text, style, self._book, level=level, key=f"heading-{self._headings}")
