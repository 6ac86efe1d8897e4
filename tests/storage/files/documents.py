"""What is read back from the two files of a paper, independently of how they were made."""

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx

from storage.files.pdf.pictures import text_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def pdf_text(pdf: bytes) -> str:
    """All text without white space and page numbers, which stand last on each page."""
    pages = ("".join(page.split()) for page in text_of(pdf))
    return "".join(page.removesuffix(f"—{number}—") for number, page in enumerate(pages, start=1))


def docx_text(content: bytes) -> str:
    """All text of the body in the order of the document, without white space."""
    root = ET.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))  # noqa: S314
    return "".join("".join(node.text or "" for node in root.iter(f"{W}t")).split())


def everything_in(content: bytes) -> bytes:
    """Every part of a document, unpacked, with the names of the parts."""
    archive = ZipFile(BytesIO(content))
    return b"".join(name.encode() + archive.read(name) for name in archive.namelist())


def opened(content: bytes) -> "docx.document.Document":
    return docx.Document(BytesIO(content))
