"""One TrueType font inside a PDF: a single subset with two bytes a character, all of Unicode.

reportlab's own font writes subsets of 256 characters, maps characters beyond U+FFFF to wrong ones
when they are copied, and prints nothing for a missing glyph. Here a missing glyph is an error:
whoever draws has asked `fonts.FontBook` first.
"""

import hashlib
import struct
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import TTFError, TTFont, TTFontFace

DIGITS = range(ord("0"), ord("9") + 1)
BOX, TICKED = ord("□"), ord("☑")
FS_TYPE, EMBEDDING, RESTRICTED = 8, 0x000F, 0x0002
"""Where a font says how it may be embedded, the bits that say so, and the one for not at all."""

CMAP_BLOCK = 100
"""At most so many lines in one block of a character map (Adobe Technical Note 5014)."""


class EmbeddedFont(TTFont):
    """A font for any number of documents; each document gets just the glyphs it uses."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename, shapable=False)
        self._called = self.face.name.decode("ascii", "replace")
        # reportlab takes two files whose fonts have the same name for one; ours may differ.
        self.face.name = name.encode()
        _even_digits(self.face)
        _lend_box(self.face)
        self._used: WeakKeyDictionary[Any, dict[int, int]] = WeakKeyDictionary()

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph for `char`."""
        return ord(char) in self.face.charToGlyph

    def width(self, char: str) -> float:
        """How far `char` moves the pen, in ems."""
        return float(self.face.getCharWidth(ord(char))) / 1000

    def splitString(self, text: str, doc: Any, encoding: str = "utf-8") -> list[tuple[int, bytes]]:  # noqa: ARG002, N802 -- reportlab's name
        """The bytes that show `text`; a character gets its number in `doc` when first used."""
        used = self._used.setdefault(doc, {})
        shown = bytearray()
        for char in text:
            if not self.covers(char):
                raise LookupError(f"no glyph for U+{ord(char):04X} in {self.fontName}")
            shown += used.setdefault(ord(char), len(used) + 1).to_bytes(2, "big")
        return [(0, bytes(shown))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: ARG002, N802 -- reportlab's name
        """The name of the font on the pages of `doc`; its objects are written at the end."""
        if self.fontName not in doc.fontMapping:
            doc.fontMapping[self.fontName] = f"/F{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
        return str(doc.fontMapping[self.fontName])

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- reportlab's name
        """Write the font with the glyphs that `doc` used."""
        codes = list(self._used.pop(doc))
        name = f"{_tag(codes)}+{self._called}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": _system_info("Identity"),
                "FontDescriptor": self.face.addSubsetObjects(doc, name, codes),
                "DW": 1000,
                "W": _widths([self.face.getCharWidth(code) for code in codes]),
                "CIDToGIDMap": _stream(doc, self._glyph_map(codes), f"cidToGid:{name}"),
            }
        )
        font = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("Type0"),
                "BaseFont": pdfdoc.PDFName(name),
                "Encoding": pdfdoc.PDFName("Identity-H"),
                "DescendantFonts": pdfdoc.PDFArray([doc.Reference(descendant, f"cid:{name}")]),
                "ToUnicode": _stream(doc, unicode_map(codes), f"toUnicode:{name}"),
            }
        )
        internal = doc.fontMapping[self.fontName].removeprefix("/")
        doc.idToObject["BasicFonts"].dict[internal] = doc.Reference(font, internal)

    def _glyph_map(self, codes: Sequence[int]) -> bytes:
        """For each character number the glyph in the subset; both count by first use."""
        place = {0: 0}
        glyphs = (self.face.charToGlyph[code] for code in codes)
        numbers = [0, *(place.setdefault(glyph, len(place)) for glyph in glyphs)]
        return b"".join(number.to_bytes(2, "big") for number in numbers)


def why_not_embedded(file: Path) -> str:
    """Why a font file cannot be part of a PDF, as a sentence; "" where it can."""
    try:
        face = TTFontFace(str(file))
    except (TTFError, OSError, struct.error):
        return "它不是带 TrueType 轮廓的字体。"
    licence = face.get_table("OS/2") if "OS/2" in face.table else b""
    kind = int.from_bytes(licence[FS_TYPE : FS_TYPE + 2], "big") & EMBEDDING
    return "它的授权不许嵌入文件。" if kind == RESTRICTED else ""


def unicode_map(codes: Sequence[int]) -> bytes:
    """The ToUnicode map: character 1 is `codes[0]`; beyond U+FFFF in surrogate pairs."""
    lines = (
        f"<{number:04X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for number, code in enumerate(codes, start=1)
    )
    blocks = (
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in _blocks(lines)
    )
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    ).encode("ascii")


def _blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    while block := list(islice(lines, CMAP_BLOCK)):
        yield block


def _widths(widths: Sequence[float]) -> pdfdoc.PDFArray:
    return pdfdoc.PDFArray([1, pdfdoc.PDFArray(widths)])


def _system_info(ordering: str) -> pdfdoc.PDFDictionary:
    return pdfdoc.PDFDictionary(
        {
            "Registry": pdfdoc.PDFString("Adobe"),
            "Ordering": pdfdoc.PDFString(ordering),
            "Supplement": 0,
        }
    )


def _stream(doc: Any, content: bytes, name: str) -> Any:
    stream = pdfdoc.PDFStream()
    stream.content = content
    stream.filters = [pdfdoc.PDFZCompress]
    return doc.Reference(stream, name)


def _tag(codes: Sequence[int]) -> str:
    """Six letters that tell this subset from another of the same font."""
    digest = hashlib.sha256(str(codes).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _even_digits(face: TTFontFace) -> None:
    """Give all ten digits one width, so that columns of figures stand in line.

    Noto Serif SC has a narrow 1; the glyph keeps its shape and stands in the middle of its place.
    """
    widest = max((face.getCharWidth(code) for code in DIGITS), default=0)
    for code in DIGITS:
        glyph = face.charToGlyph.get(code)
        if glyph is None:
            continue
        advance, bearing = face.hmetrics[glyph]
        units = widest * face.unitsPerEm / 1000
        face.hmetrics[glyph] = [round(units), bearing + round((units - advance) / 2)]
        face.charWidths[code] = widest


def _lend_box(face: TTFontFace) -> None:
    """Show ☑ with the glyph of □, which fonts have; whoever draws it draws the tick (`setting`)."""
    if TICKED not in face.charToGlyph and BOX in face.charToGlyph:
        face.charToGlyph[TICKED] = face.charToGlyph[BOX]
        face.charWidths[TICKED] = face.charWidths[BOX]
