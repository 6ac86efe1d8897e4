"""Whether the pages of a paper stand as the standard asks; each finding is a sentence.

Works on what was read back from a finished file, so that it judges what the printer gets.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.layout.marks import CLOSING, OPENING
from core.layout.measuring import PageMeasured, is_coloured, is_full, measured
from core.layout.sheets import ASCENT, FontUse, Glyph, Sheet
from core.layout.standard import POINTS, Standard

CLOSE = 0.5
"""Millimetres by which a distance may be off where the standard gives no tolerance."""

PITCH_SLACK = 0.1
PEN_SLACK = 0.03
GRID_SLACK = 0.6
"""Points by which a line may stand off its place."""

LONGEST = 30.5
"""So many characters have room in a line at most, when all its marks give theirs."""

_NUMBER = re.compile(r"—(\d+)—")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands otherwise than asked; page 0 is the whole paper."""

    page: int
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutReport:
    """What was measured on each page, which fonts there are, and what is not as asked."""

    standard: str
    pages: tuple[PageMeasured, ...]
    fonts: tuple[FontUse, ...]
    lines: int | None
    characters: int | None
    findings: tuple[Finding, ...]

    @property
    def conforms(self) -> bool:
        return not self.findings


def check(sheets: Sequence[Sheet], fonts: Sequence[FontUse], standard: Standard) -> LayoutReport:
    """Measure all pages against the standard."""
    pages = tuple(measured(sheet, place, standard) for place, sheet in enumerate(sheets, start=1))
    page = standard.page
    return LayoutReport(
        standard=standard.name,
        pages=pages,
        fonts=tuple(fonts),
        lines=_how_many(page.area_height, (one.line_pitch for one in pages)),
        characters=_how_many(page.area_width, (one.character_pitch for one in pages)),
        findings=tuple(_findings(sheets, pages, fonts, standard)),
    )


def _how_many(length: float, pitches: Iterable[float | None]) -> int | None:
    """How many fit on the type area at the pitch that is used."""
    known = [pitch for pitch in pitches if pitch]
    return round(length * POINTS / min(known)) if known else None


def _findings(
    sheets: Sequence[Sheet],
    pages: Sequence[PageMeasured],
    fonts: Sequence[FontUse],
    standard: Standard,
) -> Iterator[Finding]:
    for one in pages:
        yield from (Finding(one.page, said) for said in _of_page(one, standard))
    yield from _pitch(pages, standard)
    yield from _numbers(pages, standard)
    head = [one for one in sheets[0].glyphs if is_coloured(one)] if sheets else []
    if head:
        yield from (Finding(1, said) for said in _head(sheets[0], head, standard))
        yield from _colophon(pages, standard)
    for font in fonts:
        if not font.embedded:
            yield Finding(0, f"字体 {font.name} 没有嵌入文件，换一台电脑会变样。")


def _of_page(page: PageMeasured, standard: Standard) -> Iterator[str]:
    yield from _sheet(page, standard)
    yield from _edges(page, standard)
    yield from _grid(page, standard)
    yield from _line_ends(page, standard)


def _sheet(page: PageMeasured, standard: Standard) -> Iterator[str]:
    asked = standard.page
    if not (_is(page.width, asked.width, 1) and _is(page.height, asked.height, 1)):
        found, wanted = f"{page.width:g}×{page.height:g}", f"{asked.width:g}×{asked.height:g}"
        yield f"纸张 {found} 毫米，规定 {wanted} 毫米。"


def _edges(page: PageMeasured, standard: Standard) -> Iterator[str]:
    """Nothing stands outside of the type area; a body begins at its left edge."""
    asked, margins = standard.page, page.margins
    if margins is None:
        return
    sides = (
        ("上", margins.top, asked.top),
        ("右", margins.right, asked.right),
        ("下", margins.bottom, asked.bottom),
        ("左", margins.left, asked.left),
    )
    for side, found, wanted in sides:
        if found < wanted - asked.tolerance:
            yield f"{side}白边 {found:g} 毫米，规定 {wanted:g}±{asked.tolerance:g} 毫米。"
    has_full_line = page.characters >= asked.characters - 1
    if has_full_line and not _is(margins.left, asked.left, asked.tolerance):
        yield f"正文左边距纸边 {margins.left:g} 毫米，规定 {asked.left:g} 毫米。"


def _grid(page: PageMeasured, standard: Standard) -> Iterator[str]:
    """Lines and characters of the body stand in their places."""
    asked, sizes = standard.page, standard.sizes
    if page.lines > asked.lines:
        yield f"正文 {page.lines} 行，规定每面 {asked.lines} 行。"
    if page.line_pitch and page.lines > 2 and page.line_pitch < asked.line - PITCH_SLACK:
        yield f"行距 {page.line_pitch:g} 磅，规定 {asked.line:.2f} 磅。"
    first = asked.top * POINTS + (asked.line - sizes.body) / 2 + ASCENT * sizes.body
    for line in page.body:
        off = (line.base - first + asked.line / 2) % asked.line - asked.line / 2
        if abs(off) > GRID_SLACK:
            yield f"“{line.text[:8]}”这一行偏离行格 {abs(off):.1f} 磅。"
        if len(line.text) > LONGEST and not line.text.isascii():
            wide = sum(ord(char) >= 0x2E80 for char in line.text)
            if wide > LONGEST:
                yield f"“{line.text[:8]}”这一行 {wide} 字，规定每行 {asked.characters} 字。"


