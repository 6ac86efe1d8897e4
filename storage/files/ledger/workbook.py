"""A workbook being written: text that stays text, dates that are dates, whole or not at all.

Nothing here knows what a ticket is. No formula is ever written.
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from core.tickets.intake.table import Cell
from storage.failures import as_trouble
from storage.files.ledger import escapes
from storage.files.ledger.marks import LONG_SHEET, long_mark
from storage.files.writing import refuse_store

FONT = "等线"
LONGEST = 32_000
"""UTF-16 units that go into one cell; the format allows 32,767."""

_SMALLEST_DATE = (1900, 3)  # before it spreadsheets count a day that never was
_LOOKS_LIKE_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_format_properties": {"font_name": FONT, "font_size": 10.5},
}


class ExactSheet(Worksheet):  # type: ignore[misc]  # the library says nothing about its types
    """A sheet whose text comes back exactly; the library's own escaping is not reversible."""

    def _escape_control_characters(self, string: str) -> str:
        return string

    def _xml_inline_string(self, string: str, _preserve: object, attributes: Any = ()) -> None:
        # The first character is ours: without it text like "<r>…</r>" would be written as XML.
        super()._xml_inline_string(escapes.written(string[1:]), True, attributes)


_OURS = "\u200b"


@dataclass(slots=True)
class Book:
    """The open workbook with its formats; made by `written_whole`."""

    workbook: Workbook
    formats: dict[str, Format]
    long_texts: list[tuple[int, str, str]] = field(default_factory=list)

    def sheet(self, name: str) -> ExactSheet:
        made: ExactSheet = self.workbook.add_worksheet(name, worksheet_class=ExactSheet)
        return made

    def headings(self, sheet: ExactSheet, row: int, titles: list[str]) -> None:
        for column, title in enumerate(titles):
            self.text(sheet, row, column, title, "heading")

    def cell(self, sheet: ExactSheet, row: int, column: int, value: Cell, about: str = "") -> None:
        """Write one cell as what it is; `about` names it where its text is too long for a cell."""
        match value:
            case None:
                return
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float():
                sheet.write_number(row, column, value)
            case date():
                self._date(sheet, row, column, value)
            case str():
                self.long_text(sheet, row, column, value, about)

    def _date(self, sheet: ExactSheet, row: int, column: int, value: date) -> None:
        kind = "moment" if isinstance(value, datetime) else "day"
        if (value.year, value.month) < _SMALLEST_DATE:
            self.text(sheet, row, column, value.isoformat())
        else:
            sheet.write_datetime(row, column, value, self.formats[kind])

    def text(self, sheet: ExactSheet, row: int, column: int, text: str, kind: str = "text") -> None:
        """Write text as text, whatever it looks like."""
        if kind == "text" and text.startswith(_LOOKS_LIKE_FORMULA):
            kind = "quoted"
        sheet.write_string(row, column, _OURS + text, self.formats[kind])

    def long_text(self, sheet: ExactSheet, row: int, column: int, text: str, about: str) -> None:
        """Write text of any length; what does not fit goes on in a sheet of its own."""
        beginning, *rest = _pieces(text)
        if rest:
            number = len({number for number, _, _ in self.long_texts}) + 1
            beginning += long_mark(number)
            self.long_texts += [(number, piece, about) for piece in rest]
        self.text(sheet, row, column, beginning)

    def finish(self) -> None:
        """Add the sheet of long texts, if there are any."""
        if not self.long_texts:
            return
        sheet = self.sheet(LONG_SHEET)
        self.headings(sheet, 0, ["号", "接着的文字", "在哪一格"])
        for row, (number, piece, about) in enumerate(self.long_texts, start=1):
            sheet.write_number(row, 0, number)
            self.text(sheet, row, 1, piece)
            self.text(sheet, row, 2, about)


@contextmanager
def written_whole(
    path: Path, properties: dict[str, str], *, wrapped: bool = False
) -> Iterator[Book]:
    """Write a workbook beside `path` and put it in its place once it is whole.

    With `wrapped` long texts go on below each other in their cells. Raises Trouble where the disk
    says no; leaves nothing behind when the block raises.
    """
    refuse_store(path)
    part = path.with_name(path.name + ".part")
    packed = BytesIO()  # on a full disk the library would leave a half-written package behind
    with as_trouble(path), tempfile.TemporaryDirectory() as rows:
        part.touch()  # a place where nothing can be written is found out before the work
        workbook = Workbook(packed, {**_OPTIONS, "tmpdir": rows})
        workbook.set_properties(properties)
        book = Book(workbook, _formats(workbook, wrapped=wrapped))
        try:
            yield book
            book.finish()
            _close(workbook)
            part.write_bytes(packed.getbuffer())
            part.replace(path)
        finally:
            _let_go(workbook)
            part.unlink(missing_ok=True)


def _close(workbook: Workbook) -> None:
    try:
        workbook.close()
    except FileCreateError as error:
        raise error.args[0] from error


def _let_go(workbook: Workbook) -> None:
    """Close what an abandoned workbook holds open, and keep the library from finishing it."""
    workbook.fileclosed = True
    for sheet in workbook.worksheets():
        sheet.row_data_fh.close()


def _formats(workbook: Workbook, *, wrapped: bool) -> dict[str, Format]:
    text = {"num_format": "@", "valign": "top", "text_wrap": wrapped}
    return {
        "text": workbook.add_format(text),
        "quoted": workbook.add_format({**text, "quote_prefix": True}),
        "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top"}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
        "heading": workbook.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E6EEF9", "text_wrap": True, "valign": "top"}
        ),
        "notice": workbook.add_format({"bold": True, "font_color": "#A61B14"}),
    }


def _pieces(text: str) -> list[str]:
    """`text` in pieces of at most `LONGEST` UTF-16 units."""
    if len(text) * 2 <= LONGEST:
        return [text]
    pieces, start, units = [], 0, 0
    for place, sign in enumerate(text):
        width = 2 if sign > "\uffff" else 1
        if units + width > LONGEST:
            pieces.append(text[start:place])
            start, units = place, 0
        units += width
    return [*pieces, text[start:]]
