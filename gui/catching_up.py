"""Keeps the findings of all tickets up to date in the background, a few hundred at a time.

Between the portions other jobs have their turn; pages that show findings hear of `FINDING`.
"""

from PySide6.QtCore import QCoreApplication, QObject

from gui.desk import Desk
from gui.jobs import Progress
from storage.findings import CatchUp

FINDING = "finding"


class CatchingUp(QObject):
    """Begins when the window has opened, and again after tickets were written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._running: CatchUp | None = None
        self._done = 0
        desk.changed.connect(self._on_changed)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._stop)

    def begin(self) -> None:
        if self._running is None:
            self._running = CatchUp(self._desk.store)
            self._done = 0
            self._next()

    def _next(self) -> None:
        running = self._running
        assert running is not None  # noqa: S101 -- set in `begin`

        def some(_progress: Progress) -> int:
            return running.some()

        self._desk.jobs.start(some, self._on_some, instead=self._on_failed)

    def _on_some(self, number: int) -> None:
        self._done += number
        if number:
            self._next()
            return
        self._running = None
        if self._done:
            self._desk.changed.emit(frozenset({FINDING}))

    def _on_failed(self, _error: BaseException) -> bool:
        """Leave it for the next time; whoever works here has not asked for it."""
        self._running = None
        return False

    def _stop(self) -> None:
        if self._running is not None:
            self._running.close()

    def _on_changed(self, kinds: frozenset[str]) -> None:
        if "ticket" in kinds:
            self.begin()
