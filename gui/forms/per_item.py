"""The editor of a list that answers another list item by item: a verdict and its grounds each.

Kept as text, one for each item of the other list: 属实：收据、聊天记录. What was written in another
way comes back as it was, until somebody changes that row.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gui import theme
from gui.choices import Choices
from gui.forms.description import Asked
from gui.labels import ElidedLabel

SEPARATOR = "："
_BETWEEN = re.compile(r"[：:，,、；;\s]+")
ITEM_KEEPS = 192


class ItemRow:
    """One item: what it is, which verdict, and on what grounds (凭什么)."""

    def __init__(self, place: int, words: Sequence[str], edited: SignalInstance) -> None:
        self._place = place
        self._words = words
        self._between = SEPARATOR
        self.title = ElidedLabel("dense", keeps=ITEM_KEEPS)
        self.verdict = Choices([(word, word) for word in words])
        self.verdict.picked.connect(edited)
        self.grounds = QLineEdit()
        self.grounds.setPlaceholderText("凭什么")
        self.grounds.textEdited.connect(lambda _text: edited.emit())
        self.name("")

    def name(self, item: str) -> None:
        """Say which item the row answers."""
        number = self._place + 1
        self.title.say(f"{number}　{item or '（诉求事项里没有这一项）'}")
        self.verdict.setAccessibleName(f"第 {number} 项认定：{item}")
        self.grounds.setAccessibleName(f"第 {number} 项凭什么")

    def offer(self, words: Sequence[str]) -> None:
        """Let these verdicts be chosen; one that stands here is kept."""
        held, self._words = self.text, words
        self.verdict.set_options([(word, word) for word in words])
        self.show_text(held)

    @property
    def text(self) -> str:
        """The row as it is kept."""
        verdict, grounds = self.verdict.chosen or "", self.grounds.text().strip()
        return f"{verdict}{self._between}{grounds}" if verdict and grounds else verdict or grounds

    def show_text(self, text: str) -> None:
        verdict = next(
            (w for w in sorted(self._words, key=len, reverse=True) if _begins(text, w)), ""
        )
        between = _BETWEEN.match(text, len(verdict)) if verdict else None
        self._between = between.group() if between else SEPARATOR
        grounds = text[between.end() :] if between else text[len(verdict) :]
        self.verdict.choose(verdict or None)
        if self.grounds.text() != grounds:
            self.grounds.setText(grounds)
            self.grounds.setCursorPosition(0)

    def widgets(self) -> tuple[QWidget, QWidget, QWidget]:
        return self.title, self.verdict, self.grounds

    def lock(self, *, on: bool) -> None:
        self.verdict.set_read_only(on=on)
        self.grounds.setReadOnly(on)

    def mark(self, state: str) -> None:
        """Show what is said of the field at the rows that nobody has answered."""
        mine = "" if self.verdict.chosen else state
        theme.set_state(self.verdict, mine)
        theme.set_state(self.grounds, mine)


def _begins(text: str, word: str) -> bool:
    """Whether the text begins with the word by itself, not with a longer one that contains it."""
    return text.startswith(word) and (
        len(text) == len(word) or bool(_BETWEEN.match(text, len(word)))
    )


class PerItemEditor(QWidget):
    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._words = [words for _, words in asked.options]
        self._items: tuple[str, ...] = ()
        self._locked = False
        self._state = ""
        self.rows: list[ItemRow] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(2, 3)
        self._make_rows(1)

    def show_items(self, items: Iterable[str]) -> None:
        """Answer these items; answers that stand here keep their places."""
        texts, self._items = self._texts(), tuple(items)
        self._show(texts)

    @property
    def items(self) -> tuple[str, ...]:
        """The items that are answered here."""
        return self._items

    def offer(self, words: Sequence[str]) -> None:
        """Let these verdicts be chosen."""
        if list(words) != self._words:
            self._words = list(words)
            for one in self.rows:
                one.offer(self._words)

    @property
    def answered(self) -> int:
        """How many rows have a verdict or grounds."""
        return sum(bool(one.text) for one in self.rows)

    def show_value(self, value: Any) -> None:
        self._show(tuple(value or ()))

    def value(self) -> tuple[str, ...]:
        """The answers in their places; what nobody has answered behind the last one is left out."""
        return self._texts()

    def typed(self) -> str:
        return "\n".join(self._texts())

    def retype(self, typed: Any) -> None:
        self._show(tuple(line.strip() for line in str(typed or "").splitlines()))

    def lock(self, *, on: bool) -> None:
        self._locked = on
        for one in self.rows:
            one.lock(on=on)

    def mark(self, state: str) -> None:
        self._state = state
        for one in self.rows:
            one.mark(state)

    def _texts(self) -> tuple[str, ...]:
        texts = [one.text for one in self.rows]
        while texts and not texts[-1]:
            texts.pop()
        return tuple(texts)

    def _show(self, texts: Sequence[str]) -> None:
        self._make_rows(max(len(self._items), len(texts), 1))
        for place, one in enumerate(self.rows):
            one.name(self._items[place] if place < len(self._items) else "")
            one.show_text(texts[place] if place < len(texts) else "")
            one.mark(self._state)

    def _make_rows(self, count: int) -> None:
        while len(self.rows) > count:
            for widget in self.rows.pop().widgets():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        while len(self.rows) < count:
            made = ItemRow(len(self.rows), self._words, self.edited)
            made.verdict.picked.connect(lambda made=made: made.mark(self._state))
            made.lock(on=self._locked)
            for column, widget in enumerate(made.widgets()):
                self._grid.addWidget(widget, len(self.rows), column)
            self.rows.append(made)
        self.setFocusProxy(self.rows[0].verdict)
