"""Reads .csv in the reading process: finds encoding and separator, keeps quotes and line breaks.

Encodings: UTF-8 with and without mark, UTF-16 and UTF-32 with mark or with tell-tale zero bytes,
otherwise GB18030. Separators: comma, semicolon, tab, bar.
"""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from core.tickets.intake.table import Row
from storage.files.ledger import unreadable
from storage.files.ledger.unreadable import Unreadable

# Longer marks first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZEROS = (
    ("utf-32-le", 4, (1, 2, 3)),
    ("utf-32-be", 4, (0, 1, 2)),
    ("utf-16-le", 2, (1,)),
    ("utf-16-be", 2, (0,)),
)
_SEPARATORS = ",;\t|"
_LOOKED_AT = 4096
_LONGEST_CELL = 4 * 1024 * 1024
_SURE_OF_UTF8 = 5
_FEW_ZEROS = 16


def read_csv(path: Path) -> Iterator[Row]:
    """The rows of a text table. Raises Unreadable."""
    text, separator = _without_hint(decoded(path.read_bytes()))
    if text.count("\0", 0, _LOOKED_AT) > _FEW_ZEROS:
        raise Unreadable(unreadable.NOT_A_TABLE)
    csv.field_size_limit(_LONGEST_CELL)
    lines = csv.reader(
        io.StringIO(text, newline=""), delimiter=separator or separator_of(text), strict=False
    )
    number = 0
    while True:
        number += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            sentence = unreadable.NOT_A_CSV.replace("{line}", str(number))
            raise Unreadable(sentence) from error
        if any(cells):
            yield Row(number, tuple(cell or None for cell in cells))


def decoded(content: bytes) -> str:
    """The text of a file whose encoding nobody names."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode(content[len(mark) :], encoding)
    for encoding, width, places in _ZEROS:
        if _has_zeros(content, width, places):
            return _decode(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_broken_utf8(content, error.start):
            line = content.count(b"\n", 0, error.start) + 1
            sentence = unreadable.DAMAGED_TEXT.replace("{line}", str(line))
            raise Unreadable(sentence) from error
        return _decode(content, "gb18030")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(unreadable.ENCODING) from error


def _has_zeros(content: bytes, width: int, places: tuple[int, ...]) -> bool:
    """Whether the zero bytes of the beginning stand where a wide encoding has them."""
    start = content[: _LOOKED_AT // width * width]
    if b"\0" not in start or len(content) % width:
        return False
    zeros = Counter(place % width for place, byte in enumerate(start) if not byte)
    units = len(start) // width
    astray = zeros.total() - sum(zeros[place] for place in places)
    return astray <= zeros.total() / 10 and all(zeros[place] >= units / 5 for place in places)


def _is_broken_utf8(content: bytes, at: int) -> bool:
    """Whether the text before the first bad byte is UTF-8 beyond doubt."""
    before = content[max(0, at - _LOOKED_AT) : at].decode("utf-8", "ignore")
    return sum(ord(sign) > 0x7FF for sign in before) >= _SURE_OF_UTF8


def _without_hint(text: str) -> tuple[str, str]:
    """Take off the line `sep=;` by which some programs name the separator."""
    first, _, rest = text.partition("\n")
    hint = first.strip().strip('"')
    if hint.lower().startswith("sep=") and len(hint) == 5:
        return rest, hint[-1]
    return text, ""


def separator_of(text: str) -> str:
    """The sign that cuts the first lines into the same number of cells, more than one."""
    start = text[: _LOOKED_AT * 4]
    best, most = ",", (0.0, 0)
    for sign in _SEPARATORS:
        widths = [len(row) for row in _sample(start, sign) if row]
        if not widths:
            continue
        width, often = Counter(widths).most_common(1)[0]
        if width > 1 and (often / len(widths), width) > most:
            best, most = sign, (often / len(widths), width)
    return best


def _sample(start: str, sign: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(start, newline=""), delimiter=sign))[:20]
    except csv.Error:
        return []
