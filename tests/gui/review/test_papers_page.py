"""Choosing and printing the papers of a campaign, one by one and for all units in one go."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from core.errors import Refusal
from core.review.papers.choosing import Document
from gui.review.papers_page import CampaignPapersPage
from storage.database import Store
from storage.files.pdf.pictures import text_of
from tests.gui.review.conftest import LEADER, Seat
from tests.gui.review.test_result_page import review_all, tasks
from tests.storage.review.samples import SECTION, a_plan, assigned

TIMEOUT = 60_000


@pytest.fixture
def closed(office: Store) -> int:
    id_ = assigned(office, a_plan(total=5))
    review_all(office, id_)
    with office.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(id_)
    return id_


def page_of(seat: Seat, target: object, name: str = SECTION) -> CampaignPapersPage:
    window = seat(name)
    window.go("campaign-papers", target)
    assert isinstance(window.page, CampaignPapersPage)
    return window.page


def saved(page: CampaignPapersPage, folder: Path, qtbot: QtBot) -> str:
    """The text of the pages that are shown, as they are saved."""
    target = folder / "存.pdf"
    page.preview.save_to(target)
    qtbot.waitUntil(target.exists, timeout=TIMEOUT)
    text = "".join(text_of(target.read_bytes())).replace("\r\n", "")
    target.unlink()
    return text


def choose(page: CampaignPapersPage, document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.preview.shown, timeout=TIMEOUT):
        page.sheet.document.choose(document)
        page.sheet.document.picked.emit()


def test_each_document_is_shown_as_it_prints(
    seat: Seat, closed: int, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(seat, (closed, Document.PROBLEMS))
    qtbot.waitUntil(lambda: page.preview.pages.page_count > 0, timeout=TIMEOUT)
    assert "各评查项的扣分" in saved(page, tmp_path, qtbot)
    for document, words in (
        (Document.SUMMARY, "情况汇总"),
        (Document.CERTIFICATE, "抽样公证页"),
        (Document.UNIT, "九亭所评查成绩单"),
        (Document.TICKET, "工单评分表"),
        (Document.POINTS, "处置要点手册"),
    ):
        choose(page, document, qtbot)
        assert words in saved(page, tmp_path, qtbot)
        assert page.preview.print_button.isVisible()


def test_the_heading_of_a_circular_is_written_beside_its_pages(
    seat: Seat, closed: int, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(seat, (closed, Document.CIRCULAR))
    qtbot.waitUntil(lambda: page.preview.pages.page_count > 0, timeout=TIMEOUT)
    page.sheet.number.setText("沪市监松〔2026〕18号")
    page.sheet.due.setText("2026-12-31")
    with qtbot.waitSignal(page.preview.shown, timeout=TIMEOUT):
        page.sheet.due.editingFinished.emit()
    text = saved(page, tmp_path, qtbot)
    assert "沪市监松〔2026〕18号" in text
    assert "2026年12月31日前" in text
    page.sheet.due.setText("年底")
    with pytest.raises(Refusal, match="年底"):
        page.sheet.wanted()


def test_all_units_and_all_tickets_go_into_a_folder(
    seat: Seat, office: Store, closed: int, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(seat, (closed, Document.UNIT))
    page.save_every(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*单位成绩单.pdf"))) == 5, timeout=TIMEOUT)
    choose(page, Document.TICKET, qtbot)
    with qtbot.waitSignal(page.preview.shown, timeout=TIMEOUT):
        page.sheet.unit.setCurrentText("全局")
        page.sheet.unit.activated.emit(0)
    page.save_every(tmp_path)
    qtbot.waitUntil(lambda: len(list(tmp_path.glob("*工单评分表.pdf"))) == 5, timeout=TIMEOUT)
    refs = {one.ref for one in tasks(office, closed)}
    for ref in refs:
        text = "".join(text_of((tmp_path / f"{ref}工单评分表.pdf").read_bytes()))
        assert ref in text
        assert not [other for other in refs - {ref} if other in text]


def test_tables_are_saved_as_a_spreadsheet(
    seat: Seat, closed: int, qtbot: QtBot, tmp_path: Path
) -> None:
    page = page_of(seat, (closed, Document.SUMMARY))
    target = tmp_path / "汇总.xlsx"
    page.save_table(target)
    qtbot.waitUntil(target.exists, timeout=TIMEOUT)
    rows = CalamineWorkbook.from_path(target).get_sheet_by_name("各所队均分与达标占比").to_python()
    assert [row[3] for row in rows[1:]] == [94] * 6


def test_a_leader_prints_what_is_the_units_own(seat: Seat, closed: int, qtbot: QtBot) -> None:
    page = page_of(seat, closed, LEADER)
    sheet = page.sheet
    offered = [sheet.document.itemText(place) for place in range(sheet.document.count())]
    assert "通报" not in offered
    assert "情况汇总" not in offered
    assert [sheet.unit.itemText(place) for place in range(sheet.unit.count())] == ["九亭所"]
    qtbot.waitUntil(lambda: page.preview.pages.page_count > 0, timeout=TIMEOUT)


def test_from_the_results_one_gets_to_print(seat: Seat, closed: int) -> None:
    window = seat(SECTION)
    window.go("campaign-result", closed)
    assert window.page is not None
    button = window.page.primary()
    assert button is not None
    assert button.text() == "打印…"
    button.click()
    assert isinstance(window.page, CampaignPapersPage)
    assert window.page.found is not None
    assert window.page.found.about.id == closed
