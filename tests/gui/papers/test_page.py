from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.papers.facts import Reader
from core.people import Role
from core.tickets.words import (
    Acceptance,
    Kind,
    MediationConsent,
    MediationResult,
    NoticeWay,
)
from gui.desk import Desk
from gui.papers.page import DRAFTING, GIVEN, NOTHING, PapersPage
from storage.audit import history
from storage.files.pdf.pictures import text_of
from storage.loading import load_by_ref
from storage.papers import papers_of
from tests.core.papers.forms import squeezed
from tests.gui.conftest import an_officer
from tests.samples import NOW, a_ticket
from tests.storage.files.documents import docx_text

REF = "SJ2026112300001"
ACCEPTED = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": date(2026, 11, 21)}
STRANGER = an_officer("俞静姝", ("中山所", Role.HANDLER))
Shown = Callable[..., PapersPage]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk) -> Shown:
    """Opens the papers of a ticket with these values."""

    def show(form: str = "", **changes: Any) -> PapersPage:
        with desk.store.transaction(who="测试", what="登记") as tx:
            tx.tickets.save(a_ticket(**changes))
        page = PapersPage(desk)
        qtbot.addWidget(page)
        page.resize(1310, 660)
        page.open((REF, form) if form else REF)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    return show


def type_in(page: PapersPage, **typed: Any) -> None:
    """Type into the entries, as the pause after the last key would tell it."""
    assert page.panel.entries is not None
    page.panel.entries.retype(typed)
    page.panel.edited.emit()


def choose_way(page: PapersPage, way: NoticeWay = NoticeWay.LETTER) -> None:
    type_in(page, paper_way=way.name)


def missing(page: PapersPage) -> list[str]:
    buttons = page.panel.missing.findChildren(QPushButton)
    return [one.text() for one in buttons if one.isVisible()]


def len_is(said: list[str], count: int) -> bool:
    return len(said) == count


def notices(desk: Desk) -> list[str]:
    said: list[str] = []
    desk.notice.connect(lambda notice: said.append(notice.text))
    return said


def listed(page: PapersPage) -> list[tuple[str, bool]]:
    found = []
    for line in page._opened.lines:
        of = line.given or line.form
        assert of is not None
        found.append((of.title, line.is_ready))
    return found


def issue_and_wait(qtbot: QtBot, page: PapersPage) -> None:
    assert page.issue()
    qtbot.waitUntil(lambda: page._side.currentIndex() == GIVEN)


def test_what_can_be_given_comes_first_and_the_rest_says_why_not(shown: Shown) -> None:
    page = shown(**ACCEPTED)
    assert [title for title, ready in listed(page) if ready] == ["投诉登记表", "投诉受理决定书"]
    assert len(listed(page)) == 10
    page.papers.go_to("form decline")
    assert page._side.currentIndex() == NOTHING
    assert not page.issue_button.isVisible()


def test_a_paper_is_proposed_filled_and_says_what_is_missing(qtbot: QtBot, shown: Shown) -> None:
    page = shown("acceptance", **ACCEPTED, petitioner_name="")
    assert page._side.currentIndex() == DRAFTING
    both = ["诉求人姓名（在工单里填）", "联系电话"]
    qtbot.waitUntil(lambda: missing(page) == both)
    qtbot.waitUntil(lambda: bool(page.preview.pages._marked))
    assert len(page.preview.pages._marked) == 2
    type_in(page, phone="021-60009999")
    qtbot.waitUntil(lambda: missing(page) == both[:1])
    qtbot.waitUntil(lambda: len(page.preview.pages._marked) == 1)


def test_the_way_to_what_is_missing_leads_to_the_entry_or_to_the_ticket(
    qtbot: QtBot, desk: Desk, shown: Shown
) -> None:
    page = shown("acceptance", **ACCEPTED, petitioner_name="")
    asked: list[tuple[str, object]] = []
    desk.asked.connect(lambda name, target: asked.append((name, target)))
    qtbot.waitUntil(lambda: len(missing(page)) == 2)
    ways = page.panel.missing.findChildren(QPushButton)
    to_ticket, to_entry = (one for one in ways if one.isVisible())
    to_entry.click()
    assert page.panel.entries is not None
    assert page.panel.entries.current == "phone"
    to_ticket.click()
    assert asked == [("ticket", (REF, "petitioner_name"))]


