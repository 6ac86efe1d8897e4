"""Editors of single values: each shows a value, keeps what was typed, and reads it back.

All editors offer the same: `edited` (a person changed it), `show_value`, `value` (raises Refusal
when what stands there cannot be read), `typed` and `retype` (JSON-able, as typed), `lock`.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QMimeData, QSignalBlocker, Signal, SignalInstance
from PySide6.QtGui import QAction, QFocusEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QTextEdit, QWidget

from core.tickets.fields import (
    EMPTY_VALUES,
    Field,
    FieldType,
    as_text,
    from_plain,
    plain,
    shown_text,
)
from gui import icons, theme
from gui.choices import Choices
from gui.combo import Combo
from gui.forms.description import FEW, Asked
from gui.utf16 import units

Parse = Callable[[Field, str], Any]
"""Reads what was typed into a value of the field; raises Refusal with the sentence to show."""

NOT_OFFERED = "不在可选的里面"
"""Said behind a value that stands in the ticket and is none of those to choose from."""

NOTHING = "未选"

_SPREAD = 112
_LINE = 23


class Editor(Protocol):
    """What a form asks of an editor, beside being a widget."""

    @property
    def edited(self) -> SignalInstance: ...
    def show_value(self, value: Any) -> None: ...
    def value(self) -> Any: ...
    def typed(self) -> Any: ...
    def retype(self, typed: Any) -> None: ...
    def lock(self, *, on: bool) -> None: ...


class LineEditor(QLineEdit):
    """One line: text, numbers, money, days and moments."""

    edited = Signal()
    suggestion_taken = Signal()

    def __init__(self, asked: Asked, parse: Parse) -> None:
        super().__init__()
        self._field = asked.field
        self._parse = parse
        self._hint = asked.hint
        self.setPlaceholderText(asked.hint)
        # Made here: one that the field makes itself is taken for gone as soon as another dies.
        self._take = QAction(icons.icon("check"), "采用建议", self)
        self.addAction(self._take, QLineEdit.ActionPosition.TrailingPosition)
        self._take.setVisible(False)
        self._take.triggered.connect(lambda _on=False: self.suggestion_taken.emit())
        self.textEdited.connect(lambda _text: self.edited.emit())

    def show_value(self, value: Any) -> None:
        self.retype(shown_text(self._field, value))

    def value(self) -> Any:
        text = self.text()
        if not text.strip():
            return EMPTY_VALUES.get(self._field.type)
        return text if self._field.type is FieldType.TEXT else self._parse(self._field, text)

    def typed(self) -> str:
        return self.text()

    def retype(self, typed: Any) -> None:
        if self.text() != typed:
            self.setText(str(typed))
            self.setCursorPosition(0)

    def suggest(self, words: str) -> None:
        """Say in the empty field what could stand there, its edge dashed; "" says nothing."""
        self.setPlaceholderText(f"建议　{words}" if words else self._hint)
        theme.set_state(self, "true" if words else "", "proposed")
        self._take.setVisible(bool(words))

    def lock(self, *, on: bool) -> None:
        self.setReadOnly(on)
        redress(self)


class AreaEditor(QTextEdit):
    """Several lines of plain text, in reading size; the tab key leaves it."""

    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._rows = asked.rows
        self._waves: list[tuple[int, int, str]] = []
        self._pointed_out: list[tuple[int, int]] = []
        self.setPlaceholderText(asked.hint)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.fit()
        self.textChanged.connect(self._on_text_changed)

    def fit(self) -> None:
        """Be as high as its rows are with the type size that holds now."""
        self.setFixedHeight(theme.text_size(_LINE * max(self._rows, 2)) + 14)

    def show_value(self, value: Any) -> None:
        self.retype(value or "")

    def value(self) -> Any:
        text = self.toPlainText()
        return text if text.strip() else ""

    def typed(self) -> str:
        return self.toPlainText()

    def retype(self, typed: Any) -> None:
        if self.toPlainText() == typed:
            return
        with QSignalBlocker(self):
            self.setPlainText(str(typed))
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            spread = QTextBlockFormat()
            kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            spread.setLineHeight(_SPREAD, kind)
            cursor.mergeBlockFormat(spread)
            self.document().clearUndoRedoStacks()

    def lock(self, *, on: bool) -> None:
        self.setReadOnly(on)
        redress(self)

    def overwrite(self, text: str) -> None:
        """Write other words in one go, as a person would; Ctrl+Z brings the old ones back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def underline(self, spans: list[tuple[int, int, str]]) -> None:
        """Draw wavy lines below parts of the text: (start, end, colour token) in characters.

        The text and its undo history are not touched.
        """
        self._waves = spans
        self._draw_marks()

    def point_out(self, spans: list[tuple[int, int]]) -> None:
        """Underline the words a proposal rests on, beside what findings underline."""
        self._pointed_out = spans
        self._draw_marks()

    def _draw_marks(self) -> None:
        dashes = QTextCharFormat.UnderlineStyle.DashUnderline
        waves = QTextCharFormat.UnderlineStyle.WaveUnderline
        marks = [self._mark(*span, "accent-text", dashes) for span in self._pointed_out]
        marks += [self._mark(*span, waves) for span in self._waves]
        if marks or self.extraSelections():
            self.setExtraSelections(marks)

    def _mark(
        self, start: int, end: int, tone: str, style: QTextCharFormat.UnderlineStyle
    ) -> QTextEdit.ExtraSelection:
        text = self.toPlainText()
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(units(text[:start]))
        cursor.setPosition(units(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(style)
        form.setUnderlineColor(theme.colour(tone))
        mark.cursor = cursor  # type: ignore[attr-defined]  # missing in the stubs
        mark.format = form  # type: ignore[attr-defined]  # missing in the stubs
        return mark

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()

    def _on_text_changed(self) -> None:
        self.edited.emit()


class LinesEditor(AreaEditor):
    """A list: one line each."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.setPlaceholderText(asked.hint or "一行写一项")

    def show_value(self, value: Any) -> None:
        self.retype("\n".join(value or ()))

    def value(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.toPlainText().splitlines())
        return tuple(line for line in lines if line)


class ChoiceEditor(Choices):
    """A few values, all seen. One that is not among them is shown behind them and not lost."""

    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked.options)
        self._field = asked.field
        self._offered = list(asked.options)
        self._stray = NOT_OFFERED
        self.picked.connect(self._on_picked)

    def offer(self, options: Sequence[tuple[Any, str]], *, stray: str) -> None:
        """Offer other values; `stray` is said of the one that stands here and is none of them."""
        if (list(options), stray) == (self._offered, self._stray):
            return
        held = self.chosen
        self._offered, self._stray = list(options), stray
        self._show_offered(held)

    @property
    def offered(self) -> tuple[list[tuple[Any, str]], str]:
        """The values offered now, and what is said of one that is none of them."""
        return list(self._offered), self._stray

    def show_value(self, value: Any) -> None:
        self._show_offered(value)

    def _show_offered(self, value: Any) -> None:
        options = with_stray(self._offered, value, self._stray)
        if self.options != options:
            self.set_options(options)
        self.choose(value)

    def _on_picked(self) -> None:
        if len(self.options) > len(self._offered):
            self._show_offered(self.chosen)
        self.edited.emit()

    def value(self) -> Any:
        return self.chosen

    def typed(self) -> Any:
        return plain(self._field, self.chosen)

    def retype(self, typed: Any) -> None:
        self.show_value(chosen_from(self._field, typed))

    def lock(self, *, on: bool) -> None:
        self.set_read_only(on=on)


class ComboEditor(Combo):
    """Many values; the first entry is none of them. A value not among them is the last entry."""

    edited = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._field = asked.field
        self._offered = list(asked.options)
        self._stray = NOT_OFFERED
        self._nothing = NOTHING
        self._values: list[Any] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.show_value(None)
        self.activated.connect(lambda _index: self.edited.emit())

    def offer(self, options: Sequence[tuple[Any, str]], *, stray: str) -> None:
        """Offer other values; `stray` is said of the one that stands here and is none of them."""
        if (list(options), stray) != (self._offered, self._stray):
            held = self.value()
            self._offered, self._stray = list(options), stray
            self.show_value(held)

    @property
    def offered(self) -> tuple[list[tuple[Any, str]], str]:
        """The values offered now, and what is said of one that is none of them."""
        return list(self._offered), self._stray

    def suggest(self, words: str) -> None:
        """Say beside that nothing is chosen what could be; "" says nothing."""
        nothing = f"未选　建议 {words}" if words else NOTHING
        if nothing != self._nothing:
            held, self._nothing = self.value(), nothing
            self.show_value(held)

    def show_value(self, value: Any) -> None:
        options = [(None, self._nothing), *with_stray(self._offered, value, self._stray)]
        if self.entries != options:
            self.clear()
            self._values = [one for one, _ in options]
            self.addItems([words for _, words in options])
        self.setCurrentIndex(self._values.index(value))

    @property
    def entries(self) -> list[tuple[Any, str]]:
        return [(value, self.itemText(at)) for at, value in enumerate(self._values)]

    def value(self) -> Any:
        return self._values[self.currentIndex()]

    def typed(self) -> Any:
        return plain(self._field, self.value())

    def retype(self, typed: Any) -> None:
        self.show_value(chosen_from(self._field, typed))


def with_stray(options: Sequence[tuple[Any, str]], value: Any, said: str) -> list[tuple[Any, str]]:
    """The options, and behind them `value` with what is `said` of it where it is none of them."""
    known = value is None or any(value == one for one, _ in options)
    return [*options] if known else [*options, (value, f"{as_text(value)}　{said}")]


def chosen_from(field: Field, typed: Any) -> Any:
    """The value that a draft holds of a choice; numbers were typed as text once."""
    if field.type is FieldType.INT and isinstance(typed, str):
        return int(typed) if typed.strip().isdecimal() else None
    return from_plain(field, typed)


def editor_of(asked: Asked, parse: Parse) -> QWidget:
    """The editor that fits a field; evidence and answers item by item have their own modules."""
    from gui.forms.evidence import EvidenceEditor  # noqa: PLC0415 -- it is made of these editors
    from gui.forms.per_item import PerItemEditor  # noqa: PLC0415 -- see above

    if asked.field.type is FieldType.EVIDENCE:
        return EvidenceEditor(asked)
    if asked.each_of:
        return PerItemEditor(asked)
    if asked.field.type is FieldType.LIST:
        return LinesEditor(asked)
    if asked.options:
        few = len(asked.options) <= FEW and not asked.narrow
        return ChoiceEditor(asked) if few else ComboEditor(asked)
    return AreaEditor(asked) if asked.rows > 1 else LineEditor(asked, parse)


def typed_empty(field: Field) -> Any:
    """What an editor of the field holds while nothing is typed in it."""
    if field.type in {FieldType.ENUM, FieldType.BOOL}:
        return None
    return [] if field.type is FieldType.EVIDENCE else ""


def redress(widget: QWidget) -> None:
    """Have the sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
