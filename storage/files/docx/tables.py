"""Tables and pictures of a document: real tables whose heads come again on each page.

Rows are not parted by a page's end; figures stand as pictures of the very drawing in the PDF.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Protocol

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from PIL import Image

from core.paper import Column, Facts, Figure, Grid, Side
from storage.files.docx import look
from storage.files.docx.words import clean
from storage.files.pdf.pages import PageDesign
from storage.files.pdf.pictures import picture
from storage.files.pdf.rendering import figure_alone

NAMES_SHARE = 0.22
DOTS = 220
"""Per inch, of a figure's picture."""


class Writer(Protocol):
    """What adds blocks to a document."""

    @property
    def document(self) -> Document: ...
    @property
    def design(self) -> PageDesign: ...
    @property
    def width(self) -> float: ...
    @property
    def annexes(self) -> int: ...
    def line(self, text: str, style: str, *, holds: bool = False) -> Paragraph: ...


def facts_table(writer: Writer, facts: Facts) -> None:
    """Names left, facts right."""
    whole = writer.width
    widths = (whole * NAMES_SHARE, whole * (1 - NAMES_SHARE))
    table = _table(writer, widths, len(facts.rows))
    for row, (name, fact) in zip(table.rows, facts.rows, strict=True):
        _keep_whole(row)
        _fill(row.cells[0], name, look.LABEL, Side.LEFT)
        _fill(row.cells[1], fact, look.CELL, Side.LEFT)


def grid_table(writer: Writer, grid: Grid) -> None:
    """A table with its head; what runs below a row stands in a row of its own over all columns."""
    shares = sum(column.share for column in grid.columns)
    widths = [writer.width * column.share / shares for column in grid.columns]
    count = 1 + len(grid.rows) + sum(bool(row.detail) for row in grid.rows)
    table = _table(writer, widths, count)
    rows = iter(table.rows)
    head = next(rows)
    _repeat(head)
    _row(head, [column.title for column in grid.columns], grid.columns, look.LABEL)
    for one in grid.rows:
        _row(next(rows), one.cells, grid.columns, look.CELL)
        if one.detail:
            below = next(rows)
            _keep_whole(below)
            _fill(below.cells[0].merge(below.cells[-1]), one.detail, look.CELL, Side.LEFT)


def add_picture(writer: Writer, figure: Figure) -> None:
    """The figure as it is drawn in the PDF, as wide as the type area."""
    shot = picture(figure_alone(figure, writer.design), 0, DOTS)
    size = (shot.width, shot.height)
    image = Image.frombuffer("RGB", size, shot.pixels, "raw", "BGRX", shot.stride, 1)
    written = BytesIO()
    image.save(written, "PNG", optimize=False)
    line = writer.line("", look.FLUSH, holds=True)
    line.paragraph_format.line_spacing = 1.0  # a picture is higher than a line of exact height
    shape = line.add_run().add_picture(written, width=Pt(writer.design.width))
    shape._inline.docPr.set("descr", clean(figure.caption))


def _table(writer: Writer, widths: Sequence[float], rows: int) -> Table:
    table: Table = writer.document.add_table(rows, len(widths))
    table.style = look.TABLE
    table.autofit = False
    look.align_edges(table)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
        for cell in column.cells:
            cell.width = Pt(width)
    return table


def _row(row: _Row, texts: Sequence[str], columns: Sequence[Column], style: str) -> None:
    _keep_whole(row)
    for cell, text, column in zip(row.cells, texts, columns, strict=True):
        side = Side.CENTRE if style == look.LABEL else column.side
        _fill(cell, text, style, side)


def _fill(cell: _Cell, text: str, style: str, side: Side) -> None:
    line = cell.paragraphs[0]
    line.style = style
    line.add_run(clean(text))
    line.alignment = look.SIDES[side]


def _keep_whole(row: _Row) -> None:
    _mark(row, "w:cantSplit")


def _repeat(row: _Row) -> None:
    _mark(row, "w:tblHeader")


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    properties.append(mark)
