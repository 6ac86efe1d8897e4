"""Opens the window: application, look, first paint, then the store.

The frame is painted before SQLAlchemy is loaded; the rest follows on a zero-timer.
"""

import gc
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTimer, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from gui import icons, theme
from gui.bug_report import start_log
from gui.bugs import Bugs, program_version
from gui.dialogs.about import AboutDialog
from gui.dialogs.keys import KeysDialog
from gui.main_window import MainWindow
from gui.opening import Opening
from gui.preferences import Preferences
from storage import folders

if TYPE_CHECKING:
    from gui.tour.guide import Guide

SETTLED = 3000
"""Milliseconds after which the start is over, also on a slow machine."""


def open_window(
    where: str | None, *, data: Path, now: Callable[[], datetime], from_source: bool
) -> int:
    """Show the window on a store until it is closed; gives the exit status.

    Without `where` the usual store in the folder `data` is opened; where there is none, the demo
    store (from the source) or a first choice (an installed program).
    """
    app, window, _ = make_window(where, data=data, now=now, from_source=from_source)
    window.show()
    return app.exec()


def make_window(
    where: str | None, *, data: Path, now: Callable[[], datetime], from_source: bool
) -> tuple[QApplication, MainWindow, Opening]:
    """The application, dressed, and its window; the store is opened after the first paint."""
    last_lines = start_log(folders.logs())
    app = QApplication(sys.argv[:1])
    dress_translator(app)
    preferences = Preferences(folders.config() / "window.json")
    dress(app, preferences)
    window = MainWindow(preferences)
    window.setWindowIcon(QIcon(icons.pixmap("scale", "accent-text", 64)))
    window.look_changed.connect(lambda scheme, scale: _apply(app, scheme, scale))
    window.help_asked.connect(lambda: KeysDialog(window).open())
    window.about_asked.connect(lambda: AboutDialog(window, program_version()).open())
    Bugs(window, last_lines, now).catch()
    opening = Opening(window, data=data, now=now, from_source=from_source)
    opening.opened.connect(lambda desk: _guide(window).begin(desk))
    AfterFirstPaint(window, lambda: opening.begin(where))
    QTimer.singleShot(SETTLED, _collect_garbage)
    return app, window, opening


def _guide(window: MainWindow) -> "Guide":
    """The guide of this window, made when the first store is open."""
    from gui.tour.guide import Guide  # noqa: PLC0415 -- not needed for the first paint

    return window.findChild(Guide) or Guide(window)


def _collect_garbage() -> None:
    """Begin to collect garbage, but never among what the start has left for good."""
    gc.freeze()
    gc.enable()


def dress_translator(app: QApplication) -> None:
    """Have Qt's own buttons and menus speak Chinese."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def dress(app: QApplication, preferences: Preferences) -> None:
    """Load the fonts and apply the scheme and type size this person likes."""
    theme.load_fonts()
    scheme = preferences.read("scheme", "light")
    scale = preferences.read("scale", 1.0)
    _apply(
        app,
        scheme if scheme in theme.SCHEMES else "light",
        scale if scale in theme.SCALES else 1.0,
    )


def _apply(app: QApplication, scheme: str, scale: float) -> None:
    theme.apply(app, scheme, folders.cache() / "look", scale)


class AfterFirstPaint(QObject):
    """Calls something once, as soon as the window has been seen."""

    def __init__(self, window: MainWindow, then: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self._then)
        return False
