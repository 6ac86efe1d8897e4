"""指标: what an officer sees of the figures, and what leads from them."""

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from core.figures.period import month
from core.people import Role
from core.tickets.words import Solved
from gui.desk import Desk
from gui.figures.page import FiguresPage
from gui.tables.cells import said
from storage.ticket_lists import Wanted, count
from tests.gui.conftest import HEAD, an_officer
from tests.samples import a_ticket

OCTOBER = month(date(2026, 10, 1))
OTHER = an_officer("钟离科", ("消保科", Role.SECTION_OFFICER))
DONE = {"closed_at": datetime(2026, 10, 13, 16), "received_at": datetime(2026, 10, 9, 9)}


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> FiguresPage:
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.people.save_officer(OTHER)
        tx.tickets.save_all(
            [
                a_ticket(number="SJ1", solved=Solved.SOLVED, **DONE),
                a_ticket(number="SJ2", solved=Solved.EXPLAINED, **DONE),
                a_ticket(number="SJ3", solved=Solved.EXPLAINED, unit="方松所", **DONE),
            ]
        )
    desk.sit_down(HEAD)
    page = FiguresPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 700)
    page.show()
    page.show_period(OCTOBER)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.figures.period == OCTOBER)
    return page


def row_of(page: FiguresPage, place: int) -> list[str]:
    assert page.units is not None
    rows = page.units.rows
    return [said(rows.cell(place, section)) for section in range(rows.columnCount())]


def test_units_stand_under_the_bureau_with_a_mark_where_the_target_is_missed(
    page: FiguresPage,
) -> None:
    assert row_of(page, 0)[:5] == ["全局", "—", "—", "—", "33.33%"]
    assert [row_of(page, n)[0] for n in (1, 2)] == ["九亭所", "方松所"]
    assert page.units is not None
    column = page.units.rows.columns[4]
    missed = column.cell(page.units.rows.value(0))
    assert getattr(missed, "icon", "") == "triangle-alert"
    assert column.tip is not None
    assert "没有达到目标，样本少" in column.tip(page.units.rows.value(0))


def test_a_figure_leads_to_its_tickets(page: FiguresPage, desk: Desk, qtbot: QtBot) -> None:
    assert page.units is not None
    page.units.go_to(1)
    with qtbot.waitSignal(desk.asked) as went:
        page.list_tickets("SOLVED", 1)
    name, wanted = went.args
    assert name == "tickets"
    assert isinstance(wanted, Wanted)
    with desk.store.reading() as connection:
        assert count(connection, wanted, desk.now()) == 2


def test_a_handler_sees_the_bureau_and_the_own_unit(page: FiguresPage, desk: Desk) -> None:
    desk.sit_down(an_officer("新人", ("方松所", Role.HANDLER)))
    page._show()
    assert page.units is not None
    assert [one.name for one in page.units.rows.values] == ["全局", "方松所"]


def test_a_month_is_closed_by_two_and_late_changes_stand_beside(
    page: FiguresPage, desk: Desk, qtbot: QtBot
) -> None:
    def settled() -> None:
        qtbot.waitUntil(lambda: not desk.jobs.busy)

    settled()
    page.closing.close_month.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.closed is not None)
    settled()
    assert not page.closing.confirm.isVisible()
    desk.sit_down(OTHER)
    settled()
    page.closing.confirm.click()
    settled()
    desk.do(
        lambda tx: tx.tickets.save(a_ticket(number="SJ2", solved=Solved.SOLVED, **DONE)),
        what="改工单",
    )
    qtbot.waitUntil(lambda: page.shown is not None and bool(page.shown.late))
    assert row_of(page, 0)[4] == "33.33%"
    assert page.shown is not None
    assert page.shown.late[0].said == "实际解决率，全局：1/3 变为 2/3"
    page.correct("回访录入晚了")
    qtbot.waitUntil(lambda: page.shown is not None and bool(page.shown.noted))
    assert "登记更正：回访录入晚了" in page.closing.said.accessibleName()
