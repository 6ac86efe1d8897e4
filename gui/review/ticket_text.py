"""The ticket as the reviewer reads it: one long text in reading size, with evidence marked in it.

Covered data stands on grey ground. Words pinned to an item are tinted, underlined and followed by
sign and item (`+B1`, `−B3`, `?B4`), so that they survive a grey print.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from core.review.covering import CoveredField
from core.review.marking import DOUBTFUL, LACKS, SUPPORTS
from core.review.marks import Quote
from gui import theme
from gui.utf16 import characters, units

MEASURE = 760
"""A line of about 48 characters; longer lines are hard to follow."""
SHORT = 24
"""Fields up to this length are facts that stand side by side; longer ones are paragraphs."""
ZOOMS = (1.0, 1.15, 1.3)
SPREAD = 122
TONES = {SUPPORTS: "ok", LACKS: "danger", DOUBTFUL: "warn"}
_JOINER = "\u2060"
"""Keeps a mark on the line of the words it belongs to."""

Pinned = tuple[str, Quote]
"""The code of an item, and words pinned to it."""


class Stretch(NamedTuple):
    """A piece of a field's text in the document: from `at` on, both counted in UTF-16 units."""

    at: int
    field: str
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.at + units(self.text)


class TicketText(QTextEdit):
    """Read-only; text is selected with the mouse or Shift and the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("role", "reading")
        self.setAccessibleName("工单原文，个人信息已遮盖")
        self.setMinimumWidth(240)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._fields: Sequence[CoveredField] = ()
        self._pinned: Sequence[Pinned] = ()
        self._stretches: list[Stretch] = []
        self._only_evidence = False
        self._zoom = 0

    def show_ticket(self, fields: Sequence[CoveredField], pinned: Sequence[Pinned]) -> None:
        """Show another ticket, all of it, from its beginning."""
        self._fields, self._pinned = fields, pinned
        self._only_evidence = False
        self._write()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_pinned(self, pinned: Sequence[Pinned]) -> None:
        """Mark these words as evidence; the text stays where it is."""
        if list(pinned) != list(self._pinned):
            self._pinned = pinned
            self._write_in_place()

    def show_only_evidence(self, *, on: bool) -> None:
        self._only_evidence = on
        self._write_in_place()

    def zoom(self) -> None:
        """Make the text one step larger, and after the largest usual again."""
        self._zoom = (self._zoom + 1) % len(ZOOMS)
        self._write_in_place()

    def selection(self) -> tuple[str, int, int, str] | None:
        """What is selected: field, start, end (in characters) and text; None without words.

        Of a selection over several fields the part in the first one is taken.
        """
        cursor = self.textCursor()
        begin, end = cursor.selectionStart(), cursor.selectionEnd()
        touched = [one for one in self._stretches if one.at < end and begin < one.end]
        own = [one for one in touched if one.field == touched[0].field]
        if not own:
            return None
        first, last = own[0], own[-1]
        start = first.start + characters(first.text, max(begin - first.at, 0))
        stop = last.start + characters(last.text, min(end, last.end) - last.at)
        whole = next(field.text for field in self._fields if field.key == first.field)
        return first.field, start, stop, whole[start:stop]

    def select(self, field: str, start: int, end: int) -> None:
        """Select words of a field, and bring them into sight."""
        own = [one for one in self._stretches if one.field == field]
        cursor = QTextCursor(self.document())
        cursor.setPosition(_place(own, start))
        cursor.setPosition(_place(own, end, at_end=True), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # writing

    def _write_in_place(self) -> None:
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        cursor = self.selection()
        self._write()
        if cursor is not None:
            self.select(*cursor[:3])
        bar.setValue(scrolled)

    def _write(self) -> None:
        self.document().clear()
        self._stretches = []
        cursor = QTextCursor(self.document())
        first = True
        for group, fields in groupby(self._shown(), key=lambda field: field.group):
            for heading, paragraph in _paragraphs(group, list(fields)):
                self._write_heading(cursor, heading, first=first)
                self._write_paragraph(cursor, paragraph, headed=len(paragraph) > 1)
                first = False
        if first and self._only_evidence:
            self._write_heading(cursor, "还没有贴证据。选中文字按 E，贴到当前评查项。", first=True)

    def _shown(self) -> Iterable[CoveredField]:
        if not self._only_evidence:
            return self._fields
        cited = {quote.field for _, quote in self._pinned}
        return [field for field in self._fields if field.key in cited]

    def _write_heading(self, cursor: QTextCursor, heading: str, *, first: bool) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(4 if first else 12)
        block.setBottomMargin(2)
        cursor.insertBlock(block) if not first else cursor.setBlockFormat(block)
        cursor.insertText(heading, self._char("text-3", "caption", "medium"))

    def _write_paragraph(
        self, cursor: QTextCursor, fields: Sequence[CoveredField], *, headed: bool
    ) -> None:
        block = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        block.setLineHeight(SPREAD, kind)
        block.setBottomMargin(4)
        cursor.insertBlock(block)
        for place, field in enumerate(fields):
            if headed:
                gap = "　" if place else ""
                name = _unbroken(field.header)
                cursor.insertText(f"{gap}{name}\u00a0", self._char("text-3", "dense"))
            self._write_field(cursor, field)

    def _write_field(self, cursor: QTextCursor, field: CoveredField) -> None:
        pinned = [one for one in self._pinned if one[1].field == field.key]
        cuts = {0, len(field.text)}
        for start, end in (*field.covered, *((q.start, q.end) for _, q in pinned)):
            cuts |= {min(start, len(field.text)), min(end, len(field.text))}
        ordered = sorted(cuts)
        for start, end in pairwise(ordered):
            text = field.text[start:end]
            self._stretches.append(Stretch(cursor.position(), field.key, start, text))
            cursor.insertText(text, self._form_of(field, pinned, start))
            for code, quote in pinned:
                if quote.end == end:
                    self._write_mark(cursor, code, quote.sign)

    def _write_mark(self, cursor: QTextCursor, code: str, sign: str) -> None:
        form = self._char(f"{TONES.get(sign, 'mute')}-text", "caption", "strong")
        cursor.insertText(f"{_JOINER}\u00a0{sign}{code}\u00a0", form)

    def _form_of(
        self, field: CoveredField, pinned: Sequence[Pinned], start: int
    ) -> QTextCharFormat:
        is_covered = any(a <= start < b for a, b in field.covered)
        form = self._char("mute-text" if is_covered else "text")
        if is_covered:
            form.setBackground(theme.colour("mute-soft"))
        for _, quote in pinned:
            if quote.start <= start < quote.end:
                form.setBackground(theme.colour(f"{TONES.get(quote.sign, 'mute')}-soft"))
                form.setFontUnderline(True)
        return form

    def _char(self, tone: str, role: str = "body", weight: str = "regular") -> QTextCharFormat:
        form = QTextCharFormat()
        font = theme.font(role, weight)
        font.setPointSizeF(font.pointSizeF() * ZOOMS[self._zoom])
        form.setFont(font)
        form.setForeground(theme.colour(tone))
        return form

    # what Qt asks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep arrows and copying; letters, digits and Enter belong to the desk."""
        is_letter = event.text().isprintable() and event.text() != ""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if (is_letter and plain) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._fields:
            self._keep_measure()
            self._write_in_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_measure()
        super().resizeEvent(event)

    def _keep_measure(self) -> None:
        """Leave room at the right of the lines; the scroll bar stays at the edge of the panel."""
        spare = self.width() - theme.text_size(MEASURE)
        self.setViewportMargins(0, 0, max(spare, 0), 0)


def _paragraphs(
    group: str, fields: Sequence[CoveredField]
) -> Iterable[tuple[str, Sequence[CoveredField]]]:
    """Facts of a group side by side under its name, long texts each under its own."""
    for is_long, some in groupby(fields, key=lambda field: len(field.text) > SHORT):
        if is_long:
            yield from ((field.header, [field]) for field in some)
        else:
            facts = list(some)
            heading = group if len(facts) > 1 else facts[0].header
            yield heading, facts


def _unbroken(text: str) -> str:
    return _JOINER.join(text)


def _place(own: Sequence[Stretch], place: int, *, at_end: bool = False) -> int:
    """Where the character `place` of a field lies in the document."""
    for one in own:
        stop = one.start + len(one.text)
        if place < stop or (at_end and place == stop):
            return one.at + units(one.text[: max(place - one.start, 0)])
    return own[-1].end if own else 0
