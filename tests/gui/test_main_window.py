"""The window: its places, its keys, its sizes, and who sits before it."""

from collections.abc import Callable, Sequence
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.errors import Trouble
from core.people import Action
from gui import theme
from gui.boxes import column
from gui.buttons import button
from gui.desk import Desk
from gui.find import Palette
from gui.main_window import LEAST, MainWindow
from gui.navigation import Place
from gui.notices import Tone
from gui.page import Page
from tests.gui.conftest import HANDLER, HEAD
from tests.samples import a_ticket

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Opened = Callable[[Sequence[Place]], MainWindow]


class Tickets(Page):
    title = "工单"
    kinds = frozenset({"ticket"})
    loads: ClassVar[list[str]] = []

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.search = QLineEdit()
        self.list = QPushButton("第一件")
        self.pressed: list[str] = []
        self.register = button("登记工单", "primary", "plus", on=lambda: self.pressed.append("登"))
        self.act(self.register)
        self.setLayout(column(self.search, self.list, None))

    def load(self) -> None:
        Tickets.loads.append("工单")
        self.say_context("九亭所，全部在办")

    def regions(self) -> Sequence[QWidget]:
        return (self.search, self.list)


class Ticket(Page):
    title = "工单填报"
    folds_navigation = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.field = QLineEdit()
        self.setLayout(column(self.field, None))
        self.opened: list[object] = []
        self.may_leave = True

    def open(self, target: object) -> None:
        self.opened.append(target)
        self.say_title("云间小满餐饮店")

    def leave(self) -> bool:
        return self.may_leave


class Campaigns(Page):
    title = "督查活动"


PLACES = (
    Place("tickets", "inbox", "工单", "", Tickets, waiting=lambda _desk: 118),
    Place("ticket", "inbox", "工单填报", "", Ticket, under="tickets"),
    Place("campaigns", "clipboard-list", "督查活动", "评查", Campaigns, (Action.PLAN_CAMPAIGN,)),
    Place("import", "file-spreadsheet", "台账导入", "数据", Campaigns, (Action.IMPORT_LEDGER,)),
)


@pytest.fixture
def window(open_window: Opened) -> MainWindow:
    Tickets.loads.clear()
    return open_window(PLACES)


def _folded(window: MainWindow) -> bool:
    return window.navigation.folded


def _page(window: MainWindow) -> Page:
    assert window.page is not None
    return window.page


# places


def test_the_first_place_is_shown_with_title_context_and_action(window: MainWindow) -> None:
    assert _page(window).title == "工单"
    assert window.top.title == "工单"
    assert window.top.context == "九亭所，全部在办"
    assert _page(window).actions_shown[0].isVisible()
    assert window.windowTitle() == "工单 — 热线工单评查台"


def test_only_places_open_to_the_officer_are_offered(window: MainWindow, desk: Desk) -> None:
    assert window.navigation.names() == ["tickets"]
    desk.sit_down(HEAD)
    assert window.navigation.names() == ["tickets", "campaigns", "import"]


