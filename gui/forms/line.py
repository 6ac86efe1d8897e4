"""One line of a form on the screen: label, editors, and below them what is said of them."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.tickets.fields import FieldType
from gui import theme
from gui.choices import Choices
from gui.forms.derived import DerivedLine, WorkedOut
from gui.forms.description import FEW, Asked, Line
from gui.forms.editors import AreaEditor, ComboEditor, LineEditor, Parse, editor_of
from gui.forms.notes import SEVERITIES, FieldNote, NoteLine
from gui.forms.per_item import PerItemEditor
from gui.forms.proposals import ProposalLine, Proposed
from gui.labels import label

LABEL_WIDTH = 76
FLASH = 300
SHORT = 14
_TONES = {"error": "danger", "warn": "warn", "hint": "accent-text"}


class FieldBox:
    """A field in a line: what is asked, its editor, and what is said about it."""

    def __init__(self, asked: Asked, parse: Parse) -> None:
        self.asked = asked
        self.key = asked.key
        self.editor = editor_of(asked, parse)
        self.editor.setAccessibleName(asked.label)
        self.caption: QLabel | None = None
        self.relevant = True
        self.notes: Sequence[FieldNote] = ()
        self._suggested: Proposed | None = None

    def show(self, *, on: bool) -> None:
        self.relevant = on
        self.editor.setVisible(on)
        if self.caption is not None:
            self.caption.setVisible(on)

    @property
    def suggested(self) -> Proposed | None:
        """What is said in the editor itself to be a good value."""
        return self._suggested

    def suggest(self, proposed: Proposed | None) -> None:
        """Show in the editor itself what could stand there; nothing where it proposes otherwise."""
        if isinstance(self.editor, Choices):  # a louder proposal may have drawn over it
            self.editor.propose(proposed.value if proposed is not None else None)
        if proposed == self._suggested:
            return
        self._suggested = proposed
        words = proposed.words if proposed is not None else ""
        if isinstance(self.editor, LineEditor | ComboEditor):
            self.editor.suggest(words)
        self.editor.setToolTip(f"建议 {words}：{proposed.why}" if proposed is not None else "")

    def say(self, notes: Sequence[FieldNote]) -> bool:
        """Attach findings; worst first. Gives whether they are other ones than before."""
        if notes == self.notes:
            return False
        self.notes = notes
        state = notes[0].severity if notes else ""
        theme.set_state(self.editor, "" if state == "hint" else state)
        self.editor.setAccessibleDescription(
            "；".join(f"{SEVERITIES[note.severity]}：{note.sentence}" for note in notes)
        )
        if isinstance(self.editor, PerItemEditor):
            self.editor.mark("" if state == "hint" else state)
        if isinstance(self.editor, AreaEditor):
            spans = [(*span, _TONES[note.severity]) for note in notes for span in note.spans]
            self.editor.underline(spans)
        return True


class LineBox(QWidget):
    """Shows a `Line`; hides itself when none of its fields applies."""

    def __init__(self, line: Line, parse: Parse) -> None:
        super().__init__()
        self._line = line
        self.fields = [FieldBox(asked, parse) for asked in line.asked]
        self.notes = NoteLine()
        self.proposal = ProposalLine()
        self.derived = DerivedLine()
        self._flashing = False
        self._flash_over = QTimer(self, singleShot=True, interval=FLASH)
        self._flash_over.timeout.connect(self._stop_flashing)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(3)
        right.addLayout(self._editors(line))
        right.addWidget(self.proposal)
        right.addWidget(self.derived)
        right.addWidget(self.notes)
        direction = QBoxLayout.Direction
        whole = QBoxLayout(direction.TopToBottom if line.tall else direction.LeftToRight, self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4 if line.tall else 8)
        self._words = self._label(line)
        if line.bare:  # to show it here would make it a window of its own
            self._words.hide()
        whole.addWidget(self._words)
        whole.addLayout(right, 1)
        self.show_required(())
        self.fit()

    def _label(self, line: Line) -> QLabel:
        first = line.asked[0]
        words = label(line.label or first.label, "field", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        words.setContentsMargins(0, 0 if line.tall else 6, 0, 0)
        words.setBuddy(self.fields[0].editor)
        return words

    def fit(self) -> None:
        """Be as wide and high as the type size that holds now asks for."""
        if not self._line.tall:
            self._words.setFixedWidth(theme.text_size(LABEL_WIDTH))
        if len(self.fields) == 1 and self.fields[0].asked.field.type in _WIDTHS:
            width = theme.text_size(_WIDTHS[self.fields[0].asked.field.type])
            self.fields[0].editor.setMinimumWidth(width)
        for box in self.fields:
            if isinstance(box.editor, AreaEditor):
                box.editor.fit()

    def _editors(self, line: Line) -> QHBoxLayout:
        editors = QHBoxLayout()
        editors.setSpacing(6)
        for position, box in enumerate(self.fields):
            if position and not line.label:
                box.caption = _inner_caption(box)
                editors.addWidget(box.caption)
            top = Qt.AlignmentFlag.AlignTop if len(self.fields) > 1 else Qt.AlignmentFlag(0)
            editors.addWidget(box.editor, box.asked.share, top)
        if all(_is_narrow(box.asked) for box in self.fields):
            editors.addStretch(2 if len(self.fields) == 1 else 1)
        return editors

    def show_relevant(self, keys: Collection[str] | None) -> bool:
        """Show the fields that apply (None: all); gives whether any does."""
        for box in self.fields:
            on = keys is None or box.key in keys
            if on != box.relevant:
                box.show(on=on)
        any_here = any(box.relevant for box in self.fields)
        if self.isHidden() == any_here:
            self.setVisible(any_here)
        return any_here

    def caption_of(self, key: str) -> str:
        """The label of one of the fields, or the one that they share."""
        box = next(one for one in self.fields if one.key == key)
        return (box.caption or self._words).text()

    def show_required(self, keys: Collection[str]) -> None:
        """Put a star behind the labels of the fields that must be filled in."""
        required = [box.asked.must or box.key in keys for box in self.fields]
        first = any(required) if self._line.label else required[0]
        _star(self._words, self._line.label or self._line.asked[0].label, on=first)
        for box, on in zip(self.fields, required, strict=True):
            if box.caption is not None:
                _star(box.caption, box.asked.label, on=on)

    def say_notes(self) -> None:
        """Show the worst note of the line's fields below them."""
        notes = [note for box in self.fields if box.relevant for note in box.notes]
        if not notes:
            self.notes.say(None)
            return
        worst = min(notes, key=lambda note: note.rank)
        names = {box.key: box.asked.label for box in self.fields}
        prefix = f"{names[worst.key]}：" if len(self.fields) > 1 else ""
        self.notes.say(worst, prefix=prefix, more=len(notes) - 1)

    def show_proposal(self, proposals: Sequence[Proposed]) -> None:
        """Show the first proposal for a field of this line that applies."""
        shown = {box.key for box in self.fields if box.relevant}
        first = next((one for one in proposals if one.key in shown), None)
        self.proposal.show_proposal(first)
        for box in self.fields:
            mine = first is not None and first.key == box.key
            if isinstance(box.editor, Choices):
                box.editor.propose(first.value if first is not None and mine else None)

    def show_worked_out(self, found: Sequence[WorkedOut]) -> None:
        """Show the first thing that was worked out beside a field of this line that applies."""
        shown = {box.key for box in self.fields if box.relevant}
        self.derived.show_worked_out(next((one for one in found if one.key in shown), None))

    def flash(self) -> None:
        """Tint the ground once, softly, to show where the focus has gone."""
        self._flashing = True
        self.update()
        self._flash_over.start()

    def _stop_flashing(self) -> None:
        self._flashing = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._flashing:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent-soft"))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
            painter.end()
        super().paintEvent(event)


def _star(words: QLabel, text: str, *, on: bool) -> None:
    starred = f"{text}　*" if on else text
    if words.text() != starred:
        words.setText(starred)


def _inner_caption(box: FieldBox) -> QLabel:
    result = label(box.asked.label, "field")
    result.setContentsMargins(8, 6, 0, 0)
    result.setAlignment(Qt.AlignmentFlag.AlignTop)
    result.setBuddy(box.editor)
    policy = result.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Fixed)
    result.setSizePolicy(policy)
    return result


_WIDTHS = {FieldType.DATE: 132, FieldType.DATETIME: 168}
"""So much room a day or a moment needs where it stands alone in a narrow panel."""

_NARROW = (FieldType.DATE, FieldType.DATETIME, FieldType.INT, FieldType.MONEY)


def _is_narrow(asked: Asked) -> bool:
    """Days, moments, numbers and lists of short words do not need the whole line."""
    if asked.field.type is FieldType.EVIDENCE:
        return False
    if len(asked.options) > FEW:
        return max(len(words) for _, words in asked.options) <= SHORT
    return asked.field.type in _NARROW and not asked.options
