"""What a page shows, in millimetres: margins, lines, characters, number, lines of the colophon.

States what is there; what should be there is `checking`'s business.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from core.layout.marks import CLOSING, OPENING
from core.layout.sheets import Glyph, Rule, Sheet
from core.layout.standard import POINTS, Standard

SAME_LINE = 0.5
"""Characters whose base lines lie so close together stand on one line."""

SAME_SIZE = 0.1
GREY = 40
"""A colour whose parts differ by less is no colour."""

FULL_WIDTH = 0.98
"""A line across so much of the type area is as wide as it."""

STEP = 0.05
"""Pitches are told in twentieths of a point."""

OFTEN = 3
"""A step from character to character counts when it comes so many times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins:
    """From the edges of the sheet to what stands inside, without the page number."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageNumber:
    """A page number: `gap` from the type area down to its dashes, `inset` from its edge."""

    text: str
    size: float
    font: str
    outer: str
    gap: float
    inset: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A line of the body."""

    text: str
    left: float
    right: float
    base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeasured:
    """One page. Pitches are in points; None where nothing tells them.

    `characters` is how long the longest line is, in characters of the body.
    `rules` are the lines as wide as the type area: how far below its upper edge, and how thick.
    """

    page: int
    width: float
    height: float
    turned: bool
    margins: Margins | None
    lines: int
    characters: int
    line_pitch: float | None
    character_pitch: float | None
    number: PageNumber | None
    rules: tuple[tuple[float, float], ...]
    body: tuple[TextLine, ...]


def measured(sheet: Sheet, page: int, standard: Standard) -> PageMeasured:
    """Measure one page; `page` counts from 1."""
    inside, below = _parted(sheet, standard)
    head = max((one.y for one in sheet.rules if is_coloured(one)), default=0.0)
    body = [one for one in inside if _is_body(one, standard) and one.base > head]
    lines = [] if sheet.turned else text_lines(body)
    wide = [rule for rule in sheet.rules if is_full(rule, standard)]
    return PageMeasured(
        page=page,
        width=_mm(sheet.width),
        height=_mm(sheet.height),
        turned=sheet.turned,
        margins=_margins(sheet, inside, wide, standard),
        lines=len(lines),
        characters=max((_how_long(line, standard) for line in lines), default=0),
        line_pitch=_least(after.base - before.base for before, after in pairwise(lines)),
        character_pitch=None if sheet.turned else _least(_steps(body), often=OFTEN),
        number=_number(below, standard),
        rules=tuple(_line(one, standard) for one in wide),
        body=tuple(lines),
    )


def _line(rule: Rule, standard: Standard) -> tuple[float, float]:
    return round(_mm(rule.y) - standard.page.top, 2), _mm(rule.pen)


def text_lines(glyphs: Sequence[Glyph]) -> list[TextLine]:
    """Characters by their base lines, from the top down."""
    return [
        TextLine(
            text="".join(one.char for one in row),
            left=min(one.x for one in row),
            right=max(one.cell_right for one in row),
            base=row[0].base,
        )
        for row in _rows(glyphs)
    ]


def is_full(rule: Rule, standard: Standard) -> bool:
    """Whether a line is as wide as the type area."""
    return _mm(rule.right - rule.left) >= FULL_WIDTH * standard.page.area_width


def is_coloured(glyph: Glyph | Rule) -> bool:
    return max(glyph.colour) - min(glyph.colour) > GREY


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    ordered = sorted(glyphs, key=lambda one: (round(one.base / SAME_LINE), one.x))
    grouped = groupby(ordered, key=lambda one: round(one.base / SAME_LINE))
    return [list(row) for _, row in grouped]


def _steps(glyphs: Sequence[Glyph]) -> list[float]:
    """From one Chinese character to the next; marks may have been squeezed."""
    marks = OPENING + CLOSING
    return [
        after.x - before.x
        for row in _rows(glyphs)
        for before, after in pairwise(row)
        if before.is_wide and after.is_wide and not {before.char, after.char} & set(marks)
    ]


def _least(steps: Iterable[float], *, often: int = 1) -> float | None:
    """The smallest step of those that come `often`: justified lines only have larger ones."""
    counted = Counter(round(step / STEP) for step in steps if step > STEP)
    found = [step for step, count in counted.items() if count >= often]
    return round(min(found) * STEP, 2) if found else None


def _how_long(line: TextLine, standard: Standard) -> int:
    return round((line.right - line.left) / standard.page.pitch)


def _is_body(glyph: Glyph, standard: Standard) -> bool:
    return abs(glyph.size - standard.sizes.body) < SAME_SIZE


def _parted(sheet: Sheet, standard: Standard) -> tuple[list[Glyph], list[Glyph]]:
    """What stands in the type area and above, and what stands below it: the number."""
    edge = (standard.page.top + standard.page.area_height) * POINTS
    below = [one for one in sheet.glyphs if one.cell_top >= edge - SAME_LINE]
    if sheet.turned:  # seen upright, only the number stands upright
        below = [one for one in sheet.glyphs if one.base > edge and one.top > edge - SAME_LINE]
    return [one for one in sheet.glyphs if one not in below], below


def _margins(
    sheet: Sheet, inside: Sequence[Glyph], rules: Sequence[Rule], standard: Standard
) -> Margins | None:
    """Round what is set; a character of the body has half of what is free between lines."""
    if not inside:
        return None
    lead = (standard.page.line - standard.sizes.body) / 2
    boxes = []
    for one in inside:
        free = lead if _is_body(one, standard) else 0.0
        if sheet.turned:
            boxes.append((one.left, one.top, one.right, one.bottom))
        else:
            boxes.append((one.x, one.cell_top - free, one.cell_right, one.cell_bottom + free))
    boxes += [(one.left, one.y, one.right, one.y) for one in rules]
    return Margins(
        left=_mm(min(box[0] for box in boxes)),
        top=_mm(min(box[1] for box in boxes)),
        right=_mm(sheet.width - max(box[2] for box in boxes)),
        bottom=_mm(sheet.height - max(box[3] for box in boxes)),
    )


def _number(below: Sequence[Glyph], standard: Standard) -> PageNumber | None:
    if not below:
        return None
    page = standard.page
    row = sorted(below, key=lambda one: one.x)
    left, right = row[0].x, row[-1].cell_right
    from_left = left - page.left * POINTS
    from_right = (page.left + page.area_width) * POINTS - right
    edge = (page.top + page.area_height) * POINTS
    dash = row[0]
    return PageNumber(
        text="".join(one.char for one in row),
        size=dash.size,
        font=dash.font,
        outer="右" if from_right < from_left else "左",
        gap=_mm((dash.top + dash.bottom) / 2 - edge),
        inset=_mm(min(from_left, from_right)),
    )


def _mm(points: float) -> float:
    return round(points / POINTS, 2)