def test_what_waits_is_counted_in_the_navigation(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    entry = window.navigation.entry("tickets")
    qtbot.waitUntil(lambda: entry.count == "118")
    assert entry.accessibleName() == "工单"
    assert entry.accessibleDescription() == "118 件"


def test_a_place_under_another_lights_that_one_and_names_nobody_in_the_title_bar(
    window: MainWindow, desk: Desk
) -> None:
    desk.go("ticket", "SJ2026112300001")
    page = _page(window)
    assert isinstance(page, Ticket)
    assert page.opened == ["SJ2026112300001"]
    assert window.top.title == "云间小满餐饮店"
    assert window.windowTitle() == "工单填报 — 热线工单评查台"
    assert window.navigation.entry("tickets").isChecked()
    desk.go("tickets")
    assert _page(window).actions_shown[0].isVisible()


def test_a_page_may_refuse_to_be_left(window: MainWindow, desk: Desk) -> None:
    desk.go("ticket")
    page = _page(window)
    assert isinstance(page, Ticket)
    page.may_leave = False
    window.navigation.entry("tickets").click()
    assert _page(window) is page
    assert window.close() is False
    page.may_leave = True


def test_a_place_that_is_not_open_to_the_officer_is_not_shown(
    window: MainWindow, desk: Desk
) -> None:
    desk.go("import")
    assert _page(window).title == "工单"


def test_pages_load_when_seen_and_when_what_they_show_has_changed(
    window: MainWindow, desk: Desk
) -> None:
    assert Tickets.loads == ["工单"]
    desk.do(lambda tx: tx.tickets.save(a_ticket()), what="登记工单")
    assert Tickets.loads == ["工单"] * 2
    desk.go("ticket")
    desk.do(lambda tx: tx.tickets.save(a_ticket(handler="顾文漪")), what="改派")
    assert Tickets.loads == ["工单"] * 2
    desk.go("tickets")
    assert Tickets.loads == ["工单"] * 3


# people


def test_another_officer_finds_pages_of_their_own(window: MainWindow, desk: Desk) -> None:
    before = _page(window)
    menu = window.top.person.menu()
    assert menu is not None
    lines = [action.text() for action in menu.actions()]
    assert lines == ["陆明远　九亭所 承办人", "许知夏　消保科 消保科科长"]
    menu.actions()[1].trigger()
    assert desk.officer == HEAD
    assert _page(window) is not before
    assert "许知夏" in window.top.person.text()
    assert window.top.person.accessibleName() == "许知夏，消保科 消保科科长。换人"


def test_nobody_is_changed_while_a_page_will_not_be_left(window: MainWindow, desk: Desk) -> None:
    desk.go("ticket")
    page = _page(window)
    assert isinstance(page, Ticket)
    page.may_leave = False
    menu = window.top.person.menu()
    assert menu is not None
    menu.actions()[1].trigger()
    assert desk.officer == HANDLER
    page.may_leave = True


# keys


def test_control_and_a_number_go_to_a_place(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    desk.sit_down(HEAD)
    qtbot.keyClick(window, Key.Key_2, CONTROL)
    assert window.place is not None
    assert window.place.name == "campaigns"
    qtbot.keyClick(window, Key.Key_9, CONTROL)
    assert window.place.name == "campaigns"


def test_control_enter_presses_the_primary_button(window: MainWindow, qtbot: QtBot) -> None:
    page = _page(window)
    assert isinstance(page, Tickets)
    qtbot.keyClick(window, Key.Key_Return, CONTROL)
    assert page.pressed == ["登"]


def test_enter_presses_the_button_that_has_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    page = _page(window)
    assert isinstance(page, Tickets)
    page.register.setFocus()
    qtbot.waitUntil(page.register.hasFocus)
    qtbot.keyClick(page.register, Key.Key_Return)
    assert page.pressed == ["登"]


def test_control_z_takes_the_last_act_back_but_in_a_field_its_text(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(lambda tx: tx.tickets.save(a_ticket()), what="登记工单", done="已登记。")
    page = _page(window)
    assert isinstance(page, Tickets)
    page.search.setFocus()
    qtbot.waitUntil(page.search.hasFocus)
    page.search.insert("退款")
    qtbot.keyClick(page.search, Key.Key_Z, CONTROL)
    assert page.search.text() == ""
    assert window.notices.shown is not None
    assert window.notices.shown.text == "已登记。"
    page.list.setFocus()
    qtbot.keyClick(page.list, Key.Key_Z, CONTROL)
    assert window.notices.shown.text == "已撤销：登记工单。"


def test_f6_goes_round_the_regions_and_comes_back_to_where_one_was(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = _page(window)
    assert isinstance(page, Tickets)
    window.activateWindow()
    page.search.setFocus()
    qtbot.waitUntil(page.search.hasFocus)
    seen = []
    for _ in range(4):
        qtbot.keyClick(window, Key.Key_F6)
        seen.append(QApplication.focusWidget())
    assert seen[0] is page.list
    assert seen[1] is not None
    assert window.navigation.isAncestorOf(seen[1])
    assert seen[2] is not None
    assert window.top.isAncestorOf(seen[2])
    assert seen[3] is page.search
    qtbot.keyClick(window, Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is seen[2]


def test_the_focus_begins_on_the_page(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    window.activateWindow()
    desk.go("ticket")
    page = _page(window)
    assert isinstance(page, Ticket)
    qtbot.waitUntil(page.field.hasFocus)


def test_f9_folds_the_navigation_and_is_remembered_apart_for_work_pages(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    assert not _folded(window)
    desk.go("ticket")
    assert _folded(window)
    qtbot.keyClick(window, Key.Key_F9)
    assert not _folded(window)
    desk.go("tickets")
    assert not _folded(window)
    qtbot.keyClick(window, Key.Key_F9)
    assert _folded(window)
    assert window.navigation.width() == theme.size("rail")
    entry = window.navigation.entry("tickets")
    assert (entry.text(), entry.toolTip(), entry.accessibleName()) == ("", "工单", "工单")


def test_group_names_stand_over_their_pages_also_when_made_while_folded(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    window.toggle_navigation()
    desk.sit_down(HEAD)
    qtbot.wait(1)
    window.toggle_navigation()
    qtbot.wait(1)
    captions = [one for one in window.navigation.findChildren(QLabel) if one.text() == "评查"]
    first = window.navigation.entry(window.navigation.names()[0])
    begins = [one.mapTo(window.navigation, QPoint()).x() for one in captions if one.isVisible()]
    assert begins == [first.mapTo(window.navigation, QPoint()).x() + 12]


def test_a_narrow_window_folds_by_itself(window: MainWindow) -> None:
    window.resize(1100, 700)
    assert _folded(window)
    window.resize(1366, 740)
    assert not _folded(window)


# words


def test_a_notice_and_a_trouble_reach_the_officer(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.say("还没有导入 2027 年放假安排。", Tone.WARN)
    assert window.notices.isVisible()
    tried: list[int] = []
    desk.trouble.emit(Trouble("没有存成：磁盘满了。修改还在。"), lambda: tried.append(1))
    dialog = next(child for child in window.children() if child.inherits("QDialog"))
    assert dialog.isVisible()  # type: ignore[attr-defined]  # a QDialog
    press = dialog.findChild(QPushButton, options=Qt.FindChildOption.FindChildrenRecursively)
    assert press is not None
    for one in dialog.findChildren(QPushButton):
        if one.text() == "再试一次":
            one.click()
    assert tried == [1]


def test_a_demo_store_is_called_one_in_title_and_status_bar(window: MainWindow, desk: Desk) -> None:
    window.begin(desk, PLACES, demo=True)
    window.status.say_store("demo.db", "每一步都写进本机台账并留痕", demo=True)
    assert window.windowTitle() == "工单 — 演示台账 — 热线工单评查台"
    assert window.status.left.startswith("演示台账")


# looks


@pytest.mark.parametrize("scale", theme.SCALES)
def test_the_frame_fits_the_least_window_at_every_type_size(
    window: MainWindow, qtbot: QtBot, scale: float
) -> None:
    window.change_look(scale=scale)
    window.resize(*LEAST)
    qtbot.wait(1)
    assert window.width() == LEAST[0]
    assert window.top.minimumSizeHint().width() <= window.top.width()
    assert window.status.minimumSizeHint().width() <= window.status.width()
    for widget in (window.top.search, window.top.bell, window.top.person):
        right = widget.mapTo(window, widget.rect().topRight()).x()
        assert right <= window.width()


def test_control_plus_minus_and_zero_change_the_type_size(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(5):
        qtbot.keyClick(window, Key.Key_Equal, CONTROL)
    assert theme.scale() == 1.5
    assert window.preferences.read("scale") == 1.5
    assert "字号 150%" in window.status.right
    qtbot.keyClick(window, Key.Key_Minus, CONTROL)
    assert theme.scale() == 1.25
    qtbot.keyClick(window, Key.Key_0, CONTROL)
    assert theme.scale() == 1.0


def test_dark_is_kept_for_the_next_time(window: MainWindow) -> None:
    window.change_look(scheme="dark")
    assert theme.scheme() == "dark"
    assert window.preferences.read("scheme") == "dark"
    spot = window.grab().toImage().pixelColor(400, 400)
    assert spot == theme.colour("window")


def test_the_size_of_the_window_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1200, 640)
    window.close()
    again = MainWindow(window.preferences)
    qtbot.addWidget(again)
    assert again.height() == 640  # the width gives way to the small screen of the tests


def test_everything_without_words_has_a_name_for_readers(window: MainWindow) -> None:
    presses = [press for press in window.findChildren(QPushButton) if press.isVisible()]
    assert presses
    for press in presses:
        assert press.accessibleName() or press.text().strip()
    assert window.top.bell.accessibleName() == "刚才的提示"


# finding


def test_control_k_finds_a_place_and_goes_there(
    window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    desk.sit_down(HEAD)
    qtbot.keyClick(window, Key.Key_K, CONTROL)
    palette = window.findChild(Palette)
    assert palette is not None
    palette.field.setText("导入")
    palette.search()
    assert [hit.title for hit in palette.hits.rows.values] == ["台账导入"]
    qtbot.keyClick(palette.field, Key.Key_Return)
    assert window.place is not None
    assert window.place.name == "import"


def test_every_command_of_the_palette_works(window: MainWindow, desk: Desk) -> None:
    window.look_for()
    palette = window.findChild(Palette)
    assert palette is not None
    titles = [hit.title for hit in palette.hits.rows.values]
    palette.close()
    assert titles[:1] == ["工单"]
    assert {"换成深色", "字大一号", "折叠或展开导航"} <= set(titles)
