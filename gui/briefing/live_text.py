"""`LiveText`: the text of a section with its live figures marked; what is typed over one is kept.

A figure is a run of text with its name in the format. It is never broken over a line; what is
written at its edges is plain text.
"""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit, QToolTip

from core.briefing.figure import LiveFigure, Sense
from core.briefing.notation import Live, Piece, pieces, shown, written
from gui import theme

NAME = QTextFormat.Property.UserProperty + 1
SHOWN = QTextFormat.Property.UserProperty + 2
_SPACE, _HARD_SPACE = " ", "\u00a0"
SPREAD = 124


class LiveText(QTextEdit):
    edited = Signal()
    at_figure = Signal(str)
    """The name of the figure under the cursor, or ""."""

    opened = Signal(str)
    """Somebody wants to see the tickets behind this figure."""

    def __init__(self) -> None:
        self._figures: Mapping[str, LiveFigure] = {}
        super().__init__()
        self.setAccessibleName("正文")
        self.setProperty("role", "reading")
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self._is_showing = False
        self.textChanged.connect(self._on_changed)
        self.cursorPositionChanged.connect(self._on_moved)

    def show_text(
        self, paragraphs: Sequence[str], figures: Mapping[str, LiveFigure], *, locked: bool
    ) -> None:
        """Show a section; the cursor stays where it was as far as there is text."""
        place = self.textCursor().position()
        self._figures, self._is_showing = figures, True
        self.clear()
        cursor = self.textCursor()
        self._begin(cursor)
        for number, paragraph in enumerate(paragraphs):
            if number:
                cursor.insertBlock()
            for piece in pieces(paragraph):
                self._insert(cursor, piece)
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.document().clearUndoRedoStacks()
        self.setReadOnly(locked)
        self._is_showing = False
        self._on_moved()

    def paragraphs(self) -> list[str]:
        """The text as it is written down, without empty paragraphs."""
        found = []
        block = self.document().begin()
        while block.isValid():
            text = written(_pieces_of(block)).strip()
            if text:
                found.append(text)
            block = block.next()
        return found

    def insert_figure(self, name: str) -> None:
        """Put a live figure where the cursor is."""
        self._insert(self.textCursor(), Live(name))
        self.setFocus()

    def make_live(self, said: str, name: str) -> bool:
        """Put the live figure in place of the first such words; whether there were any."""
        cursor = self.document().find(said)  # finds hard spaces for soft ones too
        if cursor.isNull():
            return False
        self._insert(cursor, Live(name))
        return True

    def figure_here(self) -> str:
        """The name of the figure under the cursor, or ""."""
        return _name_of(self._format_at(self.textCursor()))

    # keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Return and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.opened.emit(self.figure_here())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.opened.emit(self._name_at(event.position().toPoint()))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self.viewport().mapFrom(self, event.pos())
            found = self._figures.get(self._name_at(at))
            QToolTip.showText(event.globalPos(), said_of(found) if found else "", self)
            return True
        return super().event(event)

    def _name_at(self, at: QPoint) -> str:
        cursor = self.cursorForPosition(at)
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return _name_of(cursor.charFormat())

    def _format_at(self, cursor: QTextCursor) -> QTextCharFormat:
        """The format of the character before the cursor, or of that behind it."""
        before = cursor.charFormat()
        if _name_of(before):
            return before
        ahead = QTextCursor(cursor)
        ahead.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return ahead.charFormat()

    # writing

    def _begin(self, cursor: QTextCursor) -> None:
        form = QTextBlockFormat()
        form.setLineHeight(SPREAD, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTextIndent(theme.text_size(28))
        form.setBottomMargin(6)
        cursor.setBlockFormat(form)

    def _insert(self, cursor: QTextCursor, piece: Piece) -> None:
        text = shown(piece, self._figures)
        if isinstance(piece, str):
            cursor.insertText(text, _plain())
            return
        found = self._figures.get(piece.name)
        right = found is not None and text == found.shown
        is_words = found is not None and found.sense is Sense.WORDS
        known = shown(Live(piece.name), self._figures)
        form = _live(piece.name, known, right=right, is_words=is_words)
        cursor.insertText(text.replace(_SPACE, _HARD_SPACE), form)
        cursor.setCharFormat(_plain())
        self.setCurrentCharFormat(_plain())

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.edited.emit()

    def _on_moved(self) -> None:
        cursor = self.textCursor()
        ahead = QTextCursor(cursor)
        ahead.movePosition(QTextCursor.MoveOperation.NextCharacter)
        at_edge = (
            _name_of(ahead.charFormat()) != _name_of(cursor.charFormat()) or cursor.atBlockEnd()
        )
        if not cursor.hasSelection() and at_edge and _name_of(cursor.charFormat()):
            self.setCurrentCharFormat(_plain())
        self.at_figure.emit(self.figure_here())

    def changeEvent(self, event: QEvent) -> None:
        """Colours of figures are those of the scheme that holds now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._figures:
            self.show_text(self.paragraphs(), self._figures, locked=self.isReadOnly())


def said_of(figure: LiveFigure) -> str:
    """What a figure says about itself when it is pointed at."""
    return f"{figure.name}：{figure.shown}\n{figure.note}".strip()


def _name_of(form: QTextCharFormat) -> str:
    return str(form.property(NAME) or "")


def _plain() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(theme.colour("text"))
    return form


def _live(name: str, known: str, *, right: bool, is_words: bool) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setProperty(NAME, name)
    form.setProperty(SHOWN, known)
    form.setForeground(theme.colour("accent-text" if right else "warn-text"))
    if not (is_words and right):  # names and days open nothing: no ground
        form.setBackground(theme.colour("info-soft" if right else "warn-soft"))
    form.setFontWeight(QFont.Weight.Medium if not right else QFont.Weight.Normal)
    form.setFontUnderline(not right)  # colour alone says nothing
    return form


def _pieces_of(block: object) -> Iterator[Piece]:
    """The pieces of a paragraph; runs that belong to one figure are one piece."""
    waiting: tuple[str, str] | None = None
    said = ""
    for text, name, known in _runs(block):
        if waiting == (name, known) and name:
            said += text
            continue
        yield from _done(waiting, said)
        waiting, said = (name, known), text
    yield from _done(waiting, said)


def _done(waiting: tuple[str, str] | None, said: str) -> Iterator[Piece]:
    if waiting is None or not said:
        return
    name, known = waiting
    if name:
        yield Live(name, None if said == known and known else said)
    else:
        yield said


def _runs(block: object) -> Iterator[tuple[str, str, str]]:
    for run in block:  # type: ignore[attr-defined]  # a text block gives its runs, the stubs do not say
        part = run.fragment()
        form = part.charFormat()
        text = part.text().replace(_HARD_SPACE, _SPACE)
        yield text, _name_of(form), str(form.property(SHOWN) or "")
