from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.people import Role
from core.tickets.words import Kind
from gui.choices import Choices
from gui.desk import Desk
from gui.forms.editors import AreaEditor
from gui.forms.proposals import ProposalLine
from gui.main_window import MainWindow
from gui.ticket_form.page import TicketFormPage
from storage.suggestions import declined
from tests.gui.conftest import an_officer
from tests.gui.ticket_form.test_guidance import PLACES, Opened, opened
from tests.samples import a_ticket

BOTH = "卡里还有 680 元不退，店里也没有执照。要求退卡，同时举报该店。"


@pytest.fixture
def window(open_window: Opened) -> MainWindow:
    return open_window(PLACES)


def a_new_one(window: MainWindow) -> TicketFormPage:
    window.go("ticket", "")
    assert isinstance(window.page, TicketFormPage)
    return window.page


def write(page: TicketFormPage, **typed: Any) -> None:
    page.form.retype(typed)
    for key in typed:
        page.form.editor(key).edited.emit()  # type: ignore[attr-defined]
    page.form.flush()


def shown(page: TicketFormPage) -> list[str]:
    lines = page.form.findChildren(ProposalLine)
    return [one.proposed.words for one in lines if one.proposed is not None]


def kind(page: TicketFormPage) -> Kind | None:
    chosen = page.form.values()["kind"]
    assert chosen is None or isinstance(chosen, Kind)
    return chosen


def test_a_suggestion_is_shown_and_nothing_is_set(window: MainWindow) -> None:
    page = a_new_one(window)
    write(page, number="SJ2026112399999", content=BOTH)
    assert shown(page) == ["投诉举报复合件"]
    assert kind(page) is None
    box = page.form.editor("kind")
    assert isinstance(box, Choices)
    assert box.chosen is None


def test_the_words_it_rests_on_are_underlined(window: MainWindow) -> None:
    page = a_new_one(window)
    write(page, content=BOTH)
    text = page.form.editor("content")
    assert isinstance(text, AreaEditor)
    marked = [one.cursor.selectedText() for one in text.extraSelections()]  # type: ignore[attr-defined]
    assert {"退卡", "举报", "不退"} <= set(marked)
    [line] = [one for one in page.form.findChildren(ProposalLine) if one.proposed is not None]
    assert "“退卡”" in line.accessibleName()
    assert "“举报”" in line.accessibleName()


def test_one_key_takes_it(window: MainWindow, qtbot: QtBot) -> None:
    page = a_new_one(window)
    write(page, number="SJ2026112399999", content=BOTH)
    page.form.focus("content")
    qtbot.keyClick(page.form.editor("content"), Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert kind(page) is Kind.COMPOUND
    assert shown(page) == []
    assert page.form.editor("clue").isVisible()  # what follows from the kind is there at once


def test_what_is_declined_is_not_suggested_again_on_that_ticket(
    window: MainWindow, desk: Desk
) -> None:
    ticket = a_ticket(kind=Kind.COMPLAINT, content=BOTH)
    page = opened(window, ticket)
    [line] = [one for one in page.form.findChildren(ProposalLine) if one.proposed is not None]
    line.decline.click()
    assert shown(page) == []
    with desk.store.reading() as connection:
        assert declined(connection, ticket.ref) == {("kind", "COMPOUND")}
    page.open("")
    page.open(ticket.ref)
    assert shown(page) == []
    other = a_ticket(number="SJ2026112300002", kind=Kind.COMPLAINT, content=BOTH)
    assert shown(opened(window, other)) == ["投诉举报复合件"]


def test_what_is_declined_while_registering_is_remembered(window: MainWindow, desk: Desk) -> None:
    page = a_new_one(window)
    write(page, number="SJ2026112399999", content=BOTH)
    [line] = [one for one in page.form.findChildren(ProposalLine) if one.proposed is not None]
    line.decline.click()
    write(page, kind="COMPLAINT", trader_name="云间小满餐饮店")
    assert page.save()
    with desk.store.reading() as connection:
        assert declined(connection, "SJ2026112399999") == {("kind", "COMPOUND")}
    assert shown(page) == []


def test_a_group_leads_to_the_agreed_line(window: MainWindow) -> None:
    text = "培训机构大门上锁，家长群里三十多人都在问，要求退费。"
    page = opened(window, a_ticket(kind=Kind.COMPLAINT, content=text))
    assert shown(page) == ["像群体性诉求"]
    assert page.form.take_proposal()
    assert page.form.current == "agreed_line_number"
    assert shown(page) == []


def test_who_may_not_write_is_shown_no_suggestion(window: MainWindow, desk: Desk) -> None:

    ticket = a_ticket(kind=Kind.COMPLAINT, content=BOTH)
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all([ticket])
    desk.sit_down(an_officer("严审", ("消保科", Role.AUDITOR)))
    window.go("ticket", ticket.ref)
    assert isinstance(window.page, TicketFormPage)
    assert shown(window.page) == []
