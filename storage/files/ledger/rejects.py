"""Writes the rows that an import did not take, with the reasons, to be set right and tried."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from core.tickets.intake.profile import Layout
from core.tickets.intake.table import Row
from core.tickets.intake.tally import Tally, whole_reason
from storage.files.ledger.workbook import written_whole

SHEET = "导不进的"
ROW_TITLE, REASON_TITLE = "原行号", "导不进的原因"


def write_rejected(path: Path, rows: Iterable[Row], layout: Layout, tally: Tally) -> int:
    """Write the rejected rows under their own headings and give their number. Raises Trouble.

    The two columns added in front are known to the import, which leaves them out.
    """
    reasons = {problems[0].row: whole_reason(problems) for problems in tally.rejected}
    with written_whole(path, {"title": SHEET}) as book:
        sheet = book.sheet(SHEET)
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, len(layout.heading.titles) + 1, 18)
        book.headings(sheet, 0, [ROW_TITLE, REASON_TITLE, *layout.heading.titles])
        sheet.freeze_panes(1, 2)
        for place, row in enumerate(_rejected(rows, reasons), start=1):
            cells = (row.number, reasons[row.number], *row.cells)
            for column, cell in enumerate(cells):
                book.cell(sheet, place, column, cell, f"第 {row.number} 行")
    return len(reasons)


def _rejected(rows: Iterable[Row], reasons: Mapping[int, str]) -> Iterable[Row]:
    return (row for row in rows if row.number in reasons) if reasons else ()
