"""Delivers reminders while the window is open, in working hours, and says so in the system tray."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QSystemTrayIcon

from core.audit import PROGRAM
from core.tickets.reminders.reminder import LEVELS, Reminder
from gui import icons
from gui.desk import Desk
from storage.reminders import SUBJECT, may_disturb

EVERY = 5 * 60 * 1000
"""Milliseconds between two looks."""


class Reminding(QObject):
    """Looks every few minutes; a quiet tray on systems that have none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._tray: QSystemTrayIcon | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Deliver what is due, as a job."""
        desk = self._desk

        def deliver(_progress: object) -> list[Reminder]:
            now = desk.now()
            with desk.store.reading() as connection:
                if not may_disturb(connection, now):
                    return []
            with desk.store.transaction(who=PROGRAM, what="催办") as tx:
                return tx.reminders.deliver(now)

        desk.jobs.start(deliver, self._on_delivered, instead=lambda _error: False)

    def _on_delivered(self, made: Sequence[Reminder]) -> None:
        if not made:
            return
        self._desk.changed.emit(frozenset({SUBJECT}))
        own = [one for one in made if one.recipient == self._desk.officer.name]
        if own:
            self.show_message(own)

    def show_message(self, own: Sequence[Reminder]) -> None:
        """One message for all that came at once; no personal data in it."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        worst = max(one.due.level for one in own)
        text = f"{len(own)} 只时限催到您，最高{LEVELS[worst]}。打开“催办”签收。"
        tray = self._shown_tray()
        tray.showMessage("热线工单评查台", text, QSystemTrayIcon.MessageIcon.Information)

    def _shown_tray(self) -> QSystemTrayIcon:
        if self._tray is None:
            icon = QGuiApplication.windowIcon()
            known = icon if not icon.isNull() else QIcon(icons.pixmap("clock-alert", "text", 16))
            self._tray = QSystemTrayIcon(known, self)
            self._tray.setToolTip("热线工单评查台")
            self._tray.messageClicked.connect(lambda: self._desk.go("reminders"))
            self._tray.activated.connect(lambda _why: self._desk.go("reminders"))
            self._tray.show()
        return self._tray
