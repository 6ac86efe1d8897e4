"""The fields of a move: one editor for each thing that is asked, read into an order."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.dates import read_date
from core.errors import Refusal
from core.people import Role, holders
from core.tickets.life.asks import Question
from core.tickets.life.needs import Office
from gui.boxes import column
from gui.combo import Combo
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label

NOBODY_YET = "由所队指定"


class Picker(Combo):
    """One of a list; nothing is chosen to begin with."""

    def __init__(self, options: Sequence[tuple[str, str]], nothing: str) -> None:
        super().__init__()
        self._nothing = nothing
        self.offer(options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these; what was chosen stays chosen where it still is among them."""
        before = self.chosen
        self.clear()
        self._values = ["", *(value for value, _ in options)]
        self.addItems([self._nothing, *(words for _, words in options)])
        self.setCurrentIndex(self._values.index(before) if before in self._values else 0)

    _values: Sequence[str] = ("",)

    @property
    def chosen(self) -> str:
        return self._values[self.currentIndex()] if self.currentIndex() >= 0 else ""

    def choose(self, value: str) -> None:
        if value in self._values:
            self.setCurrentIndex(self._values.index(value))


class Answers(QObject):
    """What is asked along with a move, and what was answered."""

    changed = Signal()

    def __init__(self, asked: Sequence[Question], office: Office, unit: str, today: date) -> None:
        """`unit` is whose officers are offered where no other unit is chosen."""
        super().__init__()
        self._office, self._unit, self._today = office, unit, today
        self.editors: dict[str, QLineEdit | Picker] = {}
        self.notes: dict[str, NoteLine] = {}
        self.rows = [self._row(one) for one in asked]
        unit_field = self.editors.get("unit")
        if isinstance(unit_field, Picker) and "handler" in self.editors:
            unit_field.currentIndexChanged.connect(self._offer_handlers)

    def _row(self, one: Question) -> QWidget:
        editor = self._editor(one)
        editor.setAccessibleName(one.label)
        self.editors[one.field] = editor
        note = self.notes[one.field] = NoteLine()
        called = label(one.label if one.is_needed else f"{one.label}（可以不写）", "field")
        called.setBuddy(editor)
        holder = QWidget()
        holder.setLayout(column(called, editor, note, gap=3))
        return holder

    def _editor(self, one: Question) -> QLineEdit | Picker:
        if one.from_list:
            picker = Picker(self._options(one.field), self._nothing(one))
            picker.currentIndexChanged.connect(lambda _at: self.changed.emit())
            return picker
        line = QLineEdit()
        if one.field == "until":
            line.setPlaceholderText("如 2026-11-30 或 11.30")
        line.textChanged.connect(lambda _text: self.changed.emit())
        return line

    def _nothing(self, one: Question) -> str:
        return "请选" if one.is_needed else NOBODY_YET

    def _options(self, field: str) -> list[tuple[str, str]]:
        if field == "unit":
            return [(unit.name, unit.name) for unit in self._office.units if unit.handles]
        if field == "code":
            return [(one.code, f"{one.code}　{one.name}") for one in self._office.reasons]
        return self._handlers(self._unit)

    def _handlers(self, unit: str) -> list[tuple[str, str]]:
        found = holders(self._office.officers, Role.HANDLER, unit, today=self._today)
        return [(one.name, one.name) for one in found]

    def _offer_handlers(self) -> None:
        picker, unit = self.editors["handler"], self.editors["unit"]
        assert isinstance(picker, Picker)  # noqa: S101 -- handlers are always a list
        assert isinstance(unit, Picker)  # noqa: S101 -- connected for lists alone
        picker.offer(self._handlers(unit.chosen or self._unit))

    def said(self) -> dict[str, Any]:
        """What was answered, by the fields of an order; refuses a day that cannot be read."""
        found: dict[str, Any] = {}
        for field, editor in self.editors.items():
            text = editor.chosen if isinstance(editor, Picker) else editor.text().strip()
            if field != "until":
                found[field] = text
            elif text:
                found[field] = self._day(text)
        return found

    def _day(self, text: str) -> date:
        try:
            return read_date(text, year=self._today.year)
        except Refusal as refusal:
            raise Refusal(str(refusal), field="until") from None

    def answer(self, **said: str) -> None:
        """Put answers into the fields, as a person would."""
        for field, text in said.items():
            editor = self.editors[field]
            if isinstance(editor, Picker):
                editor.choose(text)
            else:
                editor.setText(text)

    def say(self, sentence: str, field: str) -> bool:
        """Say at its field why the move cannot be made; gives whether there is such a field."""
        for name, note in self.notes.items():
            note.say(FieldNote(name, "error", sentence) if name == field else None)
        return field in self.notes
