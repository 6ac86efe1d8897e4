"""What stands on the pages of a finished paper, as it was read back: characters and lines.

Points from the upper left corner of the upright sheet, also on a page whose content is turned.
"""

from dataclasses import dataclass

from core.layout.marks import CLOSING

ASCENT = 0.88
"""Of an em square that stands above the base line."""

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """One character: where the pen stood, and the box of its ink."""

    char: str
    x: float
    base: float
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str
    colour: Colour

    @property
    def is_wide(self) -> bool:
        """Whether it takes a whole em, as Chinese characters do."""
        return ord(self.char) >= 0x2E80

    @property
    def cell_top(self) -> float:
        return self.base - ASCENT * self.size

    @property
    def cell_bottom(self) -> float:
        return self.cell_top + self.size

    @property
    def cell_right(self) -> float:
        """Where its em ends; a narrow one, and a closing mark, ends with its ink."""
        has_em = self.is_wide and self.char not in CLOSING
        return self.x + self.size if has_em else self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line across."""

    left: float
    right: float
    y: float
    pen: float
    colour: Colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page; `turned` when its content stands across."""

    width: float
    height: float
    turned: bool
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FontUse:
    """A font of the file, how large it is used, how often, and whether it is in the file."""

    name: str
    size: float
    characters: int
    embedded: bool
