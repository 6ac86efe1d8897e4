"""回访 in the window: a key for a call in vain, a rating, the unit's answer, the city's tickets."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.tickets.words import Satisfaction
from gui.desk import Desk
from gui.follow_up.answer_part import AnswerPart
from gui.follow_up.call_part import CallPart
from gui.follow_up.escalation_part import EscalationPart
from gui.follow_up.home_tasks import FOLLOW_UP_SOURCES
from gui.follow_up.page import AGAIN, CONCLUDED, EXPLAIN, SIGN, TO_CALL, TO_RAISE, FollowUpPage
from storage.audit import history
from storage.follow_up.reading import follow_up
from tests.gui.debrief.conftest import press, said
from tests.storage.follow_up.samples import CALLER, HANDLER, HEAD, LEADER, Office

CASE = "某所答复时没有写明理由，诉求人两次来电询问才知道结果。以后答复都写明理由和去处。"
S = Satisfaction


@pytest.fixture
def office(tmp_path: Path) -> Office:
    made = Office(tmp_path / "office.db")
    made.add("SJ1")
    made.add("SJ2", callback_at=made.clock.now, satisfaction=S.SATISFIED)
    return made


@pytest.fixture
def seat(qtbot: QtBot, office: Office) -> Callable[[str], FollowUpPage]:
    """Let somebody sit down before the page."""
    desk = Desk(office.store, office.person(CALLER), office.clock)
    page = FollowUpPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    qtbot.waitExposed(page)

    def sit(name: str) -> FollowUpPage:
        desk.sit_down(office.person(name))
        return page

    return sit


def counts(page: FollowUpPage) -> dict[str, int]:
    return {name: len(some) for name, some in page._under.items() if some}


def tasks(page: FollowUpPage) -> list[str]:
    with page.desk.store.reading() as connection:
        return [t.title for source in FOLLOW_UP_SOURCES for t in source(page.desk, connection)]


def part(page: FollowUpPage, kind: type) -> QWidget:
    return next(one for one in page.card.parts if isinstance(one, kind))


def test_one_key_in_the_list_records_a_call(
    qtbot: QtBot, office: Office, seat: Callable[[str], FollowUpPage]
) -> None:
    page = seat(CALLER)
    assert tasks(page) == ["1 件要回访"]
    assert "再有 3 次没打通" in said(page.card)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_2)
    assert "关机、占线　柳回音" in said(page.card)
    assert "再有 2 次没打通" in said(page.card)
    with office.store.reading() as connection:
        assert len(follow_up(connection, "SJ1").follow_up.attempts) == 1


def test_the_number_is_covered_until_somebody_looks_and_that_is_kept(
    office: Office, seat: Callable[[str], FollowUpPage]
) -> None:
    page = seat(CALLER)
    assert "139****0001" in said(page.card)
    press(page.card, "显示号码")
    assert "13900000001" in said(page.card)
    with office.store.reading() as connection:
        [(step, seen)] = history(connection, "sight", "SJ1")
    assert (step.who, seen.after) == (CALLER, {"fields": ["petitioner_phone"], "why": "回访"})


def test_a_dissatisfied_ticket_goes_to_the_unit_its_leader_and_back(
    seat: Callable[[str], FollowUpPage],
) -> None:
    page = seat(CALLER)
    calling = part(page, CallPart)
    assert isinstance(calling, CallPart)
    calling.service.choose(S.BASIC)
    press(page.card, "记下评价")
    assert counts(page)[TO_CALL] == 1, "both satisfactions are wanted"
    calling.result.choose(S.DISSATISFIED)
    calling.note.setText("退款没有到账")
    assert not page.leave(), "what was chosen is not lost by going away"
    press(page.card, "记下评价")
    assert (TO_CALL in counts(page), counts(page)[EXPLAIN]) == (False, 1)
    page = seat(HANDLER)
    assert tasks(page) == ["回访不满意，请写情况说明"]
    page.open(EXPLAIN)
    answer = part(page, AnswerPart)
    assert isinstance(answer, AnswerPart)
    for key, text in (
        ("why", "退款过了两周才到账没人说"),
        ("missed", "调解以后没有跟进到账"),
        ("remedy", "到账当日再打电话告知"),
    ):
        answer.boxes[key].setPlainText(text)
    press(page.card, "交领导签字")
    assert counts(page)[SIGN] == 1
    page = seat(LEADER)
    assert tasks(page) == ["1 件情况说明等您签字"]
    page.open(SIGN)
    assert "退款没有到账" in said(page.card)
    press(page.card, "签字")
    page = seat(CALLER)
    assert tasks(page) == ["1 件要再次回访"]
    assert counts(page)[AGAIN] == 1


def test_a_ticket_of_the_citys_is_raised_analysed_and_becomes_a_case(  # noqa: PLR0915 -- a story
    office: Office, seat: Callable[[str], FollowUpPage]
) -> None:
    page = seat(CALLER)
    assert page.mark_city("SJ2")
    assert page.groups.current == TO_RAISE
    raising = part(page, EscalationPart)
    assert isinstance(raising, EscalationPart)
    raising.owner.setCurrentText(LEADER)
    press(page.card, "立专项督办")
    page = seat(LEADER)
    assert tasks(page) == ["专项督办由您分析：市级回访不满意"]
    page.open("SJ2")
    analysing = part(page, EscalationPart)
    assert isinstance(analysing, EscalationPart)
    assert analysing.analysis is not None
    analysing.analysis.setPlainText("答复只写了结论，没有写查到了什么，诉求人以为没有查。")
    press(page.card, "交分析")
    page = seat(HEAD)
    assert "1 件专项督办等结论" in tasks(page)
    page.open("SJ2")
    ending = part(page, EscalationPart)
    assert isinstance(ending, EscalationPart)
    assert ending.fault is not None
    ending.fault.choose(True)
    ending.fault.picked.emit()
    boxes = {box.accessibleName(): box for box in ending.findChildren(type(analysing.analysis))}
    boxes["凭什么这样认定"].setPlainText("答复没有写理由")
    boxes["典型案例"].setPlainText("陆明远" + CASE)
    press(page.card, "下结论")
    assert boxes["典型案例"].toPlainText().startswith("陆明远"), "the refusal loses nothing"
    boxes["典型案例"].setPlainText(CASE)
    press(page.card, "下结论")
    assert counts(page)[CONCLUDED] == 1
    page.open(CONCLUDED)
    assert CASE in said(page.card)


def test_each_unit_is_always_in_sight(seat: Callable[[str], FollowUpPage]) -> None:
    page = seat(HEAD)
    assert "应回访 2 件，已回访 1 件，覆盖率 50.00%；待说明 0 件" in said(page.units)
    assert page.units.table.rows.rowCount() == 1
