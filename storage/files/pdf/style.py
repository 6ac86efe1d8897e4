"""How the parts of a paper look: faces, sizes, distances. Numbers only; nothing is drawn here.

All lengths are points (1/72 inch); `indent` is in characters.
"""

from dataclasses import dataclass, replace

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

    mark: TextStyle
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
    mark=TextStyle(face=Face.SONG, size=9, leading=14),
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

OFFICIAL_MARGINS = Margins(top=37 * MM, right=26 * MM, bottom=35 * MM, left=28 * MM)
"""The type area of official papers (版心) is 156 by 225 mm (GB/T 9704-2012)."""

SIZE_3, SIZE_SMALL_3, SIZE_4, SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5 = 16.0, 15.0, 14.0, 12.0, 10.5, 9.0
"""三号 and so on, in points."""


def official_styles(size: float, leading: float, *, cell_size: float) -> StyleSet:
    """The styles of an official paper with a body of `size`; 三号 has 28 characters in a line."""
    tracking = 156 * MM / 28 - SIZE_3 if size == SIZE_3 else 0.0
    body = TextStyle(
        face=Face.SONG, size=size, leading=leading, indent=2, justified=True, tracking=tracking
    )
    cell = TextStyle(face=Face.SONG, size=cell_size, leading=round(cell_size * 1.55))
    return StyleSet(
        mark=TextStyle(face=Face.HEI, size=SIZE_SMALL_4, leading=20),
        title=TextStyle(face=Face.TITLE, size=22, leading=34, side=Side.CENTRE, before=4, after=4),
        subtitle=replace(body, side=Side.CENTRE, indent=0, justified=False, after=leading / 2),
        headings=(
            replace(body, face=Face.HEI, justified=False),
            replace(body, face=Face.KAI, justified=False),
        ),
        body=body,
        note=TextStyle(face=Face.SONG, size=SIZE_5, leading=15, justified=True, before=12, after=6),
        fact_name=replace(cell, face=Face.HEI),
        fact=cell,
        caption=replace(cell, face=Face.HEI, before=8, after=4),
        cell_head=replace(cell, side=Side.CENTRE),
        cell=cell,
        cell_detail=cell,
        footer=TextStyle(face=Face.SONG, size=SIZE_4, leading=18),
    )
