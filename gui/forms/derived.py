"""What is worked out beside a field (60 日届满): the value, and on request how."""

from typing import NamedTuple

from PySide6.QtWidgets import QFrame

from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, picture, set_paragraph


class WorkedOut(NamedTuple):
    """Something worked out that is said below the field `key`, and how it was."""

    key: str
    name: str
    text: str
    how: str


class DerivedLine(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self._shown: WorkedOut | None = None
        self._said = label("", "caption")
        self.ask = button("怎么算的", "link", on=self._toggle)
        self._how = paragraph("", "caption")
        self._how.hide()
        head = row(picture("calculator", "text-3", 14), self._said, self.ask, None, gap=5)
        self.setLayout(column(head, self._how, gap=2))
        self.hide()

    @property
    def words(self) -> str:
        return self._said.text()

    @property
    def how(self) -> str:
        """How it was worked out, as far as that is shown."""
        return "" if self._how.isHidden() else self._how.accessibleName()

    @property
    def shown(self) -> WorkedOut | None:
        return self._shown

    def show_worked_out(self, one: WorkedOut | None) -> None:
        """Show it, or nothing; how it was worked out stays open while it is the same thing."""
        if one == self._shown:
            return
        if one is None or self._shown is None or one.name != self._shown.name:
            self._how.hide()
        self._shown = one
        if one is not None:
            self._said.setText(f"{one.name}　{one.text}")
            self.ask.setAccessibleName(f"{one.name}怎么算的")
            set_paragraph(self._how, one.how)
        self.setVisible(one is not None)

    def _toggle(self) -> None:
        self._how.setVisible(self._how.isHidden())