def test_a_paper_is_given_shown_and_offers_what_the_ticket_lacks(
    qtbot: QtBot, desk: Desk, shown: Shown
) -> None:
    page = shown("acceptance", **ACCEPTED)
    type_in(page, phone="021-60009999")
    choose_way(page)
    said = notices(desk)
    issue_and_wait(qtbot, page)
    assert said == ["《投诉受理决定书》已签发，编号 沪市监松九亭投受〔2026〕第1号。"]
    assert page.given.facts.value("编号") == "沪市监松九亭投受〔2026〕第1号"
    assert ("投诉受理决定书", True) not in listed(page)
    qtbot.waitUntil(lambda: bool(page.preview._pdf))
    assert "第1号" in squeezed("".join(text_of(page.preview._pdf)))
    assert page.given.take_button.isVisible()
    with desk.store.reading() as connection:
        assert load_by_ref(connection, [REF])[0].ticket.complaint.acceptance_notice_at is None
    page.given.take_button.click()
    with desk.store.reading() as connection:
        told = load_by_ref(connection, [REF])[0].ticket.complaint
    assert (told.acceptance_notice_at, told.acceptance_notice_way) == (NOW, NoticeWay.LETTER)
    assert not page.given.take_button.isVisible()


def test_what_the_offer_wrote_can_be_taken_back(qtbot: QtBot, desk: Desk, shown: Shown) -> None:
    page = shown("acceptance", **ACCEPTED)
    type_in(page, phone="021-60009999")
    choose_way(page)
    issue_and_wait(qtbot, page)
    page.take_offers()
    desk.undo()
    with desk.store.reading() as connection:
        assert load_by_ref(connection, [REF])[0].ticket.complaint.acceptance_notice_at is None
        assert len(papers_of(connection, REF)) == 1


@pytest.mark.parametrize(
    ("typed", "said", "focus"),
    [
        ({}, "还缺 1 处，先补“联系电话”。", "phone"),
        ({"phone": "021"}, "请选送达方式。", "paper_way"),
    ],
)
def test_what_is_not_ready_is_not_given_and_the_focus_goes_there(
    desk: Desk, shown: Shown, typed: dict[str, Any], said: str, focus: str
) -> None:
    page = shown("acceptance", **ACCEPTED)
    type_in(page, **typed)
    told = notices(desk)
    assert not page.issue()
    assert told == [said]
    assert page.panel.entries is not None
    assert page.panel.entries.current == focus


def test_a_day_that_does_not_exist_is_said_at_its_entry(desk: Desk, shown: Shown) -> None:
    page = shown("id_proof_notice")
    type_in(page, deadline="2026-13-40")
    told = notices(desk)
    assert not page.issue()
    assert told[0].startswith("还不能签发：")


def test_ctrl_enter_is_for_issuing_and_alt_left_goes_back(
    qtbot: QtBot, desk: Desk, shown: Shown
) -> None:
    page = shown("acceptance", **ACCEPTED)
    assert page.primary() is page.issue_button
    asked: list[tuple[str, object]] = []
    desk.asked.connect(lambda name, target: asked.append((name, target)))
    page.papers.table.setFocus()
    QTest.keyClick(page.papers.table, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert asked == [("ticket", REF)]


ENDED = {
    **ACCEPTED,
    "mediation_result": MediationResult.ENDED,
    "termination_ground": 3,
    "supervised_at": datetime(2026, 11, 22, 9),
}


def test_each_reader_has_a_paper_of_its_own(qtbot: QtBot, desk: Desk, shown: Shown) -> None:
    page = shown("termination", **ENDED)
    assert [words for _, words in page.panel.readers.options] == ["诉求人", "被诉主体"]
    choose_way(page)
    issue_and_wait(qtbot, page)
    page.papers.go_to("form termination")
    assert page.panel.readers.chosen is Reader.TRADER


def test_the_trader_learns_the_name_only_after_a_reason_was_written(
    qtbot: QtBot, desk: Desk, shown: Shown, tmp_path: Path
) -> None:
    page = shown("termination", **ENDED)
    page.panel.reader_chosen.emit(Reader.TRADER)
    choose_way(page)
    told = notices(desk)
    assert not page.issue()
    page.export(tmp_path / "文书.pdf", "PDF")
    assert told == ["请写明为什么调解需要让被诉主体知道诉求人是谁，理由会留存。"] * 2
    assert not (tmp_path / "文书.pdf").exists()
    type_in(page, paper_way="LETTER", paper_reason="双方都参加过调解")
    issue_and_wait(qtbot, page)
    assert page.given.facts.value("告知理由") == "双方都参加过调解"


def test_no_page_is_shown_that_would_give_an_informant_away(
    qtbot: QtBot, desk: Desk, shown: Shown
) -> None:
    page = shown("trader_materials", kind=Kind.TIPOFF)
    type_in(page, materials="闻人素提到的进货单")
    assert not page.preview._pdf
    assert not page.pdf_button.isVisible()
    assert not page.word_button.isVisible()
    told = notices(desk)
    page.issue()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] == "“闻人素”是诉求人的姓名，不能写进给被诉主体的文书。请改掉再出。"
    type_in(page, materials="进货单")
    qtbot.waitUntil(lambda: bool(page.preview._pdf))
    assert page.pdf_button.isVisible()


