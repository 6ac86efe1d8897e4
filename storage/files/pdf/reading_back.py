"""Reads a finished PDF back: which character stands where, in which font; which lines are drawn.

Through PDFium, under the lock of `pictures`. Knows nothing of what a paper should look like.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from core.errors import Refusal
from core.layout.sheets import Colour, FontUse, Glyph, Rule, Sheet
from storage.files.pdf.pictures import opened

FLAT = 0.2
"""A path lower than this and its pen, in points, is a line across."""

HIGH, LOW = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
NAME_LENGTH = 256
SUBSET_TAG = 7


@dataclass(frozen=True, slots=True)
class ReadBack:
    """All pages of a file, and the fonts on them."""

    sheets: tuple[Sheet, ...]
    fonts: tuple[FontUse, ...]


def read_back(pdf: bytes) -> ReadBack:
    """What stands on the pages. Refuses what is no PDF."""
    try:
        with opened(pdf) as document:
            sheets = tuple(_sheet(page) for page in document)
            embedded = {name for page in document for name in _embedded(page)}
    except pypdfium2.PdfiumError as error:
        raise Refusal("这个文件不是能打开的 PDF。请另选一个文件。") from error
    used = Counter((one.font, one.size) for sheet in sheets for one in sheet.glyphs)
    fonts = (
        FontUse(name=name, size=size, characters=count, embedded=name in embedded)
        for (name, size), count in sorted(used.items())
    )
    return ReadBack(sheets, tuple(fonts))


def _sheet(page: pypdfium2.PdfPage) -> Sheet:
    left, bottom, right, top = page.get_mediabox()
    return Sheet(
        width=right - left,
        height=top - bottom,
        turned=page.get_rotation() % 180 != 0,
        glyphs=tuple(_glyphs(page, top)),
        rules=tuple(_rules(page, top)),
    )


def _glyphs(page: pypdfium2.PdfPage, height: float) -> Iterator[Glyph]:
    text = page.get_textpage()
    for index, char in _chars(text):
        if char.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        left, bottom, right, top = text.get_charbox(index)
        yield Glyph(
            char=char,
            x=x.value,
            base=height - y.value,
            left=left,
            top=height - top,
            right=right,
            bottom=height - bottom,
            size=round(raw.FPDFText_GetFontSize(text, index), 2),
            font=_font(text, index),
            colour=_filled(text, index),
        )


def _chars(text: pypdfium2.PdfTextPage) -> Iterator[tuple[int, str]]:
    """Each character with its place; PDFium gives those beyond U+FFFF as two."""
    units = [raw.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())]
    for index, unit in enumerate(units):
        if unit in LOW:
            continue
        pair = units[index : index + 2] if unit in HIGH else []
        coded = b"".join(one.to_bytes(2, "little") for one in pair)
        yield index, coded.decode("utf-16-le", "replace") if coded else chr(unit)


def _font(text: pypdfium2.PdfTextPage, index: int) -> str:
    name = ctypes.create_string_buffer(NAME_LENGTH)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, NAME_LENGTH, flags)
    return _without_tag(name.value.decode("utf-8", "replace"))


def _without_tag(name: str) -> str:
    return name[SUBSET_TAG:] if name[SUBSET_TAG - 1 : SUBSET_TAG] == "+" else name


def _filled(text: pypdfium2.PdfTextPage, index: int) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text, index, *parts)
    return parts[0].value, parts[1].value, parts[2].value


def _rules(page: pypdfium2.PdfPage, height: float) -> Iterator[Rule]:
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = drawn.get_bounds()
        pen = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(drawn, pen)
        if top - bottom <= FLAT + 2 * pen.value < right - left:
            yield Rule(
                left=left + pen.value,  # PDFium's bounds have the pen on every side
                right=right - pen.value,
                y=height - (top + bottom) / 2,
                pen=round(pen.value, 3),
                colour=_stroked(drawn),
            )


def _stroked(drawn: pypdfium2.PdfObject) -> Colour:
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFPageObj_GetStrokeColor(drawn, *parts)
    return parts[0].value, parts[1].value, parts[2].value


def _embedded(page: pypdfium2.PdfPage) -> Iterator[str]:
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(drawn)
        if raw.FPDFFont_GetIsEmbedded(font) == 1:
            name = ctypes.create_string_buffer(NAME_LENGTH)
            raw.FPDFFont_GetBaseFontName(font, name, NAME_LENGTH)
            yield _without_tag(name.value.decode("utf-8", "replace"))
