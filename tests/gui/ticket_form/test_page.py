from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from core.people import Officer, Role
from core.tickets.lifecycle import Stage
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import (
    Acceptance,
    ContactResult,
    Kind,
    MediationResult,
    NoticeWay,
    Verdict,
)
from gui.choices import Choices
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.ticket_form.original import OriginalPopup
from gui.ticket_form.page import TicketFormPage
from gui.tickets.list_page import TicketListPage
from storage.audit import history
from storage.handling import drafts, kept_fields, latest_submission, waivers
from storage.loading import load_by_ref
from tests.gui.conftest import an_officer
from tests.samples import a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]
REF = "SJ2026112300001"
PLACES = (Place("ticket", "inbox", "工单填报", "", TicketFormPage),)
LEADER = an_officer("赵文博", ("九亭所", Role.STATION_LEADER))
AUDITOR = an_officer("严审", ("消保科", Role.AUDITOR))


def moment(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, 5)


def ready(**changes: Any) -> Ticket:
    """A ticket that the rulebook lets pass."""
    usual: dict[str, Any] = {
        "kind": Kind.ENQUIRY,
        "content": "询问预付卡退费该找哪个部门办理，需要带什么材料。",
        "demand": "",
        "claims": ("预付卡退费找哪个部门",),
        "claim_verdicts": ("不适用",),
        "first_contact_at": moment(20, 11),
        "first_contact_result": ContactResult.CONTACTED,
        "verdict": Verdict.NOT_APPLICABLE,
        "notice_way": NoticeWay.PHONE,
        "notice_at": moment(20, 15),
        "reply": "您好，单用途预付卡的退费先与商家协商；商家属于零售、住宿餐饮业的，"
        "可以向商务部门反映；涉及消费争议的，可以向我所投诉，请带好合同和付款凭证。",
    }
    return a_ticket(**{**usual, **changes})


@pytest.fixture
def window(desk: Desk, open_window: Opened) -> MainWindow:
    with desk.store.transaction(who="测试", what="加人员") as tx:
        tx.people.save_officer(LEADER)
        tx.people.save_officer(AUDITOR)
    return open_window(PLACES)


def opened(window: MainWindow, ref: str, *tickets: Ticket) -> TicketFormPage:
    assert window.desk is not None
    if tickets:
        with window.desk.store.transaction(who="测试", what="登记") as tx:
            tx.tickets.save_all(tickets)
    window.go("ticket", ref)
    page = window.page
    assert isinstance(page, TicketFormPage)
    return page


def opened_by(window: MainWindow, officer: Officer) -> TicketFormPage:
    assert window.desk is not None
    window.desk.sit_down(officer)
    return opened(window, REF)


def write(page: TicketFormPage, **typed: Any) -> None:
    """Type into fields as a person does, and wait no longer than the form would."""
    page.form.retype(typed)
    for key in typed:
        page.form.editor(key).edited.emit()  # type: ignore[attr-defined]
    page.form.flush()


def stored(desk: Desk, ref: str = REF) -> Ticket:
    with desk.store.reading() as connection:
        return load_by_ref(connection, [ref])[0].ticket


def rules(page: TicketFormPage) -> set[str]:
    return {finding.rule for finding in page.findings.findings}


def test_the_form_says_by_which_rules_it_checks(window: MainWindow) -> None:
    page = opened(window, REF, ready())
    assert page.findings.rulebook.text() == "第 1 版"
    assert page.findings.rulebook.toolTip().startswith("按填报规则第 1 版（")


def test_a_finding_comes_and_goes_while_typing(window: MainWindow) -> None:
    page = opened(window, REF, ready(verdict=Verdict.UNSUBSTANTIATED))
    assert "F-033" in rules(page)
    assert page.form.notes_at("evidence")
    write(page, evidence=[["照片", "十一月二十日店内价目表"]])
    assert "F-033" not in rules(page)


def test_what_does_not_apply_is_absent_and_keeps_its_value(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket(acceptance=Acceptance.DECLINED, decline_ground=1))
    assert page.form.editor("decline_ground").isVisible()
    write(page, acceptance="ACCEPTED")
    assert not page.form.editor("decline_ground").isVisible()
    assert page.ticket().complaint.decline_ground == 1