def test_a_voided_paper_stays_in_the_list_and_the_form_can_be_given_again(
    qtbot: QtBot, desk: Desk, shown: Shown
) -> None:
    page = shown("acceptance", **ACCEPTED)
    type_in(page, phone="021-60009999")
    choose_way(page)
    issue_and_wait(qtbot, page)
    assert page.void("姓名写错")
    assert page.given.facts.value("作废原因") == "姓名写错"
    assert not page.given.void_button.isVisible()
    assert ("投诉受理决定书", True) in listed(page)
    page.papers.go_to("form acceptance")
    choose_way(page)
    issue_and_wait(qtbot, page)
    assert page.given.facts.value("编号").endswith("第2号")


def test_a_file_holds_what_is_shown_and_leaves_a_trace(
    qtbot: QtBot, desk: Desk, shown: Shown, tmp_path: Path
) -> None:
    page = shown("acceptance", **ACCEPTED)
    type_in(page, phone="021-60009999")
    qtbot.waitUntil(lambda: bool(page.preview._pdf))
    said = notices(desk)
    exports = (("文书.pdf", "PDF"), ("文书.docx", "Word"))
    for count, (name, kind) in enumerate(exports, start=1):
        page.export(tmp_path / name, kind)
        qtbot.waitUntil(partial(len_is, said, count))
    pdf = "".join(text_of((tmp_path / "文书.pdf").read_bytes()))
    assert "我局决定受理" in squeezed(pdf)
    assert "我局决定受理" in docx_text((tmp_path / "文书.docx").read_bytes())
    with desk.store.reading() as connection:
        traces = history(connection, "paper_export", REF)
    assert [change.after["as"] for _, change in traces if change.after] == ["PDF", "Word"]


def test_what_was_typed_is_there_again_after_looking_elsewhere(shown: Shown, desk: Desk) -> None:
    page = shown("acceptance", **ACCEPTED)
    type_in(page, phone="021-6000")
    page.papers.go_to("form complaint_record")
    page.papers.go_to("form acceptance")
    assert page.panel.order().entries["phone"] == "021-6000"
    page.leave()
    page.open((REF, "acceptance"))
    assert page.panel.order().entries["phone"] == "021-6000"


def test_unsaved_changes_of_the_ticket_are_told(shown: Shown, desk: Desk) -> None:
    page = shown(**ACCEPTED)
    assert not page.papers._unsaved.isVisible()
    with desk.store.transaction(who=desk.officer.name, what="存草稿") as tx:
        tx.handling.keep_draft(desk.officer.name, REF, {"reply": "改了"})
    page.load()
    assert page.papers._unsaved.isVisible()


def test_an_officer_of_another_unit_sees_no_paper(qtbot: QtBot, desk: Desk, shown: Shown) -> None:
    desk.sit_down(STRANGER)
    page = shown(**ACCEPTED)
    assert page._closed.isVisible()
    assert "松江区云间小满" not in page.title
    assert not page.issue_button.isVisible()


def test_the_section_sets_the_pattern_of_numbers(qtbot: QtBot, desk: Desk, shown: Shown) -> None:
    page = shown("acceptance", **ACCEPTED)
    assert not page.pattern_button.isVisible()
    desk.sit_down(an_officer("许知夏", ("消保科", Role.SECTION_HEAD)))
    assert page.pattern_button.isVisible()
    form = page._line.form
    assert form is not None
    assert page.set_pattern(form, "松受{unit}〔{year}〕{serial}号")
    assert page._state.text() == "松受九亭〔2026〕　　号，签发时取号"
    assert not page.set_pattern(form, "松受{unit}{serial}号")


def test_a_compound_without_consent_says_that_the_trader_learns_nothing(shown: Shown) -> None:
    page = shown(
        "termination",
        **ENDED,
        kind=Kind.COMPOUND,
        mediation_consent=MediationConsent.ONE_DECLINES,
    )
    page.panel.reader_chosen.emit(Reader.TRADER)
    assert "没有诉求人和诉求内容" in page.panel._told.accessibleName()
    assert page._draft is not None
    assert "闻人素" not in str(page._draft.paper)


def test_every_button_says_what_it_does_and_everything_fits_a_small_screen(
    qtbot: QtBot, shown: Shown
) -> None:
    page = shown("mediation_notice", **ACCEPTED, mediation_consent=MediationConsent.BOTH)
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    for one in buttons:
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.text(QAccessible.Text.Name)
    assert page.minimumSizeHint().width() <= 1310
    assert page.minimumSizeHint().height() <= 600
    assert all(isinstance(region, QWidget) for region in page.regions())
