"""A whole window for a journey: every page, on a store that begins without tickets."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.pages import FINDERS, PAGES
from gui.preferences import Preferences
from gui.ticket_form.modes import WHOLE, remember
from storage.database import Store
from storage.people import officers
from tests.gui.conftest import _dressed, look_cache
from tests.gui.review.conftest import press
from tests.samples import NOW
from tests.storage.review.samples import SECTION, people

__all__ = ["_dressed", "look_cache", "press"]

LEADER = "赵文博"


@pytest.fixture
def office(store: Store) -> Store:
    """Five stations with handlers and reviewers, a station leader, the section; no ticket."""
    people(store)
    post = Post(unit="九亭所", role=Role.STATION_LEADER, since=date(2020, 1, 1))
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(Officer(name=LEADER, posts=(post,)))
    return store


def officer(store: Store, name: str) -> Officer:
    with store.reading() as connection:
        return next(one for one in officers(connection) if one.name == name)


def all_officers(store: Store) -> list[Officer]:
    with store.reading() as connection:
        return officers(connection)


@pytest.fixture
def window(qtbot: QtBot, office: Store) -> Iterator[MainWindow]:
    """The window as the program opens it, the section before it."""
    preferences = Preferences()
    preferences.write("reduced-motion", value=True)
    shown = MainWindow(preferences)
    qtbot.addWidget(shown)
    desk = Desk(office, officer(office, SECTION), lambda: NOW)
    for known in all_officers(office):
        remember(desk.preferences, known.name, WHOLE)
    finders = [lambda words, find=find: find(desk, words) for find in FINDERS]
    shown.begin(desk, PAGES, finders=finders)
    shown.resize(1366, 740)
    shown.show()
    qtbot.waitExposed(shown)
    yield shown
    desk.jobs.shut_down()
