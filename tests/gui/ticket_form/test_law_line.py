"""A ticket of 2021 and one of 2026 show each their own law; the section may pin a ticket."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton

from core.people import Role
from core.tickets.law.citations import Citation
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Kind, MediationResult, NotFiledGround
from gui.ask import AskPopup
from gui.choices import Choices
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.ticket_form.page import TicketFormPage
from storage.pins import pin_of
from tests.gui.conftest import HEAD, an_officer
from tests.samples import a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("ticket", "inbox", "工单填报", "", TicketFormPage),)
OLD, NEW, ACROSS = "SJ2021030100001", "SJ2026110200001", "SJ2026041000001"


def ended(number: str, received: datetime, accepted: date, **changes: Any) -> Ticket:
    """A complaint whose mediation has ended for the third reason, told to one side only."""
    return a_ticket(
        number=number,
        received_at=received,
        assigned_at=received,
        acceptance=Acceptance.ACCEPTED,
        acceptance_date=accepted,
        mediation_result=MediationResult.ENDED,
        termination_ground=3,
        termination_date=accepted,
        termination_notice_petitioner=accepted,
        **changes,
    )


TICKETS = (
    ended(OLD, datetime(2021, 3, 1, 9), date(2021, 3, 5)),
    ended(NEW, datetime(2026, 11, 2, 9), date(2026, 11, 5)),
    ended(ACROSS, datetime(2026, 4, 10, 9), date(2026, 4, 16), kind=Kind.COMPOUND),
)


@pytest.fixture
def window(open_window: Opened) -> MainWindow:
    window = open_window(PLACES)
    assert window.desk is not None
    with window.desk.store.transaction(who="测试", what="登记") as tx:
        tx.people.save_officer(an_officer("严审", ("消保科", Role.AUDITOR)))
        tx.tickets.save_all(TICKETS)
    return window


def shown(window: MainWindow, ref: str) -> TicketFormPage:
    window.go("ticket", ref)
    assert isinstance(window.page, TicketFormPage)
    return window.page


def chosen(page: TicketFormPage, key: str) -> str:
    editor = page.form.editor(key)
    assert isinstance(editor, QComboBox)
    return editor.currentText()


def offered(page: TicketFormPage, key: str) -> int:
    editor = page.form.editor(key)
    assert isinstance(editor, QComboBox)
    return editor.count()


def basis_of(page: TicketFormPage, rule: str) -> str:
    return next(one.basis for one in page.findings.findings if one.rule == rule)


def guidance_at(page: TicketFormPage, key: str) -> str:
    page.form.focus(key)
    page._tell(key)
    page.side.guidance.depths.choose(2)
    page.side.guidance._on_depth(2)
    return "\n".join(one.accessibleName() for one in page.side.guidance.findChildren(QLabel))


def test_each_ticket_says_which_set_it_follows(window: MainWindow) -> None:
    old = shown(window, OLD).foot.law.words
    new = shown(window, NEW).foot.law.words
    assert old == "适用 RS-2020（2020-01-01 至 2024-06-30）"
    assert new == "适用 RS-2026（2026-04-15 起）"


def test_a_ticket_across_the_day_of_change_names_both(window: MainWindow) -> None:
    assert shown(window, ACROSS).foot.law.words == "适用 RS-2024（投诉、举报）、RS-2026（调解）"


def test_grounds_findings_and_clocks_are_those_of_the_tickets_time(window: MainWindow) -> None:
    page = shown(window, OLD)
    assert chosen(page, "termination_ground") == "3　不参加或明确拒绝"
    assert (offered(page, "termination_ground"), offered(page, "decline_ground")) == (7, 6)
    assert "暂行办法》第二十一条" in basis_of(page, "F-021")
    page = shown(window, NEW)
    assert chosen(page, "termination_ground") == "3　明确达不成协议"
    assert (offered(page, "termination_ground"), offered(page, "decline_ground")) == (8, 7)
    assert "《市场监督管理投诉举报处理办法》第二十三条" in basis_of(page, "F-021")


def test_a_chosen_ground_says_what_it_covers_and_needs(window: MainWindow) -> None:
    page = shown(window, NEW)
    page.form.retype(
        {
            "kind": Kind.COMPOUND.name,
            "filing": Filing.NOT_FILED.name,
            "not_filed_ground": NotFiledGround.B2.name,
        }
    )
    page.judge_again()
    said = [note.sentence for note in page.form.notes_at("not_filed_ground")]
    assert any("第一次违法" in one and "初次违法的查询记录" in one for one in said)
    assert "明确表示达不成协议" in page.form.notes_at("termination_ground")[-1].sentence


def test_guidance_cites_the_law_of_the_tickets_time(window: MainWindow) -> None:
    assert "暂行办法》第二十一条" in guidance_at(shown(window, OLD), "termination_ground")
    assert "处理办法》第二十三条" in guidance_at(shown(window, NEW), "termination_ground")


def test_in_one_ticket_each_track_is_guided_by_its_own_law(window: MainWindow) -> None:
    page = shown(window, ACROSS)
    assert "处理办法》第二十三条" in guidance_at(page, "termination_ground")
    assert "暂行办法》" in guidance_at(page, "acceptance")


def test_old_law_in_a_new_ticket_is_caught_and_in_an_old_one_is_not(window: MainWindow) -> None:
    cited = {"law_refs": "《市场监督管理投诉举报处理暂行办法》第十五条"}
    for ref, caught in ((NEW, True), (OLD, False)):
        page = shown(window, ref)
        page.form.retype(cited)
        page.judge_again()
        assert ("F-046" in {one.rule for one in page.findings.findings}) is caught


def test_an_old_form_of_paper_in_a_new_tipoff_is_caught(window: MainWindow) -> None:
    page = shown(window, NEW)
    page.form.retype({"kind": Kind.COMPOUND.name, "reply": "不予立案告知书已寄出。"})
    page.judge_again()
    assert "F-045" in {one.rule for one in page.findings.findings}
    page.form.retype({"received_at": "2021-03-01 09:00"})
    page.judge_again()
    assert "F-045" not in {one.rule for one in page.findings.findings}


def test_changing_the_day_of_receipt_changes_what_is_offered(window: MainWindow) -> None:
    page = shown(window, NEW)
    page.form.retype({"decline_ground": 7, "received_at": "2021-03-01 09:00"})
    page.judge_again()
    assert chosen(page, "decline_ground") == "7　RS-2020 没有这一项"
    assert page.ticket().complaint.decline_ground == 7


def test_the_section_pins_a_ticket_with_a_reason_and_takes_it_back(window: MainWindow) -> None:
    assert window.desk is not None
    assert not shown(window, ACROSS).foot.law.pin_button.isVisible()
    window.desk.sit_down(HEAD)
    page = shown(window, ACROSS)
    page.foot.law.pin_button.click()
    [popup] = page.findChildren(AskPopup)
    [sets] = popup.findChildren(Choices)
    assert sets.height() >= sets.heightForWidth(sets.width())  # all of them can be seen
    sets.choose("RS-2020")
    popup.line.setText("与旧件同一争议")
    popup.line.returnPressed.emit()
    assert page.foot.law.words == "指定适用 RS-2020：与旧件同一争议"
    assert "许知夏指定" in page.foot.law.toolTip()
    assert chosen(page, "termination_ground") == "3　不参加或明确拒绝"
    assert "暂行办法》" in basis_of(page, "F-021")
    window.desk.undo()
    assert page.foot.law.words == "适用 RS-2024（投诉、举报）、RS-2026（调解）"
    with window.desk.store.reading() as connection:
        assert pin_of(connection, ACROSS) is None


def test_a_pin_keeps_what_is_being_typed(window: MainWindow) -> None:
    assert window.desk is not None
    window.desk.sit_down(HEAD)
    page = shown(window, ACROSS)
    page.form.retype({"reply": "正在写的答复。"})
    page._on_touched("reply")
    assert page.pin("RS-2020", "与旧件同一争议")
    assert page.ticket().outcome.reply == "正在写的答复。"


def test_a_ticket_that_is_neither_complaint_nor_tipoff_follows_no_set(window: MainWindow) -> None:
    page = shown(window, NEW)
    page.form.retype({"kind": Kind.ENQUIRY.name})
    page.judge_again()
    assert not page.foot.law.isVisible()


def test_an_article_beside_a_field_leads_to_its_whole_act(window: MainWindow) -> None:
    assert window.desk is not None
    page = shown(window, OLD)
    asked: list[tuple[str, object]] = []
    window.desk.asked.connect(lambda name, target: asked.append((name, target)))
    page.form.focus("termination_ground")
    page._tell("termination_ground")
    page.guidance.depths.choose(2)
    page.guidance._on_depth(2)
    whole = [one for one in page.guidance.findChildren(QPushButton) if one.text() == "看全文"]
    whole[-1].click()
    place = Citation("市场监督管理投诉举报处理暂行办法", 21), date(2021, 3, 5)
    assert asked == [("law", place)]
