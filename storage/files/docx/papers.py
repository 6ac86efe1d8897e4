"""From a paper to a document that WPS and Word edit: the same text as the PDF, in real styles.

What is missing is marked as it is on the screen. Characters that no XML can hold are written as
code points, as on paper.
"""

import re
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from core.paper import Cell, Flush, FormTable, Note, Paper, Prose, Seal, Side, followed
from core.papers.words import BLANK
from storage.files.docx import look
from storage.files.docx.package import describe, packed
from storage.files.pdf.pages import PageDesign
from storage.files.pdf.text import code_point, for_paper
from storage.layout import official

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS = re.compile(f"({BLANK})")
_WIDE = re.compile("[\u2e80-\uffef\U00020000-\U0003ffff]")


def docx_of(paper: Paper, design: PageDesign) -> bytes:
    """The paper as a document, in the sizes of `design`."""
    document = docx.Document()
    look.dress(document, design)
    writer = _Writer(document, design)
    if paper.mark:
        writer.line(paper.mark, look.MARK)
    writer.line(paper.title, look.TITLE)
    if paper.subtitle:
        writer.line(paper.subtitle, look.NUMBER)
    for block, following in followed(paper.blocks):
        writer.add(block, holds=isinstance(following, Seal))
    describe(
        document,
        title=clean(paper.title),
        author=clean(paper.author),
        subject=clean(paper.subject),
        at=paper.made_at,
    )
    return packed(document)


def clean(text: str) -> str:
    """`text` as XML can hold it."""
    return _NOT_IN_XML.sub(lambda found: code_point(found[0]), for_paper(text))


class _Writer:
    """Adds the blocks of one paper to a document."""

    def __init__(self, document: Document, design: PageDesign) -> None:
        self._document = document
        self._design = design

    def add(self, block: Any, *, holds: bool) -> None:
        """Add a block; one that `holds` stays on the page of the next."""
        match block:
            case Prose():
                for text in filter(str.strip, clean(block.text).split("\n")):
                    self.line(text.strip(), look.BODY, holds=holds)
            case Flush():
                self.line(block.text, look.FLUSH, holds=True).alignment = look.SIDES[block.side]
            case Note():
                for text in filter(str.strip, clean(block.text).split("\n")):
                    self.line(text, look.NOTE)
            case Seal():
                self._seal(block)
            case FormTable():
                self._table(block)
            case _:
                raise TypeError(f"no way to write {type(block).__name__} as a document")

    def line(self, text: str, style: str, *, holds: bool = False) -> Paragraph:
        made = self._document.add_paragraph(style=style)
        _write(made, clean(text))
        made.paragraph_format.keep_with_next = holds
        return made

    def _seal(self, seal: Seal) -> None:
        """The name stands over the middle of the day, which has four characters to its right."""
        size = self._design.styles.body.size
        inset = official().signature.day_inset
        middle = inset + _ems(seal.day) / 2
        name_right = max(0.0, middle - _ems(seal.name) / 2)
        for text, right, before in ((seal.name, name_right, size), (seal.day, inset, 0.0)):
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
