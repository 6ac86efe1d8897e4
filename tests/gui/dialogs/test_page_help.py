"""F1: every page says in one sentence what it is for, and which keys work on it."""

import re
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.dialogs.keys import KeysDialog
from gui.main_window import LEAST, MainWindow
from gui.navigation import Place
from gui.pages import PAGES
from tests.gui.conftest import HANDLER, HEAD
from tests.samples import a_ticket


def on_cap(keys: str) -> str:
    return keys.replace("+", " ").replace("回车", "Enter")


Opened = Callable[[Sequence[Place]], MainWindow]


@pytest.mark.parametrize("place", PAGES, ids=[place.name for place in PAGES])
def test_a_page_says_what_it_is_for_and_its_keys(
    place: Place, open_window: Opened, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(PAGES)
    desk.sit_down(HANDLER if place.open_to(desk) else HEAD)
    window.go(place.name)
    assert window.page is not None
    assert window.page.purpose.endswith("。")
    dialog = KeysDialog(window)
    dialog.open()
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert place.title in said
    assert any(window.page.purpose in one for one in said)
    for keys, words in window.page.keys:
        assert {on_cap(keys), words} <= {*said}
    dialog.accept()


OF_AN_EDITOR = {"Alt+/", "Alt+Enter", "Ctrl+点击"}
"""Keys and clicks that an editor on the page takes itself."""
WITH_OTHERS = re.compile(r"(Ctrl|Alt|Shift|F\d)")


ARROWS = str.maketrans({"←": "Left", "→": "Right", "↑": "Up", "↓": "Down"})


def _sequence(cap: str) -> str:
    return on_cap(cap).replace(" ", "+").translate(ARROWS)


@pytest.mark.parametrize("place", PAGES, ids=[place.name for place in PAGES])
def test_the_keys_a_page_names_are_keys_of_the_window(
    place: Place, open_window: Opened, desk: Desk
) -> None:
    window = open_window(PAGES)
    desk.sit_down(HANDLER if place.open_to(desk) else HEAD)
    window.go(place.name)
    assert window.page is not None
    known = {one.key().toString() for one in window.findChildren(QShortcut)}
    caps = [cap for keys, _ in window.page.keys for cap in keys.split(" / ")]
    sequences = {_sequence(cap) for cap in caps}
    assert {one for one in sequences if WITH_OTHERS.match(one)} <= known | OF_AN_EDITOR


def test_the_keys_of_lists_are_told_only_where_there_is_one(
    open_window: Opened, desk: Desk
) -> None:
    window = open_window(PAGES)
    desk.do(lambda tx: tx.tickets.save(a_ticket(unit="九亭所")), what="登记工单")
    for name, has_list in (("home", False), ("tickets", True)):
        window.go(name)
        dialog = KeysDialog(window)
        said = [one.text() for one in dialog.findChildren(QLabel)]
        assert ("预览这一行" in said) is has_list
        dialog.deleteLater()


def test_all_of_it_can_be_read_in_the_least_window_by_keyboard(
    open_window: Opened, desk: Desk, dress: Callable[[str, float], None], qtbot: QtBot
) -> None:
    dress("light", 1.5)
    window = open_window(PAGES)
    window.resize(*LEAST)
    desk.do(lambda tx: tx.tickets.save(a_ticket(unit="九亭所")), what="登记工单")
    window.go("tickets")
    dialog = KeysDialog(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() <= LEAST[1]
    (area,) = dialog.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    for _ in range(10):
        qtbot.keyClick(dialog, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum()
    dialog.accept()


def test_from_the_help_of_a_page_one_comes_to_the_tour(open_window: Opened, qtbot: QtBot) -> None:
    window = open_window(PAGES)
    dialog = KeysDialog(window)
    dialog.open()
    with qtbot.waitSignal(window.tour_asked):
        dialog.show_round.click()
    assert not dialog.isVisible()
