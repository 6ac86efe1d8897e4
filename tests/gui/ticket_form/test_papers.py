"""The way from the form of a ticket to its papers, and back to a field that a paper lacks."""

from collections.abc import Callable, Sequence
from datetime import date

from pytestqt.qtbot import QtBot

from core.papers.facts import Reader
from core.tickets.words import Acceptance
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.ticket_form.page import TicketFormPage
from storage.paper_issuing import issue
from tests.gui.conftest import HANDLER
from tests.samples import a_ticket
from tests.storage.test_papers import an_order

REF = "SJ2026112300001"
PLACES = (Place("ticket", "inbox", "工单填报", "", TicketFormPage),)
Opened = Callable[[Sequence[Place]], MainWindow]


def opened(window: MainWindow, target: object) -> TicketFormPage:
    window.go("ticket", target)
    assert isinstance(window.page, TicketFormPage)
    return window.page


def test_the_form_counts_the_papers_that_hold_and_leads_to_them(
    desk: Desk, open_window: Opened
) -> None:
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save(
            a_ticket(acceptance=Acceptance.ACCEPTED, acceptance_date=date(2026, 11, 21))
        )
    page = opened(open_window(PLACES), REF)
    assert page.foot.papers_button.text() == "文书…"
    with desk.store.transaction(who=HANDLER.name, what="签发文书") as tx:
        issue(tx, an_order("acceptance", Reader.PETITIONER), REF, by=HANDLER)
    page.load()
    assert page.foot.papers_button.text() == "文书（已出 1 份）…"
    asked: list[tuple[str, object]] = []
    desk.asked.connect(lambda name, where: asked.append((name, where)))
    page.foot.papers_button.click()
    assert asked == [("papers", REF)]


def test_a_ticket_that_is_not_registered_has_no_papers(open_window: Opened) -> None:
    page = opened(open_window(PLACES), "")
    assert not page.foot.papers_button.isVisible()


def test_the_form_opens_at_the_field_a_paper_lacks(
    qtbot: QtBot, desk: Desk, open_window: Opened
) -> None:
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save(a_ticket(petitioner_name=""))
    page = opened(open_window(PLACES), (REF, "petitioner_name"))
    qtbot.waitUntil(lambda: page.form.current == "petitioner_name")
