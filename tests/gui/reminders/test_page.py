"""Reminders on the screen: among the tasks, signed for, put off, explained."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.words import Kind
from gui.desk import Desk
from gui.reminders.home_tasks import to_answer, waiting
from gui.reminders.page import RemindersPage
from gui.reminders.reminding import Reminding
from storage.database import Store
from tests.samples import a_ticket

RECEIVED = datetime(2026, 11, 2, 9)
HANDLER = Officer(
    name="陆明远", posts=(Post(unit="九亭所", role=Role.HANDLER, since=date(2020, 1, 1)),)
)


class Time:
    now = datetime(2026, 11, 20, 10)


@pytest.fixture
def page(store: Store, qtbot: QtBot) -> Iterator[RemindersPage]:
    Time.now = datetime(2026, 11, 20, 10)
    with store.transaction(who="t", what="t") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION)])
        tx.people.save_officer(HANDLER)
        fields = {"unit": "九亭所", "handler": "陆明远", "closed_at": None}
        dates = {"received_at": RECEIVED, "assigned_at": RECEIVED, "hotline_term_days": 15}
        called = {"first_contact_at": RECEIVED}
        tx.tickets.save(a_ticket(kind=Kind.TIPOFF, **fields, **dates, **called))
        tx.reminders.deliver(Time.now)
    made = RemindersPage(Desk(store, HANDLER, lambda: Time.now))
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    yield made
    made.desk.jobs.shut_down()


def test_reminders_stand_among_the_tasks_until_they_are_signed_for(page: RemindersPage) -> None:
    with page.desk.store.reading() as connection:
        titles = [task.title for task in to_answer(page.desk, connection)]
    assert titles == ["二级催办：举报核查", "二级催办：热线办结"]
    assert page.deal()
    assert page.deal()
    assert waiting(page.desk) == 0


def test_putting_off_asks_for_a_day_and_a_reason(page: RemindersPage) -> None:
    said: list[str] = []
    page.desk.refused.connect(lambda sentence, _field: said.append(sentence))
    assert not page.snooze()
    page.form.put_in({"until": date(2026, 11, 23)})
    assert not page.snooze()
    page.form.put_in({"reason": "等检测报告"})
    assert page.snooze()
    assert said == ["请填写推到哪天。", "请写明为什么推后。"]
    assert page.table.rows.rowCount() == 1


def test_the_window_delivers_in_working_hours_only(page: RemindersPage, qtbot: QtBot) -> None:
    Time.now = datetime(2026, 11, 24, 2)
    reminding = Reminding(page.desk)
    reminding.look()
    qtbot.wait(50)
    assert {one.due.level for one in page.table.rows.values} == {2}
    Time.now = datetime(2026, 11, 24, 10)
    with qtbot.waitSignal(page.desk.changed):
        reminding.look()
    assert {one.due.level for one in page.table.rows.values} == {3}
    assert not page.deal()
    page.form.put_in({"cause": "检测机构迟延"})
    assert page.deal()
