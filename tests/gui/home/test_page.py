from collections.abc import Callable, Sequence
from datetime import datetime

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.people import Role
from core.tickets.lifecycle import Decision, Submission
from core.tickets.words import Satisfaction, Solved
from gui.desk import Desk
from gui.home.page import HomePage
from gui.main_window import MainWindow
from gui.navigation import Place
from storage.ticket_lists import count
from tests.gui.conftest import an_officer
from tests.samples import NOW, a_ticket

Opened = Callable[[Sequence[Place]], MainWindow]
PLACES = (Place("home", "house", "我的待办", "", HomePage),)
LEADER = an_officer("赵文博", ("九亭所", Role.STATION_LEADER))


@pytest.fixture
def window(desk: Desk, open_window: Opened) -> MainWindow:
    with desk.store.transaction(who="测试", what="登记") as tx:
        tx.people.save_officer(LEADER)
        tx.tickets.save_all(
            [
                a_ticket(number="A1", received_at=datetime(2026, 11, 3, 9), assigned_at=None),
                a_ticket(number="A2"),
                a_ticket(number="A3", handler="顾文漪"),
            ]
        )
        tx.handling.hand_in("A2", Submission(who="陆明远", at=NOW, rulebook="1"))
        tx.handling.decide("A2", Decision.RETURNED, opinion="理由不充分")
        tx.handling.hand_in("A3", Submission(who="顾文漪", at=NOW, rulebook="1"))
        tx.handling.keep_draft("陆明远", "A1", {"reply": "写到一半"})
    return open_window(PLACES)


@pytest.fixture
def page(window: MainWindow) -> HomePage:
    assert isinstance(window.page, HomePage)
    return window.page


def words(page: HomePage) -> str:
    """All that is said, once the tasks have come too."""
    QTest.qWait(60)
    return "\n".join(label.accessibleName() or label.text() for label in page.findChildren(QLabel))


def test_a_handler_sees_the_own_clocks_the_most_urgent_first(page: HomePage) -> None:
    said = words(page)
    assert "受理告知" in said
    assert "11 月 12 日到期" in said
    assert "A3" not in said


def test_what_was_returned_and_what_is_unfinished_are_tasks(page: HomePage) -> None:
    said = words(page)
    assert "理由不充分" in said
    assert "草稿没有写完" in said


def test_the_leader_is_asked_to_approve(window: MainWindow, desk: Desk) -> None:
    desk.sit_down(LEADER)
    assert isinstance(window.page, HomePage)
    assert "1 件，审核前承办人不能再改" in words(window.page)


def test_a_row_leads_to_its_ticket(page: HomePage, desk: Desk, qtbot: QtBot) -> None:
    row = next(b for b in page.findChildren(QPushButton) if b.accessibleName() == "办理工单 A1")
    with qtbot.waitSignal(desk.asked) as asked:
        row.click()
    assert asked.args == ["ticket", "A1"]


def test_this_month_stands_against_its_targets_and_leads_to_the_tickets(
    page: HomePage, desk: Desk, qtbot: QtBot
) -> None:
    done = {"closed_at": datetime(2026, 11, 20, 9), "received_at": datetime(2026, 11, 18, 9)}
    desk.do(
        lambda tx: tx.tickets.save_all(
            [
                a_ticket(number="B1", solved=Solved.SOLVED, **done),
                a_ticket(number="B2", solved=Solved.UNSOLVED, **done),
            ]
        ),
        what="登记",
    )
    qtbot.waitUntil(lambda: "50.00%" in words(page))
    said = words(page)
    assert "九亭所本月指标" in said
    assert "实际解决率 50.00%，目标 60%　差 10.00 个百分点　样本少" in said
    [button] = [
        one
        for one in page.month.findChildren(QPushButton)
        if one.accessibleName() == "看实际解决率的工单"
    ]
    with qtbot.waitSignal(desk.asked) as asked:
        button.click()
    assert asked.args[0] == "tickets"
    with desk.store.reading() as connection:
        assert count(connection, asked.args[1], desk.now()) == 2


def test_what_is_open_stands_beside_it(page: HomePage, desk: Desk, qtbot: QtBot) -> None:
    desk.do(
        lambda tx: tx.tickets.save(
            a_ticket(number="B3", satisfaction=Satisfaction.DISSATISFIED, callback_at=NOW)
        ),
        what="登记",
    )

    def buttons() -> list[str]:
        return [one.accessibleName() for one in page.standing.findChildren(QPushButton)]

    qtbot.waitUntil(lambda: "不满意还没有说明 1 件" in buttons())
