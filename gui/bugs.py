"""Where bugs arrive: exceptions nobody caught and Qt's own complaints go to the log and the report.

One dialog at a time; a second bug while it is open only goes to the log.
"""

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from gui.bug_report import Circumstances, LastLines, report
from gui.main_window import MainWindow

if TYPE_CHECKING:
    from gui.dialogs.bug import BugDialog

log = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Bugs(QObject):
    _raised = Signal(object)
    """Queued, so that the dialog opens after whatever failed has been left."""

    def __init__(
        self, window: MainWindow, last_lines: LastLines, now: Callable[[], datetime]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._last_lines = last_lines
        self._now = now
        self._dialog: BugDialog | None = None
        self._raised.connect(self.show)

    def catch(self) -> None:
        """Take over from Python's and Qt's own ways of complaining."""
        sys.excepthook = self._on_exception
        qInstallMessageHandler(_on_qt_message)

    def show(self, error: BaseException) -> None:
        """Open the report of a bug."""
        log.error("bug", exc_info=error)
        if self._dialog is not None and isValid(self._dialog) and self._dialog.isVisible():
            return
        text = report(error, self._circumstances(), list(self._last_lines.lines))
        from gui.dialogs.bug import BugDialog  # noqa: PLC0415 -- not needed for the first paint

        self._dialog = BugDialog(self._window, text)
        self._dialog.open()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
        else:
            self._raised.emit(error)

    def _circumstances(self) -> Circumstances:
        screen = self._window.screen().size()
        ratio = self._window.devicePixelRatioF()
        return Circumstances(
            version=program_version(),
            rule_set=self._window.status.rule_set,
            qt=qVersion(),
            screen=f"{screen.width()}×{screen.height()}，{ratio:.0%}",
            at=self._now(),
            doing=self._doing(),
        )

    def _doing(self) -> str:
        """The page and the button that had the focus: words of the program, not of a ticket."""
        place = self._window.place
        where = f"在“{place.title}”" if place else "打开程序时"
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton) and focus.text():
            return f"{where}按下“{focus.text().strip()}”"
        return where


def program_version() -> str:
    from importlib.metadata import (  # noqa: PLC0415 -- not needed for the first paint
        PackageNotFoundError,
        version,
    )

    try:
        return version("hotline-ticket-review")
    except PackageNotFoundError:  # run from the source
        return "源码版"


def _on_qt_message(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    logging.getLogger("qt").log(_LEVELS.get(kind, logging.WARNING), text)
