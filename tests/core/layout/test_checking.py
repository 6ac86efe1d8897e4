"""Each way in which a page can stand otherwise than asked is noticed, on pages made by hand."""

from dataclasses import replace

import pytest

from core.layout.checking import LayoutReport, check
from core.layout.sheets import ASCENT, FontUse, Glyph, Rule, Sheet
from core.layout.standard import POINTS, Standard
from storage.layout import official

STANDARD = official()
PAGE = STANDARD.page
BLACK, RED = (0, 0, 0), (214, 35, 30)
FONT = FontUse(name="FangSong", size=16, characters=616, embedded=True)


def a_glyph(char: str, x: float, base: float, size: float = 16, **changes: object) -> Glyph:
    top = base - ASCENT * size
    usual = Glyph(
        char=char, x=x, base=base, left=x, top=top, right=x + size, bottom=top + size,
        size=size, font="FangSong", colour=BLACK,
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def a_line(
    text: str, number: float, *, left: float = PAGE.left, pitch: float = PAGE.pitch
) -> list[Glyph]:
    """One line of the body on the lines of the page, the first at 0."""
    base = PAGE.top * POINTS + (PAGE.line - 16) / 2 + ASCENT * 16 + number * PAGE.line
    return [a_glyph(char, left * POINTS + place * pitch, base) for place, char in enumerate(text)]


def a_number(
    text: str = "—1—", *, gap: float = 7, at_right: bool = True, size: float = 14
) -> list[Glyph]:
    """The number of a page, its dashes so far below the type area."""
    middle = (PAGE.top + PAGE.area_height + gap) * POINTS
    right = (PAGE.left + PAGE.area_width) * POINTS - size
    start = right - len(text) * size if at_right else PAGE.left * POINTS + size
    return [
        a_glyph(char, start + place * size, middle + 4, size, top=middle - 1, bottom=middle + 1)
        for place, char in enumerate(text)
    ]


def a_sheet(*parts: list[Glyph], rules: tuple[Rule, ...] = ()) -> Sheet:
    return Sheet(
        width=PAGE.width * POINTS, height=PAGE.height * POINTS, turned=False,
        glyphs=tuple(glyph for part in parts for glyph in part), rules=rules,
    )  # fmt: skip


def a_rule(y: float, pen: float, colour: tuple[int, int, int] = BLACK) -> Rule:
    """As wide as the type area, `y` millimetres below its edge."""
    left = PAGE.left * POINTS
    return Rule(
        left=left, right=left + PAGE.area_width * POINTS, y=(PAGE.top + y) * POINTS,
        pen=pen * POINTS, colour=colour,
    )  # fmt: skip


def a_page(place: int, *lines: list[Glyph], rules: tuple[Rule, ...] = ()) -> Sheet:
    return a_sheet(*lines, a_number(f"—{place}—", at_right=place % 2 == 1), rules=rules)


def found(
    *sheets: Sheet, standard: Standard = STANDARD, fonts: tuple[FontUse, ...] = (FONT,)
) -> LayoutReport:
    return check(sheets, fonts, standard)


def said(*sheets: Sheet) -> str:
    return "".join(one.sentence for one in found(*sheets).findings)


FULL = [a_line("督查" * 14, number) for number in range(22)]


def test_a_full_page_is_stated_as_22_lines_of_28_characters_within_its_margins() -> None:
    report = found(a_page(1, *FULL))
    (page,) = report.pages
    assert report.conforms
    assert (report.lines, report.characters) == (22, 28)
    assert (page.lines, page.characters) == (22, 28)
    assert page.margins is not None
    assert (page.margins.left, page.margins.top) == (28, 37)
    assert page.margins.bottom == 35
    assert page.margins.right == pytest.approx(26, abs=0.1)
    assert page.number is not None
    assert (page.number.outer, page.number.gap) == ("右", 7)


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (a_page(1, a_line("督" * 28, 0, left=25)), "左白边 25 毫米"),
        (a_page(1, a_line("督" * 29, 0)), "右白边"),
        (a_page(1, a_line("督" * 28, 0, left=30)), "右白边"),
        (a_page(1, *(a_line("督" * 5, number * 0.9) for number in range(5))), "行距"),
        (a_page(1, a_line("督" * 5, 0.5)), "偏离行格"),
        (a_page(1, a_line("督" * 27, 0, pitch=16.5)), "字距 16.5 磅"),
        (a_page(1, a_line("，督查", 0)), "以“，”开头"),
        (a_page(1, a_line("督查" * 13 + "督（", 0)), "以“（”结尾"),
        (a_sheet(a_line("督查", 0)), "没有页码"),
        (a_page(2, a_line("督查", 0)), "应当是“— 1 —”"),
        (a_sheet(a_line("督查", 0), a_number(at_right=False)), "页码在左侧"),
        (a_sheet(a_line("督查", 0), a_number(gap=9)), "版心下 9 毫米"),
        (a_sheet(a_line("督查", 0), a_number(size=10.5)), "规定 4 号"),
    ],
)  # fmt: skip
def test_what_stands_otherwise_is_said(page: Sheet, sentence: str) -> None:
    assert sentence in said(page)


