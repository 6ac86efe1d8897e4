"""From a paper to a document that WPS and Word edit: the same text as the PDF, in real styles.

What is missing is marked as it is on the screen. Characters that no XML can hold are written as
code points, as on paper.
"""

import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from core.paper import (
    Annex,
    Block,
    Cell,
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
    Seal,
    Side,
    followed,
)
from core.papers.words import BLANK
from storage.files.docx import look
from storage.files.docx.official import add_head, add_official
from storage.files.docx.package import describe, packed
from storage.files.docx.tables import add_picture, facts_table, grid_table
from storage.files.docx.words import clean
from storage.files.pdf.pages import PageDesign
from storage.files.pdf.rendering import broken_title
from storage.layout import official

_BLANKS = re.compile(f"({BLANK})")
_WIDE = re.compile("[\u2e80-\uffef\U00020000-\U0003ffff]")


def docx_of(paper: Paper, design: PageDesign) -> bytes:
    """The paper as a document, in the sizes of `design`."""
    document = docx.Document()
    look.dress(document, design)
    annexes = sum(isinstance(block, Annex) for block in paper.blocks)
    writer = _Writer(document, design, annexes)
    is_official = add_head(writer, paper)
    if paper.mark:
        writer.line(paper.mark, look.MARK)
    if paper.title:
        title = writer.line(broken_title(paper.title, design), look.TITLE)
        writer.free_after(title, is_last=is_official or (design.gridded and not paper.subtitle))
    if paper.subtitle:
        writer.line(paper.subtitle, look.NUMBER)
    for block, following in followed(paper.blocks):
        writer.turn_for(block, following)
        writer.add(block, holds=isinstance(following, Seal | Enclosures))
    describe(
        document,
        title=clean(paper.title),
        author=clean(paper.author),
        subject=clean(paper.subject),
        at=paper.made_at,
    )
    return packed(document)


class _Writer:
    """Adds the blocks of one paper to a document."""

    def __init__(self, document: Document, design: PageDesign, annexes: int) -> None:
        self.annexes = annexes
        self._document = document
        self._design = design
        self._tables = self._figures = 0
        self._is_turned = False

    @property
    def document(self) -> Document:
        return self._document

    @property
    def design(self) -> PageDesign:
        return self._design

    @property
    def width(self) -> float:
        """Of the type area on the pages under way."""
        return self._design.height if self._is_turned else self._design.width

    def turn_for(self, block: Block, following: Block | None) -> None:
        """Go on with pages of the kind that the block needs; an annex stands with its table."""
        wide = following if isinstance(block, Annex) else block
        wants = isinstance(wide, Grid) and wide.turned
        if wants != self._is_turned and not (self._is_turned and isinstance(block, Note)):
            self._is_turned = wants
            look.turn(self._document, self._design, across=wants)

    def free_after(self, line: Paragraph, *, is_last: bool) -> None:
        """Leave a line free below the last one of the heading."""
        if is_last:
            line.paragraph_format.space_after = Pt(self._design.styles.body.leading)

    def add(self, block: Any, *, holds: bool) -> None:
        """Add a block; one that `holds` stays on the page of the next."""
        match block:
            case Prose():
                for text in _lines_of(block.text):
                    self.line(text, look.BODY, holds=holds)
            case Note():
                for text in _lines_of(block.text):
                    self.line(text, look.NOTE)
            case Flush():
                self.line(block.text, look.FLUSH, holds=True).alignment = look.SIDES[block.side]
            case Seal():
                self._seal(block)
            case Heading():
                level = min(block.level, len(look.HEADINGS)) - 1
                self.line(block.text, look.HEADINGS[level], holds=True)
            case _:
                self._add_other(block)

    def _add_other(self, block: Any) -> None:
        """Add a table, a figure, or what only official papers have."""
        match block:
            case FormTable():
                self._table(block)
            case Facts() if block.rows:
                facts_table(self, block)
            case Grid():
                self._tables += 1
                self.line(f"表 {self._tables}　{block.caption}", look.CAPTION, holds=True)
                grid_table(self, block)
            case Figure():
                self._figures += 1
                add_picture(self, block)
                caption = self.line(f"图 {self._figures}　{block.caption}", look.CAPTION)
                caption.alignment = look.SIDES[Side.CENTRE]
            case _ if isinstance(block, OfficialBlock):
                add_official(self, block)

    def line(self, text: str, style: str, *, holds: bool = False) -> Paragraph:
        made = self._document.add_paragraph(style=style)
        _write(made, clean(text))
        made.paragraph_format.keep_with_next = holds
        return made

    def _seal(self, seal: Seal) -> None:
        """The name stands over the middle of the day, which has four characters to its right."""
        size = self._design.styles.body.size
        for text, right, before in _signature(seal, size):
            made = self.line(text, look.SEAL, holds=text is seal.name)
            made.alignment = look.SIDES[Side.RIGHT]
            made.paragraph_format.right_indent = Pt(right * size)
            made.paragraph_format.space_before = Pt(before)
        made.paragraph_format.space_after = Pt(size)

    def _table(self, form: FormTable) -> None:
        columns = len(form.widths)
        table = self._document.add_table(len(form.rows), columns)
        if form.ruled:
            table.style = "Table Grid"
        table.autofit = False
        if form.ruled:
            look.align_edges(table)
        whole = sum(form.widths)
        widths = [self._design.width * share / whole for share in form.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for row, column_, cell in form.placed():
            self._cell(table, row, column_, cell, ruled=form.ruled)
            self._keep_room(table, row, cell)

    def _cell(self, table: Table, row: int, column: int, cell: Cell, *, ruled: bool) -> None:
        target = table.cell(row, column)
        if cell.across > 1 or cell.down > 1:
            target = target.merge(table.cell(row + cell.down - 1, column + cell.across - 1))
        style = (look.LABEL if cell.label else look.CELL) if ruled else look.FLUSH
        _fill(target, clean(cell.text), style)
        if ruled and (cell.label or cell.least <= 2):
            target.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER

    def _keep_room(self, table: Table, row: int, cell: Cell) -> None:
        room = Pt(cell.least * self._design.styles.cell.leading)
        if cell.least > 1 and room > (table.rows[row].height or 0):
            table.rows[row].height = room


def _lines_of(text: str) -> list[str]:
    """Each of them a paragraph."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def _signature(seal: Seal, size: float) -> Iterator[tuple[str, float, float]]:
    """Name and day, each with the characters to its right and the room above it."""
    asked = official().signature
    if seal.sealed:
        middle = asked.day_inset + _ems(seal.day) / 2
        yield seal.name, max(0.0, middle - _ems(seal.name) / 2), size
        yield seal.day, asked.day_inset, 0.0
        return
    name, day = _ems(seal.name), asked.unsealed_day_shift + _ems(seal.day)
    longer = asked.unsealed_name_inset + max(name, day)
    yield seal.name, longer - name, size
    yield seal.day, longer - day, 0.0


def _fill(target: _Cell, text: str, style: str) -> None:
    line = target.paragraphs[0]
    line.style = style
    _write(line, text)


def _write(line: Paragraph, text: str) -> None:
    """The text with its line ends; what is missing in it stands on amber."""
    for piece in filter(None, _BLANKS.split(text)):
        run = line.add_run(piece)
        if piece == BLANK:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _ems(text: str) -> float:
    """About how long a line is, in characters: Latin ones are half as wide."""
    return sum(1.0 if _WIDE.match(char) else 0.5 for char in text)
