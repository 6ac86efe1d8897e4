"""From a paper to a PDF: blocks become what stands on pages."""

import hashlib
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak

from core.figures.charts import WhiskerChart
from core.layout.titles import title_lines
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
    Remark,
    Seal,
    Side,
    followed,
    texts,
)
from storage.files.pdf import fonts
from storage.files.pdf.fonts import Coverage, Face, FontBook
from storage.files.pdf.forms import SealBlock, form_table
from storage.files.pdf.official import (
    ColophonBlock,
    EvenPage,
    RedHeadBlock,
    annex,
    enclosures,
    remark,
)
from storage.files.pdf.pages import (
    OFFICIAL,
    OFFICIAL_CLOSER,
    TURNED,
    UPRIGHT,
    WORKING,
    HeadingBlock,
    PageDesign,
    ToTheGrid,
    make_pages,
)
from storage.files.pdf.series import SeriesDrawing
from storage.files.pdf.setting import Setter, TextBlock
from storage.files.pdf.style import TextStyle
from storage.files.pdf.tables import PagedTable, facts_table, grid_table
from storage.files.pdf.text import for_paper, paragraphs
from storage.files.pdf.whiskers import WhiskerDrawing
from storage.layout import official, title_words

rl_config.useA85 = 0  # binary streams: a fifth smaller, and every reader takes them

_one_at_a_time = threading.Lock()
"""reportlab keeps its fonts in one place for the whole program, each read through one pointer."""

Turn = CondPageBreak | PageBreak | NextPageTemplate | EvenPage
"""What turns to another page and takes no room."""

Piece = TextBlock | PagedTable | WhiskerDrawing | SeriesDrawing | SealBlock | ColophonBlock
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


def coverage_of(
    paper: Paper, design: PageDesign = WORKING, book: FontBook | None = None
) -> Coverage:
    """Which characters of the paper cannot be drawn as they should; to be said before export."""
    with _one_at_a_time:
        return _coverage(paper, design, book or fonts.at_hand())


def render(paper: Paper, design: PageDesign = WORKING, book: FontBook | None = None) -> Rendered:
    """Set the paper as PDF: the same paper gives the same bytes. Safe on any thread."""
    with _one_at_a_time:
        used = book or fonts.at_hand()
        pdf, pages = make_pages(paper, lambda: _Story(paper, design, used).flow(), design, used)
        return Rendered(pdf=pdf, pages=pages, coverage=_coverage(paper, design, used))


def figure_alone(figure: Figure, design: PageDesign) -> bytes:
    """A PDF of just the drawing, on a page of its size; other files show a picture of it."""
    with _one_at_a_time:
        book = fonts.at_hand()
        piece, _ = next(_Story(_NOTHING, design, book).of(figure))
        width, height = piece.wrap(design.width, design.height)
        written = BytesIO()
        body: Any = book.font(design.styles.body.face).fontName  # the stubs take it for a size
        canvas = Canvas(written, pagesize=(width, height), invariant=1, initialFontName=body)
        piece.drawOn(canvas, 0, 0)
        canvas.save()
        return written.getvalue()


def broken_title(title: str, design: PageDesign) -> str:
    """A title with its line ends; only official papers choose them."""
    if design.standard is None:
        return title
    with _one_at_a_time:
        return _broken(title, Setter(design.styles.title, fonts.at_hand()), design.width)


def _broken(title: str, setter: Setter, width: float) -> str:
    drawable = setter.book.drawable(for_paper(title).strip())
    return "\n".join(title_lines(drawable, setter.width, width, title_words()))


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


def _coverage(paper: Paper, design: PageDesign, book: FontBook) -> Coverage:
    found = book.check((for_paper(text) for text in texts(paper)), design.styles.body.face)
    return replace(found, replaced=book.replaced(_prescribed(paper, design)))


def _prescribed(paper: Paper, design: PageDesign) -> Iterator[Face]:
    """The faces of this paper for which only licensed fonts are what the standard means."""
    if design.standard is None:
        return
    faces = design.standard.faces
    yield from (Face(faces.body), Face(faces.title))
    if any(isinstance(block, Heading) and block.level == 2 for block in paper.blocks):
        yield Face(faces.second)


_NOTHING = Paper(title="", author="", subject="", made_at=datetime(2000, 1, 1), blocks=())


