"""The window round every page: navigation, top bar, notice bar, the page, job bar, status bar.

It is painted before the store is open; `begin` gives it the desk and the table of pages. It knows
its pages by their rows in that table; no page knows the window.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from core.errors import Trouble
from core.people import Officer
from gui import theme
from gui.boxes import box, column, put_to_rest, row
from gui.desk import Desk
from gui.dialogs.trouble import TroubleDialog
from gui.hits import Finder, Hit, matching
from gui.job_bar import JobBar
from gui.menus import help_menu, officer_menu, post_in_words, settings_menu
from gui.navigation import Navigation, Place
from gui.notice_bar import NoticeBar, history_menu
from gui.page import Page
from gui.preferences import Preferences
from gui.regions import Regions, first_in
from gui.status_bar import StatusBar
from gui.top_bar import TopBar

PROGRAM = "热线工单评查台"
LEAST = (1024, 600)
COUNT_LATER = 150
"""Milliseconds before the navigation counts again, so that the page comes first."""
NARROW = 1280
"""Below this width the navigation is a rail on all pages."""


class MainWindow(QMainWindow):
    help_asked = Signal()
    tour_asked = Signal()
    about_asked = Signal()
    look_changed = Signal(str, float)
    """Somebody chose another scheme or type size; whoever owns the application dresses it."""

    closing = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.desk: Desk | None = None
        self.places: tuple[Place, ...] = ()
        self.finders: tuple[Finder, ...] = ()
        self.page: Page | None = None
        self.place: Place | None = None
        self._built: dict[str, Page] = {}
        self._demo = False
        self._officers: tuple[Officer, ...] = ()
        self._regions = Regions()
        self.narrowed_to: tuple[QWidget, ...] = ()
        """While something is explained, F6 moves between these instead of the page's regions."""
        moves = not preferences.reduced_motion
        self.navigation = Navigation()
        self.top = TopBar()
        self.notices = NoticeBar(moves=moves)
        self.pages = QStackedWidget()
        self.job_bar = JobBar(moves=moves)
        self.status = StatusBar()
        self._set_up()

    def _set_up(self) -> None:
        right = column(self.top, self.notices, (self.pages, 1), self.job_bar, self.status, gap=0)
        self.setCentralWidget(box(row(self.navigation, (right, 1), gap=0), "page"))
        self.setMinimumSize(*LEAST)
        self.setWindowTitle(PROGRAM)
        self.status.refresh()
        self.navigation.chosen.connect(self.go)
        self.navigation.settings_asked.connect(self._show_settings)
        self.navigation.help_asked.connect(self._show_help)
        self.top.search_asked.connect(self.look_for)
        self.top.bell.clicked.connect(lambda _on=False: self._show_history())
        self.notices.unread_changed.connect(lambda on: self.top.show_unread(unread=on))
        self._counts = QTimer(self, singleShot=True, interval=COUNT_LATER)
        self._counts.timeout.connect(self._count)
        self._restore_geometry()
        self._set_up_keys()

    def _set_up_keys(self) -> None:
        for keys, do in self.shortcuts():
            QShortcut(QKeySequence(keys), self, do)
        for number in range(1, 10):
            QShortcut(QKeySequence(f"Ctrl+{number}"), self, partial(self._go_to_number, number))

    def shortcuts(self) -> tuple[tuple[str, Callable[[], object]], ...]:
        """The keys that work on every page."""
        return (
            ("Ctrl+K", self.look_for),
            ("F9", self.toggle_navigation),
            ("F6", lambda: self._next_region(1)),
            ("Shift+F6", lambda: self._next_region(-1)),
            ("F1", self._help),
            ("Ctrl+Z", self._undo),
            ("Ctrl+Y", self._redo),
            ("Ctrl+Return", self._press_primary),
            ("Ctrl+Enter", self._press_primary),
            ("Ctrl+=", lambda: self._step_scale(1)),
            ("Ctrl++", lambda: self._step_scale(1)),
            ("Ctrl+-", lambda: self._step_scale(-1)),
            ("Ctrl+0", lambda: self.change_look(scale=1.0)),
        )

    def _help(self) -> None:
        """F1: the page answers what it can answer where the focus is; else the help on keys."""
        if self.page is None or not self.page.answer_why():
            self.help_asked.emit()

    def _undo(self) -> None:
        if self.desk is not None:
            self.desk.undo()

    def _redo(self) -> None:
        if self.desk is not None:
            self.desk.redo()

    # the store is open

    def begin(
        self,
        desk: Desk,
        places: Sequence[Place],
        *,
        finders: Sequence[Finder] = (),
        demo: bool = False,
    ) -> None:
        """Work on a store: offer the places the officer may see, and show the first."""
        self.desk = desk
        self.places = tuple(places)
        self.finders = tuple(finders)
        self._demo = demo
        desk.notice.connect(self.notices.say)
        desk.trouble.connect(self.show_trouble)
        desk.asked.connect(self.go)
        desk.changed.connect(lambda _kinds: self._counts.start())
        desk.officer_changed.connect(lambda _officer: self._seat_officer())
        self.job_bar.watch(desk.jobs)
        self._seat_officer()

    def offer_officers(self, officers: Sequence[Officer]) -> None:
        """Offer these officers under 换人."""
        assert self.desk is not None  # noqa: S101 -- called after `begin`
        menu = officer_menu(officers, self.desk, self._change_officer)
        menu.setParent(self, menu.windowFlags())
        self.top.show_officer(
            self.desk.officer, post_in_words(self.desk.officer, self.desk.today), menu
        )
        self._officers = tuple(officers)

    def _change_officer(self, officer: Officer) -> None:
        if self.desk is not None and (self.page is None or self.page.leave()):
            self.desk.sit_down(officer)

    def _seat_officer(self) -> None:
        """Show the places of whoever sits here now; pages are built anew for another person."""
        assert self.desk is not None  # noqa: S101 -- called after `begin`
        self.notices.forget()
        for page in self._built.values():
            self.pages.removeWidget(page)
            put_to_rest(page)
            page.deleteLater()
        self._built.clear()
        self.page = None
        open_places = [place for place in self.places if place.open_to(self.desk)]
        self.navigation.show_places(open_places)
        self.offer_officers(self._officers or (self.desk.officer,))
        self._counts.start()
        if open_places:
            self.go(open_places[0].name)

    def _count(self) -> None:
        if self.desk is None:
            return
        for place in self.places:
            if place.waiting is not None and place.open_to(self.desk):
                self.navigation.say_count(place.name, place.waiting(self.desk))

    # pages

    def go(self, name: str, target: object = None) -> None:
        """Show a place, built when it is first shown."""
        place = next((p for p in self.places if p.name == name), None)
        if place is None or self.desk is None or not place.open_to(self.desk):
            return
        if self.page is not None and self.place is not place and not self.page.leave():
            return
        page = self._built.get(name) or self._build(place)
        self.place, self.page = place, page
        page.refresh()
        if target is not None:
            page.open(target)
        self.navigation.light(place.under or name)
        self._show_heading()
        self._fold()
        self.pages.setCurrentWidget(page)
        self.focus_page()

    def focus_page(self) -> None:
        """Begin where the page says, unless it has put the focus somewhere itself."""
        page, here = self.page, QApplication.focusWidget()
        if page is None or (here is not None and page.isAncestorOf(here)):
            return
        begin = page.begin_at()
        for region in (*([begin] if begin is not None else ()), *page.regions()):
            target = first_in(region)
            if target is not None:
                target.setFocus()
                return

    def _build(self, place: Place) -> Page:
        assert self.desk is not None  # noqa: S101 -- `go` has asked
        page = place.page(self.desk)
        page.heading_changed.connect(self._show_heading)
        self._built[place.name] = page
        self.pages.addWidget(page)
        return page

    def _show_heading(self) -> None:
        if self.page is None or self.place is None:
            return
        self.top.show_page(self.page)
        # The title bar of the window never carries a trader's or petitioner's name.
        demo = "演示台账 — " if self._demo else ""
        self.setWindowTitle(f"{self.place.title} — {demo}{PROGRAM}")

    def _go_to_number(self, number: int) -> None:
        names = self.navigation.names()
        if number <= len(names):
            self.go(names[number - 1])

    def _press_primary(self) -> None:
        button = self.page.primary() if self.page is not None else None
        if button is not None and button.isEnabled() and button.isVisible():
            button.click()

    # frame

    def toggle_navigation(self) -> None:
        """Fold or unfold the navigation (F9), remembered for work pages and others apart."""
        self.preferences.write(self._fold_key(), not self.navigation.folded)
        self._fold()

    def _fold_key(self) -> str:
        work = self.page is not None and self.page.folds_navigation
        narrow = self._is_narrow()
        return f"navigation-folded/{'work' if work else 'narrow' if narrow else 'wide'}"

    def _is_narrow(self) -> bool:
        """Larger words make the navigation wider; what counts is what is left for the page."""
        usual = theme.size("nav")
        return self.width() - (theme.text_size(usual) - usual) < NARROW

    def _fold(self) -> None:
        work = self.page is not None and self.page.folds_navigation
        usual = work or self._is_narrow()
        folded = bool(self.preferences.read(self._fold_key(), usual))
        if folded != self.navigation.folded:
            self.navigation.fold(folded=folded)

    def _next_region(self, step: int) -> None:
        page = self.page.regions() if self.page is not None else ()
        parts = (self.navigation, self.top, self.notices, *page, self.job_bar)
        self._regions.move(self.narrowed_to or parts, step)

    def look_for(self) -> None:
        """Open the palette over the search field (Ctrl+K)."""
        from gui.find import Palette  # noqa: PLC0415 -- not needed for the first paint

        palette = Palette(self, (self._find_places, *self.finders))
        corner = self.top.search.mapToGlobal(self.top.search.rect().bottomRight())
        palette.move(corner.x() - palette.width(), corner.y() + 6)
        palette.show()
        palette.field.setFocus()

    def _find_places(self, words: str) -> list[Hit]:
        shown = [place for place in self.places if place.name in self.navigation.names()]
        pages = [
            Hit("页面", place.title, partial(self.go, place.name), place.group, place.icon)
            for place in shown
        ]
        commands = [
            Hit("命令", words, do, keys, "arrow-right")
            for words, keys, do in (
                ("换成浅色", "", lambda: self.change_look(scheme="light")),
                ("换成深色", "", lambda: self.change_look(scheme="dark")),
                ("字大一号", "Ctrl =", lambda: self._step_scale(1)),
                ("字小一号", "Ctrl −", lambda: self._step_scale(-1)),
                ("折叠或展开导航", "F9", self.toggle_navigation),
                ("这一页和快捷键", "F1", self.help_asked.emit),
                ("认识窗口", "", self.tour_asked.emit),
            )
        ]
        return matching([*pages, *commands], words)

    def show_trouble(self, trouble: Trouble, again: Callable[[], object] | None = None) -> None:
        TroubleDialog(self, trouble, again).open()

    def _show_settings(self) -> None:
        menu = settings_menu(self)
        entry = self.navigation.settings
        menu.popup(entry.mapToGlobal(entry.rect().topRight()))

    def _show_help(self) -> None:
        menu = help_menu(self)
        entry = self.navigation.help
        menu.popup(entry.mapToGlobal(entry.rect().topRight()))

    def _show_history(self) -> None:
        menu = history_menu(self.notices, self)
        menu.popup(self.top.bell.mapToGlobal(self.top.bell.rect().bottomLeft()))
        self.top.show_unread(unread=False)

    # looks

    def change_look(self, *, scheme: str | None = None, scale: float | None = None) -> None:
        """Choose light or dark, or another type size; kept for the next time."""
        scheme = scheme or theme.scheme()
        scale = scale or theme.scale()
        self.preferences.write("scheme", scheme)
        self.preferences.write("scale", scale)
        self.look_changed.emit(scheme, scale)
        self.navigation.fold(folded=self.navigation.folded)
        self._fold()
        self.status.refresh()

    def reduce_motion(self, wanted: bool) -> None:  # noqa: FBT001 -- a slot of a check mark
        self.preferences.write("reduced-motion", wanted)
        self.notices.moves = self.job_bar.spinner.moves = not wanted

    def _step_scale(self, step: int) -> None:
        here = min(range(len(theme.SCALES)), key=lambda i: abs(theme.SCALES[i] - theme.scale()))
        there = min(max(here + step, 0), len(theme.SCALES) - 1)
        self.change_look(scale=theme.SCALES[there])

    def _restore_geometry(self) -> None:
        kept = self.preferences.read("geometry")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            self.resize(1366, 740)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as the space bar does."""
        here = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and isinstance(here, QPushButton | QToolButton):
            here.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.page is not None and not self.page.leave():
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.preferences.write("geometry", geometry)
        self.closing.emit()
        super().closeEvent(event)
        put_to_rest(self)

    def show_plain(self, widget: QWidget) -> None:
        """Show something that is no page (the first choice of a store)."""
        self.pages.addWidget(widget)
        self.pages.setCurrentWidget(widget)
