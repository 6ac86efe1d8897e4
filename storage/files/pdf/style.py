"""How the parts of a paper look: faces, sizes, distances. Numbers only; nothing is drawn here.

All lengths are points (1/72 inch); `indent` and `hang` are in characters. What official papers ask
is data (`resources/layout/official.toml`).
"""

from dataclasses import dataclass, replace

from core.layout.standard import Standard
from core.paper import Side
from storage.files.pdf.fonts import Face
from storage.layout import official

MM = 72 / 25.4
HAIRLINE = 0.25
RULE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How a piece of text is set. `tracking` is added to the width of every character.

    The first line is set in by `indent`, the others by `hang`.
    """

    face: Face
    size: float
    leading: float
    side: Side = Side.LEFT
    indent: float = 0.0
    hang: float = 0.0
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


def _margins(standard: Standard) -> Margins:
    page = standard.page
    return Margins(
        top=page.top * MM, right=page.right * MM, bottom=page.bottom * MM, left=page.left * MM
    )


OFFICIAL_MARGINS = _margins(official())

SIZE_SMALL_3, SIZE_4, SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5 = 15.0, 14.0, 12.0, 10.5, 9.0
"""小三 and so on, in points; the body's own is in the standard."""


def official_styles(
    standard: Standard, size: float, leading: float, *, cell_size: float
) -> StyleSet:
    """The styles of an official paper; a body as large as prescribed stands on the grid."""
    is_regular = size == standard.sizes.body
    faces = standard.faces
    body = TextStyle(
        face=Face(faces.body),
        size=size,
        leading=leading,
        indent=2,
        justified=True,
        tracking=standard.page.pitch - size if is_regular else 0.0,
    )
    cell = TextStyle(face=Face.SONG, size=cell_size, leading=round(cell_size * 1.55))
    title = TextStyle(
        face=Face(faces.title),
        size=standard.sizes.title,
        leading=leading if is_regular else 34,
        side=Side.CENTRE,
        after=0 if is_regular else 4,
    )
    return StyleSet(
        mark=TextStyle(face=Face.HEI, size=SIZE_SMALL_4, leading=leading if is_regular else 20),
        title=title,
        subtitle=replace(
            body,
            side=Side.CENTRE,
            indent=0,
            justified=False,
            after=leading if is_regular else leading / 2,
        ),
        headings=(
            replace(body, face=Face(faces.first), justified=False),
            replace(body, face=Face(faces.second), justified=False),
            body,
        ),
        body=body,
        note=TextStyle(face=Face.SONG, size=SIZE_5, leading=15, justified=True, before=12, after=6),
        fact_name=replace(cell, face=Face.HEI),
        fact=cell,
        caption=replace(cell, face=Face.HEI, before=8, after=4),
        cell_head=replace(cell, side=Side.CENTRE),
        cell=cell,
        cell_detail=cell,
        footer=TextStyle(face=Face(faces.number), size=standard.sizes.number, leading=18),
    )