def _pitch(pages: Sequence[PageMeasured], standard: Standard) -> Iterator[Finding]:
    """From character to character, as told by the lines that are not justified."""
    known = [one.character_pitch for one in pages if one.character_pitch]
    if known and not _is(min(known), standard.page.pitch, PITCH_SLACK):
        yield Finding(0, f"字距 {min(known):g} 磅，规定 {standard.page.pitch:.2f} 磅。")


def _line_ends(page: PageMeasured, standard: Standard) -> Iterator[str]:
    """No closing mark begins a line, no opening mark ends one, where a paragraph is broken."""
    asked = standard.page
    edges = asked.left * POINTS, (asked.left + asked.area_width) * POINTS
    for line in page.body:
        goes_on = line.left < edges[0] + asked.pitch / 2
        is_broken = line.right > edges[1] - 2 * asked.pitch
        if goes_on and line.text[0] in CLOSING and not line.text[0].isascii():
            yield f"“{line.text[:8]}”这一行以“{line.text[0]}”开头。"
        if is_broken and line.text[-1] in OPENING:
            yield f"“{line.text[:8]}”这一行以“{line.text[-1]}”结尾。"


def _numbers(pages: Sequence[PageMeasured], standard: Standard) -> Iterator[Finding]:
    """Every page has its number, but a blank one before the colophon and the colophon's own."""
    blank = [one.page for one in pages if one.margins is None and one.number is None]
    for page in pages:
        number = page.number
        if number is None:
            if not blank or page.page < min(blank):
                yield Finding(page.page, "没有页码。")
            continue
        yield from (Finding(page.page, said) for said in _number(page, standard))


def _number(page: PageMeasured, standard: Standard) -> Iterator[str]:
    number, foot = page.number, standard.foot
    assert number is not None  # noqa: S101 -- asked of pages with one
    found = _NUMBER.fullmatch(number.text)
    if not found or int(found[1]) != page.page:
        yield f"页码写的是“{number.text}”，应当是“— {page.page} —”。"
    outer = "右" if page.page % 2 else "左"
    if number.outer != outer:
        yield f"页码在{number.outer}侧，{'单' if page.page % 2 else '双'}页应当在{outer}侧。"
    if not _is(number.gap, foot.gap, CLOSE):
        yield f"页码的一字线在版心下 {number.gap:g} 毫米，规定 {foot.gap:g} 毫米。"
    inset = foot.inset * standard.sizes.number / POINTS
    if not _is(number.inset, inset, 1):
        yield f"页码距版心边 {number.inset:g} 毫米，规定空一字（{inset:.1f} 毫米）。"
    if not _is(number.size, standard.sizes.number, PITCH_SLACK):
        yield f"页码 {number.size:g} 磅，规定 4 号（{standard.sizes.number:g} 磅）。"


def _head(sheet: Sheet, red: Sequence[Glyph], standard: Standard) -> Iterator[str]:
    """The agency's name 35 mm below the edge of the type area, the line 4 mm below the number."""
    asked, edge = standard.head, standard.page.top
    above = min(one.cell_top for one in red) / POINTS - edge
    if not _is(above, asked.above, standard.page.tolerance):
        yield f"发文机关标志在版心上边缘下 {above:.1f} 毫米，规定 {asked.above:g} 毫米。"
    rules = [one for one in sheet.rules if is_coloured(one) and is_full(one, standard)]
    if not rules:
        yield "没有与版心等宽的红色分隔线。"
        return
    line = rules[0]
    over = [one.cell_bottom for one in sheet.glyphs if one.cell_bottom < line.y]
    gap = (line.y - max(over)) / POINTS
    if not _is(gap, asked.rule_gap, CLOSE):
        yield f"分隔线在发文字号下 {gap:.1f} 毫米，规定 {asked.rule_gap:g} 毫米。"
    if not any(one.base > line.y and one.size == standard.sizes.body for one in sheet.glyphs):
        yield "首页没有正文。"


def _colophon(pages: Sequence[PageMeasured], standard: Standard) -> Iterator[Finding]:
    """Thick, thin, thick, on the last page, which has an even number; the last at its foot."""
    asked, last = standard.colophon, pages[-1]
    thick = [rule for rule in last.rules if _is(rule[1], asked.thick, PEN_SLACK)]
    if len(thick) < 2:
        yield Finding(last.page, f"最后一面没有版记的两条粗线（{asked.thick:g} 毫米）。")
        return
    if last.page % 2:
        yield Finding(last.page, "版记不在偶数页。")
    if not _is(max(rule[0] for rule in thick), standard.page.area_height, CLOSE):
        yield Finding(last.page, "版记的末条分隔线不在版心的最下端。")
    edges = min(thick)[0], max(thick)[0]
    between = [rule for rule in last.rules if edges[0] < rule[0] < edges[1]]
    for _, pen in between:
        if not _is(pen, asked.thin, PEN_SLACK):
            said = f"版记中间的分隔线粗 {pen:g} 毫米，规定 {asked.thin:g} 毫米。"
            yield Finding(last.page, said)


def _is(found: float, wanted: float, slack: float) -> bool:
    return abs(found - wanted) <= slack
