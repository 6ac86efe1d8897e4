"""Lines of a form inside a card: the editors of the form builder, read entry by entry.

For entries of rules and words; what a value may be is decided by whoever gives `read`.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.dates import read_date
from core.errors import Refusal
from core.tickets.fields import Field, FieldType
from gui import theme
from gui.boxes import column, row
from gui.forms.description import Asked, Line, options_of
from gui.forms.editors import Editor
from gui.forms.line import LABEL_WIDTH, FieldBox, LineBox
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.rules.sentence_box import PAUSE

Read = Callable[[Any], object]
"""Refuses a value that an entry cannot have."""


def entry(  # noqa: PLR0913 -- all but the first three go by name
    key: str,
    name: str,
    kind: FieldType | Any = FieldType.TEXT,
    *,
    hint: str = "",
    rows: int = 1,
    must: bool = False,
    share: int = 1,
    options: Sequence[tuple[Any, str]] = (),
) -> Asked:
    """An entry as the form builder asks for it; `kind` is a type, or the words it may be."""
    if isinstance(kind, FieldType):
        field = Field("规则", name, "", key, kind)
    else:
        field = Field("规则", name, "", key, FieldType.ENUM, kind)
    asked_options = tuple(options) or options_of(field)
    return Asked(
        field=field, label=name, hint=hint, must=must, rows=rows, share=share, options=asked_options
    )


def _day(_field: Field, text: str) -> Any:
    return read_date(text)


class Lines(QWidget):
    """Shows values by key; `written` carries a key and the value a person gave it."""

    written = Signal(str, object)

    def __init__(self, lines: Sequence[Line], checks: Mapping[str, Read] | None = None) -> None:
        super().__init__()
        self._checks = checks or {}
        self._boxes: dict[str, FieldBox] = {}
        self._lines: dict[str, LineBox] = {}
        self._shown: dict[str, Any] = {}
        self._pending: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._made = [LineBox(line, _day) for line in lines]
        for one in self._made:
            for field in one.fields:
                self._boxes[field.key], self._lines[field.key] = field, one
                self._editor(field.key).edited.connect(lambda key=field.key: self._on_edited(key))
        self.setLayout(column(*self._made, gap=1))

    def _editor(self, key: str) -> Editor:
        return cast("Editor", self._boxes[key].editor)

    def editor(self, key: str) -> QWidget:
        return self._boxes[key].editor

    def line(self, key: str) -> LineBox:
        return self._lines[key]

    def show_values(self, values: Mapping[str, Any], *, fresh: bool = False) -> None:
        """Show these values, nothing for keys that are missing.

        Unless it is `fresh`, an entry whose value is what it was stays as somebody is writing it.
        """
        if fresh:
            self._pause.stop()
            self._pending.clear()
            self._shown.clear()
        for key in self._boxes:
            value = values.get(key)
            if key not in self._shown or self._shown[key] != value:
                self._shown[key] = value
                self._editor(key).show_value(value)
                self._check(key)

    def said(self, key: str) -> str:
        """What is wrong with an entry, or nothing."""
        return "".join(note.sentence for note in self._boxes[key].notes)

    def refuse(self, key: str, said: str) -> None:
        """Say at an entry why it cannot be so."""
        self._boxes[key].say((FieldNote(key, "error", said),) if said else ())
        self._lines[key].say_notes()

    def flush(self) -> None:
        """Read what was written now instead of after the pause."""
        self._pause.stop()
        keys, self._pending = self._pending, set()
        for key in sorted(keys):
            if self._check(key):
                self._shown[key] = self._editor(key).value()
                self.written.emit(key, self._shown[key])

    def _check(self, key: str) -> bool:
        try:
            value = self._editor(key).value()
            if key in self._checks:
                self._checks[key](value)
        except Refusal as refusal:
            self.refuse(key, str(refusal))
            return False
        self.refuse(key, "")
        return True

    def _on_edited(self, key: str) -> None:
        self._pending.add(key)
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            for line in self._made:
                line.fit()


class Labelled(QWidget):
    """An editor of another make, in line with those of the form builder."""

    def __init__(self, name: str, editor: QWidget, note: NoteLine | None = None) -> None:
        super().__init__()
        self._words = label(name, "field", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._words.setContentsMargins(0, 6, 0, 0)
        self._words.setBuddy(editor)
        self.fit()
        right = column(editor, *([note] if note is not None else []), gap=2)
        self.setLayout(row(self._words, (right, 1), gap=8))

    def fit(self) -> None:
        """Be as wide as the type size that holds now asks for."""
        self._words.setFixedWidth(theme.text_size(LABEL_WIDTH))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.fit()
