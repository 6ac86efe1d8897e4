"""The editor of one sentence of the rule language: coloured, completed (Alt+/), mistakes marked."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from core.tickets.fields import Field, FieldType
from core.tickets.language.completion import Suggestion, suggestions
from core.tickets.language.grammar import NAME_CHARACTER
from core.tickets.language.vocabulary import Vocabulary
from gui import theme
from gui.forms.description import Asked
from gui.forms.editors import AreaEditor
from gui.rules.colours import SentenceColours
from gui.utf16 import characters, units

MOST_ROWS = 14
_FRAME = 16
_ACCEPTING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_ALT = Qt.KeyboardModifier.AltModifier
_SEPARATE = "(（,，、“"
_WORDS = re.compile(NAME_CHARACTER)


class SentenceEditor(AreaEditor):
    """Grows with its sentence; suggests what may follow the cursor."""

    cursor_moved = Signal()

    def __init__(self, name: str, *, hint: str = "", rows: int = 2) -> None:
        field = Field("规则", name, "", "sentence", FieldType.TEXT)
        self._least = rows
        super().__init__(Asked(field=field, label=name, hint=hint, rows=rows))
        self.setAccessibleName(name)
        self._vocabulary = Vocabulary()
        self._first: Sequence[str] = ()
        self._offered: list[Suggestion] = []
        self._known = ""
        self._colours = SentenceColours(self.document())
        self._completer = self._make_completer()
        self.textChanged.connect(self.fit)
        self.cursorPositionChanged.connect(self.cursor_moved)

    def _make_completer(self) -> QCompleter:
        completer = QCompleter(QStringListModel(self), self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setWidget(self)
        popup = QListView()
        completer.setPopup(popup)
        popup.setProperty("role", "completion")
        popup.setAccessibleName("可用的词")
        completer.activated.connect(lambda _text: self._take(popup.currentIndex().row()))
        return completer

    def fit(self) -> None:
        """Be as high as the sentence needs at this width, within bounds."""
        least = theme.text_size(23) * self._least + _FRAME
        most = theme.text_size(23) * MOST_ROWS + _FRAME
        needed = round(self.document().size().height()) + _FRAME
        wanted = min(max(needed, least), most)
        off, needs = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(needs if needed > most else off)
        if self.height() != wanted or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    def retype(self, typed: object) -> None:
        super().retype(typed)
        self._known = self.toPlainText()
        self.fit()

    def _on_text_changed(self) -> None:
        """Colouring is a change too for Qt; a person has written only where words differ."""
        if self.toPlainText() != self._known:
            self._known = self.toPlainText()
            self.edited.emit()

    # words

    def speak(self, vocabulary: Vocabulary, first: Sequence[str] = ()) -> None:
        """Use the words of this vocabulary; those in `first` are offered before the others."""
        self._vocabulary, self._first = vocabulary, first
        self._colours.speak(vocabulary)

    @property
    def place(self) -> int:
        """Where the cursor is, in characters."""
        return characters(self.toPlainText(), self.textCursor().position())

    def go_to(self, at: int) -> None:
        """Put the cursor before a character."""
        cursor = self.textCursor()
        cursor.setPosition(units(self.toPlainText()[:at]))
        self.setTextCursor(cursor)

    def suggestions(self) -> list[Suggestion]:
        """What may be written at the cursor."""
        return suggestions(self.toPlainText(), self.place, self._vocabulary, first=self._first)

    def take(self, one: Suggestion) -> None:
        """Write a suggested word in the place of what was begun, with blanks around it."""
        text = self.toPlainText()
        cursor = self.textCursor()
        cursor.setPosition(units(text[: one.start]))
        cursor.setPosition(units(text[: self.place]), QTextCursor.MoveMode.KeepAnchor)
        before, after = text[: one.start], text[self.place :]
        blank = "" if not before or before[-1].isspace() or before[-1] in _SEPARATE else " "
        behind = "" if one.text.endswith("(") or after[:1].isspace() else " "
        cursor.insertText(f"{blank}{one.text}{behind}")
        self.setTextCursor(cursor)
        self.setFocus()

    # completion

    def complete(self) -> None:
        """Offer what may follow, in a list at the cursor (Alt+/)."""
        self._offered = self.suggestions()
        popup = self._completer.popup()
        if not self._offered:
            popup.hide()
            return
        model = self._completer.model()
        assert isinstance(model, QStringListModel)  # noqa: S101 -- made above
        model.setStringList([_said(one) for one in self._offered])
        room = self.cursorRect()
        room.setWidth(
            min(popup.sizeHintForColumn(0) + popup.verticalScrollBar().sizeHint().width() + 24, 520)
        )
        self._completer.complete(room)
        popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._offered):
            self.take(self._offered[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = event.key() == Qt.Key.Key_Slash and event.modifiers() == _ALT
        if asked:
            self.complete()
            return
        popup = self._completer.popup()
        if popup.isVisible() and event.key() in (*_ACCEPTING, Qt.Key.Key_Escape):
            row = popup.currentIndex().row()
            popup.hide()
            if event.key() in _ACCEPTING:
                self._take(row)
            return
        super().keyPressEvent(event)
        if popup.isVisible():
            self.complete()

    def show_mistake(self, at: int | None) -> None:
        """Underline the word at that place; None takes the mark away."""
        if at is None:
            self.underline([])
            return
        text = self.toPlainText()
        start = min(at, max(len(text.rstrip()) - 1, 0))
        end = start + 1
        while end < len(text) and _WORDS.match(text, end):
            end += 1
        self.underline([(start, end, "danger")])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._colours.rehighlight()
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def _said(one: Suggestion) -> str:
    return f"{one.text}　{one.help}" if one.help else one.text
