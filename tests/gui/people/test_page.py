"""人员和角色: the list, the matrix, a list that comes in, and work handed over."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import xlsxwriter
from pytestqt.qtbot import QtBot

from core.people import Action, Role
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.pages import PAGES
from gui.people.page import PeoplePage
from storage.loading import load_by_ref
from storage.people import officers
from tests.gui.conftest import HEAD, an_officer
from tests.samples import a_ticket

KEEPER = an_officer("梁启明", ("消保科", Role.KEEPER))
HEIR = an_officer("顾文漪", ("九亭所", Role.HANDLER))
REF = "SJ2026112300001"


@pytest.fixture
def window(desk: Desk, open_window: Callable[[Sequence[Place]], MainWindow]) -> MainWindow:
    with desk.store.transaction(who="测试", what="准备") as tx:
        for one in (KEEPER, HEIR):
            tx.people.save_officer(one)
        tx.tickets.save(a_ticket())
    return open_window(PAGES)


def page_of(window: MainWindow, desk: Desk) -> PeoplePage:
    desk.go("people")
    assert isinstance(window.page, PeoplePage)
    return window.page


def test_work_is_shown_and_handed_over(window: MainWindow, desk: Desk) -> None:
    desk.sit_down(HEAD)
    page = page_of(window, desk)
    at = page.table.rows.row_of("陆明远")
    page.table.setCurrentIndex(page.table.rows.index(at, 0))
    assert REF in page.handover.said.text()
    assert page.handover.go.text() == "交接 1 项"
    assert not page.hand_over("陆明远", "", "调离")
    assert page.handover.note.words == "请选另一个人接手。"
    page.handover.heir.choose("顾文漪")
    page.handover.reason.setText("调离")
    page.handover.go.click()
    with desk.store.reading() as connection:
        [found] = load_by_ref(connection, [REF])
    assert found.ticket.handler == "顾文漪"


def test_a_list_is_shown_before_it_is_kept(
    window: MainWindow, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "名单.xlsx")
    sheet = book.add_worksheet()
    for at, line in enumerate((("姓名", "单位", "职务"), ("秦牧野", "执法大队", "承办人"))):
        sheet.write_row(at, 0, line)
    book.close()
    desk.sit_down(KEEPER)
    page = page_of(window, desk)
    page.look_at(tmp_path / "名单.xlsx")
    qtbot.waitUntil(page.preview.isVisible, timeout=20_000)
    assert "新增单位：执法大队" in page.preview.said.text()
    page.preview.go.click()
    with desk.store.reading() as connection:
        assert "秦牧野" in {one.name for one in officers(connection)}


def test_the_matrix_shows_every_action_and_role(window: MainWindow, desk: Desk) -> None:
    desk.sit_down(HEAD)
    page = page_of(window, desk)
    page.show_permissions()
    assert page.permissions.isVisible()
    assert page.permissions.rows.rowCount() == len(Action)
    assert len(page.permissions.rows.columns) == 1 + len(Role)


def test_a_handler_is_not_offered_the_page(window: MainWindow, desk: Desk) -> None:
    assert not next(place for place in PAGES if place.name == "people").open_to(desk)
