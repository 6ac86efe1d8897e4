"""A calendar as a table: read through the same guarded reader as ledgers, written as .xlsx."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.calendar.content import Content
from core.calendar.rows import HEADINGS, days_of, table
from core.errors import Refusal
from core.workdays import Day
from storage.files.ledger.reading import open_ledger
from storage.files.ledger.workbook import written_whole

MOST_ROWS = 5_000


def read_days(path: Path, source: str) -> tuple[Day, ...]:
    """The days in the first sheet; `source` holds where a row names none. Raises Trouble."""
    sheet = open_ledger(path).sheets[0]
    if sheet.row_count > MOST_ROWS:
        raise Refusal(f"“{path.name}”有 {sheet.row_count} 行，不像放假安排。请核对选的文件。")
    rows = [(row.number, [_text(cell) for cell in row.cells]) for row in sheet]
    by_number = dict(rows)
    last = max(by_number, default=0)
    return days_of([by_number.get(number, []) for number in range(1, last + 1)], source)


def write_days(path: Path, content: Content) -> None:
    """Write all days, to be read back by `read_days`. Raises Trouble."""
    if path.suffix.lower() != ".xlsx":
        raise Refusal(f"“{path.name}”要以 .xlsx 结尾。请改文件名。")
    with written_whole(path, {"title": "工作日历"}) as book:
        sheet = book.sheet("放假安排")
        sheet.set_column(0, 2, 14)
        sheet.set_column(3, 3, 60)
        book.headings(sheet, 0, list(HEADINGS))
        for number, row in enumerate(table(content), start=1):
            for column, cell in enumerate(row):
                book.cell(sheet, number, column, cell)


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
    return str(cell)
