from pathlib import Path

import pytest

from core.errors import Trouble
from storage.files.pdf.fonts import Face, FontBook, shipped
from tests.storage.files.pdf.papers import RARE, gbk


def test_every_character_of_gbk_and_rare_names_can_be_drawn_in_every_face() -> None:
    book = shipped()
    assert [
        (face, char) for face in Face for char in gbk() + RARE if book.source(char, face) is None
    ] == []


def test_the_faces_of_the_papers_have_gbk_themselves() -> None:
    book = shipped()
    for face in (Face.SONG, Face.HEI, Face.TITLE):
        assert {char for char in gbk() if not book.font(face).covers(char)} == set()


def test_text_is_split_where_the_font_changes() -> None:
    book = shipped()
    song, kai = book.font(Face.SONG).fontName, book.font(Face.KAI).fontName
    runs = [(run.font, run.text) for run in book.runs("张𠮷说", Face.SONG)]
    assert runs == [(song, "张"), (kai, "𠮷"), (song, "说")]


def test_a_character_that_nobody_draws_becomes_its_code_point() -> None:
    assert shipped().drawable("好😀\n<b>") == "好〔U+1F600〕\n<b>"


def test_the_report_names_what_is_missing_and_what_is_borrowed() -> None:
    coverage = shipped().check(["张𠮷😀", "好\n"])
    assert coverage.missing == ("😀",)
    assert coverage.borrowed == ("𠮷",)
    assert coverage.sentences() == (
        "有 1 个字符没有字形，纸上印成了码位：〔U+1F600〕。",
        "有 1 个字符所用字体里没有，借用了别的字体：𠮷。",
    )


def test_all_digits_are_equally_wide() -> None:
    for face in Face:
        font = shipped().font(face)
        assert len({font.width(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("content", [None, b"OTTO no TrueType outlines"])
def test_a_font_that_cannot_be_used_is_named(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "方正小标宋.ttf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Trouble, match=r"方正小标宋\.ttf"):
        FontBook(dict.fromkeys(Face, file)).font(Face.TITLE)
