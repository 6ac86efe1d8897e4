"""The typefaces of the papers, which of them has which glyph, and what stands in for another.

Text is split into runs by coverage, glyph by glyph: what the wanted face lacks comes from another
one of the book, and what no face has is known before anything is printed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from core.errors import Trouble
from storage import resources
from storage.files.pdf.embedding import EmbeddedFont
from storage.files.pdf.text import code_point


class Face(StrEnum):
    """A typeface by its part on the paper, called as offices call it."""

    SONG = "宋体"
    TITLE = "小标宋"
    HEI = "黑体"
    HEI_STRONG = "黑体加粗"
    KAI = "楷体"


SHIPPED: Mapping[Face, str] = {
    Face.SONG: "fonts/NotoSerifSC-Regular.ttf",
    Face.TITLE: "fonts/NotoSerifSC-Black.ttf",
    Face.HEI: "fonts/NotoSansSC-Medium.ttf",
    Face.HEI_STRONG: "fonts/NotoSansSC-SemiBold.ttf",
    Face.KAI: "fonts/LXGWWenKai-Regular.ttf",
}

STAND_INS = (Face.SONG, Face.HEI, Face.KAI)
"""Where a glyph is looked for when the wanted face lacks it, in this order."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font; `font` is the name under which reportlab knows it."""

    font: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a check of text against the book found; both in order of code points."""

    missing: tuple[str, ...]
    borrowed: tuple[str, ...]

    def sentences(self) -> tuple[str, ...]:
        """What to tell whoever exports, before and after."""
        said = []
        if self.missing:
            shown = "、".join(code_point(char) for char in self.missing)
            said.append(f"有 {len(self.missing)} 个字符没有字形，纸上印成了码位：{shown}。")
        if self.borrowed:
            shown = "、".join(self.borrowed)
            said.append(f"有 {len(self.borrowed)} 个字符所用字体里没有，借用了别的字体：{shown}。")
        return tuple(said)


class FontBook:
    """The faces at hand; a font file is read when the first character asks for it."""

    def __init__(self, files: Mapping[Face, Path]) -> None:
        self._files = files
        self._fonts: dict[Face, EmbeddedFont] = {}

    def font(self, face: Face) -> EmbeddedFont:
        """The font of a face, known to reportlab. Raises Trouble when its file is not usable."""
        if face not in self._fonts:
            self._fonts[face] = _load(self._files[face])
        return self._fonts[face]

    def source(self, char: str, face: Face) -> Face | None:
        """Which face draws `char` when `face` is wanted; None if no face can."""
        for candidate in (face, *STAND_INS):
            if self.font(candidate).covers(char):
                return candidate
        return None

    def drawable(self, text: str) -> str:
        """`text` with each character that no face can draw written as its code point."""
        lost = {char for char in set(text) if char != "\n" and self._is_missing(char)}
        return "".join(code_point(char) if char in lost else char for char in text)

    def runs(self, text: str, face: Face) -> list[Run]:
        """Split drawable text where the font changes."""
        font = self.font(face)
        if all(font.covers(char) for char in text):
            return [Run(font.fontName, text)] if text else []
        return [
            Run(self.font(source).fontName, "".join(chars))
            for source, chars in groupby(text, key=lambda char: self._drawn_by(char, face))
        ]

    def width(self, text: str, face: Face) -> float:
        """How long drawable text is, in ems."""
        font = self.font(face)
        return sum(
            font.width(char)
            if font.covers(char)
            else self.font(self._drawn_by(char, face)).width(char)
            for char in text
        )

    def check(self, texts: Iterable[str]) -> Coverage:
        """Which characters of `texts` the book cannot draw, or not in the body face."""
        seen = sorted(set().union(*texts) - {"\n"})
        by_source = [(char, self.source(char, Face.SONG)) for char in seen]
        return Coverage(
            missing=tuple(char for char, source in by_source if source is None),
            borrowed=tuple(char for char, source in by_source if source not in {None, Face.SONG}),
        )

    def _is_missing(self, char: str) -> bool:
        return self.source(char, Face.SONG) is None

    def _drawn_by(self, char: str, face: Face) -> Face:
        source = self.source(char, face)
        if source is None:
            raise LookupError(f"text was not made drawable: U+{ord(char):04X}")
        return source


@cache
def shipped() -> FontBook:
    """The faces that come with the program, or what the data folder puts in their place."""
    return FontBook({face: resources.path(name) for face, name in SHIPPED.items()})


def _load(file: Path) -> EmbeddedFont:
    """Read a font file once in the life of the program."""
    name = str(file)
    if name in pdfmetrics.getRegisteredFontNames():
        known = pdfmetrics.getFont(name)
        assert isinstance(known, EmbeddedFont)  # noqa: S101 -- only this function registers by path
        return known
    try:
        font = EmbeddedFont(name, name)
    except (TTFError, OSError) as error:
        raise Trouble(
            f"打不开字体文件“{file.name}”，没有做成 PDF。请换一个 TrueType 字体，或重新安装程序。"
        ) from error
    pdfmetrics.registerFont(font)
    return font
