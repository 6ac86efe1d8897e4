"""The pages of the window on a store of 100,000 tickets: how long it holds still when asked.

Measured without an event loop: what `load` and `open` do before the window takes the next event.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core.people import Officer, Post, Role
from gui import app as look
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.pages import PAGES
from gui.preferences import Preferences
from gui.ticket_form.page import TicketFormPage
from gui.tickets.list_page import TicketListPage
from gui.tickets.views import VIEWS
from storage.database import Store
from storage.ticket_lists import Wanted, lines
from tests.bench.lists import NOW, OFFICER
from tests.bench.measuring import Line, median_ms, within

LIMIT = 50
HEAD = Officer(
    name="许知夏",
    posts=(Post(unit="消保科", role=Role.SECTION_HEAD, since=NOW.date().replace(year=2020)),),
)


def measure(path: Path, floor: float) -> list[Line]:
    """For a handler of one station and for the head of the section, who sees every ticket."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    look.dress(app, Preferences())
    store = Store.open(path, now=lambda: NOW)
    found: list[Line] = []
    for officer, who in ((OFFICER, "承办人"), (HEAD, "科长")):
        desk = Desk(store, officer, lambda: NOW)
        window = MainWindow(Preferences())
        window.begin(desk, PAGES)
        window.resize(1366, 740)
        window.show()
        app.sendPostedEvents()
        for name, milliseconds in _times(window):
            found.append(within(f"{who}：{name}", milliseconds, floor=floor, at_most=LIMIT))
        desk.jobs.shut_down()
        window.close()
    store.close()
    return found


def _times(window: MainWindow) -> Iterator[tuple[str, float]]:
    assert window.page is not None
    yield "我的待办，再读一遍", median_ms(window.page.load)
    window.go("tickets")
    page = window.page
    assert isinstance(page, TicketListPage)
    for view in VIEWS:
        if window.desk is not None and view.open_to(window.desk.officer, window.desk.today):
            yield f"工单列表“{view.name}”，连各视图件数", _view(page, view.name)
    page.show_view("已办结")
    for words in ("退款", "面馆", "没有这个词"):
        page.filters.searched.emit(words)
        yield f"工单列表里搜“{words}”", median_ms(page.load)
    yield from _form(window)


def _view(page: TicketListPage, name: str) -> float:
    return median_ms(lambda: page.show_view(name))


def _form(window: MainWindow) -> Iterator[tuple[str, float]]:
    assert window.desk is not None
    with window.desk.store.reading() as connection:
        mine = Wanted(units=frozenset({"九亭所"}), is_closed=False)
        (one, *_), _next = lines(connection, mine, NOW)
    window.go("ticket", one.ref)
    page = window.page
    assert isinstance(page, TicketFormPage)
    yield "填报页，打开一件", median_ms(lambda: page.open(one.ref))
    replies = iter([f"已核查，第 {turn} 次改写。" for turn in range(100)])

    def write() -> None:
        page.form.retype({"reply": next(replies)})
        page.form.editor("reply").edited.emit()  # type: ignore[attr-defined]
        page.form.flush()

    yield "填报页，改一个字段到问题刷新", median_ms(write)