class _Story:
    """Turns the blocks of one paper into flowables, once."""

    def __init__(self, paper: Paper, design: PageDesign, book: FontBook) -> None:
        self._paper = paper
        self._design = design
        self._book = book
        self._tables = 0
        self._figures = 0
        self._headings = self._level = 0
        self._is_turned = False
        self._standard = design.standard or official()

    @property
    def _width(self) -> float:
        return self._design.height if self._is_turned else self._design.width

    @property
    def _height(self) -> float:
        return self._design.width if self._is_turned else self._design.height

    def flow(self) -> list[Flowable]:
        """All flowables; headings and captions are held to what follows them."""
        styles = self._design.styles
        heads = [one for one in self._paper.blocks if isinstance(one, RedHead)]
        return [
            *(RedHeadBlock(one, styles, self._standard, self._book) for one in heads),
            *self._above(heads),
            *self._held_together(self._pieces()),
        ]

    def _above(self, heads: Sequence[RedHead]) -> Iterator[Flowable]:
        """Mark, title and what stands below it; what is empty takes no room either."""
        paper, styles = self._paper, self._design.styles
        if paper.mark:
            yield TextBlock(paper.mark, styles.mark, self._book)
        if paper.title:
            yield self._title(paper.title, self._title_style(heads), level=1)
        if paper.subtitle:
            yield TextBlock(paper.subtitle, styles.subtitle, self._book)

    def _title_style(self, heads: Sequence[RedHead]) -> TextStyle:
        """A line is left free below the title of an official paper, or below its number."""
        style = self._design.styles.title
        is_last = bool(heads) or (self._design.gridded and not self._paper.subtitle)
        return replace(style, after=self._design.styles.body.leading) if is_last else style

    def _title(self, text: str, style: TextStyle, *, level: int) -> HeadingBlock:
        """A title; on official papers it is broken by words."""
        if self._design.standard is not None:
            text = _broken(text, Setter(style, self._book), self._width)
        return self._heading(text, style, level=level)

    def _pieces(self) -> Iterator[tuple[Piece | Turn, bool]]:
        """Each piece, and whether it must not be parted from the next one."""
        for block, following in followed(self._paper.blocks):
            yield from self._turn_for(block, following)
            if isinstance(block, OfficialBlock):
                yield from self._of_official(block)
            elif isinstance(block, Flush | Seal | FormTable):
                signs = isinstance(block, Flush) and isinstance(following, Flush)
                yield self._of_form(block), signs or isinstance(following, Seal)
            else:
                for piece, leads in self.of(block):
                    yield piece, leads or isinstance(following, Seal | Enclosures)

    def _turn_for(self, block: Block, following: Block | None) -> Iterator[tuple[Turn, bool]]:
        """Turn to a page of the kind that the block needs; an annex stands with its table."""
        wide = following if isinstance(block, Annex) else block
        wants_turned = isinstance(wide, Grid) and wide.turned
        stays = self._is_turned and isinstance(block, Note)
        if wants_turned != self._is_turned and not stays:
            self._is_turned = wants_turned
            yield NextPageTemplate(TURNED if wants_turned else UPRIGHT), False
            if not isinstance(block, Annex):
                yield PageBreak(), False

    def _of_form(self, block: Flush | Seal | FormTable) -> Piece:
        styles, book, width = self._design.styles, self._book, self._width
        line = replace(styles.body, indent=0, justified=False)
        match block:
            case Flush():
                return TextBlock(block.text, replace(line, side=block.side), book)
            case Seal():
                return SealBlock(block, line, book)
            case FormTable():
                return form_table(block, width, self._height, styles, book)

    def _of_official(self, block: OfficialBlock) -> Iterator[tuple[Piece | Turn, bool]]:
        """The parts of an official paper; its red head stands above the title already."""
        styles, book = self._design.styles, self._book
        match block:
            case Enclosures():
                for line in enclosures(block, styles, book):
                    yield line, True
            case Remark():
                yield remark(block, styles, book), False
            case Annex():
                alone = sum(isinstance(one, Annex) for one in self._paper.blocks) == 1
                yield CondPageBreak(self._design.height), False
                yield annex(block, styles, book, alone=alone), True
                title = replace(styles.title, after=styles.body.leading)
                yield self._title(block.title, title, level=2), True
            case Colophon():
                closing = ColophonBlock(block, styles, self._standard, book)
                yield CondPageBreak(closing.least_height(self._design.width, 0)), False
                yield EvenPage(), False
                yield closing, False

    def _held_together(self, pieces: Iterable[tuple[Piece | Turn, bool]]) -> Iterator[Flowable]:
        waiting: list[Piece] = []
        for piece, leads in pieces:
            if isinstance(piece, Turn):
                yield piece
                continue
            waiting.append(piece)
            if not leads:
                yield CondPageBreak(self._room_for(waiting))
                yield from self._on_the_grid(waiting)
                waiting = []
        yield from waiting

    def _on_the_grid(self, pieces: Sequence[Piece]) -> Iterator[Flowable]:
        """The pieces, and where text follows what left the lines of the page, the way back."""
        is_off = False
        for one in pieces:
            leaves = self._leaves_the_grid(one)
            if is_off and not leaves:
                yield ToTheGrid(self._height, self._design.styles.body.leading)
            yield one
            is_off = leaves
        if is_off:
            yield ToTheGrid(self._height, self._design.styles.body.leading)

    def _leaves_the_grid(self, piece: Piece) -> bool:
        if not self._design.gridded or isinstance(piece, SealBlock | ColophonBlock):
            return False
        return not isinstance(piece, TextBlock) or piece.leading != self._design.styles.body.leading

    def _room_for(self, pieces: list[Piece]) -> float:
        *heads, last = pieces
        width, page = self._width, self._height
        taken = sum(head.wrap(width, 0)[1] + head.getSpaceBefore() for head in heads)
        taken += sum(
            self._design.styles.body.leading for head in heads if self._leaves_the_grid(head)
        )
        return min(taken + last.least_height(width, page), page)

    def of(self, block: Block) -> Iterator[tuple[Piece, bool]]:
        """The pieces of a block that any paper may have, each with whether it leads."""
        styles, book = self._design.styles, self._book
        width, height = self._width, self._height
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
                yield self._drawing(block), True
                yield self._caption(f"图 {self._figures}　{block.caption}", Side.CENTRE), False

    def _drawing(self, figure: Figure) -> WhiskerDrawing | SeriesDrawing:
        chart, note, book = figure.chart, self._design.styles.note, self._book
        if isinstance(chart, WhiskerChart):
            return WhiskerDrawing(chart, self._width, note, book)
        return SeriesDrawing(chart, self._width, note, book)

    def _caption(self, text: str, side: Side = Side.LEFT) -> TextBlock:
        return TextBlock(text, replace(self._design.styles.caption, side=side), self._book)

    def _heading(self, text: str, style: TextStyle, *, level: int) -> HeadingBlock:
        """A heading; as a bookmark it lies one below the last at most, whatever its look."""
        self._headings += 1
        self._level = min(level, self._level + 1)
        key = f"heading-{self._headings}"
        return HeadingBlock(text, style, self._book, level=self._level, key=key)
