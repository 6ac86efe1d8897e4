"""F6: from one region of the window to the next, to where the focus was there last."""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from gui.buttons import reachable


class Regions:
    """Remembers where the focus was in each region."""

    def __init__(self) -> None:
        self._last: WeakKeyDictionary[QWidget, QWidget] = WeakKeyDictionary()

    def move(self, regions: Sequence[QWidget], step: int) -> None:
        """Take the focus to the next (1) or previous (-1) region that can have it."""
        here = QApplication.focusWidget()
        position = _position(regions, here)
        if here is not None and position is not None:
            self._last[regions[position]] = here
        start = -1 if position is None and step > 0 else position or 0
        for distance in range(1, len(regions) + 1):
            if self._enter(regions[(start + step * distance) % len(regions)]):
                return

    def _enter(self, region: QWidget) -> bool:
        if not region.isVisible():
            return False
        last = self._last.get(region)
        usable = last is not None and isValid(last) and _inside(region, last)
        target = last if usable else first_in(region)
        if target is None:
            return False
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True


def _position(regions: Sequence[QWidget], widget: QWidget | None) -> int | None:
    """Where the focus is: the innermost region that holds it."""
    holding = [
        number
        for number, region in enumerate(regions)
        if widget is not None and (region is widget or region.isAncestorOf(widget))
    ]
    return holding[-1] if holding else None


def _inside(region: QWidget, widget: QWidget) -> bool:
    return (region is widget or region.isAncestorOf(widget)) and reachable(widget)


def first_in(region: QWidget) -> QWidget | None:
    """The first thing in `region` that the keyboard can go to, in tab order."""
    widget: QWidget | None = region
    while widget is not None and not _inside(region, widget):
        widget = widget.nextInFocusChain()
        if widget is region:
            return None
    return widget