def test_a_sheet_of_another_size_is_said() -> None:
    letter = replace(a_page(1, FULL[0]), width=612, height=792)
    assert "纸张" in said(letter)


def a_head(*, above: float = 35, gap: float = 4) -> list[Glyph]:
    """The red name, and the number below it, such that the red line is at 85 mm."""
    top = (PAGE.top + above) * POINTS
    name = [
        a_glyph(char, (40 + place * 15) * POINTS, top + ASCENT * 40, 40, colour=RED)
        for place, char in enumerate("某区局文件")
    ]
    base = (PAGE.top + 85 - gap) * POINTS - (1 - ASCENT) * 16
    return [
        *name,
        *(a_glyph(char, 200 + place * 16, base) for place, char in enumerate("某〔2026〕1号")),
    ]


RED_LINE = a_rule(85, 0.42, RED)
CLOSING_LINES = (a_rule(205, 0.35), a_rule(215, 0.25), a_rule(225, 0.35))
BODY = a_line("正文" * 5, 10)


def an_official(last: Sheet, *, head: list[Glyph] | None = None, line: Rule = RED_LINE) -> str:
    return said(a_page(1, a_head() if head is None else head, BODY, rules=(line,)), last)


def test_a_paper_with_head_and_colophon_in_their_places_conforms() -> None:
    assert an_official(a_page(2, BODY, rules=CLOSING_LINES)) == ""


def test_head_and_colophon_in_other_places_are_said() -> None:
    last = a_page(2, BODY, rules=CLOSING_LINES)
    assert "发文机关标志在版心上边缘下 30.0 毫米" in an_official(last, head=a_head(above=30))
    assert "分隔线在发文字号下 8.0 毫米" in an_official(last, head=a_head(gap=8))
    assert "没有与版心等宽的红色分隔线" in an_official(last, line=replace(RED_LINE, right=200))
    assert "没有版记" in an_official(a_page(2, BODY))
    assert "最下端" in an_official(a_page(2, BODY, rules=(a_rule(100, 0.35), a_rule(120, 0.35))))
    thick = (a_rule(205, 0.35), a_rule(215, 0.35), a_rule(225, 0.35))
    assert "中间的分隔线粗 0.35" in an_official(a_page(2, BODY, rules=thick))


def test_a_colophon_on_an_odd_page_is_said() -> None:
    first = a_page(1, a_head(), BODY, rules=(RED_LINE,))
    assert "不在偶数页" in said(first, a_page(2, BODY), a_page(3, BODY, rules=CLOSING_LINES))


def test_a_blank_page_and_the_one_behind_it_need_no_number() -> None:
    assert "没有页码" not in said(a_page(1, BODY), a_sheet(), a_sheet(BODY))


def test_a_font_that_is_not_in_the_file_is_said() -> None:
    report = found(a_page(1, *FULL), fonts=(replace(FONT, embedded=False),))
    assert "没有嵌入" in report.findings[0].sentence
