"""What a file is, by what it begins with; its name is not asked."""

from enum import Enum, auto
from pathlib import Path

from storage.files.ledger import unreadable
from storage.files.ledger.unreadable import Unreadable


class Kind(Enum):
    PACKAGE = auto()
    OLD_WORKBOOK = auto()
    TEXT = auto()


_LOOKED_AT = 4096
_PACKAGE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ANCIENT_WORKBOOKS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_NO_TABLES = (
    (b"%PDF", unreadable.NOT_A_TABLE),
    (b"\x89PNG", unreadable.NOT_A_TABLE),
    (b"\xff\xd8\xff", unreadable.NOT_A_TABLE),
    (b"GIF8", unreadable.NOT_A_TABLE),
    (b"{\\rtf", unreadable.NOT_A_TABLE),
    (b"SQLite format 3", unreadable.NOT_A_TABLE),
    (b"7z\xbc\xaf", unreadable.PACKED),
    (b"Rar!", unreadable.PACKED),
    (b"\x1f\x8b", unreadable.PACKED),
    (b"PK", unreadable.PACKED),
)
_WEB_PAGES = (b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")
_INSIDE = (
    ("EncryptedPackage", unreadable.ENCRYPTED),
    ("WordDocument", unreadable.NOT_A_TABLE),
    ("PowerPoint Document", unreadable.NOT_A_TABLE),
)


def kind_of(path: Path) -> Kind:
    """Raises Unreadable for what is no table."""
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    if start.startswith(_PACKAGE):
        return Kind.PACKAGE
    if start.startswith(_COMPOUND):
        _refuse_other_documents(path.read_bytes())
        return Kind.OLD_WORKBOOK
    if start.startswith(_ANCIENT_WORKBOOKS):
        raise Unreadable(unreadable.OTHER_TABLE)
    for sign, sentence in _NO_TABLES:
        if start.startswith(sign):
            raise Unreadable(sentence)
    _refuse_marked_up(start.lstrip(b"\xef\xbb\xbf \t\r\n").lower())
    return Kind.TEXT


def _refuse_other_documents(content: bytes) -> None:
    for name, sentence in _INSIDE:
        if name.encode("utf-16-le") in content:
            raise Unreadable(sentence)


def _refuse_marked_up(start: bytes) -> None:
    if start.startswith(_WEB_PAGES):
        raise Unreadable(unreadable.WEB_PAGE)
    if start.startswith(b"<?xml"):
        if b"schemas-microsoft-com:office" in start:
            raise Unreadable(unreadable.OLD_XML)
        raise Unreadable(unreadable.WEB_PAGE if b"<html" in start else unreadable.NOT_A_TABLE)
