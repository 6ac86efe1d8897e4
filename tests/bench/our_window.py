"""A cold start of the program as `main.py` does it, with a watch on paint and first list.

    python -m tests.bench.our_window STARTED STORE

Prints the seconds from STARTED (the parent's monotonic clock) to the first paint of the window,
and to the moment when the first page has been painted with its rows and the next event is taken.
"""

import gc
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from gui.main_window import MainWindow


class Watch(QObject):
    """Says when the window, and then its first page, has been painted."""

    def __init__(self, window: "MainWindow", started: float) -> None:
        super().__init__(window)
        self._window = window
        self._started = started
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            if watched is self._window:
                self._say()
            else:
                QTimer.singleShot(0, self._end)
        return False

    def watch_page(self) -> None:
        assert self._window.page is not None
        self._window.page.installEventFilter(self)
        self._window.page.update()

    def _say(self) -> None:
        sys.stdout.write(f"{time.monotonic() - self._started}\n")

    def _end(self) -> None:
        self._say()
        self._window.close()
        QApplication.exit()


def main(started: float, store: Path) -> int:
    """Do what `main.py` does, in the same order."""
    import main as _front_door  # noqa: F401, PLC0415 -- what it imports is part of the start

    gc.disable()
    from gui.app import make_window  # noqa: PLC0415 -- likewise

    app, window, opening = make_window(
        str(store), data=store.parent, now=datetime.now, from_source=False
    )
    watch = Watch(window, started)
    opening.opened.connect(lambda _desk: watch.watch_page())
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), Path(sys.argv[2])))
