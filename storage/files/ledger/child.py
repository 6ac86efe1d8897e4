"""The reading process: opens one file under a limit of memory and sends its rows home.

It is a process of its own because a hostile file can make the reading library take any amount of
memory and abort. Nothing but `read_into` is called from outside, and that only in the new process.
"""

from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from core.tickets.intake.table import Row
from storage.files.apart import be_quiet, limit_memory
from storage.files.ledger import limits, unreadable
from storage.files.ledger.archive import look_over, measure
from storage.files.ledger.blocks import END, REFUSED, ROWS, SEEN, SHEET, SIZE, Message, packed
from storage.files.ledger.csv_text import read_csv
from storage.files.ledger.kinds import Kind, kind_of
from storage.files.ledger.spreadsheet import ENDINGS, SheetHead, read_workbook
from storage.files.ledger.unreadable import Unreadable


def read_into(home: Connection, path: str) -> None:
    """Send everything in the file to `home`, or the one reason why not."""
    be_quiet()
    limit_memory(limits.memory(0))
    try:
        for kind, content in messages(Path(path)):
            home.send((kind, content))
            if kind == SIZE:
                limit_memory(limits.memory(content))
        home.send((END, None))
    except Unreadable as reason:
        home.send((REFUSED, str(reason)))
    except MemoryError:
        home.send((REFUSED, unreadable.OUT_OF_MEMORY))
    except (BrokenPipeError, KeyboardInterrupt):
        return
    except BaseException:  # noqa: BLE001 -- panics of the reading library are no Exception
        home.send((REFUSED, unreadable.BROKEN))
    finally:
        home.close()


def messages(path: Path) -> Iterator[Message]:
    """What the file holds, in the order it is sent. Raises Unreadable."""
    size = path.stat().st_size
    if not size:
        raise Unreadable(unreadable.EMPTY)
    if size > limits.FILE_BYTES:
        sentence = unreadable.TOO_LARGE.replace("{mebi}", str(limits.FILE_BYTES // limits.MEBI))
        raise Unreadable(sentence)
    kind = kind_of(path)
    if kind is Kind.PACKAGE:
        content = limits.trusted(size, measure(path))
        yield SIZE, content
        yield SEEN, look_over(path)
    else:
        yield SIZE, size
    if kind is Kind.TEXT:
        yield from _sheet(SheetHead(name=""), _text_rows(path))
    else:
        for head, rows in read_workbook(path):
            yield from _sheet(head, rows)


def _text_rows(path: Path) -> Iterator[Row]:
    """Many systems write text under the name of a spreadsheet; what is no text is a broken one."""
    try:
        yield from read_csv(path)
    except Unreadable as reason:
        raise Unreadable(unreadable.BROKEN) if path.suffix.lower() in ENDINGS else reason from None


def _sheet(head: SheetHead, rows: Iterator[Row]) -> Iterator[Message]:
    merged = [(span.top, span.left, span.bottom, span.right) for span in head.merged]
    yield SHEET, (head.name, head.hidden, merged)
    while some := list(islice(rows, limits.ROWS_AT_ONCE)):
        yield ROWS, (len(some), max(len(row.cells) for row in some), packed(some))
