"""A whole campaign through the window: plan, seed, draw, assignment, four reviews a ticket, end."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.review.campaign import CampaignState
from core.review.reviews import Stage, Task
from gui.main_window import MainWindow
from gui.review.campaigns_page import CampaignsPage
from gui.review.result_page import ResultPage
from gui.review.review_desk_page import ReviewDeskPage
from storage.database import Store
from storage.review.reading import campaigns, load_tasks, report
from tests.gui.review.conftest import Seat, officer
from tests.storage.review.samples import SECTION

Key = Qt.Key
STOPS = {
    Stage.SELF: {},
    Stage.PEER1: {"B3": Key.Key_2},
    Stage.PEER2: {"B3": Key.Key_2, "B10": Key.Key_2},
    Stage.RECHECK: {"B3": Key.Key_3},
}
"""Which key is pressed for which item; 1, full marks, for all others."""


def campaign_page(window: MainWindow) -> CampaignsPage:
    window.go("campaigns")
    assert isinstance(window.page, CampaignsPage)
    return window.page


def tasks(store: Store) -> tuple[Task, ...]:
    with store.reading() as connection:
        return load_tasks(connection, 1)


def review(window: MainWindow, task: Task, press: Callable[..., None]) -> None:
    """Mark a ticket with the keyboard and hand it in."""
    window.go("review", (task.campaign, task.ref, task.stage))
    page = window.page
    assert isinstance(page, ReviewDeskPage)
    for row in page.rubric.rows:
        page.rubric.go_to(row.code)
        press(page.rubric, STOPS[task.stage].get(row.code, Key.Key_1))
    while page.draft is not None and page.draft.undecided_vetoes():
        press(page.rubric, Key.Key_N)
    assert page.foot.submit.isEnabled(), page.foot.said
    page.primary().click()


def plan_and_draw(page: CampaignsPage, qtbot: QtBot) -> None:
    """Three tickets of three stations, drawn with the seed of two officers, and shared out."""
    page.begin_plan()
    page.plan_sheet.total.setText("3")
    page.plan_sheet.maximum.setText("1")
    page.plan_sheet.go.click()
    qtbot.waitUntil(lambda: page.body.phases.now == ["封存种子"])
    for _ in range(2):  # sealed first, then drawn with
        page.body.seed.first.setText("九亭0317")
        page.body.seed.second.setText("中山8264")
        page.body.seed.go.click()
    page.body.assign_button.click()
    qtbot.waitUntil(lambda: page.body.phases.now == ["自评", "互评"])


def close(page: CampaignsPage) -> None:
    button = page.primary()
    assert button is not None
    button.click()
    assert page.closing is not None
    page.closing.accept()


def test_from_the_plan_to_the_published_result(
    seat: Seat, office: Store, qtbot: QtBot, press: Callable[..., None]
) -> None:
    window = seat(SECTION)
    desk = window.desk
    assert desk is not None
    plan_and_draw(campaign_page(window), qtbot)
    for task in tasks(office):
        if task.stage is not Stage.RECHECK:
            desk.sit_down(officer(office, task.officer))
            review(window, task, press)
    desk.sit_down(officer(office, SECTION))
    assert campaign_page(window).body.phases.now == ["科室复核"]
    for task in tasks(office):
        if task.stage is Stage.RECHECK:
            review(window, task, press)
    page = campaign_page(window)
    close(page)

    with office.reading() as connection:
        (about,) = campaigns(connection)
        stored = report(connection, about.id)
    assert about.state is CampaignState.CLOSED
    assert len(stored.tickets) == 3
    for ticket in stored.tickets:
        assert ticket.self_total == Decimal(100)
        assert ticket.peer_totals == (Decimal(96), Decimal(92))
        assert ticket.final == Decimal(94)
    shown = {one.unit: one.mean for one in page.body.results.table.rows.values}
    assert shown == {**{one.unit: one.mean for one in stored.units}, "全局": Decimal("94.00")}
    window.go("campaign-result", about.id)
    assert isinstance(window.page, ResultPage)
    assert list(window.page.table.rows.values) == list(stored.tickets)
