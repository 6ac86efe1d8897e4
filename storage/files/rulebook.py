"""A rulebook as a spreadsheet (.xlsx): written so that people can read it, read back without loss.

What stands in which column is settled in `core.tickets.rules.sheets`; files from outside go through
the same guarded reader as ledgers.
"""

from pathlib import Path

from core.errors import Refusal
from core.tickets.rules.plain import Data
from core.tickets.rules.sheets import layout
from core.tickets.rules.sheets.filling import sheets_of
from core.tickets.rules.sheets.layout import FilledSheet
from core.tickets.rules.sheets.reading import ReadRulebook, read_sheets
from storage.files.ledger.reading import open_ledger
from storage.files.ledger.workbook import Book, ExactSheet, written_whole

TITLE = "填报规则"

_WIDE, _MIDDLE, _USUAL = 60, 30, 14
_WIDTHS = {
    **dict.fromkeys(("条件", "提示", "意思", layout.ABOUT), _WIDE),
    **dict.fromkeys(("名称", "栏目", "依据", layout.EACH, "改动", "为什么等价"), _MIDDLE),
    **dict.fromkeys((layout.CASE, layout.EXAMPLE, "提交", "只查提交的"), 8),
}


def write_rulebook(path: Path, data: Data, *, name: str) -> None:
    """Write all of a rulebook; `name` says which version it is. Raises Trouble."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal(f"“{path.name}”要以 .xlsx 结尾。请改文件名。")
    filled = sheets_of(data)
    with written_whole(path, {"title": TITLE, "comments": name}, wrapped=True) as book:
        for one in filled:
            _write(book, one)


def _write(book: Book, filled: FilledSheet) -> None:
    sheet = book.sheet(filled.name)
    for column, title in enumerate(filled.titles):
        sheet.set_column(column, column, _WIDTHS.get(title, _USUAL))
    sheet.freeze_panes(1, 1)
    book.headings(sheet, 0, list(filled.titles))
    for number, row in enumerate(filled.rows, start=1):
        _write_row(book, sheet, number, row, filled)
    if filled.rows and filled.name != layout.ABOUT:
        sheet.autofilter(0, 0, len(filled.rows), len(filled.titles) - 1)


def _write_row(
    book: Book, sheet: ExactSheet, number: int, row: tuple[object, ...], filled: FilledSheet
) -> None:
    for column, cell in enumerate(row):
        about = f"{filled.name} 第 {number + 1} 行 {filled.titles[column]}"
        book.cell(sheet, number, column, cell, about)  # type: ignore[arg-type]  # cells are Cells


def read_rulebook(path: Path) -> ReadRulebook:
    """The rulebook in a workbook, with all that is wrong in it. Raises Trouble and Refusal."""
    workbook = open_ledger(path)
    return read_sheets({sheet.name: sheet for sheet in workbook.sheets})
