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
from storage import office_fonts, resources
from storage.files.pdf.embedding import EmbeddedFont
from storage.files.pdf.text import code_point


class Face(StrEnum):
    """A typeface by its part on the paper, called as offices call it."""

    FANG = "仿宋"
    SONG = "宋体"
    TITLE = "小标宋"
    HEI = "黑体"
    HEI_STRONG = "黑体加粗"
    KAI = "楷体"


SHIPPED: Mapping[Face, str] = {
    Face.FANG: "fonts/NotoSerifSC-Regular.ttf",
    Face.SONG: "fonts/NotoSerifSC-Regular.ttf",
    Face.TITLE: "fonts/NotoSerifSC-Black.ttf",
    Face.HEI: "fonts/NotoSansSC-Medium.ttf",
    Face.HEI_STRONG: "fonts/NotoSansSC-SemiBold.ttf",
    Face.KAI: "fonts/LXGWWenKai-Regular.ttf",
}

REMEDY = "办公室有授权字体的，可以在“公文字体”里指定。"

STAND_INS = (Face.SONG, Face.HEI, Face.KAI)
"""Where a glyph is looked for when the wanted face lacks it, in this order."""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font; `font` is the name under which reportlab knows it."""

    font: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What a check of text against the book found; characters in order of code points.

    `replaced` are the faces that the layout asks for and the office has not named a font for.
    """

    missing: tuple[str, ...]
    borrowed: tuple[str, ...]
    replaced: tuple[Face, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """What to tell whoever exports, before and after."""
        said = []
        if self.missing:
            shown = "、".join(code_point(char) for char in self.missing)
            said.append(f"有 {len(self.missing)} 个字符没有字形，纸上印成了码位：{shown}。")
        if self.borrowed:
            shown = "、".join(self.borrowed)
            said.append(f"有 {len(self.borrowed)} 个字符所用字体里没有，借用了别的字体：{shown}。")
        if self.replaced:
            shown = "、".join(self.replaced)
            said.append(f"没有用规定的字体：{shown}用程序自带的字体代替。{REMEDY}")
        return tuple(said)


class FontBook:
    """The faces at hand; a font file is read when the first character asks for it.

    A font of the office's `own` draws its face; what it lacks comes from the program's `files`.
    """

    def __init__(self, files: Mapping[Face, Path], own: Mapping[Face, Path] | None = None) -> None:
        self._files = files
        self._own = own or {}
        self._chains: dict[Face, tuple[EmbeddedFont, ...]] = {}

    def font(self, face: Face) -> EmbeddedFont:
        """The font of a face, known to reportlab. Raises Trouble when its file is not usable."""
        return self._chain(face)[0]

    def source(self, char: str, face: Face) -> EmbeddedFont | None:
        """Which font draws `char` when `face` is wanted; None if none can."""
        chain = self._chain(face)
        if chain[0].covers(char):
            return chain[0]
        others = (*chain[1:], *(self._chain(one)[-1] for one in STAND_INS))
        return next((font for font in others if font.covers(char)), None)

    def replaced(self, faces: Iterable[Face]) -> tuple[Face, ...]:
        """Which of the faces the office has no font of its own for."""
        return tuple(face for face in faces if face not in self._own)

    def _chain(self, face: Face) -> tuple[EmbeddedFont, ...]:
        """The office's font, where there is one, and the program's."""
        if face not in self._chains:
            files = [books[face] for books in (self._own, self._files) if face in books]
            self._chains[face] = tuple(_load(file) for file in files)
        return self._chains[face]

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
            Run(name, "".join(chars))
            for name, chars in groupby(text, key=lambda char: self._drawn_by(char, face).fontName)
        ]

    def width(self, text: str, face: Face) -> float:
        """How long drawable text is, in ems."""
        font = self.font(face)
        return sum(
            font.width(char) if font.covers(char) else self._drawn_by(char, face).width(char)
            for char in text
        )

    def check(self, texts: Iterable[str], body: Face = Face.SONG) -> Coverage:
        """Which characters of `texts` the book cannot draw, or not in the body face."""
        seen = sorted(set().union(*texts) - {"\n"})
        usual = self.font(body)
        by_source = [(char, self.source(char, body)) for char in seen]
        return Coverage(
            missing=tuple(char for char, source in by_source if source is None),
            borrowed=tuple(char for char, source in by_source if source not in {None, usual}),
        )

    def _is_missing(self, char: str) -> bool:
        return self.source(char, Face.SONG) is None

    def _drawn_by(self, char: str, face: Face) -> EmbeddedFont:
        source = self.source(char, face)
        if source is None:
            raise LookupError(f"text was not made drawable: U+{ord(char):04X}")
        return source


@cache
def shipped() -> FontBook:
    """The faces that come with the program, or what the data folder puts in their place."""
    return _book(())


def at_hand() -> FontBook:
    """The program's faces with those that the office has named, and that are still there."""
    return _book(tuple(sorted(office_fonts.present().items())))


@cache
def _book(own: tuple[tuple[str, Path], ...]) -> FontBook:
    files = {face: resources.path(name) for face, name in SHIPPED.items()}
    return FontBook(files, {Face(name): file for name, file in own})


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
