"""Reads .xlsx and .xls cell by cell with python-calamine; runs in the reading process."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from core.tickets.intake.table import Cell, Row, Span
from storage.files.ledger import escapes, unreadable
from storage.files.ledger.unreadable import Unreadable

ENDINGS = frozenset({".xls", ".xlsx", ".xlsm"})

RawCell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetHead:
    """A sheet before its rows."""

    name: str
    hidden: bool = False
    merged: tuple[Span, ...] = ()


def read_workbook(path: Path) -> Iterator[tuple[SheetHead, Iterator[Row]]]:
    """The sheets of a workbook, one at a time. Raises Unreadable."""
    try:
        workbook = _opened(path)
        for about in workbook.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            hidden = about.visible is not SheetVisibleEnum.Visible
            head = SheetHead(name=about.name, hidden=hidden, merged=_merged(sheet))
            yield head, _rows(sheet)
    except PasswordError as error:
        raise Unreadable(unreadable.ENCRYPTED) from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(unreadable.BROKEN) from error


def _opened(path: Path) -> CalamineWorkbook:
    """By path where the name tells the format, as only that says that a password is missing."""
    if path.suffix.lower() in ENDINGS:
        try:
            return CalamineWorkbook.from_path(path)
        except PasswordError:
            raise
        except CalamineError:
            pass  # the name may lie; the content decides below
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def _merged(sheet: CalamineSheet) -> tuple[Span, ...]:
    return tuple(
        Span(top[0] + 1, top[1], bottom[0] + 1, bottom[1])
        for top, bottom in sheet.merged_cell_ranges or ()
    )


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    if sheet.start is None:
        return
    before = (None,) * sheet.start[1]
    for number, raw in enumerate(sheet.iter_rows(), start=1):
        cells = [None if one == "" else _cell(one) for one in raw]
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield Row(number, before + tuple(cells))


def _cell(raw: RawCell) -> Cell:
    if isinstance(raw, str):
        return escapes.read(raw)
    if isinstance(raw, float):
        # Whole numbers stay exact up to 15 digits; beyond that a spreadsheet has lost some.
        return int(raw) if raw.is_integer() and abs(raw) < 1e15 else raw
    if isinstance(raw, bool | int | date):
        return raw
    return str(raw)
