"""Which store the window opens on, and who sits before it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.people import Action, Role, Unit, UnitKind
from gui import app, pages
from gui.desk import Desk
from gui.dialogs.trouble import TroubleDialog
from gui.main_window import MainWindow
from gui.navigation import Place
from gui.opening import Opening
from gui.page import Page
from gui.preferences import Preferences
from gui.welcome import FirstOfficer, Welcome
from storage.database import Store
from storage.people import officers
from tests.gui.conftest import HANDLER, HEAD
from tests.samples import NOW


class Blank(Page):
    title = "工单"


@pytest.fixture(autouse=True)
def _one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "PAGES", (Place("tickets", "inbox", "工单", "", Blank),))
    monkeypatch.setattr(pages, "FINDERS", ())


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    window.show()
    return window


Begin = Callable[[str | None], Opening]


@pytest.fixture
def begin(window: MainWindow, tmp_path: Path) -> Iterator[Begin]:
    made: list[Opening] = []

    def begun(where: str | None) -> Opening:
        opening = Opening(window, data=tmp_path, now=lambda: NOW, from_source=False)
        made.append(opening)
        opening.begin(where)
        return opening

    yield begun
    for opening in made:
        opening.close()


def _make(path: Path, **settings: object) -> None:
    store = Store.open(path, now=lambda: NOW)
    with store.transaction(who="测试", what="建台账") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION)])
        for officer in (HEAD, HANDLER):
            tx.people.save_officer(officer)
        for key, value in settings.items():
            tx.settings.write(key.replace("_", "-"), value)
    store.close()


def _desk(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def test_the_first_way_is_a_key_away(window: MainWindow, begin: Begin, qtbot: QtBot) -> None:
    begin(None)
    (page,) = window.findChildren(Welcome)
    window.activateWindow()
    qtbot.waitUntil(page.demo.hasFocus)
    page.new.setFocus()
    with qtbot.waitSignal(page.new_wanted):
        qtbot.keyClick(page.new, Qt.Key.Key_Return)


def test_without_any_store_three_ways_are_offered(window: MainWindow, begin: Begin) -> None:
    begin(None)
    page = window.pages.currentWidget()
    assert isinstance(page, Welcome)
    words = [press.text() for press in page.findChildren(QPushButton)]
    assert words == ["看演示", "建新台账", "打开已有…"]


def test_a_new_store_asks_who_begins_and_gives_them_the_section(
    window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    begin(None)
    welcome = window.pages.currentWidget()
    assert isinstance(welcome, Welcome)
    welcome.new.click()
    who = window.pages.currentWidget()
    assert isinstance(who, FirstOfficer)
    who.start.click()
    assert "请填写您的姓名" in "".join(one.text() for one in who.findChildren(QLabel))
    who.name.setText("许知夏")
    who.start.click()
    desk = _desk(window)
    assert desk.officer.name == "许知夏"
    assert desk.may(Action.IMPORT_LEDGER)
    assert (tmp_path / "store.db").exists()
    with desk.store.reading() as connection:
        kept = officers(connection)[0]
    assert kept.roles_on(NOW.date()) == {Role.SECTION_HEAD, Role.KEEPER}


def test_the_usual_store_is_opened_by_itself(
    window: MainWindow, begin: Begin, tmp_path: Path, qtbot: QtBot
) -> None:
    _make(tmp_path / "store.db")
    begin(None)
    assert window.page is not None
    assert "store.db" in window.status.left
    assert "演示" not in window.windowTitle()
    qtbot.waitUntil(lambda: window.status.right.startswith("填报规则 第 1 版"))


def test_a_demo_store_opens_as_the_officer_it_names(
    window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    _make(tmp_path / "demo.db", demo=True, opens_as="陆明远")
    begin(str(tmp_path / "demo.db"))
    assert _desk(window).officer.name == "陆明远"
    assert "演示台账" in window.windowTitle()
    assert window.status.left.startswith("演示台账")
    menu = window.top.person.menu()
    assert menu is not None
    assert len(menu.actions()) == 2


def test_a_wrong_file_is_a_trouble_and_the_ways_are_offered_again(
    window: MainWindow, begin: Begin, tmp_path: Path
) -> None:
    (tmp_path / "letter.db").write_text("这不是台账" * 100, "utf-8")
    begin(str(tmp_path / "letter.db"))
    dialog = window.findChild(TroubleDialog)
    assert dialog is not None
    assert "letter.db" in dialog.accessibleName()
    assert isinstance(window.pages.currentWidget(), Welcome)
    dialog.reject()


def test_the_store_is_opened_after_the_window_has_been_painted(qtbot: QtBot) -> None:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    seen: list[bool] = []
    app.AfterFirstPaint(window, lambda: seen.append(window.isVisible()))
    assert seen == []
    window.show()
    qtbot.waitUntil(lambda: seen == [True])
