"""Ctrl+K: words are looked for in all finders, the arrows move, Enter goes there."""

from collections.abc import Iterator, Sequence
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.find import Palette
from gui.hits import Hit, matching

Key = Qt.Key


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot: QtBot, went: list[str]) -> Iterator[Palette]:
    numbers = [f"SJ{n:04}" for n in range(3)]
    tickets = [Hit("工单", one, partial(went.append, one), "云间小满") for one in numbers]

    def finder(words: str) -> Sequence[Hit]:
        return matching(tickets, words) if words else []

    holder = QWidget()
    qtbot.addWidget(holder)
    palette = Palette(holder, (finder,))
    holder.show()
    palette.show()
    yield palette
    holder.close()


def _titles(palette: Palette) -> list[str]:
    return [hit.title for hit in palette.hits.rows.values]


def test_what_is_typed_is_found_in_title_and_detail(palette: Palette, qtbot: QtBot) -> None:
    assert _titles(palette) == []
    palette.field.setText("小满 0002")
    qtbot.waitUntil(lambda: _titles(palette) == ["SJ0002"])


def test_the_arrows_choose_and_enter_goes(palette: Palette, qtbot: QtBot, went: list[str]) -> None:
    palette.field.setText("云间")
    palette.search()
    qtbot.keyClick(palette, Key.Key_Down)
    qtbot.keyClick(palette, Key.Key_Down)
    qtbot.keyClick(palette, Key.Key_Down)
    qtbot.keyClick(palette, Key.Key_Up)
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert went == ["SJ0001"]


def test_enter_does_not_wait_for_the_pause(palette: Palette, qtbot: QtBot, went: list[str]) -> None:
    palette.field.setText("SJ0002")
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert went == ["SJ0002"]


def test_when_nothing_is_found_it_says_what_to_do(palette: Palette) -> None:
    palette.field.setText("没有这件")
    palette.search()
    assert palette.said == "没有找到“没有这件”。可以换几个字，或输入工单编号的一段。"
