"""The shots of `tests/screens.py`: who sits there, which page, and what to do before the picture.

Run for one scheme and one size; the window is driven as a person would, through its own pages.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from core.people import Officer
from gui import app as look
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.opening import Opening
from gui.preferences import Preferences
from storage.people import officers

NOW = datetime(2026, 11, 23, 14, 20)
PAUSE = 350
"""Milliseconds for jobs and delayed loading to settle before a picture."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, who sits there, and how to get there; gives what to grab."""

    name: str
    officer: str
    reach: Callable[[MainWindow, Desk], QWidget | None]


def _page(name: str, target: object = None) -> Callable[[MainWindow, Desk], None]:
    def reach(window: MainWindow, _desk: Desk) -> None:
        window.go(name, target)

    return reach


def shots() -> Iterator[Shot]:
    """All pictures, in the order of the navigation."""
    yield Shot("home", "", _page("home"))
    yield Shot("tickets", "", _page("tickets"))


def main(store: Path, out: Path, scheme: str, size: str, room: tuple[int, int], word: str) -> None:
    app = QApplication(sys.argv[:1])
    look.dress_translator(app)
    preferences = Preferences()
    preferences.write("scheme", scheme)
    preferences.write("reduced-motion", True)
    look.dress(app, preferences)
    window = MainWindow(preferences)
    window.resize(*room)
    window.show()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "demo.db"
        shutil.copy(store, copy)
        opening = Opening(window, data=Path(folder), now=lambda: NOW, from_source=True)
        desks: list[Desk] = []
        opening.opened.connect(desks.append)
        opening.begin(str(copy))
        settle()
        known = _officers(desks[0])
        first = desks[0].officer
        for shot in shots():
            if word in shot.name:
                desks[0].sit_down(known.get(shot.officer, first))
                _take(window, desks[0], shot, out / f"{shot.name}-{scheme}-{size}.png")
        window.close()


def _officers(desk: Desk) -> dict[str, Officer]:
    with desk.store.reading() as connection:
        return {officer.name: officer for officer in officers(connection)}


def _take(window: MainWindow, desk: Desk, shot: Shot, target: Path) -> None:
    grabbed = shot.reach(window, desk)
    settle()
    (grabbed or window).grab().save(str(target))
    if grabbed is not None:
        grabbed.close()
    window.notices.forget()


def settle() -> None:
    """Let timers, jobs and layouts come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(PAUSE, loop.quit)
    loop.exec()


if __name__ == "__main__":
    store_, out_, scheme_, size_, width_, height_, word_ = sys.argv[1:8]
    main(Path(store_), Path(out_), scheme_, size_, (int(width_), int(height_)), word_)
