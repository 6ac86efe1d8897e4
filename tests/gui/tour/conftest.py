"""A demo store, and a window on it with every page, for whoever is to be shown round."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.tour.guide import Guide
from gui.tour.walk import Walk
from storage.database import Store
from storage.demo import build_demo
from storage.people import officers
from storage.settings import read_setting
from tests.samples import NOW

SINCE = date(2024, 1, 1)
Seat = Callable[..., MainWindow]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = build_demo(tmp_path_factory.mktemp("tour") / "demo.db", now=lambda: NOW, tickets=400)
    store = Store.open(path, now=lambda: NOW, create=False)
    yield store
    store.close()


def somebody(store: Store, role: Role | None) -> Officer:
    """Who has this role and no other, and something to do; None is somebody without a post."""
    if role is None:
        return Officer(name="新来的")
    with store.reading() as connection:
        known = officers(connection)
        opens_as = read_setting(connection, "opens-as", "")
    if role in (Role.HANDLER, Role.REVIEWER):
        return Officer(name=opens_as, posts=(Post(unit="九亭所", role=role, since=SINCE),))
    new = Officer(name="新来的", posts=(Post(unit="消保科", role=role, since=SINCE),))
    return next((one for one in known if one.roles_on(NOW.date()) == {role}), new)


@pytest.fixture
def seat(qtbot: QtBot, demo: Store) -> Iterator[Seat]:
    desks: list[Desk] = []
    windows: list[MainWindow] = []

    def sit(role: Role | None, store: Store = demo) -> MainWindow:
        preferences = Preferences()
        preferences.write("reduced-motion", value=True)
        window = MainWindow(preferences)
        qtbot.addWidget(window)
        windows.append(window)
        desk = Desk(store, somebody(store, role), lambda: NOW)
        desk.preferences = preferences
        desks.append(desk)
        window.begin(desk, PAGES)
        window.resize(1366, 740)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        return window

    yield sit
    for desk in desks:
        desk.jobs.shut_down()


def guided(window: MainWindow) -> Guide:
    """A guide that has begun with this window's desk."""
    guide = Guide(window)
    assert window.desk is not None
    guide.begin(window.desk)
    return guide


def walk_of(window: MainWindow, qtbot: QtBot) -> Walk:
    """A walk that has been asked for, at its first step."""
    guide = guided(window)
    guide.start()
    assert guide.walk is not None
    qtbot.waitUntil(guide.walk.bubble.isVisible)
    return guide.walk
