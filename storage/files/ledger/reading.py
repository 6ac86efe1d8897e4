"""Opens a ledger file: starts the reading process, watches its time, keeps what it sends.

A file ends as a `Workbook` or as Trouble with the sentence to show; nothing else comes out of it.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.errors import Refusal, Trouble
from core.tickets.intake.table import Cell, Row, Span, cell_text, spread
from storage.failures import as_trouble
from storage.files.ledger import archive, blocks, limits, unreadable
from storage.files.ledger.marks import LONG_SHEET, MASKED_TITLE, long_number

_NOTICES = {
    archive.UNWORKED: "有公式没有存下结果，这些格子按空白处理。请用表格软件打开，存一次再导入。",
    archive.FAILED: "文件里有公式算错的格子（如 #N/A），按空白处理。请核对。",
}

Progress = Callable[[int, int, str], None]
"""Told how far a long piece of work has come (done, total, what); raises to stop it."""


def no_progress(_done: int, _total: int, _what: str) -> None:
    """For callers who do not show any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, kept compressed; blank rows are not in it."""

    name: str
    hidden: bool
    merged: tuple[Span, ...]
    row_count: int
    width: int
    packed: tuple[bytes, ...] = field(repr=False)
    long_texts: Mapping[int, str] = field(default_factory=dict, repr=False)

    def __iter__(self) -> Iterator[Row]:
        """All rows from the top, merged cells spread over their rows."""
        rows = (row for block in self.packed for row in blocks.unpacked(block))
        if self.long_texts:
            rows = (self._whole(row) for row in rows)
        return spread(rows, self.merged)

    def head(self, count: int) -> list[Row]:
        """The first rows that hold something."""
        return list(islice(self, count))

    def after(self, number: int) -> "RowsAfter":
        """The rows below row `number`: the data below a heading. Can be gone through again."""
        return RowsAfter(self, number)

    def _whole(self, row: Row) -> Row:
        return Row(row.number, tuple(self._cell(cell) for cell in row.cells))

    def _cell(self, cell: Cell) -> Cell:
        if isinstance(cell, str) and (cut := long_number(cell)):
            beginning, number = cut
            return beginning + self.long_texts.get(number, "")
        return cell


@dataclass(frozen=True, slots=True)
class RowsAfter:
    sheet: Sheet
    number: int

    def __iter__(self) -> Iterator[Row]:
        return (row for row in self.sheet if row.number > self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A file that could be read."""

    name: str
    sheets: tuple[Sheet, ...]
    notices: tuple[str, ...] = ()
    """What a person should know of the file before it is imported, in sentences."""

    def sheet(self, name: str) -> Sheet:
        """The sheet with this name; refuses when there is none."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        names = "、".join(f"“{sheet.name}”" for sheet in self.sheets)
        raise Refusal(f"“{self.name}”里没有叫“{name}”的工作表。有的是：{names}。")


def open_ledger(path: Path, progress: Progress = no_progress) -> Workbook:
    """Read a spreadsheet or text table.

    Raises Trouble for a file that is missing, damaged, encrypted, too large or hostile, and Refusal
    for a masked export, each with the sentence to show.
    """
    with as_trouble(path, reading=True):
        if path.is_dir():
            raise Trouble(f"“{path.name}”是文件夹。请选里面的表格文件。")
        path.open("rb").close()
    received = _Received(path.name)
    for what, value in _from_child(path, received):
        received.take(what, value)
        progress(received.rows, 0, f"正在读“{path.name}”")
    workbook = received.workbook()
    if archive.MASKED in received.seen or any(_is_masked(sheet) for sheet in workbook.sheets):
        raise Refusal(
            f"“{path.name}”是遮盖了个人信息的导出，导进来会盖掉真实内容，没有导入。"
            "请用没有遮盖的台账。"
        )
    return workbook


def _is_masked(sheet: Sheet) -> bool:
    return any(MASKED_TITLE in cell_text(cell) for row in sheet.head(3) for cell in row.cells)


@dataclass(slots=True)
class _Growing:
    """A sheet whose rows are still coming in."""

    name: str
    hidden: bool
    merged: tuple[Span, ...]
    row_count: int = 0
    width: int = 0
    packed: list[bytes] = field(default_factory=list)

    def add(self, count: int, width: int, block: bytes) -> None:
        self.row_count += count
        self.width = max(self.width, width)
        self.packed.append(block)

    def whole(self) -> Sheet:
        return Sheet(
            name=self.name,
            hidden=self.hidden,
            merged=self.merged,
            row_count=self.row_count,
            width=self.width,
            packed=tuple(self.packed),
        )


@dataclass(slots=True)
class _Received:
    """Puts together what the reading process sends."""

    name: str
    size: int = 0
    seen: frozenset[str] = frozenset()
    rows: int = 0
    sheets: list[_Growing] = field(default_factory=list)

    def take(self, what: str, value: Any) -> None:
        match what:
            case blocks.SIZE:
                self.size = value
            case blocks.SEEN:
                self.seen = value
            case blocks.SHEET:
                name, hidden, merged = value
                spans = tuple(Span(*numbers) for numbers in merged)
                self.sheets.append(_Growing(name, hidden, spans))
            case blocks.ROWS:
                self.sheets[-1].add(*value)
                self.rows += value[0]

    @property
    def seconds(self) -> float:
        """How long reading may take, by what there is to read."""
        return limits.seconds(self.size)

    def workbook(self) -> Workbook:
        """The sheets, with the texts put back that were too long for their cells."""
        sheets = [sheet.whole() for sheet in self.sheets]
        long_texts = {
            number: text
            for sheet in sheets
            if sheet.name == LONG_SHEET
            for number, text in _long_texts(sheet).items()
        }
        whole = (replace(sheet, long_texts=long_texts) for sheet in sheets)
        return Workbook(
            name=self.name,
            sheets=tuple(sheet for sheet in whole if sheet.name != LONG_SHEET),
            notices=tuple(said for what, said in _NOTICES.items() if what in self.seen),
        )


def _long_texts(sheet: Sheet) -> dict[int, str]:
    """What goes on beyond the cells: number and text, one row for each piece, in order."""
    found: dict[int, str] = {}
    for row in sheet:
        number = row.cell(0)
        if isinstance(number, int):
            found[number] = found.get(number, "") + str(row.cell(1) or "")
    return found


def _from_child(path: Path, received: _Received) -> Iterator[blocks.Message]:
    from storage.files.ledger.child import read_into  # noqa: PLC0415 -- needed there, not here

    spawn = get_context("spawn")
    here, there = spawn.Pipe(duplex=False)
    process = spawn.Process(target=read_into, args=(there, str(path)), daemon=True)
    with as_trouble(path):
        process.start()
    there.close()
    try:
        yield from _until_end(here, path.name, received)
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()


def _until_end(here: Connection, name: str, received: _Received) -> Iterator[blocks.Message]:
    started = time.monotonic()
    while True:
        left = started + received.seconds - time.monotonic()
        if not here.poll(max(left, 0)):
            sentence = unreadable.TOO_SLOW.replace("{seconds}", f"{received.seconds:.0f}")
            raise Trouble(sentence.format(name=name))
        what, value = _next(here)
        if what == blocks.REFUSED:
            raise Trouble(str(value).format(name=name))
        if what == blocks.END:
            return
        yield what, value


def _next(here: Connection) -> blocks.Message:
    """The next message; a process that died without a word died of its memory."""
    with suppress(EOFError, OSError):
        message: blocks.Message = here.recv()
        return message
    return blocks.REFUSED, unreadable.OUT_OF_MEMORY
