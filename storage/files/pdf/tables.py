"""Tables on paper: hairlines, heads that come again on each page, rows that stay whole.

A row taller than a fourth of a page is cut between its lines beforehand, so that no page stays half
empty; every other row moves to the next page as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from reportlab.lib.colors import black
from reportlab.platypus import Table

from core.paper import Column, Facts, Grid, Row, Side
from storage.files.pdf.fonts import Face, FontBook
from storage.files.pdf.setting import TextBlock
from storage.files.pdf.style import HAIRLINE, MM, RULE, StyleSet, TextStyle

PADDING = 4.0
DETAIL_INDENT = 10.0
FACT_NAME_WIDTH = 28 * MM
GAP = 8.0
"""Above and below a table."""

KEPT_WHOLE = 0.3
"""A table up to this part of a page is not parted."""

FIRST_ROWS = 2
LARGEST_ROW = 0.25

EMPTY: list[Any] = [""]

Command = tuple[Any, ...]
"""One instruction of reportlab's table style: name, first cell, last cell, value."""


class PagedTable(Table):
    """A table that knows how much room it needs to begin, and is closed where a page ends."""

    page_edges: Sequence[Command] = ()
    """Lines drawn where the table is parted (`splitlast`, `splitfirst`); see `close_pages`."""

    def close_pages(self, edges: Sequence[Command]) -> None:
        """Draw these lines at the end and the beginning of every page."""
        self.page_edges = edges
        self.setStyle(edges)

    def onSplit(self, T: Table, byRow: int = 1) -> None:  # noqa: ARG002, N802, N803 -- reportlab's names
        """Hand the lines on: reportlab forgets them in what comes after the first page."""
        if isinstance(T, PagedTable) and not T.page_edges:
            T.close_pages(self.page_edges)

    def least_height(self, width: float, page: float) -> float:
        """All of a small table; of a larger one the head and the first rows."""
        whole = float(self.wrap(width, 0)[1])
        if whole <= page * KEPT_WHOLE:
            return whole
        heights: list[float] = vars(self)["_rowHeights"]  # missing from the stubs
        return float(sum(heights[: self.repeatRows + FIRST_ROWS]))


def facts_table(
    facts: Facts, width: float, height: float, styles: StyleSet, book: FontBook
) -> PagedTable:
    """Names left, facts right, a hairline below each."""
    widths = [FACT_NAME_WIDTH, width - FACT_NAME_WIDTH]
    rows: list[list[Any]] = []
    lines: list[Command] = []
    for name, fact in facts.rows:
        pieces = TextBlock(fact, styles.fact, book).cut(
            widths[1] - PADDING, _most_lines(height, styles.fact)
        )
        heads: list[Any] = [TextBlock(name, styles.fact_name, book), *([""] * len(pieces))]
        rows += [[head, piece] for head, piece in zip(heads, pieces or EMPTY, strict=False)]
        lines.append(_hairline(len(rows) - 1))
    table = _table(rows, widths, heads=0)
    table.setStyle([*_padding(PADDING, 2, book), ("LEFTPADDING", (0, 0), (0, -1), 0), *lines])
    return table


def grid_table(
    grid: Grid, width: float, height: float, styles: StyleSet, book: FontBook
) -> PagedTable:
    """The table for a type area of `width` by `height`; its caption is set by the caller."""
    shares = sum(column.share for column in grid.columns)
    widths = [width * column.share / shares for column in grid.columns]
    heads = [
        TextBlock(column.title, _for_column(styles.cell_head, column), book)
        for column in grid.columns
    ]
    body = _Body(grid.columns, widths, styles, book)
    for row in grid.rows:
        body.add(row, lines=_most_lines(height, styles.cell))
    table = _table([heads, *body.rows], widths, heads=1)
    look: list[Any] = [
        *_padding(PADDING, 2.5, book),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LINEABOVE", (0, 0), (-1, 0), RULE, black),
        ("LINEBELOW", (0, 0), (-1, 0), RULE, black),
        ("LINEBELOW", (0, -1), (-1, -1), RULE, black),
        *body.commands,
        *body.last_rows_together(),
    ]
    table.setStyle(look)
    table.close_pages([("LINEBELOW", (0, "splitlast"), (-1, "splitlast"), RULE, black)])
    return table


