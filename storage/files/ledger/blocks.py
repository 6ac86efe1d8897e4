"""How the reading process sends what it reads: messages, and rows in compressed blocks.

Rows stay in these blocks until they are gone through, so that a large ledger needs little memory.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from core.tickets.intake.table import Row

Message = tuple[str, Any]
"""What happened and with what; the first is one of the words below."""

SIZE, SEEN, SHEET, ROWS, END, REFUSED = "size", "seen", "sheet", "rows", "end", "refused"

_DAY, _MOMENT = "d", "t"


def packed(rows: Iterable[Row]) -> bytes:
    """Rows as compressed JSON."""
    plain = [(row.number, row.cells) for row in rows]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=_tagged)
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 1)


def unpacked(block: bytes) -> Iterator[Row]:
    """Turn back what `packed` made."""
    text = zlib.decompress(block).decode("utf-8", "surrogatepass")
    for number, cells in json.loads(text):
        yield Row(number, tuple(_cell(one) if type(one) is list else one for one in cells))


def _tagged(cell: date) -> list[str]:
    return [_MOMENT if isinstance(cell, datetime) else _DAY, cell.isoformat()]


def _cell(tagged: list[str]) -> date:
    kind, text = tagged
    return datetime.fromisoformat(text) if kind == _MOMENT else date.fromisoformat(text)