def test_an_error_stops_the_submission_and_leads_to_its_field(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, REF, ready(verdict=Verdict.UNSUBSTANTIATED))
    with qtbot.waitSignal(desk.refused) as refused:
        assert not page.submit()
    assert "必改" in refused.args[0]
    assert page.form.current == refused.args[1] == "evidence"
    with desk.store.reading() as connection:
        assert latest_submission(connection, REF) is None


def test_a_warning_wants_a_reason_which_is_kept(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready(reply="请与商家协商。"))
    assert not page.submit()
    assert page.waive("F-053", "诉求人只问电话，已当面讲清")
    assert page.submit()
    with desk.store.reading() as connection:
        assert [(one.rule, one.reason) for one in waivers(connection, REF)] == [
            ("F-053", "诉求人只问电话，已当面讲清")
        ]
        submission = latest_submission(connection, REF)
    assert submission is not None
    assert submission.who == "陆明远"
    assert submission.rulebook


def test_a_submitted_ticket_is_read_only_until_it_is_returned(
    window: MainWindow, desk: Desk
) -> None:
    page = opened(window, REF, ready())
    handler = desk.officer
    assert page.submit()
    assert stored(desk).outcome.replied_at is None
    assert not page.foot.save_button.isVisible()
    page = opened_by(window, LEADER)
    assert page.send_back("答复没有写清带哪些材料")
    page = opened_by(window, handler)
    assert page.foot.submit_button.isVisible()
    write(page, reply="退费请带合同、付款凭证和身份证，到九亭所窗口登记。")
    assert page.save()


def test_the_leader_s_consent_goes_onto_the_ticket(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready())
    assert page.submit()
    assert opened_by(window, LEADER).approve()
    assert stored(desk).gate.supervisor == "赵文博"


def test_what_is_typed_survives_without_being_saved(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready())
    write(page, received_at="2026-13-02", reply="写到一半")
    page.leave()
    with desk.store.reading() as connection:
        [kept] = drafts(connection, "陆明远")
    assert kept.typed["received_at"] == "2026-13-02"
    assert stored(desk).outcome.reply != "写到一半"
    page.open(REF)
    assert page.form.typed()["received_at"] == "2026-13-02"


def test_a_date_that_cannot_be_read_is_not_saved(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, REF, ready())
    write(page, received_at="2026-13-02")
    with qtbot.waitSignal(desk.notice) as said:
        assert not page.save()
    assert "13 月" in said.args[0].text
    assert stored(desk) == ready()


def test_a_new_ticket_is_registered_under_its_number(window: MainWindow, desk: Desk) -> None:
    page = opened(window, "")
    write(page, number="SJ2026112399999", content="来电询问营业时间")
    assert page.save()
    assert page.ref == "SJ2026112399999"
    made = stored(desk, "SJ2026112399999")
    assert (made.unit, made.handler) == ("九亭所", "陆明远")


def test_a_number_that_is_taken_is_refused_at_its_field(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, "", ready())
    write(page, number=REF, content="重复登记")
    with qtbot.waitSignal(desk.refused) as refused:
        assert not page.save()
    assert refused.args[1] == "number"
    write(page, is_rework=True)
    assert page.save()
    assert page.ref == f"{REF}#1"


def test_who_may_not_see_the_petitioner_sees_stars(window: MainWindow, desk: Desk) -> None:
    desk.sit_down(AUDITOR)
    page = opened(window, REF, ready(petitioner_name="闻人素", petitioner_phone="13900000001"))
    shown = page.form.values()
    assert "闻人素" not in str(shown)
    assert "13900000001" not in str(shown)
    assert not page.foot.save_button.isVisible()


def test_guidance_follows_the_focus(window: MainWindow) -> None:
    page = opened(window, REF, ready(evidence=(Evidence("照片", "门头"),)))
    page.form.focus("verdict_reason")
    page.form.focused.emit("verdict_reason")
    assert page.side.guidance.heading == "认定理由"


def test_the_original_can_be_looked_at_from_anywhere(window: MainWindow) -> None:
    page = opened(window, REF, ready(content="询问退卡找谁", claims=("退卡",)))
    page.foot.original_button.click()
    [popup] = page.findChildren(OriginalPopup)
    assert "询问退卡找谁" in popup.text.toPlainText()
    assert "诉求事项\n退卡" in popup.text.toPlainText()


