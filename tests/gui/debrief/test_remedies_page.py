"""A unit puts things right, the section signs off; both find them in their tasks."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QPushButton

from gui.debrief.home_tasks import REMEDY_SOURCES, waiting
from gui.debrief.remedies_page import CLOSED, LATE, PROVEN, RemediesPage
from gui.main_window import MainWindow
from gui.tasks import Task
from tests.gui.debrief.conftest import Seat, press, said
from tests.storage.review.debrief.samples import HEAD, Office
from tests.storage.review.samples import SECTION

LEADER = "九亭所所长"
DONE = "11 月 30 日组织全所重学答复要求，4 件已补充答复并上传录音。"


@pytest.fixture
def laid(office: Office) -> Office:
    with office.store.transaction(who=SECTION, what="立整改台账") as tx:
        tx.debriefs.lay_down(1, by=office.person(SECTION))
    return office


def page_of(window: MainWindow, target: object = None) -> RemediesPage:
    window.go("remedies", target)
    assert isinstance(window.page, RemediesPage)
    return window.page


def shown(page: RemediesPage) -> list[str]:
    rows = page.table.rows
    found = [rows.value(at).wanted for at in range(rows.rowCount())]
    return [f"{one.unit} {one.code}" for one in found]


def tasks(window: MainWindow) -> list[Task]:
    desk = window.desk
    assert desk is not None
    with desk.store.reading() as connection:
        return [task for source in REMEDY_SOURCES for task in source(desk, connection)]


def count(window: MainWindow) -> int:
    assert window.desk is not None
    return waiting(window.desk)


def test_from_task_to_sign_off(seat: Seat, laid: Office) -> None:
    station = seat(LEADER)
    first = tasks(station)[0]
    assert first.title.startswith("整改：")
    assert "12 月 25 日到期" in first.why
    assert count(station) == 2
    page = page_of(station, first.target)
    assert shown(page) == ["九亭所 B4", "九亭所 B10"], "nothing of other units"
    assert page.card.proof is not None
    page.card.proof.setPlainText(DONE)
    press(page, "提交整改")
    assert count(station) == 1
    section = seat(HEAD)
    assert [task.title for task in tasks(section)] == ["1 项整改等着销号"]
    theirs = page_of(section, PROVEN)
    assert DONE in said(theirs.card)
    press(theirs, "销号")
    assert shown(theirs) == []
    assert shown(page_of(section, CLOSED)) == ["九亭所 B4"]


def test_a_thin_proof_stays_in_the_field(seat: Seat, laid: Office) -> None:
    page = page_of(seat(LEADER))
    assert page.card.proof is not None
    page.card.proof.setPlainText("已整改")
    press(page, "提交整改")
    assert page.card.proof.toPlainText() == "已整改"
    assert not page.leave(), "what is written is not lost by going away"


def test_what_is_sent_back_says_why_in_the_tasks(seat: Seat, laid: Office) -> None:
    station = seat(LEADER)
    page = page_of(station)
    remedy = page.table.current()
    assert remedy is not None
    assert page.prove(remedy, DONE)
    theirs = page_of(seat(HEAD), PROVEN)
    proven = theirs.table.current()
    assert proven is not None
    assert theirs.send_back(proven, "录音只有 2 件。")
    assert "退回原因：录音只有 2 件。" in tasks(station)[0].why
    page.reload()
    page.table.go_to(page.table.rows.row_of(remedy.id))
    assert "录音只有 2 件。" in said(page.card)


def test_overdue_ones_are_pressing_for_owner_and_section(seat: Seat, laid: Office) -> None:
    laid.now = datetime(2026, 12, 28, 9, 0)
    assert "超期 3 天" in tasks(seat(LEADER))[0].why
    section = seat(HEAD)
    late = tasks(section)[-1]
    assert late.title == "3 项整改超期"
    assert late.why.startswith("九亭所、中山所")
    assert len(shown(page_of(section, late.target))) == 3
    assert section.page.groups.current == LATE  # type: ignore[union-attr]


def test_the_section_is_told_when_a_campaign_can_be_debriefed(seat: Seat, office: Office) -> None:
    [task] = tasks(seat(SECTION))
    assert (task.page, task.target) == ("debrief", 1)
    assert "可以复盘了" in task.title
    assert tasks(seat(LEADER)) == []


def test_the_section_changes_owner_and_day_and_the_card_tells(seat: Seat, laid: Office) -> None:
    page = page_of(seat(SECTION))
    one = page.table.current()
    assert one is not None
    assert page.amend(one, "九亭所评1", "2027-01-08", "所长外出")
    text = said(page.card)
    assert "九亭所评1" in text
    assert "所长外出" in text
    assert "改责任人、期限…" in [b.text() for b in page.card.findChildren(QPushButton)]
