"""Keeps what is being typed: a moment after the last key, and whenever the form is left."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from gui.desk import Desk
from storage.transaction import Transaction

PAUSE = 400
"""Milliseconds after the last key before what is typed is kept."""


class Drafts(QObject):
    kept = Signal(object)
    """When the draft was kept, a datetime."""

    def __init__(self, desk: Desk, ref: Callable[[], str], typed: Callable[[], dict[str, Any]]):
        super().__init__()
        self._desk = desk
        self._ref, self._typed = ref, typed
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._keep)

    def due(self) -> None:
        """Something was typed: keep it soon."""
        self._pause.start()

    def forget(self) -> None:
        """Keep nothing more: what was typed is being written to the ticket."""
        self._pause.stop()

    def keep_now(self) -> None:
        """Keep what is still to be kept."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep()

    def _keep(self) -> None:
        """The next look at this ticket begins with what is kept."""
        typed, ref, who = self._typed(), self._ref(), self._desk.officer.name

        def keep(tx: Transaction) -> datetime:
            if typed:
                tx.handling.keep_draft(who, ref, typed)
            else:
                tx.handling.drop_draft(who, ref)
            return tx.at

        self._desk.do(keep, what="存草稿", then=self.kept.emit, undo=False)
