"""A proposal below a field (建议): a value with its reason, to be taken or declined."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from gui.boxes import row
from gui.buttons import button, tool
from gui.labels import ElidedLabel, label, picture

TAKE_KEYS = "Ctrl J"


class Proposed(NamedTuple):
    """A value proposed for the field `key`.

    `words` is the value as a person reads it, `why` one sentence. `verb` is what taking it does;
    `ident` tells proposals apart that propose the same value to the same field.
    """

    key: str
    value: object
    words: str
    why: str
    verb: str = "采用"
    ident: tuple[str, str] = ("", "")


class ProposalLine(QFrame):
    taken = Signal(object)
    declined = Signal(object)
    """Both carry the `Proposed`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "proposal")
        self._proposed: Proposed | None = None
        self._words = label("", "field")
        self._why = ElidedLabel("caption", keeps=60)
        self.take = button("采用", "dense", keys=TAKE_KEYS, on=self._take)
        self.decline = tool("x", "不用这条建议", on=self._decline)
        inside = row(
            picture("lightbulb", "accent-text", 14),
            label("建议", "caption"),
            self._words,
            self._why,
            None,
            self.take,
            self.decline,
            gap=6,
            margins=(8, 2, 2, 2),
        )
        self.setLayout(inside)
        self.hide()

    @property
    def proposed(self) -> Proposed | None:
        return self._proposed

    def show_proposal(self, proposed: Proposed | None) -> None:
        """Show a proposal, or nothing."""
        if proposed != self._proposed:
            self._proposed = proposed
            if proposed is not None:
                self._words.setText(proposed.words)
                self._why.say(proposed.why)
                self.take.setText(f"{proposed.verb}　{TAKE_KEYS}")
                self.setAccessibleName(f"建议：{proposed.words}。{proposed.why}")
        self.setVisible(proposed is not None)

    def _take(self) -> None:
        if self._proposed is not None:
            self.taken.emit(self._proposed)

    def _decline(self) -> None:
        if self._proposed is not None:
            self.declined.emit(self._proposed)
