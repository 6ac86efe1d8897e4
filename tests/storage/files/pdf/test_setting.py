import pytest

from core.paper import Side
from storage.files.pdf.fonts import Face, shipped
from storage.files.pdf.setting import Setter, TextBlock
from storage.files.pdf.style import TextStyle

STYLE = TextStyle(face=Face.SONG, size=10, leading=16, indent=2)
WIDTH = 100.0
LINE = "一二三四五六七八九十"


def a_block(lines: int) -> TextBlock:
    """A paragraph of so many full lines."""
    return TextBlock(LINE[:8] + LINE * (lines - 1), STYLE, shipped())


def heights(block: TextBlock, room: float) -> list[float]:
    return [part.wrap(WIDTH, 0)[1] / STYLE.leading for part in block.split(WIDTH, room)]


def test_a_paragraph_is_as_high_as_its_lines() -> None:
    assert a_block(5).wrap(WIDTH, 1000) == (WIDTH, 5 * 16)


def test_a_paragraph_goes_on_where_the_page_ends() -> None:
    assert heights(a_block(9), 5 * 16 + 1) == [5, 4]


def test_no_single_line_is_sent_ahead() -> None:
    assert heights(a_block(5), 4 * 16) == [3, 2]


def test_no_single_line_is_left_behind() -> None:
    assert heights(a_block(5), 1.9 * 16) == []
    assert heights(a_block(3), 2 * 16) == []


def test_a_short_paragraph_begins_only_where_all_of_it_has_room() -> None:
    assert a_block(3).least_height(WIDTH, 1000) == 3 * 16
    assert a_block(9).least_height(WIDTH, 1000) == 2 * 16


def test_tracking_makes_a_grid_of_characters() -> None:
    """28 characters of 16 pt on 156 mm: each is set 0.21 pt closer."""
    pitch = 156 / 25.4 * 72 / 28
    style = TextStyle(face=Face.SONG, size=16, leading=28.98, tracking=pitch - 16)
    placed = Setter(style, shipped()).lines("字" * 28 * 22, 156 / 25.4 * 72)
    assert [len(one.line.text) for one in placed] == [28] * 22


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_nothing_takes_no_room(text: str) -> None:
    style = TextStyle(face=Face.SONG, size=10, leading=16, side=Side.RIGHT)
    assert TextBlock(text, style, shipped()).wrap(WIDTH, 1000) == (WIDTH, 0)
