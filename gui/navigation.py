"""The navigation at the left: the places of the window in groups, with counts; folds to a rail.

Also `Place`: one row of the table of pages that the window is made from.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.people import Action
from gui import icons, theme
from gui.boxes import box, column, row, scrolled
from gui.desk import Desk
from gui.labels import label, picture
from gui.page import Page


class Place(NamedTuple):
    """A page as the window knows it.

    It is offered to officers who may do one of `actions` (empty: to all). `waiting` says how many
    things wait there. A place `under` another has no entry of its own: the ticket form belongs to
    the tickets, which stay lit while it is shown.
    """

    name: str
    icon: str
    title: str
    group: str
    page: Callable[[Desk], Page]
    actions: tuple[Action, ...] = ()
    waiting: Callable[[Desk], int] | None = None
    under: str = ""

    def open_to(self, desk: Desk) -> bool:
        return not self.actions or any(desk.may(action) for action in self.actions)


class Entry(QPushButton):
    """One place in the navigation: icon and words, or the icon alone."""

    def __init__(self, icon: str, title: str, *, keys: str = "") -> None:
        super().__init__()
        self._icon, self._title, self._keys = icon, title, keys
        self._count = label("", "caption")
        self._folded = False
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setLayout(row(None, self._count, margins=(0, 0, 10, 0)))
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._tint)
        self.fold(folded=False)

    def fold(self, *, folded: bool) -> None:
        self._folded = folded
        keys = f"　{self._keys}" if self._keys else ""
        self.setText("" if folded else f"  {self._title}{keys}")
        self.setToolTip(self._title + keys if folded else "")
        self._count.setVisible(not folded)
        theme.set_state(self, "rail" if folded else "nav", "kind")
        self._tint()

    def say_count(self, count: int) -> None:
        self._count.setText(f"{count}" if count else "")
        self.setAccessibleDescription(f"{count} 件" if count else "")

    @property
    def count(self) -> str:
        return self._count.text()

    def _tint(self, *_: object) -> None:
        icons.set_icon(self, self._icon, "accent-text" if self.isChecked() else "text-2")


class Caption(QWidget):
    """The name of a group of places; on the rail only its gap."""

    def __init__(self, group: str) -> None:
        super().__init__()
        self._words = label(group, "caption")
        self._words.setAccessibleName(group)
        self.setLayout(row(self._words, None, margins=(12, 10, 0, 2)))

    def fold(self, *, folded: bool) -> None:
        self._words.setVisible(not folded)


class Navigation(QFrame):
    chosen = Signal(str)
    """The name of the place that somebody pressed."""

    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "nav")
        self.setAccessibleName("导航")
        self.setObjectName("navigation")
        self._entries: dict[str, Entry] = {}
        self._captions: list[Caption] = []
        self._brand = label("评查台", "section")
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._list = scrolled(box(column(self._places, None, gap=0)))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.settings = Entry("settings", "设置")
        self.settings.setCheckable(False)
        self.settings.clicked.connect(self.settings_asked)
        self.help = Entry("circle-question-mark", "帮助", keys="F1")
        self.help.setCheckable(False)
        self.help.setObjectName("help")
        self.help.clicked.connect(self.help_asked)
        self._mark = row(picture("scale", "accent-text", 20), self._brand, None)
        self._whole = column(
            12, self._mark, 10, (self._list, 1), self.settings, self.help, 8, gap=2
        )
        self.setLayout(self._whole)
        self.folded = False
        self.fold(folded=False)

    def show_places(self, places: Sequence[Place]) -> None:
        """Offer these places; those under another are skipped."""
        self._clear()
        offered = [place for place in places if not place.under]
        for group, members in groupby(offered, key=lambda place: place.group):
            if group:
                self._add_caption(group)
            for place in members:
                self._add_entry(place)
        self.fold(folded=self.folded)

    def _clear(self) -> None:
        for widget in (*self._entries.values(), *self._captions):
            self._places.removeWidget(widget)
            widget.deleteLater()
        self._entries.clear()
        self._captions.clear()

    def _add_caption(self, group: str) -> None:
        caption = Caption(group)
        self._captions.append(caption)
        self._places.addWidget(caption)

    def _add_entry(self, place: Place) -> None:
        entry = Entry(place.icon, place.title)
        entry.clicked.connect(lambda _on=False, name=place.name: self._press(name))
        self._entries[place.name] = entry
        self._places.addWidget(entry)

    def _press(self, name: str) -> None:
        # Which entry is lit follows the page that is shown, which may refuse to be left.
        self._entries[name].setChecked(not self._entries[name].isChecked())
        self.chosen.emit(name)

    def light(self, name: str) -> None:
        """Show which place is the current one."""
        for place, entry in self._entries.items():
            entry.setChecked(place == name)
        if name in self._entries:  # once it has its place
            QTimer.singleShot(0, self, partial(self._show_entry, self._entries[name]))

    def _show_entry(self, entry: Entry) -> None:
        self._list.ensureWidgetVisible(entry, 0, 20)

    def say_count(self, name: str, count: int) -> None:
        if name in self._entries:
            self._entries[name].say_count(count)

    def entry(self, name: str) -> Entry:
        return self._entries[name]

    def names(self) -> list[str]:
        """The places offered, from top to bottom."""
        return list(self._entries)

    def fold(self, *, folded: bool) -> None:
        """Fold to the rail, or unfold."""
        self.folded = folded
        bar = Qt.ScrollBarPolicy  # on the rail there is no room beside the signs
        self._list.setVerticalScrollBarPolicy(
            bar.ScrollBarAlwaysOff if folded else bar.ScrollBarAsNeeded
        )
        self.setFixedWidth(theme.size("rail") if folded else theme.text_size(theme.size("nav")))
        side = 0 if folded else 8
        self._whole.setContentsMargins(side, 0, side, 0)
        self._brand.setVisible(not folded)
        self._mark.setContentsMargins(18 if folded else 12, 0, 8, 0)
        centre = Qt.AlignmentFlag.AlignHCenter if folded else Qt.AlignmentFlag(0)
        for entry in (*self._entries.values(), self.settings, self.help):
            entry.fold(folded=folded)
            self._layout_of(entry).setAlignment(entry, centre)
        for caption in self._captions:
            caption.fold(folded=folded)

    def _layout_of(self, entry: QWidget) -> QVBoxLayout:
        return self._whole if entry in (self.settings, self.help) else self._places
