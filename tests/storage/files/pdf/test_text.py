import pytest

from storage.files.pdf.text import code_point, for_paper, paragraphs


@pytest.mark.parametrize("text", ["<诉求>", "a<b>c", "&amp; <br/>", "50%", "（），：", "１２３"])
def test_text_stays_as_it_was_written(text: str) -> None:
    assert for_paper(text) == text


def test_every_kind_of_line_end_is_one() -> None:
    assert for_paper("一\r\n二\r三\u2028四\x0b五") == "一\n二\n三\n四\n五"


def test_what_draws_nothing_is_left_out() -> None:
    assert for_paper("\ufeff甲\u200b乙\u202e丙\u2060丁葛\U000e0100") == "甲乙丙丁葛"


def test_what_only_has_no_picture_is_kept_to_be_reported() -> None:
    assert for_paper("\x00😀\ud800") == "\x00😀\ud800"


def test_a_code_point_is_written_as_offices_look_it_up() -> None:
    assert [code_point("😀"), code_point("\x07")] == ["〔U+1F600〕", "〔U+0007〕"]


def test_empty_lines_make_no_paragraphs() -> None:
    assert paragraphs("一\n\n  \n 二 ") == ["一", "二"]
