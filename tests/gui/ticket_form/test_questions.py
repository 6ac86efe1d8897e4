"""一问一答: whole tickets by answering, the draft of the whole form, keys and ways back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from core.people import Role
from core.tickets.lifecycle import Submission
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Kind, Verdict
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.ticket_form.modes import QUESTIONS, WHOLE, remember
from gui.ticket_form.page import TicketFormPage
from gui.ticket_form.questioning.card import QuestionCard
from storage.handling import drafts, latest_submission
from storage.loading import load_by_ref
from tests.gui.conftest import an_officer
from tests.gui.ticket_form.test_page import Opened
from tests.samples import NOW, a_ticket

PLACES = (Place("ticket", "inbox", "工单填报", "", TicketFormPage),)
LEADER = an_officer("赵文博", ("九亭所", Role.STATION_LEADER))
REF = "SJ2026112300001"
Said = tuple[str, dict[str, Any]]
"""The answer chosen, "" for none, and what is typed into fields by key."""


@pytest.fixture
def window(desk: Desk, open_window: Opened) -> MainWindow:
    with desk.store.transaction(who="测试", what="加人员") as tx:
        tx.people.save_officer(LEADER)
    remember(desk.preferences, desk.officer.name, QUESTIONS)
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


def card(page: TicketFormPage) -> QuestionCard:
    found = page.work.questions.card
    assert found is not None
    return found


def asked(page: TicketFormPage) -> str:
    """The question that is asked now, "" at the end."""
    found = page.work.questions.card
    return "" if found is None else found.question.id


def choose(page: TicketFormPage, qtbot: QtBot, words: str) -> None:
    """Press the number of an answer, as a person does."""
    answers = [one.words for one in card(page).question.answers]
    qtbot.keyClick(card(page).answers, Qt.Key(Qt.Key.Key_1 + answers.index(words)))


def type_in(page: TicketFormPage, key: str, typed: Any) -> None:
    """Type into a field of the question, as a person does."""
    editor: Any = card(page).fields[key].fields[0].editor
    assert editor.isVisibleTo(card(page)), key
    editor.retype(typed)
    editor.edited.emit()
    page.form.flush()


def answer_all(page: TicketFormPage, qtbot: QtBot, said: Mapping[str, Said]) -> list[str]:
    """Answer question after question; those not in `said` are passed over. Gives their order."""
    order: list[str] = []
    while asked(page):
        assert len(order) < 80, order
        order.append(asked(page))
        words, typed = said.get(asked(page), ("", {}))
        if words:
            choose(page, qtbot, words)
        for key, value in typed.items():
            type_in(page, key, value)
        assert page.work.questions.next(), (order[-1], card(page).said.text())
    return order


def stored(desk: Desk, ref: str) -> Ticket:
    with desk.store.reading() as connection:
        return load_by_ref(connection, [ref])[0].ticket


REPLY = (
    "您好，11 月 20 日 14:20 我所两名执法人员到店检查，核对了收费公示和缴费记录，"
    "您反映的事已按下面的结果办理；如果还有疑问，请打九亭所对外电话，或者带上合同和付款凭证到所里来。"
)
BEGIN: dict[str, Said] = {
    "received": ("", {"received_at": "2026-11-20 9:04", "assigned_at": "2026-11-20 10:00"}),
    "rework": ("不是，第一次办", {}),
    "contact": ("打通了", {"first_contact_at": "2026-11-20 15:05"}),
    "notice": ("", {"notice_at": "2026-11-23 10:05", "notice_way": "PHONE"}),
    "reply": ("", {"reply": REPLY}),
}
PERSON: dict[str, Said] = {
    "person": (
        "",
        {
            "petitioner_name": "闻人素",
            "petitioner_phone": "13900000001",
            "petitioner_address": "九亭镇虚构路 9998 号",
        },
    ),
    "real-name": ("是，实名", {}),
    "trader": ("", {"trader_name": "云间小满餐饮店", "trader_address": "九亭镇虚构路 9999 号"}),
    "platform": ("不是，有门店", {}),
    "ad": ("没有说到", {}),
    "ours": ("归我们办", {}),
}
INSPECTED: dict[str, Said] = {
    "inspection": (
        "",
        {
            "inspected_at": "2026-11-20 14:20",
            "inspect_place": "九亭镇虚构路 9999 号",
            "inspectors": "周启帆\n陆明远",
        },
    ),
    "process": (
        "",
        {
            "inspect_process": "到店查看价目表两处，均未标产地；询问店长，调取票据，拍照 8 张。",
            "evidence": [["照片", "价目表全景和细节 8 张"], ["票据", "进货票据 6 张"]],
        },
    ),
}


# whole tickets


def test_a_consultation_is_filed_by_answering(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page = opened(window, "")
    order = answer_all(
        page,
        qtbot,
        {
            **BEGIN,
            "number": ("", {"number": REF}),
            "content": ("", {"content": "询问预付卡退费找哪个部门办理。"}),
            "kind": ("只是问问", {}),
            "claims": ("", {"claims": "退费找谁"}),
            "verdict": ("没有事实要认定", {}),
            "each-claim": ("", {"claim_verdicts": "不适用：已解释"}),
        },
    )
    assert order[:3] == ["number", "received", "content"]
    assert not {"accept", "violation", "purchase", "law"} & set(order)
    assert page.submit()
    made = stored(desk, REF)
    assert (made.kind, made.outcome.verdict) == (Kind.ENQUIRY, Verdict.NOT_APPLICABLE)
    assert (made.unit, made.handler) == ("九亭所", "陆明远")


def test_a_complaint_is_filed_by_answering(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    page = opened(window, "")
    order = answer_all(
        page,
        qtbot,
        {
            **BEGIN,
            **PERSON,
            **INSPECTED,
            "number": ("", {"number": REF}),
            "content": ("", {"content": "十一月十八日在店内用餐，要求退餐费三十六元。"}),
            "kind": ("要退钱、换货、赔偿", {}),
            "claims": ("", {"claims": "退餐费三十六元", "demand": "退还餐费三十六元"}),
            "purchase": ("", {"purchase_date": "2026-11-18", "amount": "36"}),
            "bought": ("", {"purchase_place": "店内", "purchase_item": "午餐一份"}),
            "accept": ("受理", {"acceptance_date": "2026-11-20"}),
            "accept-told": (
                "",
                {
                    "acceptance_notice_at": "2026-11-20 15:10",
                    "acceptance_notice_way": "PHONE",
                    "acceptance_notice_text": "已受理，将组织调解。",
                },
            ),
            "consent": ("都愿意", {"consent_publish": "YES", "consent_delegate": "NO"}),
            "mediator": ("没有关系", {}),
            "mediation": (
                "达成了协议",
                {"mediated_on": "2026-11-22", "mediation_paper": "PERFORMED"},
            ),
            "verdict": ("属实", {"verdict_reason": "收据与转账记录一致。"}),
            "each-claim": ("", {"claim_verdicts": "属实：收据"}),
            "law": ("", {"law_refs": "《中华人民共和国消费者权益保护法》第五十二条"}),
        },
    )
    assert order.index("accept") < order.index("consent") < order.index("mediation")
    assert not {"violation", "filed", "conclusion"} & set(order)
    assert page.submit(), [one.message for one in page.findings.findings]
    made = stored(desk, REF)
    assert made.complaint.acceptance is Acceptance.ACCEPTED
    assert made.tipoff.inspectors == ("周启帆", "陆明远")


TIPOFF: dict[str, Said] = {
    "competence": ("归我们查", {}),
    "violation": (
        "查到了违法行为",
        {"verdict_reason": "店内两处价目表未标产地，有照片和笔录。", "filing": "FILED"},
    ),
    "filed": ("", {"filing_date": "2026-11-23", "case_number": "沪市监松立〔2026〕9999 号"}),
    "each-claim": ("", {"claim_verdicts": "属实：价目表照片"}),
    "law": ("", {"law_refs": "《中华人民共和国价格法》第十三条"}),
}


def test_a_tip_off_is_filed_by_answering_and_its_conclusion_is_built(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, "")
    answer_all(
        page,
        qtbot,
        {
            **BEGIN,
            **PERSON,
            **INSPECTED,
            **TIPOFF,
            "number": ("", {"number": REF}),
            "content": ("", {"content": "反映店内未明码标价，要求检查。"}),
            "kind": ("要求查处", {}),
            "claims": ("", {"claims": "未明码标价", "clue": "店内价目表没有标产地，有照片。"}),
        },
    )
    assert page.submit(), [one.message for one in page.findings.findings]
    made = stored(desk, REF)
    assert (made.kind, made.tipoff.filing) == (Kind.TIPOFF, Filing.FILED)
    assert made.tipoff.tipoff_conclusion == (
        "经查，店内两处价目表未标产地，有照片和笔录；依据《中华人民共和国价格法》第十三条，"
        "2026-11-23经负责人批准立案。"
    )


def test_a_compound_ticket_is_asked_for_both_tracks_and_filed(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, "")
    order = answer_all(
        page,
        qtbot,
        {
            **BEGIN,
            **PERSON,
            **INSPECTED,
            **TIPOFF,
            "number": ("", {"number": REF}),
            "content": ("", {"content": "要求退卡内余额，并反映店内未明码标价。"}),
            "kind": ("两样都要", {}),
            "claims": (
                "",
                {
                    "claims": "退卡内余额\n未明码标价",
                    "demand": "退还余额六百八十元",
                    "clue": "店内价目表没有标产地，有照片。",
                },
            ),
            "purchase": ("", {"purchase_date": "2026-11-18", "amount": "680"}),
            "bought": ("", {"purchase_place": "店内", "purchase_item": "储值卡"}),
            "accept": ("不予受理", {"acceptance_date": "2026-11-20"}),
            "decline": ("", {"decline_ground": 2, "decline_explanation": "同一争议法院已经受理。"}),
            "accept-told": (
                "",
                {
                    "acceptance_notice_at": "2026-11-20 15:10",
                    "acceptance_notice_way": "PHONE",
                    "acceptance_notice_text": "因法院已受理同一争议，不予受理；可以和解、"
                    "请消保委调解、申请仲裁或者向法院起诉。",
                },
            ),
            "each-claim": ("", {"claim_verdicts": "无法核实：法院审理中\n属实：价目表照片"}),
        },
    )
    assert order.index("decline") < order.index("violation") < order.index("filed")
    assert "conclusion" not in order  # it was built from the answers
    page.submit()
    left = {one.rule for one in page.findings.findings if one.severity.name == "ERROR"}
    assert left == set(), [one.message for one in page.findings.findings]


# one way and the other


def test_a_newcomer_is_led_by_questions_and_is_asked_no_more_than_applies(
    desk: Desk, open_window: Opened
) -> None:
    newcomer = an_officer("新来的", ("九亭所", Role.HANDLER))
    window = open_window(PLACES)
    desk.sit_down(newcomer)
    page = opened(window, "")
    assert page.work.asks
    assert page.work.questions.isVisible()
    assert not page.form.isVisible()


def test_whoever_has_handed_in_some_begins_in_the_whole_form(
    desk: Desk, open_window: Opened
) -> None:
    practised = an_officer("老手", ("九亭所", Role.HANDLER))
    refs = [f"SJ202611230000{n}" for n in range(3)]
    with desk.store.transaction(who="测试", what="登记") as tx:
        for ref in refs:
            tx.tickets.save(a_ticket(number=ref))
            tx.handling.hand_in(ref, Submission(who="老手", at=NOW, rulebook="1"))
    window = open_window(PLACES)
    desk.sit_down(practised)
    assert not opened(window, "").work.asks


def test_the_way_of_working_is_remembered_for_each_person(window: MainWindow, desk: Desk) -> None:
    page = opened(window, "")
    page.work.modes.button(WHOLE).click()
    assert page.form.isVisible()
    desk.sit_down(desk.officer)
    assert not opened(window, "").work.asks


def test_switching_loses_nothing_not_even_what_cannot_be_read(
    window: MainWindow, desk: Desk
) -> None:
    page = opened(window, REF, a_ticket())
    page.work.go_to("received_at")
    type_in(page, "received_at", "2026-13-2")
    page.work.modes.button(WHOLE).click()
    assert page.form.isVisible()
    assert page.form.typed()["received_at"] == "2026-13-2"
    assert page.form.current == "received_at"
    page.form.write("unit", "中山所")
    page.work.modes.button(QUESTIONS).click()
    assert asked(page) == "received"
    editor = card(page).fields["received_at"].fields[0].editor
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "2026-13-2"
    page.leave()
    with desk.store.reading() as connection:
        [draft] = drafts(connection, "陆明远")
    assert draft.typed == {"received_at": "2026-13-2", "unit": "中山所"}


def test_what_cannot_be_read_keeps_one_at_the_question(window: MainWindow) -> None:
    page = opened(window, "")
    page.form.write("number", REF)
    page.form.flush()
    page.work.go_to("received_at")
    type_in(page, "received_at", "2026-13-2")
    assert not page.work.questions.next()
    assert "13 月" in card(page).said.text()


def test_what_must_be_said_is_asked_for_before_one_goes_on(window: MainWindow) -> None:
    page = opened(window, "")
    assert asked(page) == "number"
    assert not page.work.questions.next()
    assert card(page).said.text() == "请填写工单编号；现在填不了的，可以先跳过。"
    page.work.question_foot.put_off_button.click()
    assert asked(page) == "received"


def test_keys_answer_go_on_and_go_back(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, REF, a_ticket(kind=None))
    page.work.go_to("kind")
    view = page.work.questions
    choose(page, qtbot, "要求查处")
    assert page.ticket().kind is Kind.TIPOFF
    card(page).answers.setFocus()
    qtbot.waitUntil(card(page).answers.hasFocus)
    qtbot.keyClick(card(page).answers, Qt.Key.Key_Return)
    assert asked(page) != "kind"
    card(page).answers.setFocus()
    qtbot.keyClick(view.viewport(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert asked(page) == "kind"
    assert card(page).answers.chosen == "要求查处"


def test_an_answer_taken_back_empties_what_it_set(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, REF, a_ticket(kind=None))
    page.work.go_to("kind")
    choose(page, qtbot, "要求查处")
    qtbot.keyClick(card(page).answers, Qt.Key.Key_Delete)
    assert page.ticket().kind is None


def test_an_answered_question_is_one_line_and_can_be_changed(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket())
    page.work.go_to("verdict")
    lines = {question.id: line for question, line in page.work.questions.recap.lines}
    assert lines["kind"] == "要退钱、换货、赔偿"
    assert lines["trader"] == "松江区云间小满餐饮店，九亭镇虚构路 9999 号"
    kind = next(q for q, _ in page.work.questions.recap.lines if q.id == "kind")
    page.work.questions.recap.changed.emit(kind)
    assert asked(page) == "kind"


def test_an_answer_that_waits_puts_the_question_off(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, REF, a_ticket())
    page.work.go_to("first_contact_result")
    choose(page, qtbot, "还没打")
    assert page.work.questions.next()
    assert "contact" in {one.id for one in page.work.questions.questioner.waiting()}


def test_a_field_that_only_one_answer_needs_appears_with_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, REF, a_ticket())
    questions = page.work.questions
    questions.ask(questions.questioner.asking.questions["ours"])
    reason = card(page).fields["decline_assignment_reason"]
    assert not reason.isVisibleTo(card(page))
    choose(page, qtbot, "不归我们，退回去")
    assert reason.isVisibleTo(card(page))


def test_the_sentence_shows_its_gaps_and_can_be_written_in_other_words(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window, REF, a_ticket(kind=Kind.TIPOFF, inspected_at=datetime(2026, 11, 20, 14)))
    page.work.go_to("filing")
    choose(page, qtbot, "查到了违法行为")
    type_in(page, "verdict_reason", "未明码标价两处。")
    assert "〔请选条款〕" in card(page).sentence.words
    assert page.ticket().tipoff.tipoff_conclusion == ""
    card(page).sentence.edit_asked.emit()
    assert asked(page) == "conclusion"
    assert "未明码标价两处；依据＿＿" in page.ticket().tipoff.tipoff_conclusion
    type_in(page, "tipoff_conclusion", "经查未明码标价两处，已立案。")
    type_in_law = {"law_refs": "《价格法》第十三条"}
    page.form.retype(type_in_law)
    page.form.editor("law_refs").edited.emit()  # type: ignore[attr-defined]
    page.form.flush()
    assert page.ticket().tipoff.tipoff_conclusion == "经查未明码标价两处，已立案。"


def test_a_proposed_value_can_be_taken_in_a_question(window: MainWindow, qtbot: QtBot) -> None:
    inspected = datetime(2026, 11, 20, 14)
    page = opened(window, REF, a_ticket(kind=Kind.TIPOFF, inspected_at=inspected))
    page.work.go_to("inspect_place")
    place = card(page).fields["inspect_place"].fields[0].editor
    assert isinstance(place, QLineEdit)
    assert place.placeholderText() == "建议　九亭镇虚构路 9999 号"
    place.setFocus()
    qtbot.waitUntil(place.hasFocus)
    page.work.take_proposal()
    assert page.ticket().tipoff.inspect_place == "九亭镇虚构路 9999 号"


def test_a_proposed_answer_is_drawn_and_not_given(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket(kind=Kind.ENQUIRY, demand=""))
    page.work.go_to("verdict")
    assert card(page).proposed == "没有事实要认定"
    assert page.ticket().outcome.verdict is None


def test_findings_and_the_stage_bar_lead_to_the_question(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket())
    page.findings.jumped.emit("acceptance")
    assert asked(page) == "accept"
    page.findings.jumped.emit("hotline_term_days")
    assert not page.work.asks
    assert page.form.current == "hotline_term_days"


def test_guidance_follows_the_question(window: MainWindow) -> None:
    page = opened(window, REF, a_ticket())
    page.work.go_to("verdict_reason")
    page.work.questions.focused.emit("verdict_reason")
    assert page.guidance.heading == "认定理由"


def test_once_all_is_asked_it_says_what_comes_next(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, REF, a_ticket())
    view = page.work.questions
    while asked(page):
        view.put_off()
    assert view.end.isVisible()
    assert "先跳过的还有" in view.end.title.text()
    assert page.foot.submit_button.isVisible()
    assert not page.work.question_foot.isVisible()
    view.end.asked_again.emit(view.questioner.waiting()[0])
    assert asked(page) == "contact"


def test_after_the_leader_agreed_only_what_is_left_is_asked(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, REF, a_ticket(kind=Kind.ENQUIRY, notice_at=NOW))
    with desk.store.transaction(who="陆明远", what="送审") as tx:
        tx.handling.hand_in(REF, Submission(who="陆明远", at=NOW, rulebook="1"))
    window.go("ticket", REF)
    assert page.work.questions.end.title.text() == "已经送审了"
    handler = desk.officer
    desk.sit_down(LEADER)
    assert opened(window, REF).approve()
    desk.sit_down(handler)
    page = opened(window, REF)
    asked_for = []
    while asked(page):
        asked_for.append(asked(page))
        page.work.questions.put_off()
    assert asked_for == ["notice", "replied"]


def test_submitting_from_the_questions_leads_to_the_question_that_is_wrong(
    window: MainWindow, desk: Desk
) -> None:
    page = opened(window, REF, a_ticket())
    assert not page.submit()
    assert asked(page)
    with desk.store.reading() as connection:
        assert latest_submission(connection, REF) is None
