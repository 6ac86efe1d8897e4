"""Why this date: the count on screen, and what is entered from there."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role
from core.tickets.words import Kind
from gui.clocks import sheets
from gui.clocks.ticket_page import TicketClocksPage
from gui.desk import Desk
from storage.database import Store
from tests.samples import NOW, TODAY, a_ticket

HANDLER = Officer(
    name="陆明远",
    posts=(Post(unit="九亭所", role=Role.HANDLER, since=TODAY.replace(year=2020)),),
)
TICKET = a_ticket(kind=Kind.TIPOFF, received_at=NOW, assigned_at=NOW, closed_at=None)


@pytest.fixture
def page(store: Store, qtbot: QtBot) -> Iterator[TicketClocksPage]:
    with store.transaction(who="t", what="t") as tx:
        tx.tickets.save(TICKET)
    made = TicketClocksPage(Desk(store, HANDLER, lambda: NOW))
    qtbot.addWidget(made)
    made.resize(1180, 600)
    made.show()
    made.open((TICKET.ref, "R_VERIFY"))
    yield made
    made.desk.jobs.shut_down()


def test_the_count_is_said_with_article_and_rule_set(page: TicketClocksPage) -> None:
    said = page.why.accessibleName()
    assert "第 15 个工作日 = 12 月 14 日" in said
    assert "第三十五条" in said
    assert "RS-2026" in said
    assert page.trace.rows.rowCount() == 22


def test_a_suspension_entered_here_shows_in_the_count_at_once(page: TicketClocksPage) -> None:
    page.forms[sheets.PAUSE].put_in({"first": TODAY, "proof": "检测委托书"})
    assert page.enter()
    clock = page.table.current()
    assert clock is not None
    assert clock.is_paused
    assert clock.remaining == 15


def test_what_is_missing_is_said_and_nothing_is_written(page: TicketClocksPage) -> None:
    said: list[str] = []
    page.desk.refused.connect(lambda sentence, _field: said.append(sentence))
    page.strip.choose(sheets.EXTEND)
    page.forms[sheets.EXTEND].put_in({"approved_on": date(2026, 11, 23), "approved_by": "无此人"})
    assert not page.enter()
    assert said == ["人员里没有“无此人”，请核对姓名。"]