def _table(rows: list[list[Any]], widths: list[float], *, heads: int) -> PagedTable:
    return PagedTable(
        rows,
        colWidths=widths,
        repeatRows=heads,
        hAlign="LEFT",
        spaceBefore=0 if heads else GAP / 2,
        spaceAfter=GAP,
    )


class _Body:
    """The rows below the head, with the lines and spans that go with them."""

    def __init__(
        self, columns: Sequence[Column], widths: list[float], styles: StyleSet, book: FontBook
    ) -> None:
        self._columns = columns
        self._widths = widths
        self._styles = styles
        self._book = book
        self.rows: list[list[Any]] = []
        self.commands: list[Command] = []

    def add(self, row: Row, *, lines: int) -> None:
        """Add one row, in pieces where it is taller than `lines`; a hairline ends it."""
        self.rows += self._cells(row, lines)
        pieces = self._detail(row.detail, lines)
        if pieces:
            cells = len(self.rows)
            self.commands.append(("NOSPLIT", (0, cells), (0, cells + 1)))
        for piece in pieces:
            self._add_across(piece)
        self.commands.append(_hairline(len(self.rows)))

    def last_rows_together(self) -> list[Command]:
        """Keep a sum from standing alone on a page."""
        last = len(self.rows)
        return [("NOSPLIT", (0, last - 1), (0, last))] if last > 1 else []

    def _cells(self, row: Row, lines: int) -> Iterator[list[Any]]:
        pieces = [
            TextBlock(text, _for_column(self._styles.cell, column), self._book).cut(
                width - 2 * PADDING, lines
            )
            for text, column, width in zip(row.cells, self._columns, self._widths, strict=True)
        ]
        for place in range(max(len(cut) for cut in pieces) or 1):
            yield [cut[place] if place < len(cut) else "" for cut in pieces]

    def _detail(self, text: str, lines: int) -> list[TextBlock]:
        block = TextBlock(text, self._styles.cell_detail, self._book)
        return block.cut(sum(self._widths) - DETAIL_INDENT, lines)

    def _add_across(self, piece: TextBlock) -> None:
        self.rows.append([piece, *[""] * (len(self._columns) - 1)])
        here = len(self.rows)
        self.commands += [
            ("SPAN", (0, here), (-1, here)),
            ("LEFTPADDING", (0, here), (0, here), DETAIL_INDENT),
            ("RIGHTPADDING", (0, here), (0, here), 0),
            ("TOPPADDING", (0, here), (-1, here), 0),
        ]


def _most_lines(height: float, style: TextStyle) -> int:
    """How many lines may stay together. With what is held to it a row still fits a page."""
    return max(1, int(height * LARGEST_ROW / style.leading))


def _hairline(row: int) -> Command:
    return ("LINEBELOW", (0, row), (-1, row), HAIRLINE, black)


def _for_column(style: TextStyle, column: Column) -> TextStyle:
    return style if column.side is Side.LEFT else replace(style, side=column.side)


def _padding(across: float, along: float, book: FontBook) -> list[Command]:
    everywhere = (0, 0), (-1, -1)
    return [
        # Empty cells name a font too; without this it would be one that is not embedded.
        ("FONTNAME", *everywhere, book.font(Face.SONG).fontName),
        ("LEFTPADDING", *everywhere, across),
        ("RIGHTPADDING", *everywhere, across),
        ("TOPPADDING", *everywhere, along),
        ("BOTTOMPADDING", *everywhere, along),
        ("VALIGN", *everywhere, "TOP"),
    ]
