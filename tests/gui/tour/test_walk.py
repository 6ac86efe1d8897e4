"""The tour on the real window: every step finds its widget, lights it, and can be walked by key."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from core.people import Role
from gui import theme
from gui.main_window import LEAST, MainWindow
from gui.tour.anchors import anchor_of, seen_of
from gui.tour.placing import EDGE
from gui.tour.steps import tour_for, tours
from gui.tour.walk import Walk
from storage.database import Store
from tests.gui.tour.conftest import Seat, guided, walk_of

Key = Qt.Key
WHO = [*Role, None]
NARROW = (Role.KEEPER, None)
"""Those whose windows have little but their home."""
TOURED = (Role.HANDLER, Role.STATION_LEADER, Role.SECTION_HEAD, Role.REVIEWER)


def on(walk: Walk, qtbot: QtBot, key: Qt.Key = Key.Key_Return) -> None:
    """Press a key in the bubble and wait for the next step, or the end."""
    before, over = walk.step, []
    walk.finished.connect(lambda: over.append(1))
    here = QApplication.focusWidget()
    assert here is not None
    qtbot.keyClick(here, key)
    qtbot.waitUntil(lambda: bool(over) or (walk.step is not before and walk.anchor is not None))


def lit_name(walk: Walk) -> str:
    assert walk.anchor is not None
    return walk.anchor.objectName()


def steps_seen(window: MainWindow, qtbot: QtBot) -> list[str]:
    """The names of all widgets lit, walked from beginning to end with Enter."""
    guide = guided(window)
    seen: list[str] = []
    guide.start()
    walk = guide.walk
    assert walk is not None
    walk.stepped.connect(lambda _place: seen.append(lit_name(walk)))
    qtbot.waitUntil(lambda: bool(seen))
    while guide.walk is not None:
        on(walk, qtbot)
    return seen


@pytest.mark.parametrize("role", WHO, ids=str)
def test_everybody_is_shown_what_is_open_to_them_and_nothing_else(
    role: Role | None, seat: Seat, qtbot: QtBot
) -> None:
    window = seat(role)
    assert window.desk is not None
    may_open = {place.name for place in window.places if place.open_to(window.desk)}
    tour = tour_for({role} if role else set())
    expected = [step.anchor for step in tour.steps if step.page in may_open]
    assert steps_seen(window, qtbot) == expected
    assert len(expected) == 8 or role in NARROW


def test_in_an_empty_store_the_section_is_shown_round_all_the_same(
    seat: Seat, store: Store, qtbot: QtBot
) -> None:
    window = seat(Role.SECTION_HEAD, store)
    seen = steps_seen(window, qtbot)
    assert len(seen) == 8
    assert {"campaigns-nothing", "review-nothing"} <= {*seen}
    stand_ins = {step.instead for tour in tours() for step in tour.steps if step.instead}
    assert all(window.findChild(QWidget, name) for name in stand_ins)


# what is lit


def lit_step(walk: Walk, window: MainWindow) -> None:
    """The ring surrounds the widget, the bubble lies in the window, all words are seen."""
    assert walk.anchor is not None
    seen, hole = seen_of(window, walk.anchor), walk.spotlight.hole
    assert hole is not None
    assert hole.contains(seen & window.rect().adjusted(1, 1, -1, -1))
    inner = window.rect().adjusted(EDGE, EDGE, -EDGE, -EDGE)
    assert inner.contains(walk.bubble.geometry())
    layout = walk.bubble.layout()
    assert layout is not None
    assert walk.bubble.height() >= layout.totalHeightForWidth(walk.bubble.width())


@pytest.mark.parametrize("role", TOURED)
@pytest.mark.parametrize(("width", "height", "scale"), [(*LEAST, 1.5), (3840, 2160, 1.0)])
def test_it_fits_every_screen_and_type_size(  # noqa: PLR0913, PLR0917 -- fixtures
    role: Role, width: int, height: int, scale: float, seat: Seat, qtbot: QtBot,
    dress: Callable[[str, float], None],
) -> None:  # fmt: skip
    dress("light", scale)
    window = seat(role)
    window.resize(width, height)
    walk = walk_of(window, qtbot)
    for place in range(8):
        assert walk.bubble.count == f"第 {place + 1} 步，共 8 步"
        qtbot.wait(1)
        lit_step(walk, window)
        if place < 7:
            on(walk, qtbot)


def test_the_lit_widget_can_be_used_and_nothing_else(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    entry = window.navigation.entry("tickets")
    centre = entry.mapTo(window, entry.rect().center())
    assert window.childAt(centre) is entry
    register = window.page.actions_shown[0] if window.page else None
    assert register is not None
    assert window.childAt(register.mapTo(window, register.rect().center())) is walk.spotlight
    pressed: list[QPoint] = []
    walk.spotlight.pressed.connect(lambda: pressed.append(QPoint()))
    QTest.mouseClick(walk.spotlight, Qt.MouseButton.LeftButton, pos=QPoint(900, 400))
    assert pressed
    assert walk.bubble.on.hasFocus()


def test_the_ring_follows_the_window_and_the_type_size(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    on(walk, qtbot)
    before = walk.spotlight.hole
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: walk.spotlight.hole != before)
    assert walk.spotlight.size() == window.size()
    lit_step(walk, window)
    window.change_look(scheme="dark", scale=1.5)
    qtbot.waitUntil(lambda: walk.bubble.width() == theme.text_size(404))
    qtbot.wait(1)
    lit_step(walk, window)


def test_what_is_scrolled_away_is_brought_into_sight(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.STATION_LEADER)
    window.resize(*LEAST)
    walk = walk_of(window, qtbot)
    while walk.step.anchor != "home-stages":
        on(walk, qtbot)
    assert walk.anchor is not None
    assert seen_of(window, walk.anchor).height() == walk.anchor.height()
    (area,) = [a for a in window.findChildren(QScrollArea) if a.isAncestorOf(walk.anchor)]
    assert area.verticalScrollBar().value() > 0
    area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: walk.spotlight.hole is None)
    assert walk.bubble.isVisible()


def test_a_list_that_is_built_anew_stays_lit(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    while walk.step.anchor != "home-tasks":
        on(walk, qtbot)
    assert window.page is not None
    window.page.reload()
    qtbot.wait(60)
    assert walk.bubble.isVisible()
    lit_step(walk, window)


# keys


def test_arrows_and_enter_walk_and_tab_stays_in_the_bubble(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    assert walk.bubble.count == "第 1 步，共 8 步"
    assert not walk.bubble.back.isEnabled()
    on(walk, qtbot, Key.Key_Right)
    on(walk, qtbot, Key.Key_Enter)
    assert walk.bubble.title == "先看这里：今天要到期的"
    on(walk, qtbot, Key.Key_Left)
    assert walk.bubble.count == "第 2 步，共 8 步"
    visited = []
    for _ in range(4):
        here = QApplication.focusWidget()
        assert isinstance(here, QPushButton)
        visited.append(here)
        qtbot.keyClick(here, Key.Key_Tab)
    assert {*visited} == {walk.bubble.on, walk.bubble.drop, walk.bubble.back}
    assert walk.bubble.on.hasFocus() is False or visited[0] is walk.bubble.on


def test_control_enter_in_the_bubble_never_presses_the_page(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    while walk.step.anchor != "form-findings":
        on(walk, qtbot)
    here = QApplication.focusWidget()
    qtbot.keyClick(here, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: walk.step.anchor == "help")
    shown = window.notices.shown
    assert shown is None or "送审" not in shown.text


def test_f6_goes_into_the_lit_widget_and_back(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    qtbot.keyClick(window, Key.Key_F6)
    here = QApplication.focusWidget()
    assert here is not None
    assert window.navigation.isAncestorOf(here)
    qtbot.keyClick(window, Key.Key_F6)
    assert walk.bubble.on.hasFocus()
    window.navigation.settings.setFocus()
    qtbot.keyClick(window.navigation.settings, Key.Key_Escape)
    assert not walk.bubble.isVisible()


def test_the_focus_goes_back_to_where_it_was(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    window.top.search.setFocus()
    walk = walk_of(window, qtbot)
    assert walk.bubble.on.hasFocus()
    qtbot.keyClick(walk.bubble.on, Key.Key_Escape)
    qtbot.waitUntil(window.top.search.hasFocus)


# readers


def test_a_reader_is_told_where_it_is_and_what_to_do(
    seat: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[object] = []
    monkeypatch.setattr(
        QAccessible,
        "updateAccessibility",
        lambda event: told.append((event.type(), event.object())),
    )
    walk = walk_of(seat(Role.HANDLER), qtbot)
    assert (QAccessible.Event.Alert, walk.bubble) in told
    assert walk.bubble.accessibleName() == "认识窗口，第 1 步，共 8 步：您能去的地方都在这里"
    assert walk.step.what in walk.bubble.accessibleDescription()
    assert "快捷键 Ctrl 1…9" in walk.bubble.on.accessibleDescription()


# working on


def test_whoever_works_on_is_not_held_up(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk = walk_of(window, qtbot)
    while walk.step.anchor != "home-clocks":
        on(walk, qtbot)
    assert walk.anchor is not None
    go = next(b for b in walk.anchor.findChildren(QPushButton) if b.text() == "办理")
    QTest.mouseClick(go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.narrowed_to == ())
    assert window.place is not None
    assert window.place.name == "ticket"
    shown = window.notices.shown
    assert shown is not None
    assert shown.text == "认识窗口停在第 3 步，共 8 步。以后在“帮助”里接着看。"


def test_a_key_that_turns_the_page_puts_the_tour_down(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    walk_of(window, qtbot)
    qtbot.keyClick(window, Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.narrowed_to == ())
    assert window.place is not None
    assert window.place.name == "tickets"
    assert window.notices.shown is not None
    assert window.notices.shown.text.startswith("认识窗口停在第 1 步")


def test_a_step_that_points_at_nothing_is_passed_over(seat: Seat, qtbot: QtBot) -> None:
    window = seat(Role.HANDLER)
    window.navigation.help.setObjectName("")
    window.top.search.setObjectName("")
    seen = steps_seen(window, qtbot)
    assert "search" not in seen
    assert "help" not in seen
    assert len(seen) == 6
    step = tour_for({Role.HANDLER}).steps[1]
    assert anchor_of(window, step) is None
