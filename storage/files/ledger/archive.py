"""Looks an .xlsx package over before any library opens it: sizes, ratios, stray cells, DOCTYPE.

Runs in the reading process. Every part that matters is unpacked once, so that false sizes in the
directory of the archive come to light here.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.files.ledger import limits, unreadable
from storage.files.ledger.marks import MASKED_NAME
from storage.files.ledger.unreadable import Unreadable

MASKED, UNWORKED, FAILED = "masked", "unworked", "failed"
"""A masked export; formulas whose results were not saved; formulas that came out as errors."""

_CHUNK = 1024 * 1024
_OVERLAP = 128
# Patterns that begin with fixed bytes: hundreds of megabytes are searched.
_DOCTYPE = re.compile(rb"<![DdEe]")
_FAR_AWAY = "far"
_SHEET_SIGNS = {
    _FAR_AWAY: re.compile(rb'r="(?:[A-Z]{3}[0-9]+|[A-Z]{1,2}(?:[2-9][0-9]{5}|[0-9]{7,}))"'),
    UNWORKED: re.compile(rb"</f>(?:<v ?/>|<v></v>)?</c>"),
    FAILED: re.compile(rb'<c [^<>]*t="e"'),
}
_BOOK_SIGNS = {MASKED: re.compile(re.escape(MASKED_NAME.encode()))}
_CELL = re.compile(rb"""<c\s[^<>]*?\br=["']([A-Z]{1,3})([0-9]{1,7})["'][^<>]*?(/?)>""")
_MARKED = frozenset({"xl/workbook.xml", "docprops/custom.xml"})
_ENCRYPTED_FLAG = 1
_USUAL_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def measure(path: Path) -> int:
    """How much the package says it holds; raises Unreadable when that must not be unpacked."""
    with _opened(path) as package:
        entries = package.infolist()
        _refuse_other_formats({entry.filename.lower() for entry in entries})
        _refuse_sizes(entries)
        return sum(entry.file_size for entry in entries)


def look_over(path: Path) -> frozenset[str]:
    """What a reader of the package should know: the words below.

    Raises Unreadable when something in it must not be opened.
    """
    with _opened(path) as package:
        entries = [entry for entry in package.infolist() if _matters(entry)]
        return frozenset().union(*(_scan(package, entry) for entry in entries))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as package:
            yield package
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise Unreadable(unreadable.BROKEN) from error


def _refuse_other_formats(names: set[str]) -> None:
    if "xl/workbook.xml" in names:
        return
    if any(name.startswith("xl/") for name in names) or "content.xml" in names:
        raise Unreadable(unreadable.OTHER_TABLE)
    if "[content_types].xml" in names:
        raise Unreadable(unreadable.NOT_A_TABLE)
    raise Unreadable(unreadable.PACKED)


def _refuse_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise Unreadable(unreadable.ENCRYPTED)
    if any(entry.compress_type not in _USUAL_PACKING for entry in entries):
        raise Unreadable(unreadable.BROKEN)
    if len(entries) > limits.PARTS:
        raise Unreadable(unreadable.BOMB)
    for entry in entries:
        packed = max(entry.compress_size, 1)
        is_large = entry.file_size > limits.PACKED_FREE_BYTES
        if is_large and entry.file_size / packed > limits.PACKED_TIMES:
            raise Unreadable(unreadable.BOMB)
    if sum(entry.file_size for entry in entries) > limits.UNPACKED_BYTES:
        raise Unreadable(unreadable.TOO_MUCH)


def _matters(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _scan(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> set[str]:
    """What there is to know of one part; refuses what must not be opened."""
    name = entry.filename.lower()
    is_sheet = "worksheets/" in name
    wanted = _SHEET_SIGNS if is_sheet else _BOOK_SIGNS if name in _MARKED else {}
    found: set[str] = set()
    for chunk in _chunks(package, entry):
        if _DOCTYPE.search(chunk):
            raise Unreadable(unreadable.DOCTYPE)
        found |= {what for what, sign in wanted.items() if what not in found and sign.search(chunk)}
    if _FAR_AWAY in found:
        _refuse_stray_cells(package, entry)
    return found - {_FAR_AWAY}


def _chunks(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part, piece by piece, each piece beginning with the end of the one before."""
    with package.open(entry) as part:
        end = b""
        while piece := part.read(_CHUNK):
            yield end + piece
            end = piece[-_OVERLAP:]


def _refuse_stray_cells(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose filled cells span more than can be held."""
    last_row = last_column = 0
    for chunk in _chunks(package, entry):
        for column, row, is_empty in _CELL.findall(chunk):
            if not is_empty:
                last_row = max(last_row, int(row))
                last_column = max(last_column, _column_number(column))
    if last_row * last_column > limits.CELLS:
        sentence = unreadable.STRAY_CELLS.replace("{row}", str(last_row))
        raise Unreadable(sentence.replace("{column}", str(last_column)))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
