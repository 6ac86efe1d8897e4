"""How the parts of a paper look: faces, sizes, distances. Numbers only; nothing is drawn here.

All lengths are points (1/72 inch); `indent` is in characters.
"""

from dataclasses import dataclass

from core.paper import Side
from storage.files.pdf.fonts import Face

MM = 72 / 25.4
HAIRLINE = 0.25
RULE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a piece of text is set. `tracking` is added to the width of every character."""

    face: Face
    size: float
    leading: float
    side: Side = Side.LEFT
    indent: int = 0
    justified: bool = False
    before: float = 0.0
    after: float = 0.0
    tracking: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StyleSet:
    """The styles of one kind of paper."""

    title: TextStyle
    subtitle: TextStyle
    headings: tuple[TextStyle, ...]
    body: TextStyle
    note: TextStyle
    fact_name: TextStyle
    fact: TextStyle
    caption: TextStyle
    cell_head: TextStyle
    cell: TextStyle
    cell_detail: TextStyle
    footer: TextStyle


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """The white round the type area, in points."""

    top: float
    right: float
    bottom: float
    left: float


WORKING_STYLES = StyleSet(
    title=TextStyle(face=Face.TITLE, size=20, leading=30, side=Side.CENTRE, after=4),
    subtitle=TextStyle(face=Face.SONG, size=10.5, leading=17, side=Side.CENTRE, after=14),
    headings=(
        TextStyle(face=Face.HEI_STRONG, size=13, leading=20, before=16, after=6),
        TextStyle(face=Face.HEI, size=11, leading=18, before=10, after=4),
    ),
    body=TextStyle(face=Face.SONG, size=10.5, leading=17.5, indent=2, justified=True, after=3),
    note=TextStyle(face=Face.SONG, size=9, leading=14, justified=True, before=3, after=6),
    fact_name=TextStyle(face=Face.HEI, size=9.5, leading=16),
    fact=TextStyle(face=Face.SONG, size=10, leading=16),
    caption=TextStyle(face=Face.HEI, size=9.5, leading=15, before=8, after=4),
    cell_head=TextStyle(face=Face.HEI, size=9, leading=13.5),
    cell=TextStyle(face=Face.SONG, size=9, leading=14),
    cell_detail=TextStyle(face=Face.SONG, size=9, leading=14),
    footer=TextStyle(face=Face.SONG, size=9, leading=12, side=Side.CENTRE),
)
"""For what the office works with: summaries, lists, certificates (工作用表). 五号 body."""

WORKING_MARGINS = Margins(top=25 * MM, right=25 * MM, bottom=24 * MM, left=25 * MM)
