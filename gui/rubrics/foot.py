"""The foot of the page of rubrics: where the version stands, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QPushButton

from gui.boxes import row
from gui.buttons import button
from gui.labels import ElidedLabel


class RubricFoot(QFrame):
    def __init__(self, verbs: dict[str, tuple[str, str, str, Callable[[], object]]]) -> None:
        """`verbs` by name: words, kind and keys of the button, and what it does."""
        super().__init__()
        self.setProperty("role", "topbar")
        self.setAccessibleName("草稿和确认")
        self._said = ElidedLabel("caption", keeps=120)
        self.buttons: dict[str, QPushButton] = {
            name: button(words, kind, keys=keys, on=on)
            for name, (words, kind, keys, on) in verbs.items()
        }
        self.setLayout(row(self._said, None, *self.buttons.values(), gap=8, margins=(20, 8, 16, 8)))

    def say(self, said: str, *offered: str) -> None:
        """Say where it stands; only the verbs of these names are there."""
        self._said.say(said)
        for name, made in self.buttons.items():
            made.setVisible(name in offered)

    @property
    def said(self) -> str:
        return self._said.whole
