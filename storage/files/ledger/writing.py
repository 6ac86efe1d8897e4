"""Writes tickets as the standard ledger (.xlsx), so that importing it again changes nothing."""

from collections.abc import Iterable
from pathlib import Path

from core.masking import cover_ticket
from core.tickets.fields import FIELDS, FieldType
from core.tickets.intake.values import cell_of
from core.tickets.ticket import Ticket
from storage.files.ledger.marks import MASKED_NAME, MASKED_TITLE
from storage.files.ledger.reading import Progress, no_progress
from storage.files.ledger.workbook import Book, ExactSheet, written_whole

SHEET = "工单台账"
TITLE = "热线工单台账"

_WIDTHS = {
    FieldType.DATETIME: 20,
    FieldType.DATE: 13,
    FieldType.BOOL: 10,
    FieldType.INT: 10,
    FieldType.MONEY: 12,
    FieldType.ENUM: 14,
    FieldType.LIST: 28,
    FieldType.EVIDENCE: 28,
}
_WIDE = frozenset({"content", "demand", "clue", "inspect_process", "verdict_reason", "reply"})
_EACH = 500


def write_ledger(
    path: Path,
    tickets: Iterable[Ticket],
    *,
    total: int = 0,
    masked: bool = False,
    progress: Progress = no_progress,
) -> int:
    """Write `tickets` to `path` and give their number; `masked` covers personal data.

    A masked ledger carries a mark and is never taken back in. Raises Trouble with the sentence.
    """
    written = 0
    with written_whole(path, {"title": TITLE, "comments": MASKED_TITLE if masked else ""}) as book:
        sheet = book.sheet(SHEET)
        top = _top(book, sheet, masked=masked)
        for ticket in tickets:
            if written % _EACH == 0:
                progress(written, total, f"正在导出到“{path.name}”")
            written += 1
            _write(book, sheet, top + written, cover_ticket(ticket) if masked else ticket)
        sheet.autofilter(top, 0, top + written, len(FIELDS) - 1)
        progress(written, total, f"正在存“{path.name}”")
    return written


def _top(book: Book, sheet: ExactSheet, *, masked: bool) -> int:
    """Write what stands above the tickets and give the row of the headings."""
    for column, field in enumerate(FIELDS):
        width = 40 if field.key in _WIDE else _WIDTHS.get(field.type, 18)
        sheet.set_column(column, column, width)
    if masked:
        book.text(sheet, 0, 0, MASKED_TITLE, "notice")
        book.workbook.set_custom_property(MASKED_NAME, True)
        book.workbook.defined_names.append([MASKED_NAME, -1, "1", True])
    top = 1 if masked else 0
    book.headings(sheet, top, [field.header for field in FIELDS])
    sheet.freeze_panes(top + 1, 1)
    return top


def _write(book: Book, sheet: ExactSheet, row: int, ticket: Ticket) -> None:
    for column, field in enumerate(FIELDS):
        value = field.get(ticket)
        if value is not None and value != "":
            book.cell(sheet, row, column, cell_of(value), f"{ticket.ref} {field.header}")
