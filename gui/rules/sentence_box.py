"""A sentence to write: its editor, below it what is wrong, and the words that may follow."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.errors import Refusal
from core.tickets.language.mistakes import Mistake
from core.tickets.language.vocabulary import Vocabulary
from gui.boxes import box, clear, column, row
from gui.buttons import button
from gui.flow import FlowLayout
from gui.forms.notes import FieldNote, NoteLine
from gui.labels import key_cap, label
from gui.rules.sentence_editor import SentenceEditor

PAUSE = 400
"""Milliseconds after the last key before a sentence is read."""

_MOVED = 120
OFFERED = 9

Check = Callable[[str], object]
"""Reads a sentence; refuses with a `Mistake` that names the place, or with another Refusal."""


class SentenceBox(QWidget):
    """Says what is wrong as somebody writes; `written` carries what stands there, right or not."""

    written = Signal(str)

    def __init__(self, name: str, check: Check, *, rows: int = 2, offers: bool = True) -> None:
        super().__init__()
        self._check = check
        self.editor = SentenceEditor(name, rows=rows)
        self.note = NoteLine()
        self._words = FlowLayout(gap=6)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._moved = QTimer(self, singleShot=True, interval=_MOVED)
        self._moved.timeout.connect(self._offer)
        self._offers = offers
        self._pending = False
        self.setLayout(column(self.editor, self.note, *self._below(), gap=4))
        self.editor.edited.connect(self._on_edited)
        self.editor.cursor_moved.connect(self._on_moved)

    def _below(self) -> list[QWidget]:
        if not self._offers:
            return []
        words = box(self._words)
        caption = label("可用的词", "caption")
        caption.setContentsMargins(0, 5, 0, 0)
        keys = column(key_cap("Alt /"), None, margins=(0, 3, 0, 0))
        line = row(column(caption, None), (words, 1), keys, gap=8)
        return [box(line)]

    def show_sentence(
        self, sentence: str, vocabulary: Vocabulary, first: Sequence[str] = ()
    ) -> None:
        """Show a sentence, to be read with this vocabulary; what was being written is gone."""
        self._pause.stop()
        self._pending = False
        self.editor.speak(vocabulary, first)
        self.editor.retype(sentence)
        self.check()
        self._offer()

    def speak(self, vocabulary: Vocabulary, first: Sequence[str] = ()) -> None:
        """Go on with another vocabulary, because a name or a list was changed elsewhere."""
        self.editor.speak(vocabulary, first)
        self.check()

    @property
    def sentence(self) -> str:
        return self.editor.toPlainText()

    @property
    def said(self) -> str:
        """What is wrong with the sentence, or nothing."""
        return self.note.words

    def check(self) -> None:
        """Read the sentence and say what is wrong with it."""
        try:
            self._check(self.sentence)
        except Mistake as mistake:
            self._say(str(mistake), mistake.at)
        except Refusal as refusal:
            self._say(str(refusal), None)
        else:
            self._say("", None)

    def _say(self, said: str, at: int | None) -> None:
        self.note.say(FieldNote("sentence", "error", said) if said else None)
        self.editor.setAccessibleDescription(f"必改：{said}" if said else "")
        self.editor.show_mistake(at)

    def flush(self) -> None:
        """Read what was written now instead of after the pause."""
        self._pause.stop()
        if self._pending:
            self._pending = False
            self.check()
            self.written.emit(self.sentence)

    def _on_edited(self) -> None:
        self._pending = True
        self._pause.start()

    def _on_moved(self) -> None:
        if self._offers:
            self._moved.start()

    def _offer(self) -> None:
        """Offer the first words that may follow the cursor; Alt+/ has all of them."""
        if not self._offers:
            return
        clear(self._words)
        found = self.editor.suggestions()[:OFFERED]
        for one in found:
            made = button(one.text, "dense", on=partial(self.editor.take, one))
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setToolTip(one.help)
            self._words.addWidget(made)

    @property
    def offered(self) -> list[str]:
        """The words offered below the sentence."""
        items = (self._words.itemAt(at) for at in range(self._words.count()))
        return [item.widget().text() for item in items if item is not None]  # type: ignore[attr-defined]  # buttons
