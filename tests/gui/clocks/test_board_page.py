"""The board on the screen: columns, filters, a month, and the way to a ticket."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.words import Kind
from gui.clocks.board_page import BoardPage
from gui.desk import Desk
from storage.database import Store
from tests.samples import NOW, TODAY, a_ticket

HEAD = Officer(
    name="许怀远",
    posts=(Post(unit="消保科", role=Role.SECTION_HEAD, since=TODAY.replace(year=2020)),),
)
EARLY = datetime(2026, 11, 12, 9)


@pytest.fixture
def page(store: Store, qtbot: QtBot) -> Iterator[BoardPage]:
    called = {"first_contact_at": NOW, "closed_at": None}
    with store.transaction(who="t", what="t") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION), Unit("中山所", UnitKind.STATION)])
        for number, unit, moment in (("SJ01", "九亭所", EARLY), ("SJ02", "中山所", NOW)):
            dates = {"received_at": moment, "assigned_at": moment}
            made = a_ticket(number=number, kind=Kind.TIPOFF, unit=unit, **dates, **called)
            tx.tickets.save(made)
    page = BoardPage(Desk(store, HEAD, lambda: NOW))
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    yield page
    page.desk.jobs.shut_down()


def shown(page: BoardPage) -> dict[str, list[str]]:
    return {
        cards.accessibleName().split("，")[0]: [card.ref for card in cards.cards]
        for cards in page.lists
        if cards.cards
    }


def test_tickets_stand_in_columns_and_filters_sift_them(page: BoardPage) -> None:
    assert shown(page) == {"已超期": ["SJ01"], "剩 4 到 7 个工作日": ["SJ02"]}
    page.unit.setCurrentIndex(page.unit.findData("中山所"))
    page.load()
    assert shown(page) == {"剩 4 到 7 个工作日": ["SJ02"]}
    page.clock.setCurrentIndex(page.clock.findData("举报核查"))
    page.load()
    assert shown(page) == {"以后": ["SJ02"]}


def test_a_card_is_read_out_and_opened_by_key(page: BoardPage, qtbot: QtBot) -> None:
    cards = page.lists[0]
    assert "热线办结 超期 2 个工作日" in cards.accessibleName()
    with qtbot.waitSignal(page.desk.asked) as asked:
        qtbot.keyClick(cards, Qt.Key.Key_Return)
    assert asked.args == ["ticket", "SJ01"]


def test_the_month_shows_what_ends_on_a_day(page: BoardPage) -> None:
    page.strip.button(1).click()
    page.month.go_to(date(2026, 11, 30))
    assert [card.ref for card in page.day_cards.cards] == ["SJ02"]
    page.turn(1)
    assert page.month.current == date(2026, 12, 1)