def test_chips_say_how_the_tracks_and_the_claims_stand(window: MainWindow) -> None:
    page = opened(
        window,
        REF,
        a_ticket(
            kind=Kind.COMPOUND,
            acceptance=Acceptance.ACCEPTED,
            mediation_result=MediationResult.SETTLED,
            claims=("退款", "无证"),
            claim_verdicts=("属实：收据",),
        ),
    )
    chips = page.standings
    assert (chips.complaint.text, chips.complaint.state) == ("已达成协议", "ok")
    assert (chips.tipoff.text, chips.tipoff.state) == ("缺结论", "error")
    assert (chips.claims.text, chips.claims.state) == ("回应 1 / 2", "error")
    assert page.form.sheet("tracks").isAncestorOf(chips.tipoff)


def test_the_stage_bar_says_what_is_missing_and_leads_there(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket(first_contact_result=ContactResult.UNREACHED))
    assert page.head.stages.said == "还缺　联系不上记录"
    page.head.stages.chosen.emit(Stage.CONTACT)
    assert page.form.current == "failed_contact_attempts"
    page.head.stages.chosen.emit(Stage.VERDICT)
    assert page.form.current == "verdict"


def test_what_is_required_as_the_ticket_stands_has_a_star(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket(kind=Kind.TIPOFF))
    assert page.form.caption("clue") == "举报线索　*"
    write(page, kind="COMPOUND", clue="")
    assert page.form.caption("clue") == "举报线索　*"
    write(page, kind=None)
    assert page.form.caption("clue") == "举报线索"


UNUSED = {"acceptance": Acceptance.DECLINED, "decline_ground": 3}
"""What a consultation has no use for."""


def headers(page: TicketFormPage) -> list[str]:
    return [one.header for one in page.unused.card.shown]


def test_what_is_unused_is_listed_before_submission_and_stops_it(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, REF, ready(**UNUSED))
    assert headers(page) == []
    with qtbot.waitSignal(desk.refused) as refused:
        assert not page.submit()
    assert "“受理决定”、“不予受理情形”" in refused.args[0]
    assert headers(page) == ["受理决定", "不予受理情形"]
    assert page.unused.card.isVisible()
    with desk.store.reading() as connection:
        assert latest_submission(connection, REF) is None


def test_what_is_unused_can_be_cleared_and_brought_back(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready(**UNUSED))
    page.check()
    page.unused.clear(("decline_ground",))
    assert headers(page) == ["受理决定"]
    notice = window.notices.shown
    assert notice is not None
    assert notice.offer is not None
    notice.offer.do()
    assert headers(page) == ["受理决定", "不予受理情形"]
    page.unused.clear(("acceptance", "decline_ground"))
    assert page.submit()
    assert stored(desk).complaint.acceptance is None


def test_what_is_unused_can_be_kept_and_that_is_recorded(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready(**UNUSED))
    page.check()
    for left in page.unused.card.shown:
        assert page.keep_unused(left)
    assert headers(page) == []
    assert page.submit()
    assert stored(desk).complaint.acceptance is Acceptance.DECLINED
    with desk.store.reading() as connection:
        assert kept_fields(connection, REF) == {"acceptance": "不予受理", "decline_ground": "3"}
        [(step, change)] = history(connection, "kept_field", REF)[:1]
    assert (step.who, change.after) == ("陆明远", {"acceptance": "不予受理"})


def test_another_value_in_a_kept_field_is_asked_about_again(window: MainWindow) -> None:
    page = opened(window, REF, ready(**UNUSED))
    page.check()
    for left in page.unused.card.shown:
        assert page.keep_unused(left)
    write(page, decline_ground=5)
    page.check()
    assert headers(page) == ["不予受理情形"]


def test_rules_see_a_field_that_does_not_apply_as_empty(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket(kind=Kind.TIPOFF, acceptance=Acceptance.DECLINED))
    assert "F-013" not in rules(page)
    page.check()
    assert "受理决定" in headers(page)


def test_a_new_ticket_begins_with_its_officer_and_a_cleared_default_stays_cleared(
    window: MainWindow,
) -> None:
    page = opened(window, "")
    assert page.form.values()["handler"] == "陆明远"
    write(page, handler="")
    assert page.form.values()["handler"] == ""
    write(page, content="来电询问")
    assert page.form.values()["handler"] == ""


def test_defaults_of_a_stored_ticket_are_only_proposed(window: MainWindow) -> None:
    page = opened(window, REF, ready(verdict=None, claim_verdicts=()))
    assert page.form.values()["verdict"] is None
    page.form.focus("verdict")
    page.form.take_proposal()
    assert page.form.values()["verdict"] is Verdict.NOT_APPLICABLE


