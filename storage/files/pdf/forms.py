"""Forms on paper: ruled tables with cells over several columns and rows, and the line for a seal.

A cell longer than a part of the page is cut between its lines, so that a form goes on over pages;
a cell beside such rows then stands at their head instead of in their middle.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Any

from reportlab.lib.colors import black
from reportlab.platypus import Flowable

from core.paper import Cell, FormTable, Seal
from storage.files.pdf.fonts import Face, FontBook
from storage.files.pdf.setting import PlacedLine, Setter, TextBlock
from storage.files.pdf.style import RULE, StyleSet, TextStyle
from storage.files.pdf.tables import Command, PagedTable
from storage.layout import official

ACROSS, ALONG = 4.0, 5.0
"""Padding of ruled cells."""

LARGEST_PIECE = 0.2
"""A longer piece of a cell, as a part of the page, is cut."""

SIGNATURE = official().signature

UNCUT = 10**6

PAGE_EDGES: tuple[Command, ...] = (
    ("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), RULE, black),
    ("LINEABOVE", (0, "splitfirst"), (-1, "splitfirst"), RULE, black),
)
"""A form that goes on over pages is closed at the foot of one, and opened again on the next."""


class SealBlock(Flowable):
    """The name in which a paper is given, and the day.

    With a stamp the name stands over the middle of the day; without one the day begins two
    characters after the name.
    """

    def __init__(self, seal: Seal, style: TextStyle, book: FontBook) -> None:
        super().__init__()
        self._seal = seal
        self._setter = Setter(style, book)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 -- reportlab's names
        """Room above, the lines of the name, the day."""
        self.width = aW
        self._names = self._setter.lines(self._seal.name, aW)
        self._days = self._setter.lines(self._seal.day, aW, as_typed=True)
        count = SIGNATURE.lines_above + len(self._names) + len(self._days)
        self.height = count * self._setter.style.leading
        return aW, self.height

    def least_height(self, width: float, page: float) -> float:
        """All of it: a seal is never parted."""
        return self.wrap(width, page)[1]

    def draw(self) -> None:
        """Draw the lines from the top down."""
        leading = self._setter.style.leading
        top = self.height - SIGNATURE.lines_above * leading
        for placed, start in self._sealed() if self._seal.sealed else self._unsealed():
            within = max(0.0, min(start, self.width - placed.line.width))
            self._setter.draw(self.canv, placed, within, top, placed.line.width)
            top -= leading

    def _ems(self, count: float) -> float:
        return count * (self._setter.style.size + self._setter.style.tracking)

    def _sealed(self) -> Iterator[tuple[PlacedLine, float]]:
        day = max(placed.line.width for placed in self._days)
        middle = self.width - self._ems(SIGNATURE.day_inset) - day / 2
        for placed in (*self._names, *self._days):
            yield placed, middle - placed.line.width / 2

    def _unsealed(self) -> Iterator[tuple[PlacedLine, float]]:
        """The longer of the two ends two characters before the edge."""
        name, day = (max(one.line.width for one in lines) for lines in (self._names, self._days))
        shift = self._ems(SIGNATURE.unsealed_day_shift)
        longer = max(name, shift + day)
        start = self.width - self._ems(SIGNATURE.unsealed_name_inset) - longer
        yield from ((placed, start) for placed in self._names)
        yield from ((placed, start + shift) for placed in self._days)


def form_table(
    form: FormTable, width: float, height: float, styles: StyleSet, book: FontBook
) -> PagedTable:
    """The form as a table as wide as the type area, on pages so high."""
    laid = _Laid(form, width, height, styles, book)
    table = PagedTable(laid.rows, colWidths=laid.widths, rowHeights=laid.heights, hAlign="LEFT")
    table.setStyle([*_padding(form, book), *laid.commands])
    if form.ruled:
        table.close_pages(PAGE_EDGES)
    return table


class _Laid:
    """The rows of a form as the table wants them: a long row becomes several."""

    def __init__(
        self, form: FormTable, width: float, height: float, styles: StyleSet, book: FontBook
    ) -> None:
        whole = sum(form.widths)
        self.widths = [width * share / whole for share in form.widths]
        self.commands: list[Command] = []
        self._form = form
        self._book = book
        self._styles = styles
        self._most = max(1, int(height * LARGEST_PIECE / styles.cell.leading))
        whole_rows = self._rows_left_whole()
        cut = [
            (row, column, cell, self._cut(cell, column, whole=row in whole_rows))
            for row, column, cell in form.placed()
        ]
        counts = [
            max(1, *(len(pieces) for at, _, _, pieces in cut if at == row))
            for row in range(len(form.rows))
        ]
        self._starts = [0, *accumulate(counts)]
        self.rows: list[list[Any]] = [[""] * len(form.widths) for _ in range(self._starts[-1])]
        self._least = [0.0] * len(self.rows)
        for row, column, cell, pieces in cut:
            self._put(cell, pieces, row, column)

    @property
    def heights(self) -> list[float | None]:
        """How high each row is; None for as high as what stands in it."""
        return [
            max(least, *map(_height, row)) + 2 * ALONG if least else None
            for least, row in zip(self._least, self.rows, strict=True)
        ]

    def _style(self, cell: Cell) -> TextStyle:
        if not self._form.ruled:
            return replace(self._styles.body, indent=0, justified=False)
        return self._styles.cell_head if cell.label else self._styles.cell

    def _rows_left_whole(self) -> frozenset[int]:
        """The rows in which nothing that was filled in is long; labels alone part no row."""
        long = {
            row
            for row, column, cell in self._form.placed()
            if not cell.label and len(self._cut(cell, column, whole=False)) > 1
        }
        return frozenset(range(len(self._form.rows))) - long

    def _cut(self, cell: Cell, column: int, *, whole: bool) -> list[TextBlock]:
        """The cell's text in pieces for the width it has."""
        across = ACROSS if self._form.ruled else 0.0
        room = sum(self.widths[column : column + cell.across]) - 2 * across
        block = TextBlock(cell.text, self._style(cell), self._book, as_typed=True)
        return block.cut(room, UNCUT if whole or cell.down > 1 else self._most)

    def _put(self, cell: Cell, pieces: list[TextBlock], row: int, column: int) -> None:
        top, bottom = self._starts[row], self._starts[row + cell.down] - 1
        right = column + cell.across - 1
        for place, piece in enumerate(pieces):
            self.rows[top + place][column] = piece
        if cell.least > 1 and bottom - top + 1 == cell.down:
            room = cell.least * self._style(cell).leading
            self._least[top] = max(self._least[top], room)
        whole = bottom - top + 1 == cell.down
        self.commands += _spans(column, top, right, bottom, down=cell.down > 1 and whole)
        if self._form.ruled:
            self.commands += _edges(column, top, right, bottom, parted=bottom - top + 1 > cell.down)
        if not cell.label and cell.least > 2:
            self.commands.append(("VALIGN", (column, top), (right, bottom), "TOP"))


