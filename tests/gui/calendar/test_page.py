"""The page of the calendar: entered by one, confirmed by another, and what it moves first."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from core.people import Officer, Post, Role
from core.tickets.words import Kind
from core.workdays import DayKind
from gui.calendar.home_tasks import to_decide
from gui.calendar.page import CalendarPage
from gui.calendar.sheets import written
from gui.desk import Desk
from gui.home.page import HomePage
from storage.calendar import timekeeping
from storage.database import Store
from tests.samples import NOW, TODAY, a_ticket

SINCE = TODAY.replace(year=2020)
STORM = date(2026, 11, 25)
TICKET = a_ticket(kind=Kind.TIPOFF, received_at=NOW, assigned_at=NOW, closed_at=None)


def someone(name: str, role: Role, unit: str = "消保科") -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=SINCE),))


WRITER = someone("许知夏", Role.SECTION_OFFICER)
OTHER = someone("顾念安", Role.SECTION_HEAD)
HANDLER = someone("陆明远", Role.HANDLER, "九亭所")


@pytest.fixture
def page(store: Store, qtbot: QtBot) -> Iterator[CalendarPage]:
    with store.transaction(who="t", what="t") as tx:
        tx.tickets.save(TICKET)
    made = CalendarPage(Desk(store, WRITER, lambda: NOW))
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.show()
    yield made
    made.desk.jobs.shut_down()


def enter_a_day_off(page: CalendarPage) -> None:
    page.form.put_in(
        {"first": STORM, "kind": DayKind.OFF.name, "name": "防台停工", "source": "区政府通告"}
    )
    assert page.add_days()


def test_what_is_entered_shows_its_consequences_and_waits(page: CalendarPage) -> None:
    enter_a_day_off(page)
    assert "2026-11-25　普通工作日 → 放假（防台停工）。" in page.changes.text()
    assert "会移动 1 件在办工单的 2 只时限" in page.summary.text()
    assert page.moved.rows.rowCount() == 2
    assert page.propose("停工一天。")
    with page.desk.store.reading() as connection:
        assert timekeeping(connection).calendar.is_workday(STORM)


def test_a_colleague_finds_it_among_the_tasks_and_lets_it_take_effect(
    page: CalendarPage, qtbot: QtBot
) -> None:
    enter_a_day_off(page)
    page.propose("停工一天。")
    assert page.primary() is None
    page.desk.sit_down(OTHER)
    with page.desk.store.reading() as connection:
        titles = [task.title for task in to_decide(page.desk, connection)]
    assert titles == ["工作日历改了，请您确认"]
    button = page.primary()
    assert button is not None
    with qtbot.waitSignal(page.desk.changed):
        button.click()
    with page.desk.store.reading() as connection:
        assert not timekeeping(connection).calendar.is_workday(STORM)


def test_the_missing_year_is_said_and_asked_for(page: CalendarPage) -> None:
    with page.desk.store.reading() as connection:
        (task,) = to_decide(page.desk, connection)
    assert "2027" in task.title
    page.open(task.target)
    assert page.context == "2027 年"
    assert "2027 年放假安排还没有确认" in page._missing.text()


def test_a_handler_reads_and_changes_nothing(page: CalendarPage) -> None:
    page.desk.sit_down(HANDLER)
    assert page.primary() is None
    assert not page.add_days()
    assert not page.form.isVisible()


def test_the_current_day_is_told_with_its_notice(page: CalendarPage) -> None:
    page.show_year(2026)
    page.view.go_to(date(2026, 2, 14))
    assert page.day_said.text() == "2026 年 2 月 14 日　星期六　补班（春节）"
    assert "2026年部分节假日" in page.day_source.text()


def test_a_setting_is_kept_and_moves_the_clocks(page: CalendarPage, qtbot: QtBot) -> None:
    page.settings.put_in({"workday": "5、2、0"})
    with qtbot.waitSignal(page.desk.changed):
        page.apply(written(page.settings.values()))
    with page.desk.store.reading() as connection:
        steps = timekeeping(connection).law.reminders.days
    assert (5, 2, 0) in steps.values()


def test_the_first_page_says_which_year_is_missing(store: Store, qtbot: QtBot) -> None:
    home = HomePage(Desk(store, HANDLER, lambda: NOW), ())
    qtbot.addWidget(home)
    home.load()
    assert home.context.endswith("2027 年日历未确认，跨到的期限为估算")
    home.desk.jobs.shut_down()
