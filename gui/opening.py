"""Which store the window works on: the usual one, the demo, a new one; and who sits before it.

Everything heavy (SQLAlchemy, the pages) is imported here, after the window has been painted.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from core.errors import Trouble
from core.people import Officer, Post, Role, Unit, UnitKind
from gui.desk import Desk
from gui.jobs import Jobs
from gui.main_window import MainWindow
from gui.welcome import FirstOfficer, Welcome

if TYPE_CHECKING:  # SQLAlchemy is loaded after the first paint
    from storage.database import Store

log = logging.getLogger(__name__)

AFTER_FIRST_LIST = 400
"""Milliseconds before work begins that nobody waits for."""
STORE, DEMO = "store.db", "demo.db"
SECTION = "消保科"


class Opening(QObject):
    """Opens a store into a window; closes it with the window."""

    opened = Signal(object)
    """Carries the desk, once somebody sits before it."""

    def __init__(
        self, window: MainWindow, *, data: Path, now: Callable[[], datetime], from_source: bool
    ) -> None:
        super().__init__(window)
        self._window = window
        self._data = data
        self._now = now
        self._from_source = from_source
        self._store: Store | None = None
        self._desk: Desk | None = None
        self._jobs = Jobs(self)
        window.closing.connect(self.close)

    def begin(self, where: str | None) -> None:
        """Open `where`; without it the usual store, or what there is to begin with."""
        if where is not None:
            self.open(where)
        elif (self._data / STORE).exists():
            self.open(self._data / STORE)
        elif self._from_source:
            self.open_demo()
        else:
            self._welcome()

    def open(self, where: str | Path, *, create: bool = True) -> None:
        from storage.database import Store  # noqa: PLC0415 -- after the first paint

        try:
            store = Store.open(where, now=self._now, create=create)
        except Trouble as trouble:
            self._window.show_trouble(trouble, lambda: self.open(where, create=create))
            if self._store is None:
                self._welcome()
            return
        self._leave_store()
        self._store = store
        self._seat(store)

    def open_demo(self) -> None:
        """Open the demo store, made when it is not there yet."""
        path = self._data / DEMO
        if path.exists():
            self.open(path)
            return
        from storage.demo import build_demo  # noqa: PLC0415 -- only where it is wanted

        self._window.job_bar.watch(self._jobs)
        self._jobs.failed.connect(self._on_failed)
        self._jobs.start(
            lambda progress: build_demo(path, now=self._now, progress=progress),
            lambda _made: self.open(path),
            title="正在编一份演示台账",
            cancelling="取消后不会留下半份台账。",
        )

    def close(self) -> None:
        self._jobs.shut_down()
        self._leave_store()

    def _leave_store(self) -> None:
        if self._desk is not None:
            self._desk.jobs.shut_down()
        if self._store is not None:
            self._store.close()
        self._desk = self._store = None

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, Trouble):
            raise error
        self._window.show_trouble(error, self.open_demo)

    def _welcome(self) -> None:
        page = Welcome()
        page.demo_wanted.connect(self.open_demo)
        page.new_wanted.connect(lambda: self.open(self._data / STORE))
        page.open_wanted.connect(self._choose_file)
        self._window.show_plain(page)
        page.setFocus()

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self._window, "打开台账", str(self._data), "台账文件 (*.db)"
        )
        if name:
            self.open(name, create=False)

    def _seat(self, store: "Store") -> None:
        from storage.people import acting_officers  # noqa: PLC0415 -- after the first paint
        from storage.settings import read_setting  # noqa: PLC0415 -- after the first paint

        with store.reading() as connection:
            known = acting_officers(connection)
            first = read_setting(connection, "opens-as", "")
            demo = bool(read_setting(connection, "demo", default=False))
        if not known:
            self._ask_who(store)
            return
        desk = Desk(store, _who(known, first, self._now().date()), self._now)
        desk.preferences = self._window.preferences
        self._desk = desk
        self._show(desk, known, demo=demo)

    def _ask_who(self, store: "Store") -> None:
        page = FirstOfficer(SECTION)
        page.named.connect(lambda name, unit: self._found(store, name, unit))
        self._window.show_plain(page)
        page.setFocus()

    def _found(self, store: "Store", name: str, unit: str) -> None:
        """Write the first officer into an empty store: head of the section, and keeper."""
        since = self._now().date()
        posts = tuple(
            Post(unit=unit, role=role, since=since) for role in (Role.SECTION_HEAD, Role.KEEPER)
        )
        try:
            with store.transaction(who=name, what="建台账") as tx:
                tx.people.add_units([Unit(unit, UnitKind.SECTION)])
                tx.people.save_officer(Officer(name=name, posts=posts))
        except Trouble as trouble:
            self._window.show_trouble(trouble, lambda: self._found(store, name, unit))
            return
        self._seat(store)

    def _show(self, desk: Desk, known: list[Officer], *, demo: bool) -> None:
        from gui.pages import FINDERS, PAGES  # noqa: PLC0415 -- after the first paint

        window = self._window
        finders = [lambda words, find=find: find(desk, words) for find in FINDERS]
        window.status.say_store(desk.store.name, "每一步都写进本机台账并留痕", demo=demo)
        window.begin(desk, PAGES, finders=finders, demo=demo)
        window.offer_officers(known)
        QTimer.singleShot(0, lambda: self.opened.emit(desk))
        QTimer.singleShot(AFTER_FIRST_LIST, desk, lambda: self._begin_rules(desk))

    def _begin_rules(self, desk: Desk) -> None:
        """Load the rulebook and catch up with findings, once the first list can be used."""
        from gui.catching_up import CatchingUp  # noqa: PLC0415 -- after the first list
        from gui.reminders.reminding import Reminding  # noqa: PLC0415 -- after the first list

        if desk is self._desk:
            say = self._window.status.say_rule_set
            desk.jobs.start(lambda _progress: _rule_set(desk), say)
            CatchingUp(desk).begin()
            Reminding(desk).begin()


def _rule_set(desk: Desk) -> str:
    """The version of the rulebook as people call it, once a new program's own has been put in."""
    from storage.points import (  # noqa: PLC0415 -- after the first paint
        take_in_shipped as points_shipped,
    )
    from storage.review.rubric_versions import (  # noqa: PLC0415 -- after the first paint
        take_in_shipped as rubrics_shipped,
    )
    from storage.rules import rulebooks, take_in_shipped  # noqa: PLC0415 -- after the first paint

    take_in_shipped(desk.store)
    rubrics_shipped(desk.store)
    points_shipped(desk.store)
    with desk.store.reading() as connection:
        return rulebooks(connection).version(desk.today).name


def _who(known: list[Officer], first: str, today: date) -> Officer:
    """Who sits here at first: the one the store names, else the first who holds a post."""
    named = [officer for officer in known if officer.name == first]
    busy = [officer for officer in known if officer.posts_on(today)]
    return (named or busy or known)[0]
