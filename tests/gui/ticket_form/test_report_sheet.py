"""The disposal report in the place of the form."""

from datetime import date, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import ContactResult, Filing, Kind, NoticeWay, Verdict
from gui.desk import Desk
from gui.forms.editors import AreaEditor
from gui.main_window import MainWindow
from gui.ticket_form.page import TicketFormPage
from gui.ticket_form.report_sheet import FOR_PETITIONER
from storage.handling import latest_submission
from tests.gui.ticket_form.test_page import AUDITOR, REF, opened, rules, window, write
from tests.samples import a_ticket

__all__ = ["window"]


def tipoff(**changes: Any) -> Ticket:
    usual: dict[str, Any] = {
        "kind": Kind.TIPOFF,
        "content": "举报该店销售过期酸奶，请查处。",
        "clue": "冷柜里有过期酸奶",
        "claims": ("销售过期酸奶",),
        "first_contact_at": datetime(2026, 11, 20, 14, 5),
        "first_contact_result": ContactResult.CONTACTED,
        "inspected_at": datetime(2026, 11, 20, 16, 20),
        "inspect_place": "九亭镇虚构路 9999 号",
        "inspectors": ("陆明远", "顾小北"),
        "inspect_process": "陆明远、顾小北查看冷柜，见过期酸奶两盒，已下架封存",
        "trader_uscc": "",
        "verdict": Verdict.SUBSTANTIATED,
        "claim_verdicts": ("属实，见过期酸奶两盒",),
        "verdict_reason": "冷柜照片可以印证",
        "law_refs": ("《中华人民共和国食品安全法》第五十四条第一款",),
        "evidence": (Evidence("照片", "冷柜照片4张"),),
        "filing": Filing.FILED,
        "filing_date": date(2026, 11, 23),
        "case_number": "沪市监松立〔2026〕9999号",
        "notice_way": NoticeWay.PHONE,
        "notice_at": datetime(2026, 11, 23, 9, 5),
    }
    return a_ticket(**{**usual, **changes})


@pytest.fixture
def page(window: MainWindow) -> TicketFormPage:
    return opened(window, REF, tipoff())


def choose(page: TicketFormPage, version: int) -> None:
    page.report.strip.button(version).click()


def gap_buttons(page: TicketFormPage) -> dict[str, QPushButton]:
    return {one.text(): one for one in page.report._missing.findChildren(QPushButton)}


def test_the_report_takes_the_place_of_the_form_and_gives_it_back(
    page: TicketFormPage, qtbot: QtBot
) -> None:
    qtbot.keyClick(page, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    assert page.report.isVisible()
    assert page.form.isHidden()
    assert "六、核查经过\n陆明远、顾小北查看冷柜" in page.report.text.toPlainText()
    qtbot.keyClick(page.report.text, Qt.Key.Key_Escape)
    assert page.report.isHidden()
    assert page.form.isVisible()


def test_what_is_typed_and_not_saved_is_in_the_report(page: TicketFormPage) -> None:
    write(page, inspect_process="复秤三次，偏差都在允差以内")
    page.show_report()
    assert "复秤三次" in page.report.text.toPlainText()


def test_a_gap_leads_to_the_field_that_fills_it(page: TicketFormPage) -> None:
    write(page, law_refs="")
    page.show_report()
    assert set(gap_buttons(page)) == {"法律依据", "统一社会信用代码"}
    gap_buttons(page)["法律依据"].click()
    assert page.report.isHidden()
    assert page.form.current == "law_refs"


def test_the_reply_is_edited_and_taken_over_and_can_be_taken_back(
    page: TicketFormPage, desk: Desk
) -> None:
    write(page, reply="原来的话。")
    page.show_report()
    assert not page.report.take_button.isVisible()
    choose(page, FOR_PETITIONER)
    text = page.report.text.toPlainText()
    assert "陆明远" not in text
    page.report.text.setPlainText(text + "如有疑问请来电。")
    page.report.take_button.click()
    assert page.ticket().outcome.reply == text + "如有疑问请来电。"
    assert page.form.current == "reply"
    editor = page.form.editor("reply")
    assert isinstance(editor, AreaEditor)
    editor.undo()
    page.form.flush()
    assert page.ticket().outcome.reply == "原来的话。"


def test_the_reply_of_a_complete_ticket_is_one_that_may_go_out(page: TicketFormPage) -> None:
    page.show_report()
    choose(page, FOR_PETITIONER)
    page.report.take_button.click()
    page.check()
    bad = {"F-017", "F-046", "F-052", "F-053", "F-054", "保密-答复", "待补-答复"}
    assert not bad & rules(page)


def test_a_reply_with_a_gap_is_not_handed_in(page: TicketFormPage, desk: Desk) -> None:
    write(page, claim_verdicts="")
    page.show_report()
    choose(page, FOR_PETITIONER)
    page.report.take_button.click()
    assert "待补-答复" in rules(page)
    assert not page.submit()
    with desk.store.reading() as connection:
        assert latest_submission(connection, REF) is None


def test_edits_are_kept_between_the_two_texts_until_they_are_made_anew(
    page: TicketFormPage,
) -> None:
    page.show_report()
    assert not page.report.again_button.isVisible()
    page.report.text.setPlainText("改过的话")
    choose(page, FOR_PETITIONER)
    choose(page, 0)
    assert page.report.text.toPlainText() == "改过的话"
    page.report.again_button.click()
    assert page.report.text.toPlainText().startswith("举报件处置报告")


def test_the_text_that_is_seen_is_copied(page: TicketFormPage) -> None:
    page.show_report()
    page.report.copy()
    assert QGuiApplication.clipboard().text() == page.report.text.toPlainText()


def test_a_finding_leads_back_into_the_form(page: TicketFormPage) -> None:
    write(page, verdict="UNSUBSTANTIATED", evidence=[])
    page.show_report()
    page.findings.step(1)
    assert page.report.isHidden()
    assert page.form.isVisible()


def test_who_may_not_write_the_reply_takes_nothing_over(
    page: TicketFormPage, window: MainWindow, desk: Desk
) -> None:
    desk.sit_down(AUDITOR)
    here = opened(window, REF)
    here.show_report()
    choose(here, FOR_PETITIONER)
    assert not here.report.take_button.isVisible()
    assert "闻人素" not in here.report.text.toPlainText()
