"""时间线 in the window: from the form and back, who saw what, and an earlier version restored."""

from collections.abc import Callable, Sequence

import pytest
from pytestqt.qtbot import QtBot

from core.tickets.fields import changed
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.ticket_form.page import TicketFormPage
from gui.timeline.page import TimelinePage
from storage.timeline.reading import timeline
from tests.gui.conftest import HANDLER, HEAD
from tests.gui.debrief.conftest import press, said
from tests.samples import a_ticket

REF = "SJ2026112300001"
PLACES = (
    Place("ticket", "inbox", "工单填报", "", TicketFormPage),
    Place("timeline", "history", "时间线", "", TimelinePage),
)
Opened = Callable[[Sequence[Place]], MainWindow]


@pytest.fixture
def window(open_window: Opened, desk: Desk) -> MainWindow:
    with desk.store.transaction(who="陆明远", what="登记工单") as tx:
        tx.tickets.save(a_ticket(number=REF, demand="退款"))
    with desk.store.transaction(who="陆明远", what="保存工单") as tx:
        tx.tickets.save(changed(tx.tickets.get(REF), {"demand": "退款并赔偿"}))
    return open_window(PLACES)


def told(desk: Desk) -> list[str]:
    with desk.store.reading() as connection:
        return [one.told for one in timeline(connection, REF)[1]]


def line(window: MainWindow) -> TimelinePage:
    page = window.page
    assert isinstance(page, TimelinePage)
    return page


def test_from_the_form_to_its_time_line_and_an_earlier_version(
    window: MainWindow, desk: Desk
) -> None:
    window.go("ticket", REF)
    assert isinstance(window.page, TicketFormPage)
    window.page.foot.history_button.click()
    page = line(window)
    assert "陆明远改了“投诉请求”（5 字）。" in said(page.rows)
    assert not page.restore(1, " "), "a reason is wanted"
    assert page.restore(1, "诉求人说不要赔偿")
    assert "陆明远恢复到第 1 版，理由是“诉求人说不要赔偿”。" in said(page.rows)
    with desk.store.reading() as connection:
        ticket, _ = timeline(connection, REF)
    assert ticket.claim.demand == "退款"
    desk.undo()
    with desk.store.reading() as connection:
        ticket, _ = timeline(connection, REF)
    assert ticket.claim.demand == "退款并赔偿"


def test_one_kind_of_entry_alone(window: MainWindow) -> None:
    window.go("timeline", REF)
    page = line(window)
    press(page.kinds_list, "填报")
    assert "开始计算" not in said(page.rows)
    press(page.kinds_list, "全部")
    assert "开始计算" in said(page.rows)


def test_who_opens_a_ticket_of_others_is_named_once_a_day(
    qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    seen = "许知夏为了办件，查看了诉求人姓名、诉求人电话、诉求人地址"
    window.go("ticket", REF)
    qtbot.wait(1)
    assert [words for words in told(desk) if "查看了" in words] == [], "one's own ticket"
    desk.sit_down(HEAD)
    for _ in range(2):
        window.go("ticket", REF)
        qtbot.waitUntil(lambda: seen in told(desk))
    assert told(desk).count(seen) == 1
    desk.sit_down(HANDLER)


def test_the_printed_pages_are_the_pages_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.go("timeline", REF)
    page = line(window)
    with qtbot.waitSignal(page.preview.shown, timeout=20_000):
        page.print_pages()
    assert page.preview.position.text()
