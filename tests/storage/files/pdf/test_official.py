"""Official papers as they stand on their pages."""

import pytest

from core.layout.titles import title_lines
from core.paper import Flush, Prose, RedHead, Seal
from storage.files.pdf.fonts import SHIPPED, Face, FontBook
from storage.files.pdf.pages import OFFICIAL
from storage.files.pdf.pictures import page_sizes, text_of
from storage.files.pdf.rendering import coverage_of, render
from storage.layout import title_words
from storage.office_fonts import FACES
from storage.resources import path
from tests.storage.files.pdf.official import TITLE, a_circular, official_paper
from tests.storage.files.pdf.papers import squeezed

SQUARE = "督查" * 308
"""616 characters, none of them a mark."""


def test_a_page_of_616_characters_is_exactly_full() -> None:
    full = render(official_paper(Flush(SQUARE), title=""), OFFICIAL)
    assert full.pages == 1
    *lines, number = text_of(full.pdf)[0].split("\r\n")
    assert [len(line) for line in lines] == [28] * 22
    assert number == "— 1 —"
    assert render(official_paper(Flush(SQUARE + "件"), title=""), OFFICIAL).pages == 2


def test_a_paragraph_set_in_by_two_fills_the_page_with_two_characters_less() -> None:
    assert render(official_paper(Prose(SQUARE[2:]), title=""), OFFICIAL).pages == 1
    assert render(official_paper(Prose(SQUARE[1:] + "件"), title=""), OFFICIAL).pages == 2


def test_marks_give_room_so_that_a_full_line_keeps_its_closing_mark() -> None:
    first = "督查，" * 8 + "两件"
    text = f"{first}。{'查' * 28}"
    lines = text_of(render(official_paper(Prose(text), title=""), OFFICIAL).pdf)[0].split("\r\n")
    assert len(first) + 2 == 28
    assert lines[0].strip() == f"{first}。"


def ems(text: str) -> float:
    return sum(0.5 if char.isascii() else 1 for char in text)


def test_a_title_is_broken_by_words_and_never_into_a_block_or_an_hourglass() -> None:
    lines = title_lines(TITLE, ems, 20, title_words())
    assert lines == ("关于2026年第3季度不属实件", "专项督查（工单评查）情况的通报")


@pytest.mark.parametrize("room", range(12, 30))
def test_no_word_of_a_title_is_torn(room: int) -> None:
    lines = title_lines(TITLE, len, room, title_words())
    assert max(map(len, lines)) <= room
    whole = ("2026年", "第3季度", "不属实件", "专项督查", "（工单评查）", "情况", "通报")
    assert all(any(word in line for line in lines) for word in whole)
    assert not any(line.startswith("的") for line in lines)


def test_a_title_with_lines_of_its_own_keeps_them() -> None:
    assert title_lines("关于甲\n和乙的通报", len, 4, ()) == ("关于甲", "和乙的通报")


def test_a_turned_table_has_pages_as_wide_as_others_are_high() -> None:
    pdf = render(a_circular(), OFFICIAL).pdf
    pages = text_of(pdf)
    wide = [place for place, size in enumerate(page_sizes(pdf)) if size.width > size.height]
    (begins,) = [place for place, page in enumerate(pages) if "附件 2" in page]
    assert wide == list(range(begins, len(pages) - 2))
    assert len(wide) == 3
    assert all("单位 抽取 评定" in pages[place] for place in wide)


def test_a_blank_page_and_the_colophon_behind_it_have_no_number() -> None:
    pages = text_of(render(a_circular(), OFFICIAL).pdf)
    numbered = [f"— {place} —" in page for place, page in enumerate(pages, start=1)]
    assert len(pages) % 2 == 0
    assert "印发" in pages[-1]
    assert not pages[-2].strip()
    assert numbered == [*[True] * (len(pages) - 2), False, False]


def test_the_page_of_the_signature_bears_text() -> None:
    for paragraphs in range(4, 9):
        pages = text_of(render(a_circular(paragraphs), OFFICIAL).pdf)
        (signed,) = [page for page in pages if "（此件公开发布）" in page]
        assert "特此通报" in signed


def test_without_a_stamp_the_day_begins_two_characters_after_the_name() -> None:
    pdf = render(
        official_paper(Seal("某区局", "2026年1月2日", sealed=False), title=""), OFFICIAL
    ).pdf
    assert "某区局" in text_of(pdf)[0]


def test_what_stands_above_the_red_head_and_who_signed_are_there() -> None:
    head = RedHead(
        "某区局文件", "某市监〔2026〕1号", copy="1", secrecy="内部", urgency="特急", signer="甲某"
    )
    page = squeezed(text_of(render(official_paper(head, Prose("字")), OFFICIAL).pdf)[0])
    assert "000001内部特急" in page
    assert "某市监〔2026〕1号" in page
    assert "签发人：甲某" in page


def test_the_report_names_the_prescribed_faces_that_are_not_there() -> None:
    paper = official_paper(Prose("字"))
    assert coverage_of(paper, OFFICIAL).replaced == (Face.FANG, Face.TITLE)
    assert coverage_of(paper).replaced == ()


def test_an_office_font_draws_its_face_and_lends_what_it_lacks() -> None:
    files = {face: path(name) for face, name in SHIPPED.items()}
    book = FontBook(files, {Face.FANG: path(SHIPPED[Face.KAI])})
    runs = book.runs("张︴", Face.FANG)
    assert [run.font for run in runs] == [
        str(path(SHIPPED[Face.KAI])),
        str(path(SHIPPED[Face.FANG])),
    ]
    assert book.replaced((Face.FANG, Face.TITLE)) == (Face.TITLE,)
    assert set(FACES) <= {*Face}
