"""Writes the record of a meeting."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.dates import read_date
from core.review.debrief.meetings import Meeting, decisions
from core.tickets.fields import Field, FieldType
from gui.boxes import column, frame, row
from gui.buttons import button
from gui.forms.description import Asked, Line, sheet
from gui.forms.form import Form
from gui.forms.notes import FieldNote
from gui.labels import label

GROUP = "例会"
NOTE = "议定事项里写“第 35 条要点”“第 3 项整改”“第 1 号督查”，就连到那里"


def _field(header: str, key: str, kind: FieldType = FieldType.TEXT) -> Field:
    return Field(GROUP, header, "", key, kind)


SHEET = sheet(
    "meeting",
    "例会记录",
    Line(Asked(field=_field("会议名称", "title"), label="会议名称", must=True)),
    Line(
        Asked(field=_field("哪天开的", "held_on", FieldType.DATE), label="哪天开的", must=True),
        Asked(field=_field("地点", "place"), label="地点"),
        Asked(field=_field("主持人", "chair"), label="主持人", must=True),
    ),
    Line(
        Asked(
            field=_field("参加人", "attendees", FieldType.LIST),
            label="参加人",
            must=True,
            rows=2,
            hint="一行一位",
        )
    ),
    Line(
        Asked(
            field=_field("议程", "agenda", FieldType.LIST),
            label="议程",
            must=True,
            rows=3,
            hint="一行一项",
        )
    ),
    Line(
        Asked(
            field=_field("议定事项", "decisions", FieldType.LIST),
            label="议定事项",
            must=True,
            rows=6,
            hint="一行一项",
        )
    ),
    note=NOTE,
)


class MeetingEditor(QWidget):
    recorded = Signal(object)
    """The meeting as it was written."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._meeting: Meeting | None = None
        self.form = Form([SHEET], _read)
        self.give = button("记下", "primary", "check", keys="Ctrl Enter", on=self.give_in)
        foot = row(
            label("改过的记录，原来的样子留在留痕里。", "caption"),
            None,
            button("不记了", on=self.left.emit),
            self.give,
            margins=(20, 8, 16, 8),
        )
        self.setLayout(column((self.form, 1), frame("topbar", foot), gap=0))

    def show_meeting(self, meeting: Meeting) -> None:
        self._meeting = meeting
        self.form.show_values(
            {
                "title": meeting.title,
                "held_on": meeting.held_on,
                "place": meeting.place,
                "chair": meeting.chair,
                "attendees": meeting.attendees,
                "agenda": meeting.agenda,
                "decisions": tuple(one.text for one in meeting.decisions),
            }
        )
        self.form.show_notes(())
        self.form.focus("title")

    def give_in(self) -> None:
        """Hand the record over; a day that cannot be read is said at its field already."""
        if self.form.unreadable():
            return
        values = self.form.values()
        if values["held_on"] is None:
            self.say("请写会是哪天开的。", "held_on")
            return
        self.recorded.emit(self._written(values))

    def say(self, sentence: str, key: str) -> None:
        """Say at a field what is wrong with it."""
        if self.form.has(key):
            self.form.show_notes([FieldNote(key, "error", sentence)])
            self.form.focus(key)

    def _written(self, values: dict[str, Any]) -> Meeting:
        assert self._meeting is not None  # noqa: S101 -- shown before it is written
        return replace(
            self._meeting,
            title=(values["title"] or "").strip(),
            held_on=values["held_on"],
            place=(values["place"] or "").strip(),
            chair=(values["chair"] or "").strip(),
            attendees=tuple(values["attendees"]),
            agenda=tuple(values["agenda"]),
            decisions=decisions(values["decisions"]),
        )


def _read(field: Field, text: str) -> Any:
    if field.type is not FieldType.DATE:
        return text
    return read_date(text) if text.strip() else None
