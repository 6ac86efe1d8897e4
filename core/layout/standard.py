"""What the standard for official papers asks (GB/T 9704-2012), as values read from data.

Lengths are millimetres, sizes of type are points; insets are in characters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

POINTS = 72 / 25.4
"""Of one millimetre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeasures:
    """The sheet and its type area (版心), and how many characters fill it."""

    width: float
    height: float
    top: float
    left: float
    area_width: float
    area_height: float
    lines: int
    characters: int
    tolerance: float

    @property
    def right(self) -> float:
        return self.width - self.left - self.area_width

    @property
    def bottom(self) -> float:
        return self.height - self.top - self.area_height

    @property
    def line(self) -> float:
        """From line to line, in points."""
        return self.area_height * POINTS / self.lines

    @property
    def pitch(self) -> float:
        """From character to character, in points."""
        return self.area_width * POINTS / self.characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Of type, in points: 三号 16, 二号 22, 四号 14."""

    body: float
    title: float
    number: float
    colophon: float
    table: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadMeasures:
    """The red head: how far down, how large, what is left free; `red` in 0 to 255."""

    above: float
    largest: float
    lines_below: int
    rule_gap: float
    rule: float
    lines_above_title: int
    red: tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FootMeasures:
    """The page number: how far below the type area its dashes stand, how far from the edge."""

    gap: float
    inset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureMeasures:
    """Where name and day stand: with a seal over the day, without one two characters in."""

    lines_above: int
    day_inset: int
    unsealed_name_inset: int
    unsealed_day_shift: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColophonMeasures:
    """The lines that close the paper; `leading` is from line to line."""

    thick: float
    thin: float
    inset: int
    leading: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Faces:
    """The prescribed typefaces, as offices call them."""

    body: str
    title: str
    first: str
    second: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """All of it."""

    name: str
    page: PageMeasures
    sizes: Sizes
    head: HeadMeasures
    foot: FootMeasures
    signature: SignatureMeasures
    colophon: ColophonMeasures
    faces: Faces


def standard_of(data: Mapping[str, Any]) -> Standard:
    """The standard as it is written down."""
    head = {**data["head"], "red": tuple(data["head"]["red"])}
    return Standard(
        name=data["name"],
        page=PageMeasures(**data["page"]),
        sizes=Sizes(**data["sizes"]),
        head=HeadMeasures(**head),
        foot=FootMeasures(**data["foot"]),
        signature=SignatureMeasures(**data["signature"]),
        colophon=ColophonMeasures(**data["colophon"]),
        faces=Faces(**data["faces"]),
    )
