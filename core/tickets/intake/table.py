"""What a sheet of a foreign ledger looks like to the rules of intake: rows of plain cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

Cell = str | int | float | bool | date | datetime | None
"""One cell as read; a time of day alone and a cell that holds an error arrive as text or None."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` is what the spreadsheet program shows at its left, from 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell at `column`, counted from 0; None beyond the end."""
        return self.cells[column] if column < len(self.cells) else None


@dataclass(frozen=True, slots=True)
class Span:
    """Merged cells: rows as in `Row.number`, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


def is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_text(cell: Cell) -> str:
    """The cell as a person sees it, on one line."""
    match cell:
        case None:
            return ""
        case datetime():
            midnight = cell.time() == time()
            return f"{cell:%Y-%m-%d}" if midnight else f"{cell:%Y-%m-%d %H:%M:%S}"
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
    return " ".join(str(cell).split())


def spread(rows: Iterable[Row], merged: Iterable[Span]) -> Iterator[Row]:
    """Give each row of a vertically merged cell the text that a person sees there."""
    tall = [span for span in merged if span.bottom > span.top]
    if not tall:
        yield from rows
        return
    shown: dict[Span, Cell] = {}
    for row in rows:
        cells = list(row.cells)
        for span in tall:
            if span.top == row.number:
                shown[span] = row.cell(span.left)
            elif span.top < row.number <= span.bottom and is_blank(row.cell(span.left)):
                cells += [None] * (span.left + 1 - len(cells))
                cells[span.left] = shown.get(span)
        yield Row(row.number, tuple(cells))