def test_what_is_worked_out_stands_below_its_field_and_says_how(window: MainWindow) -> None:
    page = opened(
        window,
        REF,
        a_ticket(acceptance=Acceptance.ACCEPTED, acceptance_date=moment(23).date()),
    )
    line = page.form.worked_out("acceptance_date")
    assert line.words == "调解届满　2027-01-22"
    assert "2026-11-23" not in line.how
    line.ask.click()
    assert "从受理之日（2026-11-23）的次日起数" in line.how


def test_a_tip_off_shows_no_track_of_a_complaint(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket(kind=Kind.TIPOFF, clue="后门堆放垃圾"))
    complaint, tipoff = page.form.sheet("tracks").tracks
    assert not complaint.isVisible()
    assert tipoff.isVisible()
    assert page.form.editor("test_from").isVisible()


def test_the_name_of_a_piece_of_evidence_has_room(window: MainWindow) -> None:
    page = opened(window, REF, ready(evidence=(Evidence("照片", "十一月二十日店内价目表"),)))
    editor = page.form.editor("evidence")
    (name,) = (one for one in editor.findChildren(QLineEdit) if one.accessibleName() == "佐证名称")
    assert name.width() > editor.width() // 2
    assert editor.width() > page.form.editor("inspect_process").width() - 2


def test_what_is_guided_while_another_window_is_in_front_can_be_read(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, REF, ready())
    window.hide()
    page.form.focus("verdict_reason")
    window.show()
    assert page.guidance.heading == "认定理由"

    def is_whole(one: QLabel) -> bool:
        return not one.wordWrap() or one.height() >= one.heightForWidth(one.width()) - 1

    def texts() -> list[QLabel]:
        return [one for one in page.guidance.findChildren(QLabel) if one.isVisible()]

    qtbot.waitUntil(lambda: all(map(is_whole, texts())))


def test_where_registering_is_taken_back_nobody_is_left_before_an_empty_form(
    desk: Desk, open_window: Opened
) -> None:
    window = open_window((*PLACES, Place("tickets", "inbox", "工单", "", TicketListPage)))
    page = opened(window, "")
    write(page, number=REF, kind="ENQUIRY", received_at="2026-11-23 9:00", content="来电询问")
    assert page.save()
    assert page.ref == REF
    desk.undo()
    assert window.page is not page
    desk.redo()
    assert opened(window, REF).ticket().claim.content == "来电询问"


def test_an_empty_field_is_said_to_be_missing_and_not_also_too_short(window: MainWindow) -> None:
    page = opened(window, REF, ready(reply=""))
    page.check()
    at_reply = [one.sentence for one in page.form.notes_at("reply")]
    assert at_reply == ["请填写答复内容。"]
    write(page, reply="已办。")
    assert [one.sentence for one in page.form.notes_at("reply")] == [
        "答复只有 3 字，太简单。请写清查了什么、结果怎样、还能怎么办。"
    ]


def test_a_leader_reads_all_findings_and_consents_only_on_purpose(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, REF, ready())
    assert page.submit()
    page = opened_by(window, LEADER)
    window.activateWindow()
    qtbot.waitUntil(page.foot.check_button.hasFocus)
    qtbot.keyClick(page.foot.check_button, Qt.Key.Key_Return)
    assert page.foot.approve_button.isVisible()
    assert window.notices.shown is not None
    assert window.notices.shown.text == "没有查出要改的。"
    qtbot.keyClick(page.foot.check_button, Qt.Key.Key_F8)
    assert window.notices.shown.text == "没有查出要改的。"


def test_what_cannot_be_changed_shows_its_choice_at_the_left(window: MainWindow) -> None:
    page = opened(window, REF, ready())
    assert page.submit()
    kind = page.form.editor("kind")
    assert isinstance(kind, Choices)
    assert kind._at(QPointF(4, 4)) == kind.currentIndex()


def test_the_keys_of_the_form_work_with_the_focus_in_the_top_bar(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, REF, ready(verdict=Verdict.UNSUBSTANTIATED))
    window.activateWindow()
    window.top.search.setFocus()
    qtbot.waitUntil(window.top.search.hasFocus)
    qtbot.keyClick(window.top.search, Qt.Key.Key_F8)
    assert page.form.current == "evidence"
