"""When the tour comes: once by itself, again when asked for, where it was left."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from core.people import Role
from gui.find import Palette
from gui.main_window import MainWindow
from gui.tour.guide import LATER, Guide
from gui.tour.memory import Memory
from tests.gui.tour.conftest import Seat, guided, somebody
from tests.gui.tour.test_walk import on

Key = Qt.Key


def memory_of(window: MainWindow) -> Memory:
    assert window.desk is not None
    return Memory(window.preferences, window.desk.officer.name)


def leave(guide: Guide, qtbot: QtBot) -> None:
    """Put the tour down with Esc."""
    assert guide.walk is not None
    qtbot.keyClick(guide.walk.bubble.on, Key.Key_Escape)


def shown(guide: Guide) -> bool:
    return guide.walk is not None and guide.walk.bubble.isVisible()


def test_it_starts_by_itself_once_and_never_again(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    guide = guided(window)
    qtbot.waitUntil(lambda: shown(guide))
    leave(guide, qtbot)
    assert not shown(guide)
    assert window.desk is not None
    guide.begin(window.desk)
    qtbot.wait(LATER + 100)
    assert not shown(guide)


def test_left_it_goes_on_where_it_was_left(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    guide = guided(window)
    guide.start()
    walk = guide.walk
    assert walk is not None
    qtbot.waitUntil(walk.bubble.isVisible)
    on(walk, qtbot)
    on(walk, qtbot)
    qtbot.keyClick(walk.bubble.on, Key.Key_Escape)
    notice = window.notices.shown
    assert notice is not None
    assert notice.offer is not None
    assert notice.text.startswith("认识窗口停在第 3 步")
    window.notices.offer.click()
    qtbot.waitUntil(lambda: shown(guide))
    assert guide.walk is not None
    assert guide.walk.bubble.count == "第 3 步，共 8 步"


def test_not_wanted_or_seen_to_the_end_it_begins_anew_when_asked_for(
    seat: Seat, qtbot: QtBot
) -> None:
    window = seat(Role.HANDLER)
    guide = guided(window)
    guide.start()
    walk = guide.walk
    assert walk is not None
    qtbot.waitUntil(walk.bubble.isVisible)
    on(walk, qtbot)
    walk.bubble.drop.click()
    assert guide.walk is None
    assert window.notices.shown is None or "认识窗口" not in window.notices.shown.text
    assert not memory_of(window).is_new
    assert memory_of(window).place("handler") == 0


def help_menu(window: MainWindow) -> QMenu:
    window.navigation.help.click()
    return next(menu for menu in window.findChildren(QMenu) if menu.isVisible())


def test_the_help_menu_and_the_palette_begin_it(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    guide = guided(window)
    menu = help_menu(window)
    assert [action.text() for action in menu.actions()] == [
        "这一页和快捷键　F1", "认识窗口", "关于…",
    ]  # fmt: skip
    menu.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: shown(guide))
    assert guide.walk is not None
    guide.walk.bubble.drop.click()
    window.look_for()
    (palette,) = window.findChildren(Palette)
    palette.field.setText("认识窗口")
    palette.search()
    qtbot.keyClick(palette.field, Key.Key_Return)
    qtbot.waitUntil(lambda: shown(guide))


def test_another_officer_is_offered_it_once(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    guide = guided(window)
    guide.start()
    qtbot.waitUntil(lambda: shown(guide))
    desk = window.desk
    assert desk is not None
    handler, leader = desk.officer, somebody(desk.store, Role.STATION_LEADER)
    desk.sit_down(leader)
    assert not shown(guide)
    assert not [
        press
        for press in window.findChildren(QPushButton, "")
        if press.text() == "不再看" and press.isVisible()
    ]
    notice = window.notices.shown
    assert notice is not None
    assert notice.text.startswith(leader.name)
    desk.sit_down(handler)
    desk.sit_down(leader)
    assert window.notices.shown is None or leader.name not in window.notices.shown.text


def test_it_waits_while_a_dialog_stands_before_the_window(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    guide = guided(window)
    menu = help_menu(window)
    qtbot.wait(LATER + 100)
    assert guide.walk is None
    assert memory_of(window).is_new
    menu.close()
