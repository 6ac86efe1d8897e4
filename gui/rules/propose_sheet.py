"""Handing the draft over for confirmation: from which day, for open tickets too or not, and why."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit

from core.dates import read_date
from core.errors import Refusal
from core.tickets.rules.deciding import Proposal
from gui import theme
from gui.boxes import box, column, row
from gui.buttons import button
from gui.choices import Choices
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.rules.lines import Labelled

DAY = 130
_OPEN = ((False, "只查那天起收到的"), (True, "那天还在办的也改用新版"))


class ProposeSheet(QFrame):
    proposed = Signal(object)
    """Carries the `Proposal`."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("提交生效")
        self._title = label("", "section")
        self._changes = label("", "caption", wrap=True)
        self.day = QLineEdit()
        self.day.setFixedWidth(theme.text_size(DAY))
        self.covers_open = Choices(_OPEN)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("为什么改，确认的人和以后的人要知道")
        self.notes = {name: NoteLine() for name in ("effective_from", "reason")}
        self.go = button("提交，请另一人确认", "primary", "send", on=self._propose)
        self.leave = button("先不提交", on=self.left.emit)
        for field, name in (
            (self.day, "生效日期"),
            (self.covers_open, "查哪些工单"),
            (self.reason, "修改理由"),
        ):
            field.setAccessibleName(name)
        self.setLayout(
            column(
                *(self._title, self._changes, 8),
                Labelled("生效日期", box(row(self.day, None)), self.notes["effective_from"]),
                4,
                Labelled("查哪些工单", self.covers_open),
                8,
                Labelled("修改理由", self.reason, self.notes["reason"]),
                10,
                row(self.go, self.leave, None, gap=8),
                gap=2,
                margins=(16, 12, 16, 14),
            )
        )

    def begin(self, title: str, changes: str, today: date) -> None:
        """Begin with today, for new tickets only."""
        self._title.setText(title)
        self._changes.setText(changes)
        self.day.setText(f"{today}")
        self.covers_open.choose(False)
        self.reason.clear()
        for note in self.notes.values():
            note.say(None)
        self.reason.setFocus()

    def proposal(self) -> Proposal:
        """What was written; refuses with the field that is wrong."""
        try:
            since = read_date(self.day.text())
        except Refusal as refusal:
            raise Refusal(str(refusal), field="effective_from") from None
        return Proposal(
            effective_from=since,
            reason=self.reason.text(),
            covers_open=bool(self.covers_open.chosen),
        )

    def say(self, sentence: str, field: str) -> None:
        """Say at its field why the draft cannot be handed over."""
        for name, note in self.notes.items():
            note.say(FieldNote(name, "error", sentence) if name == field else None)

    def _propose(self) -> None:
        try:
            self.proposed.emit(self.proposal())
        except Refusal as refusal:
            self.say(str(refusal), refusal.field)
