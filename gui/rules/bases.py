"""The articles something rests on, each with the days on which it was in force."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.dates import read_date
from core.errors import Refusal
from gui import theme
from gui.boxes import column, row
from gui.buttons import button, tool
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.rules.sentence_box import PAUSE

DAY = 112


class BasisRow(QWidget):
    """One article: as it is cited, and from when to when."""

    edited = Signal()
    taken_away = Signal(object)

    def __init__(self, basis: Any) -> None:
        super().__init__()
        data = {"text": basis} if isinstance(basis, str) else dict(basis)
        self.text = QLineEdit(data.get("text", ""))
        self.text.setPlaceholderText("《法规全称》第几条")
        self.text.setAccessibleName("依据")
        self.since, self.until = _day(data.get("since"), "自"), _day(data.get("until"), "至")
        self.remove = tool("x", "去掉这条依据", on=lambda: self.taken_away.emit(self))
        for field in (self.text, self.since, self.until):
            field.textEdited.connect(lambda _text: self.edited.emit())
            field.setCursorPosition(0)
        self.setLayout(
            row(
                *((self.text, 1), label("自", "caption"), self.since),
                *(label("至", "caption"), self.until, self.remove),
                gap=6,
            )
        )

    def value(self) -> dict[str, Any]:
        """What was written; Refusal where a day cannot be read."""
        days = {"since": self.since.text().strip(), "until": self.until.text().strip()}
        read = {key: read_date(text) for key, text in days.items() if text}
        return {"text": self.text.text().strip(), **read}


def _day(day: Any, name: str) -> QLineEdit:
    field = QLineEdit("" if day is None else f"{day}")
    field.setFixedWidth(theme.text_size(DAY))
    field.setPlaceholderText("年-月-日")
    field.setAccessibleName(f"依据{name}哪天")
    return field


class BasesEditor(QWidget):
    """As many articles as there are; `written` carries them as a rule's data has them."""

    written = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[BasisRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.note = NoteLine()
        self.add = button("加依据", "quiet", "plus", on=self._on_add)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self.setFocusProxy(self.add)
        self.setLayout(column(self._list, self.note, row(self.add, None), gap=2))

    def show_bases(self, bases: str | Sequence[Any]) -> None:
        self._pause.stop()
        for old in self._rows:
            self._drop(old)
        self._rows = []
        for one in [bases] if isinstance(bases, str) and bases else bases:
            self._append(one)
        self.note.say(None)

    def flush(self) -> None:
        """Read what was written now instead of after the pause."""
        self._pause.stop()
        try:
            values = [value for one in self._rows if (value := one.value())["text"]]
        except Refusal as refusal:
            self.note.say(FieldNote("basis", "error", str(refusal)))
            return
        self.note.say(None if values else FieldNote("basis", "error", "请写明依据哪一条。"))
        undated = len(values) == 1 and set(values[0]) == {"text"}
        self.written.emit(values[0]["text"] if undated else values)

    def _append(self, basis: Any) -> BasisRow:
        made = BasisRow(basis)
        made.edited.connect(self._pause.start)
        made.taken_away.connect(self._on_taken_away)
        self._rows.append(made)
        self._list.addWidget(made)
        return made

    def _drop(self, one: BasisRow) -> None:
        self._list.removeWidget(one)
        one.hide()
        one.deleteLater()

    def _on_add(self) -> None:
        self._append("").text.setFocus()

    def _on_taken_away(self, one: BasisRow) -> None:
        self._rows.remove(one)
        self._drop(one)
        self.add.setFocus()
        self.flush()
