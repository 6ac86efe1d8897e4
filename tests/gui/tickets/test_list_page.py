from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.tickets.fields import BY_KEY
from core.tickets.words import Kind, Satisfaction
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.tickets.condition_picker import ConditionPicker, sentence
from gui.tickets.finding import find_tickets
from gui.tickets.list_page import TicketListPage
from storage.ticket_lists import PAGE
from tests.gui.conftest import HEAD
from tests.samples import a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("tickets", "inbox", "工单", "", TicketListPage),)


@pytest.fixture
def window(desk: Desk, open_window: Opened) -> MainWindow:
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all(
            [
                a_ticket(number="A1", trader_name="云间小满餐饮店", received_at=moment(2)),
                a_ticket(number="A2", trader_name="九峰家电维修部", received_at=moment(20)),
                a_ticket(
                    number="A3",
                    handler="顾文漪",
                    kind=Kind.TIPOFF,
                    received_at=moment(18),
                    assigned_at=moment(18),
                    trader_name="新桥汽车美容店",
                ),
                a_ticket(
                    number="A4",
                    closed_at=moment(21),
                    satisfaction=Satisfaction.DISSATISFIED,
                    trader_name="云间小满餐饮店",
                ),
                a_ticket(number="B1", unit="中山所", handler="陈亦可"),
            ]
        )
    return open_window(PLACES)


@pytest.fixture
def page(window: MainWindow) -> TicketListPage:
    assert isinstance(window.page, TicketListPage)
    return window.page


def moment(day: int) -> datetime:
    return datetime(2026, 11, day, 10, 0)


def refs(page: TicketListPage) -> list[str]:
    return [line.ref for line in page.table.rows.values]


def test_a_handler_sees_the_open_tickets_of_the_unit_the_most_urgent_first(
    page: TicketListPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.table.rows)
    assert refs(page) == ["A1", "A3", "A2"]
    assert page.context == "九亭所，全部在办"


def test_the_section_sees_all_units(page: TicketListPage, desk: Desk, window: MainWindow) -> None:
    assert "B1" not in refs(page)
    desk.sit_down(HEAD)
    assert isinstance(window.page, TicketListPage)
    assert "B1" in refs(window.page)


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("我承办的", ["A1", "A2"]),
        ("超期", ["A1", "A3"]),
        ("回访不满意", ["A4"]),
        ("已办结", ["A4"]),
        ("退回重办", []),
    ],
)
def test_each_view_shows_what_its_name_says(
    page: TicketListPage, view: str, expected: list[str]
) -> None:
    page.show_view(view)
    assert refs(page) == expected


def test_words_and_conditions_narrow_the_list_together(page: TicketListPage, qtbot: QtBot) -> None:
    page.filters.words.setText("小满")
    qtbot.waitUntil(lambda: refs(page) == ["A1"])
    page.add_condition("承办人 为 “顾文漪”")
    assert refs(page) == []
    page.show_view("全部在办")
    page.add_condition("工单类型 为 举报")
    assert refs(page) == ["A3"]


def test_a_petitioner_s_name_finds_tickets_for_those_who_may_see_it(
    page: TicketListPage, qtbot: QtBot
) -> None:
    page.filters.words.setText("闻人素")
    qtbot.waitUntil(lambda: page.wanted().words == "闻人素")
    assert refs(page) == ["A1", "A3", "A2"]


def test_a_view_can_be_kept_and_found_again(page: TicketListPage) -> None:
    page.add_condition("工单类型 为 举报")
    page.keep_view("举报件")
    page.show_view("全部在办")
    page.show_view("举报件")
    assert refs(page) == ["A3"]


def test_the_head_of_a_column_sorts(page: TicketListPage) -> None:
    page.table.sort_wanted.emit("工单编号", True)
    assert refs(page) == ["A3", "A2", "A1"]


def test_a_long_list_comes_page_by_page(page: TicketListPage, desk: Desk) -> None:
    many = [a_ticket(number=f"M{n:03}") for n in range(PAGE + 30)]
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.tickets.save_all(many)
    page.reload()
    assert len(refs(page)) == PAGE
    page.table.rows.fetchMore(page.table.rows.index(-1, -1))
    assert len(set(refs(page))) == PAGE + 33 == len(refs(page))


def test_an_empty_list_says_why_and_offers_a_way_on(page: TicketListPage) -> None:
    page.show_view("退回重办")
    assert not page.table.isVisible()
    page.show_view("全部在办")
    assert page.table.isVisible()


def test_a_look_at_a_ticket_shows_all_its_clocks(page: TicketListPage, qtbot: QtBot) -> None:
    page.table.go_to(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert page.preview.isVisible()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.preview.isVisible()


def test_anything_is_found_by_its_words(page: TicketListPage, desk: Desk) -> None:
    assert [hit.title for hit in find_tickets(desk, "家电")] == ["A2"]
    assert find_tickets(desk, "中山所的工单") == []


@pytest.mark.parametrize(
    ("key", "operator", "value", "said"),
    [
        ("trader_name", "包含", "小满", "被诉主体名称 包含 “小满”"),
        ("kind", "为", "投诉", "工单类型 为 投诉"),
        ("received_at", "不早于", "2026-11-01", "区局接收时间 不早于 2026-11-01"),
        ("reply", "为空", "", "答复内容 为空"),
    ],
)
def test_a_picked_condition_is_a_sentence(key: str, operator: str, value: str, said: str) -> None:
    assert sentence(BY_KEY[key], operator, value) == said


def test_a_wrong_sentence_is_answered_where_it_was_typed(
    page: TicketListPage, qtbot: QtBot
) -> None:
    picker = ConditionPicker(page, page.meaning)
    with qtbot.assertNotEmitted(picker.picked):
        picker.type_sentence("工单类形 为 投诉")
    assert "工单类型" in picker.said
    with qtbot.waitSignal(picker.picked) as picked:
        picker.type_sentence("工单类型 为 投诉")
    assert picked.args == ["工单类型 为 投诉"]


def test_the_section_exports_what_is_ticked(
    page: TicketListPage, desk: Desk, window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    desk.sit_down(HEAD)
    shown = window.page
    assert isinstance(shown, TicketListPage)
    shown.table.rows.tick([0, 1])
    with qtbot.waitSignal(desk.notice, timeout=20000) as said:
        shown.export_to(tmp_path / "导出.xlsx", masked=True)
    assert "导出 2 件工单" in said.args[0].text
    book = load_workbook(tmp_path / "导出.xlsx")
    text = str([list(row) for row in book.worksheets[0].iter_rows(values_only=True)])
    assert "闻人素" not in text
