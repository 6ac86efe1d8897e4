"""Names that stand for a sentence (名称): each with the sentence it means, and what it is for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import Refusal
from core.tickets.language.check import value
from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.plain import Data
from gui import theme
from gui.boxes import column, row
from gui.buttons import button, tool
from gui.rules.sentence_box import PAUSE, SentenceBox

NAME_WIDTH = 168


class NameRow(QWidget):
    """One name and its sentence; `help` has a line of its own where it is asked for."""

    edited = Signal()
    taken_away = Signal(object)

    def __init__(self, data: Data, vocabulary: Vocabulary, *, with_help: bool) -> None:
        super().__init__()
        self._rest = {key: one for key, one in data.items() if key not in _OWN}
        self._vocabulary = vocabulary
        self.name = QLineEdit(data.get("name", ""))
        self.name.setFixedWidth(theme.text_size(NAME_WIDTH))
        self.name.setPlaceholderText("名称")
        self.name.setAccessibleName("名称")
        self.box = SentenceBox(
            f"“{data.get('name', '新名称')}”的意思", self._read, rows=1, offers=False
        )
        self.help = QLineEdit(data.get("help", ""))
        self.help.setPlaceholderText("说明：写规则的人看")
        self.help.setAccessibleName("说明")
        self.remove = tool("x", "去掉这个名称", on=lambda: self.taken_away.emit(self))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.edited)
        for field in (self.name, self.help):
            field.textEdited.connect(lambda _text: self._pause.start())
            field.setCursorPosition(0)
        self.box.written.connect(lambda _sentence: self.edited.emit())
        if with_help:
            head = row(self.name, (self.help, 1), self.remove, gap=8)
            self.setLayout(column(head, self.box, gap=4))
        else:
            self.help.setParent(self)
            self.help.hide()
            aside = column(self.name, None), column(self.remove, None)
            self.setLayout(row(aside[0], (self.box, 1), aside[1], gap=8))
        self.speak(vocabulary)
        self.box.show_sentence(data.get("means", ""), vocabulary)

    def speak(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.box.speak(vocabulary)

    def flush(self) -> None:
        self._pause.stop()
        self.box.flush()

    def _read(self, sentence: str) -> object:
        if not sentence.strip():
            raise Refusal("请写这个名称是什么意思，一句规则语言。")
        return value(sentence, self._vocabulary)

    def value(self) -> dict[str, str]:
        """What stands there, mistakes and all; entries that are not shown are kept."""
        own = {
            "name": self.name.text().strip(),
            "means": self.box.sentence,
            "help": self.help.text().strip(),
        }
        return {**{key: one for key, one in own.items() if one}, **self._rest}


_OWN = frozenset({"name", "means", "help"})


class NamesRows(QWidget):
    """Names one below the other; `written` carries them all."""

    written = Signal(object)

    def __init__(self, *, with_help: bool = False) -> None:
        super().__init__()
        self._with_help = with_help
        self._vocabulary = Vocabulary()
        self.rows: list[NameRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10 if with_help else 4)
        self.add = button("加名称", "quiet", "plus", on=partial(self._on_add))
        self.setFocusProxy(self.add)
        self.setLayout(column(self._list, row(self.add, None), gap=2))

    def show_names(self, names: Sequence[Data], vocabulary: Vocabulary) -> None:
        """Show these names; nothing happens where they are shown already."""
        if [one.value() for one in self.rows] == [dict(one) for one in names]:
            self.speak(vocabulary)
            return
        self._vocabulary = vocabulary
        for old in self.rows:
            self._drop(old)
        self.rows = []
        for one in names:
            self._append(one)

    def speak(self, vocabulary: Vocabulary) -> None:
        """Read the sentences with another vocabulary: one of the names was changed."""
        if vocabulary is not self._vocabulary:
            self._vocabulary = vocabulary
            for one in self.rows:
                one.speak(vocabulary)

    def flush(self) -> None:
        for one in self.rows:
            one.flush()

    def _append(self, data: Data) -> NameRow:
        made = NameRow(data, self._vocabulary, with_help=self._with_help)
        made.edited.connect(self._on_edited)
        made.taken_away.connect(self._on_taken_away)
        self.rows.append(made)
        self._list.addWidget(made)
        return made

    def _drop(self, one: NameRow) -> None:
        self._list.removeWidget(one)
        one.hide()
        one.deleteLater()

    def _on_add(self) -> None:
        self._append({}).name.setFocus()

    def _on_taken_away(self, one: NameRow) -> None:
        self.rows.remove(one)
        self._drop(one)
        self.add.setFocus()
        self._on_edited()

    def _on_edited(self) -> None:
        values = [value for one in self.rows if (value := one.value()).get("name")]
        self.written.emit(values)
