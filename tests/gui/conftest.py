"""What tests of the window stand on: the program's look, a desk on a store, a window round it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role, Unit, UnitKind
from gui import theme
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.preferences import Preferences
from gui.ticket_form.modes import WHOLE, remember
from storage.database import Store
from tests.samples import NOW

SINCE = date(2024, 1, 1)


def an_officer(name: str, *posts: tuple[str, Role]) -> Officer:
    held = tuple(Post(unit=unit, role=role, since=SINCE) for unit, role in posts)
    return Officer(name=name, posts=held)


HANDLER = an_officer("陆明远", ("九亭所", Role.HANDLER))
HEAD = an_officer("许知夏", ("消保科", Role.SECTION_HEAD))


@pytest.fixture(scope="session")
def look_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("look")


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication, look_cache: Path) -> None:
    """Every test begins in light, at 100 %, with the widgets of the last one gone."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not qapp.property("dressed"):
        theme.load_fonts()
        qapp.setProperty("dressed", True)
        theme.apply(qapp, "light", look_cache)
    elif (theme.scheme(), theme.scale()) != ("light", 1.0):
        theme.apply(qapp, "light", look_cache)


@pytest.fixture
def dress(qapp: QApplication, look_cache: Path) -> Callable[[str, float], None]:
    """Change scheme and type size as the settings menu does."""
    return lambda scheme, scale: theme.apply(qapp, scheme, look_cache, scale)


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    """A handler of 九亭所, who works in the whole form, before an empty store of two officers."""
    with store.transaction(who="测试", what="加人员") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION)])
        for officer in (HANDLER, HEAD):
            tx.people.save_officer(officer)
    desk = Desk(store, HANDLER, lambda: NOW)
    for officer in (HANDLER, HEAD):
        remember(desk.preferences, officer.name, WHOLE)
    yield desk
    desk.jobs.shut_down()


@pytest.fixture
def open_window(
    qtbot: QtBot, desk: Desk, dress: Callable[[str, float], None]
) -> Callable[[Sequence[Place]], MainWindow]:
    """Opens a window with these places, without motion, and shows it."""

    def opened(places: Sequence[Place]) -> MainWindow:
        preferences = Preferences()
        preferences.write("reduced-motion", value=True)
        window = MainWindow(preferences)
        qtbot.addWidget(window)
        window.look_changed.connect(dress)
        window.begin(desk, places)
        window.offer_officers([HANDLER, HEAD])
        window.resize(1366, 740)
        window.show()
        qtbot.waitExposed(window)
        return window

    return opened
