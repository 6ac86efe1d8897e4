"""What the form does about personal data in texts that leave the office."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.tickets.words import Kind
from gui.desk import Desk
from gui.forms.editors import AreaEditor
from gui.main_window import MainWindow
from gui.ticket_form.page import TicketFormPage
from storage.handling import latest_submission, waivers
from tests.gui.ticket_form.test_page import AUDITOR, REF, opened, ready, rules, window, write

__all__ = ["window"]

REPLY = (
    "您好，您反映的预付卡退费一事，十一月二十日已致电闻人素（139-0000-0001）说明：先与商家协商，"
    "商家属于零售、住宿餐饮业的，可以向商务部门反映；涉及消费争议的，可以向我所投诉。"
)
COVERED = REPLY.replace("闻人素（139-0000-0001）", "闻*素（139****0001）")


def reply_of(page: TicketFormPage) -> AreaEditor:
    editor = page.form.editor("reply")
    assert isinstance(editor, AreaEditor)
    return editor


def test_what_leaks_is_underlined_and_covered_by_one_key(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window, REF, ready(reply=REPLY))
    assert "保密-答复" in rules(page)
    marked = {REPLY[s:e] for note in page.form.notes_at("reply") for s, e in note.spans}
    assert marked == {"闻人素", "139-0000-0001"}
    page.form.focus("reply")
    qtbot.keyClick(reply_of(page), Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert page.ticket().outcome.reply == COVERED
    assert not {"保密-答复", "F-052"} & rules(page)
    assert not page.form.notes_at("reply")


def test_the_undo_of_the_field_brings_covered_data_back(window: MainWindow) -> None:
    page = opened(window, REF, ready(reply=REPLY))
    page.cover("reply")
    reply_of(page).undo()
    page.form.flush()
    assert page.ticket().outcome.reply == REPLY


def test_the_offer_behind_the_sentence_covers_too(window: MainWindow) -> None:
    page = opened(window, REF, ready(reply=REPLY))
    note = page.form.notes_at("reply")[0]
    assert note.offer.startswith("遮盖")
    page.form.offer_taken.emit(note)
    assert page.ticket().outcome.reply == COVERED


def test_a_reason_lets_a_reply_leave_as_it_is(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready(reply=REPLY.replace("（139-0000-0001）", "")))
    assert not page.submit()
    assert page.form.current == "reply"
    assert page.waive("保密-答复", "诉求人要求写明姓名，用于报销")
    assert page.submit()
    with desk.store.reading() as connection:
        assert latest_submission(connection, REF) is not None
        assert {one.rule for one in waivers(connection, REF)} == {"保密-答复"}


def test_no_reason_lets_an_informant_be_named_to_the_trader(window: MainWindow, desk: Desk) -> None:
    page = opened(window, REF, ready(kind=Kind.TIPOFF))
    write(page, text_to_trader="请与13900000001联系，住虚构路9998号的顾客称酸奶过期。")
    assert "F-051" in rules(page)
    write(page, text_to_trader="顾客住虚构路 9998 号。")
    assert "保密-给商家" in rules(page)
    page.waive("保密-给商家", "商家要知道")
    assert not page.submit()
    with desk.store.reading() as connection:
        assert latest_submission(connection, REF) is None


def test_names_of_evidence_are_looked_at_and_covered(window: MainWindow) -> None:
    page = opened(window, REF, ready())
    write(page, evidence=[["通话记录", "与闻人素通话"], ["照片", "门头"]])
    assert "保密-佐证名称" in rules(page)
    page.cover("evidence")
    assert [str(item) for item in page.ticket().outcome.evidence] == [
        "通话记录:与闻*素通话",
        "照片:门头",
    ]
    assert "保密-佐证名称" not in rules(page)


def test_who_may_not_know_the_petitioner_is_not_told_by_a_finding(
    window: MainWindow, desk: Desk
) -> None:
    opened(window, REF, ready(reply=REPLY))
    desk.sit_down(AUDITOR)
    page = opened(window, REF)
    assert "保密-答复" not in rules(page)
    assert "闻人素" not in reply_of(page).toPlainText()


def test_a_wrong_credit_code_is_said_at_its_field(window: MainWindow) -> None:
    page = opened(window, REF, ready())
    write(page, trader_uscc="91310117MY0000O01X")
    assert "“O”，是不是“0”" in page.form.notes_at("trader_uscc")[0].sentence
    write(page, trader_uscc="")
    assert not page.form.notes_at("trader_uscc")
