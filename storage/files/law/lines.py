"""The lines of a text or of a Word document; runs in a process of its own.

What a file is, is seen by what it begins with; its name is not asked.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from core.errors import Trouble
from storage.files.ledger.csv_text import decoded
from storage.files.ledger.unreadable import Unreadable

MEBI = 1024 * 1024
UNPACKED_BYTES = 100 * MEBI
PACKED_TIMES = 200
PACKED_FREE_BYTES = 4 * MEBI
PARTS = 2000
CHARACTERS = 3_000_000
"""The longest text that is cut; the Civil Code has about 120,000 characters."""
LONGEST_LINE = 100_000

ENCRYPTED = "“{name}”加了密码，打不开。请去掉打开密码，另存后再载入。"
OLD_WORD = "“{name}”是旧版 Word 文档（.doc）。请打开后另存为 .docx 再载入。"
NO_TEXT = "“{name}”不是文本，也不是 Word 文档。请选 .txt、.md 或 .docx 文件。"
PDF = "“{name}”是 PDF，分不出条款。请选同一法规的 .docx，或把文字复制到 .txt 再载入。"
TABLE = "“{name}”是表格，不是法规文本。请选 .txt、.md 或 .docx 文件。"
WEB_PAGE = "“{name}”是网页文件。请在浏览器里全选、复制正文，存成 .txt 再载入。"
BOMB = "“{name}”压缩得不正常，没有打开。请从官方网站重新下载。"
TOO_LONG = "“{name}”的文字太多，不像一部法规。请只留这一部法规再载入。"
ENCODING = "“{name}”的文字编码认不出来，或者有坏掉的字符。请用记事本打开，另存为 UTF-8 再载入。"
BROKEN = "“{name}”损坏了或不完整，读不出来。请重新下载，或用文字处理软件打开后另存一份。"

_LOOKED_AT = 4096
_SIGNS = (
    (b"%PDF", PDF),
    (b"{\\rtf", OLD_WORD),
    (b"\x89PNG", NO_TEXT),
    (b"\xff\xd8\xff", NO_TEXT),
    (b"GIF8", NO_TEXT),
    (b"SQLite format 3", NO_TEXT),
    (b"7z\xbc\xaf", NO_TEXT),
    (b"Rar!", NO_TEXT),
    (b"\x1f\x8b", NO_TEXT),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGES = (b"<!doctype html", b"<html", b"<head", b"<?xml")
_ENCRYPTED_FLAG = 1
_MOST_CONTROLS = 0.01


def lines_of(path: Path) -> list[str]:
    """All lines of the file. Raises Trouble with the sentence to show."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    _refuse_other_kinds(path, start)
    is_package = start.startswith(b"PK")
    lines = list(_document(path)) if is_package else _text(path).splitlines()
    if sum(map(len, lines)) > CHARACTERS or any(len(line) > LONGEST_LINE for line in lines):
        raise Trouble(TOO_LONG)
    return lines


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    if start.startswith(_COMPOUND):
        inside = path.read_bytes()
        raise Trouble(ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in inside else OLD_WORD)
    for sign, sentence in _SIGNS:
        if start.startswith(sign):
            raise Trouble(sentence)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGES):
        raise Trouble(WEB_PAGE)


def _text(path: Path) -> str:
    try:
        text = decoded(path.read_bytes())
    except Unreadable as error:
        raise Trouble(ENCODING) from error
    controls = sum(ord(sign) < 32 and sign not in "\r\n\t\f\v" for sign in text[:100_000])
    if controls > _MOST_CONTROLS * min(len(text), 100_000):
        raise Trouble(NO_TEXT)
    return text


def _document(path: Path) -> Iterator[str]:
    """The paragraphs of a Word document as they read when all changes are accepted."""
    _look_over(path)
    import docx  # noqa: PLC0415 -- large, and texts do not need it
    from docx.oxml.ns import qn  # noqa: PLC0415

    skipped = {qn("w:del"), qn("w:moveFrom"), _FALLBACK}
    for paragraph in docx.Document(str(path)).element.body.iter(qn("w:p")):
        said = ""
        for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
            above = list(node.iterancestors())
            own = next(one for one in above if one.tag == qn("w:p"))
            if own is paragraph and not any(one.tag in skipped for one in above):
                said += _BETWEEN.get(node.tag.rpartition("}")[2], node.text or "")
        yield from said.split("\n")


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same once more, for programs that cannot show the first."""
_BETWEEN = {"tab": "\t", "br": "\n", "cr": "\n"}


def _look_over(path: Path) -> None:
    """Refuse a package that must not be unpacked, or is no Word document."""
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            names = {entry.filename.lower() for entry in entries}
            _refuse_sizes(entries)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        raise Trouble(BROKEN) from error
    if "word/document.xml" not in names:
        raise Trouble(TABLE if any(name.startswith("xl/") for name in names) else NO_TEXT)


def _refuse_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise Trouble(ENCRYPTED)
    if len(entries) > PARTS or sum(one.file_size for one in entries) > UNPACKED_BYTES:
        raise Trouble(BOMB)
    for entry in entries:
        is_large = entry.file_size > PACKED_FREE_BYTES
        if is_large and entry.file_size / max(entry.compress_size, 1) > PACKED_TIMES:
            raise Trouble(BOMB)
