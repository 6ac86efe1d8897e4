"""Two ways of working on a ticket: 一问一答 and 整张表; which one is remembered for each person."""

from PySide6.QtCore import Signal

from core.people import Action
from gui.buttons import Strip
from gui.desk import Desk
from gui.preferences import Preferences
from storage.handling import handed_in

QUESTIONS, WHOLE = 0, 1
NAMES = ("一问一答", "整张表")
PRACTISED = 3
"""Whoever has handed in so many tickets knows the way; before that questions lead."""


def remembered(preferences: Preferences, officer: str) -> int | None:
    """How this person worked last, None where that is not known."""
    found = preferences.read(_name(officer))
    return found if found in (QUESTIONS, WHOLE) else None


def remember(preferences: Preferences, officer: str, mode: int) -> None:
    """Keep how this person wants to work."""
    preferences.write(_name(officer), mode)


def _name(officer: str) -> str:
    return f"form-mode/{officer}"


class Modes(Strip):
    """The switch in the top bar."""

    switched = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(NAMES, current=WHOLE)
        self._desk = desk
        self.setObjectName("form-modes")
        self.setAccessibleName("填报方式")
        self.chosen.connect(self._on_chosen)

    def sit_down(self) -> None:
        """Begin as whoever sits here worked last; a newcomer is led by questions."""
        self.choose(self._usual())

    def _usual(self) -> int:
        if not self._desk.may(Action.SUBMIT_TICKET):
            return WHOLE
        name = self._desk.officer.name
        found = remembered(self._desk.preferences, name)
        if found is not None:
            return found
        with self._desk.store.reading() as connection:
            return WHOLE if handed_in(connection, name) >= PRACTISED else QUESTIONS

    @property
    def asks(self) -> bool:
        """Whether one question after another is asked."""
        return self.current == QUESTIONS

    def _on_chosen(self, mode: int) -> None:
        remember(self._desk.preferences, self._desk.officer.name, mode)
        self.switched.emit()

    def take_whole(self) -> None:
        """Show the whole form now, whatever is remembered."""
        self.choose(WHOLE)
        self.switched.emit()
