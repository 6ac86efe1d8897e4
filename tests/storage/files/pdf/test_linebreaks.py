import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.layout.marks import CLOSING, OPENING
from storage.files.pdf.linebreaks import break_lines, chunks, squeezes


def width(text: str) -> float:
    """Chinese characters are 2 wide, all others 1."""
    return sum(1 if char.isascii() else 2 for char in text)


def lines(text: str, room: float, *, indent: float = 0) -> list[str]:
    return [line.text for line in break_lines(text, width, room, indent=indent)]


def test_a_full_line_holds_exactly_its_characters() -> None:
    assert lines("字" * 28 * 22, 56) == ["字" * 28] * 22


def test_the_first_line_is_shorter_by_its_indent() -> None:
    assert lines("字" * 10, 12, indent=4) == ["字" * 4, "字" * 6]


def test_no_closing_mark_begins_a_line() -> None:
    assert lines("他说没有这回事，后来承认了", 15) == ["他说没有这回事，", "后来承认了"]
    assert lines("他说没有这回事）的", 14) == ["他说没有这回", "事）的"]


def test_no_opening_mark_ends_a_line() -> None:
    assert lines("查无实据（见附件十一）", 9) == ["查无实据", "（见附件", "十一）"]


def test_a_mark_at_the_end_of_a_line_hangs_by_its_empty_half() -> None:
    first, _ = break_lines("四个字加，然后", width, 9)
    assert (first.text, first.width) == ("四个字加，", 9)


@pytest.mark.parametrize(
    "whole",
    [
        "2026-11-05",
        "86.52 万元",
        "15.94%",
        "第 12 页",
        "3 个工作日",
        "SHA-256",
        "——",
        "14:20—14:45",
    ],
)
def test_numbers_with_their_units_words_and_dashes_stay_whole(whole: str) -> None:
    for before in range(1, 12):
        text = "字" * before + whole + "字" * 12
        assert any(whole in line for line in lines(text, 24)), before


def test_a_word_longer_than_a_line_is_cut_and_nothing_is_lost() -> None:
    found = lines("前" + "x" * 1000 + "后", 40)
    assert "".join(found) == "前" + "x" * 1000 + "后"
    assert all(width(line) <= 40 for line in found)


def test_the_last_line_never_holds_a_single_character() -> None:
    assert lines("一二三四五六七八九", 16) == ["一二三四五六七", "八九"]


def test_words_brought_down_keep_their_space() -> None:
    assert lines("一二三四 ab 五", 11) == ["一二三四", "ab 五"]


TEXTS = st.text(
    st.sampled_from("中文字诉求，。、；：（）“”《》〔〕……—— 0123456789.%abcXYZ-/件元\u3000𬭎"),
    max_size=120,
)


@given(TEXTS, st.integers(min_value=12, max_value=60))
def test_breaking_loses_nothing_but_space(text: str, room: int) -> None:
    assert "".join("".join(lines(text, room)).split()) == "".join(text.split())


@given(TEXTS, st.integers(min_value=12, max_value=60))
def test_no_line_is_longer_than_its_room_but_for_half_a_mark(text: str, room: int) -> None:
    assert all(line.width <= room for line in break_lines(text, width, room))


@given(TEXTS, st.integers(min_value=24, max_value=60))
def test_marks_stand_where_they_may(text: str, room: int) -> None:
    """Only a piece longer than a line may break the rule."""
    if any(width(chunk) > room for chunk in chunks(text)):
        return
    found = lines(text, room)
    assert all(line[0] not in CLOSING for line in found[1:] if line)
    assert all(line[-1] not in OPENING for line in found[:-1] if line)


@given(TEXTS, st.integers(min_value=24, max_value=60))
def test_a_squeezed_line_takes_no_more_than_its_marks_give(text: str, room: int) -> None:
    for line in break_lines(text, width, room, squeezing=True):
        assert line.width - sum(squeezes(line.text, width)) <= room


@given(TEXTS, st.integers(min_value=24, max_value=60))
def test_squeezing_keeps_marks_where_they_may_stand_and_loses_nothing(text: str, room: int) -> None:
    if any(width(chunk) > room for chunk in chunks(text)):
        return
    found = [line.text for line in break_lines(text, width, room, squeezing=True)]
    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(line[0] not in CLOSING for line in found[1:] if line)
    assert all(line[-1] not in OPENING for line in found[:-1] if line)
