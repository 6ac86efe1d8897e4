"""Packs a document: the same paper gives the same bytes, with nothing of the machine in them."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document

from storage.files.docx.look import STAND_INS

THUMBNAIL = "docProps/thumbnail.jpeg"
FONT_TABLE = "word/fontTable.xml"
ROOT = "_rels/.rels"
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""What a zip archive can date at the earliest; every entry bears it."""


def packed(document: Document) -> bytes:
    """The file; the library's own picture goes, and the fonts get their stand-ins."""
    written = BytesIO()
    document.save(written)
    target = BytesIO()
    with ZipFile(written) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != THUMBNAIL:
                entry = ZipInfo(name, _OLDEST)
                entry.compress_type = ZIP_DEFLATED
                new.writestr(entry, _mended(name, old.read(name)))
    return target.getvalue()


def describe(document: Document, *, title: str, author: str, subject: str, at: datetime) -> None:
    """What the file says about itself: of the paper, never of the day or the machine."""
    about = document.core_properties
    about.title, about.author, about.subject = title, author, subject
    about.last_modified_by, about.comments, about.keywords = author, "", ""
    about.language = "zh-CN"
    about.created = about.modified = at


def _mended(name: str, content: bytes) -> bytes:
    if name == ROOT:
        return re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
    if name == FONT_TABLE:
        return content.replace(b"</w:fonts>", _stand_ins().encode() + b"</w:fonts>")
    return content


def _stand_ins() -> str:
    """What to take where an official face is not installed."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, others in STAND_INS.items()
    )
