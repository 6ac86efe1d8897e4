"""The words that all rules share: names with their meaning, word lists, number tables."""

import re
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from core.errors import Refusal
from core.tickets.fields import Field, FieldType
from core.tickets.language.word_lists import word_list
from core.tickets.rules.plain import Data
from gui.boxes import at_most, box, clear, column, row, scrolled
from gui.buttons import button, tool
from gui.forms.description import Asked
from gui.forms.editors import LinesEditor
from gui.forms.form import GREATEST_WIDTH
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import label
from gui.rules.draft import Draft
from gui.rules.names_rows import NamesRows
from gui.rules.rule_list import WORDS
from gui.rules.sentence_box import PAUSE

ABOUT = {
    "names": "名称可以写在任何条件里，代表后面那一句。改一个名称，用到它的规则都跟着变。",
    "lists": "词表写在 包含任一、只含、属于 的后面。“×”代表一个数，×月×日 能查到 11月3日。",
    "tables": "数表是名称和数的对照，例如各部法有几条。法修订后改这里。",
}


class WordsEntry(QFrame):
    """One word list or number table: its name, what it is for, a line for each word or row."""

    edited = Signal()
    taken_away = Signal(object)

    def __init__(self, part: str, data: Data) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._part = part
        self._rest = {key: one for key, one in data.items() if key not in _OWN}
        self.name = QLineEdit(data.get("name", ""))
        self.name.setPlaceholderText(f"{WORDS[part]}的名称")
        self.help = QLineEdit(data.get("help", ""))
        self.help.setPlaceholderText("说明：写规则的人看")
        self._by_line = any(map(_BETWEEN.search, data.get("words", ())))
        lines = _lines_of(part, data, by_line=self._by_line)
        field = Field("规则", WORDS[part], "", "words", FieldType.LIST)
        wrapped = sum(1 + len(line) // _ON_A_LINE for line in lines)
        rows = min(max(wrapped, _FEWEST[part]), _MOST)
        self.words = LinesEditor(
            Asked(field=field, label=WORDS[part], hint=_HINTS[part], rows=rows)
        )
        self.words.show_value(lines)
        self.note = NoteLine()
        self.remove = tool("x", f"删掉这个{WORDS[part]}", on=lambda: self.taken_away.emit(self))
        for widget, name in ((self.name, "名称"), (self.help, "说明"), (self.words, WORDS[part])):
            widget.setAccessibleName(name)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        for line in (self.name, self.help):
            line.textEdited.connect(lambda _text: self._pause.start())
            line.setCursorPosition(0)
        self.words.edited.connect(self._pause.start)
        head = row((self.name, 2), (self.help, 3), self.remove, gap=8)
        self.setLayout(column(head, self.words, self.note, gap=6, margins=(12, 10, 8, 6)))

    def flush(self) -> None:
        """Read what was written, say what is wrong with it, and tell."""
        self._pause.stop()
        try:
            _check(self._part, self.value())
        except Refusal as refusal:
            self.note.say(FieldNote("words", "error", str(refusal)))
        else:
            self.note.say(None)
        self.edited.emit()

    def value(self) -> dict[str, Any]:
        lines = list(self.words.value())
        own: dict[str, Any] = {"name": self.name.text().strip(), "help": self.help.text().strip()}
        own |= (
            {"words": self._words_of(lines)} if self._part == "lists" else {"rows": _rows_of(lines)}
        )
        return {**{key: one for key, one in own.items() if one}, **self._rest}

    def _words_of(self, lines: Sequence[str]) -> list[str]:
        """The words; on one line they stand apart by 、, on several each line is one."""
        if self._by_line or len(lines) != 1:
            return list(lines)
        return [word for part in _BETWEEN.split(lines[0]) if (word := part.strip())]


_OWN = frozenset({"name", "help", "words", "rows"})
_HINTS = {"lists": "词和词之间用顿号隔开，或者一行写一个", "tables": "一行写一个：名称 = 数"}
_ON_A_LINE, _MOST = 62, 10
_FEWEST = {"lists": 2, "tables": 3}
_BETWEEN = re.compile(r"[、，,]")


def _lines_of(part: str, data: Data, *, by_line: bool) -> tuple[str, ...]:
    """A list on one line as people write it, or `by_line` where a word has such a sign itself."""
    if part == "lists":
        words = tuple(data.get("words", ()))
        return words if by_line or not words else ("、".join(words),)
    return tuple(f"{name} = {number}" for name, number in data.get("rows", {}).items())


def _rows_of(lines: Sequence[str]) -> dict[str, Any]:
    """The rows of a number table; what is no number stays as it was written, to be refused."""
    pairs = (line.replace("＝", "=").rpartition("=") for line in lines)
    return {name.strip(): _number(number.strip()) for name, _sign, number in pairs if name.strip()}


def _number(text: str) -> Any:
    return int(text) if text.isdecimal() else text


def _check(part: str, data: Data) -> None:
    name = data.get("name", "")
    if not name:
        raise Refusal("请写名称，条件里用它来指。")
    if part == "lists":
        word_list(name, data.get("words", ()))
    for row_, number in data.get("rows", {}).items() if part == "tables" else ():
        if not isinstance(number, int):
            raise Refusal(f"“{row_}”后面要写一个整数，现在是“{number}”。")


class WordsView(QWidget):
    """One part at a time; what is edited goes into the draft at once."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: Draft | None = None
        self.part = "names"
        self._title = label("", "section")
        self._about = label("", "caption", wrap=True)
        self.said = NoteLine()
        self.names = NamesRows(with_help=True)
        self.entries: list[WordsEntry] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.add = button("", "quiet", "plus", on=self._on_add)
        names = QFrame()
        names.setProperty("role", "card")
        names.setLayout(column(self.names, margins=(12, 12, 8, 8)))
        self._names = names
        whole = box(
            column(
                *(self._title, self._about, self.said, 4, names, self._list),
                *(row(self.add, None), None),
                gap=4,
            )
        )
        ground = box(column(at_most(GREATEST_WIDTH, whole), margins=(16, 12, 16, 12)))
        self.setLayout(column(scrolled(ground)))
        self.names.written.connect(self._put)

    def show_part(self, draft: Draft, part: str) -> None:
        """Show the names, the word lists or the number tables of the draft."""
        same = draft is self._draft and part == self.part
        self._draft, self.part = draft, part
        self._title.setText(WORDS[part])
        self._about.setText(ABOUT[part])
        self._names.setVisible(part == "names")
        self.add.setVisible(part != "names")
        self.add.setText(f"加一个{WORDS[part]}")
        if part == "names":
            self.names.show_names(draft.words(part), draft.vocabulary)
        elif not same or [one.value() for one in self.entries] != list(draft.words(part)):
            self._show_entries(draft.words(part))
        self._say()

    def _show_entries(self, entries: Sequence[Data]) -> None:
        clear(self._list)
        self.entries = []
        for one in entries:
            self._append(one)

    def _append(self, data: Data) -> WordsEntry:
        made = WordsEntry(self.part, data)
        made.edited.connect(self._on_edited)
        made.taken_away.connect(self._on_taken_away)
        self.entries.append(made)
        self._list.addWidget(made)
        return made

    def _on_add(self) -> None:
        self._append({}).name.setFocus()

    def _on_taken_away(self, one: WordsEntry) -> None:
        self.entries.remove(one)
        self._list.removeWidget(one)
        one.hide()
        one.deleteLater()
        self.add.setFocus()
        self._on_edited()

    def _on_edited(self) -> None:
        self._put([value for one in self.entries if (value := one.value()).get("name")])

    def _put(self, entries: Sequence[Data]) -> None:
        assert self._draft is not None  # noqa: S101 -- shown before it is edited
        self._draft.put_words(self.part, entries)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        assert self._draft is not None  # noqa: S101 -- called after it is shown
        said = self._draft.words_problem
        self.said.say(FieldNote("words", "error", said) if said else None)
        if self.part == "names":
            self.names.speak(self._draft.vocabulary)

    def flush(self) -> None:
        """Take over what is still being written."""
        self.names.flush()
        for one in self.entries:
            if one.words.hasFocus() or one.name.hasFocus():
                one.flush()
