"""The tables of a paper as a spreadsheet (.xlsx): one sheet each, ready to be sorted and printed.

Figures are numbers that can be summed, all else is text. Totals and shares are formulas where they
give what the paper shows, with that value beside them for programs that do not work them out on
opening; where they would give another, the figure stands as it is. What runs below a row on paper
stands here in a column of its own.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from core.decimals import half_up
from core.errors import Refusal
from core.figures.words import NOTHING
from core.paper import Column, Facts, Grid, Heading, Paper, Prose, Row, Side
from storage.files.ledger.workbook import Book, ExactSheet, written_whole

A4 = 9
ABOUT = "说明"
DETAIL = "理由和说明"
NARROW, WIDE, DETAIL_WIDTH = 8, 60, 60
CHARACTERS = 84
"""What the type area of a page holds across, in the units in which spreadsheets give widths."""

_NUMBER = re.compile(r"[−-]?\d{1,9}(\.\d{1,2})?")
_SHARE = re.compile(r"\d{1,3}\.\d{2}%")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31


def grids(paper: Paper) -> list[Grid]:
    return [block for block in paper.blocks if isinstance(block, Grid)]


def write_tables(path: Path, paper: Paper) -> int:
    """Write the tables of a paper, give how many. Raises Trouble; refuses a paper without any."""
    found = grids(paper)
    if not found:
        raise Refusal(f"“{paper.title}”里没有表格，不能另存成 .xlsx。请存成 PDF。")
    about = {"title": paper.title, "author": paper.author, "subject": paper.subject}
    with written_whole(path, {**about, "comments": ""}, wrapped=True) as book:
        _add_formats(book)
        _about(book, paper)
        names: list[str] = [ABOUT]
        for grid in found:
            names.append(_name(grid.caption, names))
            _Sheet(book, names[-1], grid).write(paper)
    return len(found)


def _add_formats(book: Book) -> None:
    look = {"valign": "top", "align": "right"}
    for kind, number in (("whole", "0"), ("places", "0.00"), ("share", "0.00%")):
        book.formats[kind] = book.workbook.add_format({**look, "num_format": number})
    book.formats["right"] = book.workbook.add_format({**look, "num_format": "@"})


def _name(caption: str, taken: Sequence[str]) -> str:
    """A name for a sheet that spreadsheets take, and that is not there yet."""
    name = _NOT_IN_NAMES.sub("", caption)[:LONGEST_NAME]
    if name not in taken:
        return name
    number = 2 + sum(one.startswith(name[: LONGEST_NAME - 3]) for one in taken[1:]) - 1
    return f"{name[: LONGEST_NAME - 3]} {number}"


def _about(book: Book, paper: Paper) -> None:
    """The first sheet: what the paper is, and what it says beside its tables."""
    sheet = book.sheet(ABOUT)
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, WIDE)
    lines = [(paper.title, paper.subtitle), *_beside(paper)]
    for row, (name, text) in enumerate(lines):
        book.text(sheet, row, 0, name, "heading" if row == 0 else "text")
        book.long_text(sheet, row, 1, text, f"{ABOUT} 第 {row + 1} 行")
    _set_up(sheet, len(lines), 2, paper)


def _beside(paper: Paper) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for block in paper.blocks:
        match block:
            case Facts():
                found += block.rows
            case Heading():
                found.append((block.text, ""))
            case Prose():
                found += [("", line) for line in block.text.split("\n")]
    return found


class _Sheet:
    """One table being written from the top, as the library asks."""

    def __init__(self, book: Book, name: str, grid: Grid) -> None:
        self._book, self._name, self._grid = book, name, grid
        self._has_detail = any(row.detail for row in grid.rows)
        self._sheet = book.sheet(name)

    def write(self, paper: Paper) -> None:
        grid, sheet = self._grid, self._sheet
        titles = [
            *(column.title for column in grid.columns),
            *([DETAIL] if self._has_detail else []),
        ]
        for column, width in enumerate(self._widths()):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        self._book.headings(sheet, 0, titles)
        for place, row in enumerate(grid.rows, start=1):
            self._row(place, row)
        listed = sum(not row.total for row in grid.rows)
        if listed:
            sheet.autofilter(0, 0, listed, len(titles) - 1)
        _set_up(sheet, len(grid.rows) + 1, len(titles), paper)

    def _widths(self) -> list[float]:
        shares = sum(column.share for column in self._grid.columns)
        own = [CHARACTERS * column.share / shares for column in self._grid.columns]
        widths = [max(NARROW, min(WIDE, width)) for width in own]
        return [*widths, *([DETAIL_WIDTH] if self._has_detail else [])]

    def _row(self, place: int, row: Row) -> None:
        for column, (text, about) in enumerate(zip(row.cells, self._grid.columns, strict=True)):
            formula = self._formula(place, column, row)
            if formula is None:
                self._cell(place, column, text, about)
            else:
                self._worked_out(place, column, text, formula)
        if row.detail:
            where = f"{self._name} 第 {place + 1} 行 {DETAIL}"
            self._book.long_text(self._sheet, place, len(row.cells), row.detail, where)

    def _formula(self, place: int, column: int, row: Row) -> str | None:
        """How the figure is worked out; None where that would not give what the paper shows."""
        about, shown = self._grid.columns[column], _figure(row.cells[column])
        if shown is None:
            return None
        if about.part is not None:
            above, below = (_figure(row.cells[one]) for one in about.part)
            if above is not None and below and half_up(100 * above / below) == 100 * shown:
                first, second = (xl_rowcol_to_cell(place, one) for one in about.part)
                return f"={first}/{second}"
        if about.adds and row.total:
            over = [one.cells[column] for one in self._grid.rows[: place - 1] if not one.total]
            figures = [_figure(text) for text in over]
            if None not in figures and sum(one for one in figures if one is not None) == shown:
                ends = (xl_rowcol_to_cell(one, column) for one in (1, place - 1))
                return f"=SUM({':'.join(ends)})"
        return None

    def _worked_out(self, place: int, column: int, text: str, formula: str) -> None:
        kind = "share" if text.endswith("%") else "places" if "." in text else "whole"
        look = self._book.formats[kind]
        self._sheet.write_formula(place, column, formula, look, float(_figure(text) or 0))

    def _cell(self, place: int, column: int, text: str, about: Column) -> None:
        formats, sheet = self._book.formats, self._sheet
        if about.side is Side.RIGHT and _NUMBER.fullmatch(text):
            kind = "places" if "." in text else "whole"
            sheet.write_number(place, column, float(text.replace("−", "-")), formats[kind])
        elif about.side is Side.RIGHT and _SHARE.fullmatch(text):
            sheet.write_number(place, column, float(text[:-1]) / 100, formats["share"])
        elif about.side is Side.RIGHT:
            self._book.text(sheet, place, column, "" if text == NOTHING else text, "right")
        else:
            where = f"{self._name} 第 {place + 1} 行 {about.title}"
            self._book.long_text(sheet, place, column, text, where)


def _figure(text: str) -> Decimal | None:
    """A figure as the table shows it; a share as a part of one."""
    if _NUMBER.fullmatch(text):
        return Decimal(text.replace("−", "-"))
    return Decimal(text[:-1]) / 100 if _SHARE.fullmatch(text) else None


def _set_up(sheet: ExactSheet, rows: int, columns: int, paper: Paper) -> None:
    """How it prints: A4 across, as wide as the sheet, heads again, pages counted."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.print_area(0, 0, max(0, rows - 1), columns - 1)
    title = paper.title.replace("&", "&&")[:100]
    sheet.set_footer(f"&L{title}&R第 &P 页，共 &N 页")
