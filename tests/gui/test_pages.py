"""What every page of the window owes, whichever it is."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.tickets.words import Kind
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.pages import PAGES
from gui.ticket_form.modes import QUESTIONS
from gui.ticket_form.page import TicketFormPage
from tests.gui.conftest import HANDLER, HEAD
from tests.samples import a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]


class Windows(QObject):
    """Notes every window that comes up, also one that is gone at once."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    watch = Windows()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


@pytest.mark.parametrize("place", PAGES, ids=[place.name for place in PAGES])
def test_a_page_comes_up_in_the_window_and_nowhere_else(
    place: Place, open_window: Opened, desk: Desk, windows: Windows, qtbot: QtBot
) -> None:
    window = open_window([PAGES[0], place])
    desk.sit_down(HANDLER if place.open_to(desk) else HEAD)
    desk.do(lambda tx: tx.tickets.save(a_ticket()), what="登记工单")
    windows.shown.clear()
    window.go(place.name, a_ticket().ref if place.name == "ticket" else None)
    qtbot.wait(50)
    assert window.page is not None
    assert windows.shown == []


@pytest.mark.parametrize("kind", [Kind.COMPOUND, Kind.TIPOFF])
def test_questions_come_up_in_the_window_and_nowhere_else(
    kind: Kind, open_window: Opened, desk: Desk, windows: Windows, qtbot: QtBot
) -> None:
    window = open_window([place for place in PAGES if place.name == "ticket"])
    desk.do(lambda tx: tx.tickets.save(a_ticket(kind=kind)), what="登记工单")
    window.go("ticket", a_ticket().ref)
    page = window.page
    assert isinstance(page, TicketFormPage)
    qtbot.wait(1)
    windows.shown.clear()
    page.work.modes.button(QUESTIONS).click()
    asked = []
    while page.work.questions.card is not None:
        asked.append(page.work.questions.card.question.id)
        page.work.questions.put_off()
        qtbot.wait(1)
    assert len(asked) > 3
    assert windows.shown == []
