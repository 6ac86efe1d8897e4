"""A small office with a quarter's tickets, and a window for whoever is to sit before it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.people import Action, Officer, Post, Role, Unit, UnitKind
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.preferences import Preferences
from gui.review.campaigns_page import CampaignsPage
from gui.review.home_tasks import waiting
from gui.review.papers_page import CampaignPapersPage
from gui.review.quality_page import QualityPage
from gui.review.recusals_page import RecusalsPage
from gui.review.result_page import ResultPage
from gui.review.review_desk_page import ReviewDeskPage
from storage.database import Store
from storage.people import officers
from tests.samples import NOW
from tests.storage.review.samples import SECTION, a_quarter, fill, people

SEES = (Action.PLAN_CAMPAIGN, Action.SEE_CAMPAIGN)
MARKS = (Action.REVIEW_SELF, Action.REVIEW_PEER, Action.RECHECK)
PLACES = (
    Place("campaigns", "clipboard-list", "督查活动", "评查", CampaignsPage, SEES),
    Place("recusals", "users-round", "回避和请假", "评查", RecusalsPage, (*SEES, *MARKS)),
    Place("review", "scale", "评查台", "评查", ReviewDeskPage, MARKS, waiting),
    Place(
        "campaign-result", "table-2", "评查结果", "评查", ResultPage, SEES, under="campaigns"
    ),
    Place(
        "campaign-papers", "printer", "打印督查文书", "评查", CampaignPapersPage, SEES[1:],
        under="campaigns",
    ),
    Place(
        "campaign-quality", "scale", "评查质量", "评查", QualityPage, MARKS[2:], under="campaigns"
    ),
)  # fmt: skip
LEADER, BUREAU_LEADER = "九亭所所长", "高局长"
SINCE = date(2020, 1, 1)

Seat = Callable[[str], MainWindow]


@pytest.fixture
def office(store: Store) -> Store:
    """Five stations with reviewers and ten closed unsubstantiated tickets; two leaders."""
    people(store)
    posts = {
        LEADER: Post(unit="九亭所", role=Role.STATION_LEADER, since=SINCE),
        BUREAU_LEADER: Post(unit="区局", role=Role.BUREAU_LEADER, since=SINCE),
    }
    with store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.add_units([Unit("区局", UnitKind.BUREAU)])
        for name, post in posts.items():
            tx.people.save_officer(Officer(name=name, posts=(post,)))
    fill(store, *a_quarter(2))
    return store


def officer(store: Store, name: str) -> Officer:
    with store.reading() as connection:
        return next(one for one in officers(connection) if one.name == name)


@pytest.fixture
def seat(qtbot: QtBot, office: Store) -> Iterator[Seat]:
    """Sits an officer down before a window of their own; the desk is `window.desk`."""
    desks: list[Desk] = []
    windows: list[MainWindow] = []  # Qt keeps them only as long as somebody here does

    def sit(name: str = SECTION) -> MainWindow:
        preferences = Preferences()
        preferences.write("reduced-motion", value=True)
        window = MainWindow(preferences)
        qtbot.addWidget(window)
        windows.append(window)
        desk = Desk(office, officer(office, name), lambda: NOW)
        desks.append(desk)
        window.begin(desk, PLACES)
        window.resize(1366, 740)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield sit
    for desk in desks:
        desk.jobs.shut_down()


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    """Presses keys one after the other, as they reach the page from `where`."""

    def keys(where: QWidget, *some: Qt.Key) -> None:
        for one in some:
            qtbot.keyClick(where, one)

    return keys
