"""A closed campaign whose results are locked, and a window for whoever is to sit before it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from tests.storage.review.debrief.samples import LATER, Office

Seat = Callable[[str], MainWindow]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "office.db")
    made.campaign()
    made.now = LATER
    yield made
    made.store.close()


@pytest.fixture
def seat(qtbot: QtBot, office: Office) -> Iterator[Seat]:
    desks: list[Desk] = []
    windows: list[MainWindow] = []  # Qt keeps them only as long as somebody here does

    def sit(name: str) -> MainWindow:
        preferences = Preferences()
        preferences.write("reduced-motion", value=True)
        window = MainWindow(preferences)
        qtbot.addWidget(window)
        windows.append(window)
        desk = Desk(office.store, office.person(name), lambda: office.now)
        desks.append(desk)
        window.begin(desk, PAGES)
        window.resize(1366, 740)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield sit
    for desk in desks:
        desk.jobs.shut_down()


def said(widget: QWidget) -> str:
    """All that can be read there."""
    QApplication.sendPostedEvents()  # what was just added is shown by the event loop
    labels = widget.findChildren(QLabel)
    return "\n".join(one.accessibleName() or one.text() for one in labels if one.isVisible())


def press(page: QWidget, words: str) -> None:
    """Press the button that begins with these words."""
    QApplication.sendPostedEvents()
    found = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    next(one for one in found if one.text().strip().startswith(words)).click()
