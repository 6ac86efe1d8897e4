"""Moving tickets from the windows: what is offered to whom, asked, previewed and taken back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from core.people import Role, Unit, UnitKind
from core.tickets.life.moving import Movement
from core.tickets.life.table import Move
from core.tickets.lifecycle import Submission
from core.tickets.words import SectionDecision, Verdict
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.moves.offering import bulk_moves, move_menu
from gui.moves.popup import MovePopup
from gui.navigation import Place
from gui.pages import PAGES
from gui.ticket_form.page import TicketFormPage
from gui.tickets.list_page import TicketListPage
from storage.lives import movements
from storage.loading import load_by_ref
from tests.gui.conftest import HANDLER, HEAD, an_officer
from tests.samples import NOW, a_ticket

REF = "SJ2026112300001"
LEADER = an_officer("赵文博", ("九亭所", Role.STATION_LEADER))
COLLEAGUE = an_officer("周景行", ("泗泾所", Role.HANDLER))
REFS = [f"SJ202611230020{n}" for n in range(3)]


@pytest.fixture
def window(desk: Desk, open_window: Callable[[Sequence[Place]], MainWindow]) -> MainWindow:
    with desk.store.transaction(who="测试", what="准备") as tx:
        tx.people.add_units([Unit("泗泾所", UnitKind.STATION)])
        for one in (LEADER, COLLEAGUE):
            tx.people.save_officer(one)
        tx.tickets.save(a_ticket(verdict=Verdict.UNSUBSTANTIATED))
        tx.tickets.save_all([a_ticket(number=ref, unit="", handler="") for ref in REFS])
    return open_window(PAGES)


def opened(window: MainWindow, desk: Desk, ref: str = REF) -> TicketFormPage:
    desk.go("ticket", ref)
    assert isinstance(window.page, TicketFormPage)
    return window.page


def hand_in(desk: Desk) -> None:
    with desk.store.transaction(who=HANDLER.name, what="送审") as tx:
        tx.handling.hand_in(REF, Submission(who=HANDLER.name, at=NOW, rulebook="1"))


def unit_of(desk: Desk, ref: str) -> str:
    with desk.store.reading() as connection:
        [found] = load_by_ref(connection, [ref])
        return found.ticket.unit


def done(desk: Desk, ref: str) -> list[Movement]:
    with desk.store.reading() as connection:
        return movements(connection, ref)


def test_the_two_gates_at_the_foot_of_the_form(window: MainWindow, desk: Desk) -> None:
    hand_in(desk)
    desk.sit_down(LEADER)
    page = opened(window, desk)
    assert page.foot.approve_button.text() == "同意"
    assert page.foot.return_button.text() == "退回修改"
    assert page.approve()
    assert not page.foot.approve_button.isVisible()
    desk.sit_down(HEAD)
    page = opened(window, desk)
    assert page.foot.approve_button.text() == "审批通过"
    assert page.foot.return_button.text() == "退回重办"
    assert page.approve()
    with desk.store.reading() as connection:
        [found] = load_by_ref(connection, [REF])
    assert found.ticket.gate.section_decision is SectionDecision.PASSED


def test_the_section_returns_with_a_reason_to_count_by(window: MainWindow, desk: Desk) -> None:
    hand_in(desk)
    desk.sit_down(LEADER)
    assert opened(window, desk).approve()
    desk.sit_down(HEAD)
    popup = opened(window, desk).ask_for(Move.RETURN)
    assert not popup.make()
    assert "退回原因" in popup.answers.notes["code"].words
    popup.answers.answer(code="R01", reason="补进货票据")
    assert popup.make()
    returned = done(desk, REF)[-1]
    assert (returned.code, returned.reason) == ("R01", "补进货票据")


def test_a_handler_is_offered_what_the_table_allows(window: MainWindow, desk: Desk) -> None:
    page = opened(window, desk)
    offered = move_menu(page, page.offered_moves(), lambda _move: None).actions()
    words = [one.text() for one in offered]
    assert words == ["退回消保科…", "退单…", "阶段性答复…", "报批不予立案…"]
    popup = page.ask_for(Move.INTERIM)
    popup.answers.answer(reason="已约店方", next_step="周三调解", until="11.20")
    assert not popup.make()
    assert "今天以后" in popup.answers.notes["until"].words
    popup.answers.answer(until="11.26")
    assert popup.make()
    assert done(desk, REF)[-1].until == date(2026, 11, 26)


def ticked(window: MainWindow, desk: Desk, refs: Sequence[str]) -> TicketListPage:
    desk.go("tickets", "全部在办")
    page = window.page
    assert isinstance(page, TicketListPage)
    rows = page.table.rows
    rows.tick([at for at, line in enumerate(rows.values) if line.ref in refs])
    return page


def test_many_are_dispatched_with_a_preview_and_come_back_with_one_undo(
    window: MainWindow, desk: Desk
) -> None:
    desk.sit_down(HEAD)
    page = ticked(window, desk, [*REFS, REF])
    popup = page.ask_for(Move.DISPATCH)
    assert isinstance(popup, MovePopup)
    popup.answers.answer(unit="泗泾所", handler="周景行")
    popup.look()
    assert popup.go.text() == "分派 3 件"
    assert f"{REF}：这件已经有单位在办" in popup.preview.text()
    assert popup.make()
    assert {unit_of(desk, ref) for ref in REFS} == {"泗泾所"}
    assert unit_of(desk, REF) == "九亭所"
    desk.undo()
    assert {unit_of(desk, ref) for ref in REFS} == {""}


def test_bulk_moves_follow_the_permissions(desk: Desk) -> None:
    assert bulk_moves(desk) == ()
    desk.sit_down(LEADER)
    assert bulk_moves(desk) == (Move.APPOINT, Move.APPROVE)
    desk.sit_down(replace(HEAD))
    assert Move.DISPATCH in bulk_moves(desk)
    assert Move.APPROVE not in bulk_moves(desk)