def _height(content: Any) -> float:
    """The height of a piece that is broken into its lines already."""
    return content.wrap(content.width, 0)[1] if isinstance(content, TextBlock) else 0.0


def _spans(left: int, top: int, right: int, bottom: int, *, down: bool) -> list[Command]:
    """The cell as one; over several rows it is not parted, over several columns row by row."""
    if down:
        return [
            ("SPAN", (left, top), (right, bottom)),
            ("NOSPLIT", (left, top), (right, bottom)),
        ]
    if right > left:
        return [("SPAN", (left, at), (right, at)) for at in range(top, bottom + 1)]
    return []


def _edges(left: int, top: int, right: int, bottom: int, *, parted: bool) -> list[Command]:
    """Lines round a cell; the pieces of a parted one follow each other without a gap."""
    return [
        ("BOX", (left, top), (right, bottom), RULE, black),
        *(("BOTTOMPADDING", (left, at), (right, at), 0) for at in range(top, bottom) if parted),
        *(
            ("TOPPADDING", (left, at + 1), (right, at + 1), 0)
            for at in range(top, bottom)
            if parted
        ),
    ]


def _padding(form: FormTable, book: FontBook) -> list[Command]:
    everywhere = (0, 0), (-1, -1)
    across, along = (ACROSS, ALONG) if form.ruled else (0.0, 0.0)
    return [
        # Empty cells name a font too; without this it would be one that is not embedded.
        ("FONTNAME", *everywhere, book.font(Face.SONG).fontName),
        ("LEFTPADDING", *everywhere, across),
        ("RIGHTPADDING", *everywhere, across),
        ("TOPPADDING", *everywhere, along),
        ("BOTTOMPADDING", *everywhere, along),
        ("VALIGN", *everywhere, "MIDDLE" if form.ruled else "TOP"),
    ]
