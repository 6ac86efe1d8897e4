"""`Form`: builds a form from its description, shows values and findings, keeps what is typed.

    form = Form(SHEETS, parse=lambda field, text: parse(field, text, dictionary))
    form.show_values(values_of(ticket))      # by key
    form.retype(draft)                       # what was typed before the program was killed
    form.edited.connect(...)                 # keys, 400 ms after the last keystroke
    form.show_notes([FieldNote("reply", "warn", "“将加强监管”没有说清谁来做。", ((3, 8),))])
    form.show_relevant({"number", "kind", ...})

A field that does not apply is absent and keeps its value. What cannot be read (没有 13 月) is said
at the field by the form itself, and `unreadable` names it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QPoint,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.errors import Refusal
from gui.forms.derived import DerivedLine, WorkedOut
from gui.forms.description import Sheet
from gui.forms.editors import (
    AreaEditor,
    ChoiceEditor,
    ComboEditor,
    Editor,
    LineEditor,
    Parse,
    typed_empty,
)
from gui.forms.line import FieldBox, LineBox
from gui.forms.notes import FieldNote
from gui.forms.per_item import PerItemEditor
from gui.forms.proposals import Proposed
from gui.forms.sheet import SheetBox

PAUSE = 400
GREATEST_WIDTH = 1180
STACK_BELOW = 840
"""Tracks stand below each other when the form is narrower than this."""

STOREYS = 6
"""From a note to the ground; each round of layout requests takes the news one storey up."""


class Form(QScrollArea):
    edited = Signal(object)
    """The keys that a person changed, a frozenset; 400 ms after the last change."""

    touched = Signal(str)
    """One key, at once; for what must not wait (存草稿 is due, say)."""

    focused = Signal(str)
    """The key of the field that has the focus now; guidance follows it."""

    offer_taken = Signal(object)
    """The `FieldNote` whose offer was pressed."""

    proposal_taken = Signal(object)
    proposal_declined = Signal(object)
    """Somebody took a `Proposed` (its value stands in the field then), or did not want it."""

    def __init__(self, sheets: Sequence[Sheet], parse: Parse, *, moves: bool = True) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._moves = moves
        self._fields: dict[str, FieldBox] = {}
        self._lines: dict[str, LineBox] = {}
        self._sheets: dict[str, SheetBox] = {}
        self._shown: dict[str, Any] = {}
        self._said: tuple[FieldNote, ...] = ()
        self._suggested: dict[str, Proposed] = {}
        self._unreadable: dict[str, str] = {}
        self._pending: set[str] = set()
        self._stacked = False
        self._locked = False
        self._current = ""
        self._build(sheets, parse)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.setDuration(150)
        app = cast("QApplication", QApplication.instance())
        app.focusChanged.connect(self._on_focus_changed)

    def _build(self, sheets: Sequence[Sheet], parse: Parse) -> None:
        ground, holder = QWidget(), QWidget()
        whole = QHBoxLayout(ground)
        whole.setContentsMargins(20, 10, 14, 12)
        whole.addWidget(holder, 100)
        whole.addStretch(1)
        # Given to the scroll area while it is empty: a whole tree would be dressed twice.
        self.setWidget(ground)
        ground.setAutoFillBackground(False)  # setWidget has just switched it on
        self.viewport().setAutoFillBackground(False)
        holder.setMaximumWidth(GREATEST_WIDTH)
        stack = QVBoxLayout(holder)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(10)
        for sheet in sheets:
            made = SheetBox(sheet, parse)
            self._sheets[sheet.key] = made
            stack.addWidget(made)
            for line in made.lines:
                self._adopt(line)
        stack.addStretch(1)

    def _adopt(self, line: LineBox) -> None:
        line.notes.offer_taken.connect(self.offer_taken)
        line.proposal.taken.connect(self._take)
        line.proposal.declined.connect(self.proposal_declined)
        for box in line.fields:
            self._fields[box.key] = box
            self._lines[box.key] = line
            self._shown[box.key] = self._editor(box.key).typed()
            self._editor(box.key).edited.connect(lambda key=box.key: self._on_edited(key))
            if isinstance(box.editor, LineEditor):
                take = partial(self.take_suggested, box.key)
                box.editor.suggestion_taken.connect(take)

    def _answering(self) -> Iterator[tuple[PerItemEditor, str]]:
        """The editors that answer another list item by item, with the key of that list."""
        for box in self._fields.values():
            if isinstance(box.editor, PerItemEditor) and box.asked.each_of in self._fields:
                yield box.editor, box.asked.each_of

    def _show_items(self) -> None:
        """Let what answers a list item by item know the items."""
        for editor, key in self._answering():
            editor.show_items(self._editor(key).value())

    def _editor(self, key: str) -> Editor:
        return cast("Editor", self._fields[key].editor)

    # values

    @property
    def keys(self) -> list[str]:
        """All fields of the form, in order."""
        return list(self._fields)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; what was typed before is gone."""
        for key in self._fields:
            if key in values:
                self._editor(key).show_value(values[key])
                self._shown[key] = self._editor(key).typed()
        self._show_items()
        self._pending.clear()
        self._pause.stop()
        self._check_readable(self._fields)

    def put_in(self, values: Mapping[str, Any]) -> None:
        """Show some values as if they had been there; all else stays as it was typed."""
        for key, value in values.items():
            self._editor(key).show_value(value)
            self._shown[key] = self._editor(key).typed()

    def values(self) -> dict[str, Any]:
        """What stands in the form, by key; without the fields that cannot be read."""
        return {key: value for key in self._fields if (value := self._read(key)) is not _UNREADABLE}

    def unreadable(self) -> dict[str, str]:
        """The fields that cannot be read, with the sentence that says why."""
        self._check_readable(self._fields)
        return dict(self._unreadable)

    def typed(self) -> dict[str, Any]:
        """What a person typed and has not been shown as a value: a draft, JSON-able."""
        typed = {key: self._editor(key).typed() for key in self._fields}
        return {key: raw for key, raw in typed.items() if raw != self._shown[key]}

    def typed_at(self, key: str) -> Any:
        """One field as it is typed."""
        return self._editor(key).typed()

    def retype(self, typed: Mapping[str, Any]) -> None:
        """Put a draft back as it was typed."""
        for key, raw in typed.items():
            if key in self._fields:
                self._editor(key).retype(raw)
        self._show_items()
        self._check_readable(self._fields)

    def write(self, key: str, typed: Any) -> None:
        """Write into a field as a person would; the undo of the field takes it back."""
        editor = self._editor(key)
        if isinstance(editor, AreaEditor):
            editor.overwrite(str(typed))
        else:
            editor.retype(typed)
            self._on_edited(key)

    def empty(self, key: str) -> None:
        """Empty a field as a person would."""
        self.write(key, typed_empty(self._fields[key].asked.field))

    def flush(self) -> None:
        """Tell `edited` now what would be told after the pause."""
        self._pause.stop()
        if self._pending:
            keys, self._pending = frozenset(self._pending), set()
            self._check_readable(keys)
            self._show_items()
            self.edited.emit(keys)

    def _read(self, key: str) -> Any:
        try:
            return self._editor(key).value()
        except Refusal:
            return _UNREADABLE

    def _check_readable(self, keys: Iterable[str]) -> None:
        before = dict(self._unreadable)
        for key in keys:
            try:
                self._editor(key).value()
            except Refusal as refusal:
                self._unreadable[key] = str(refusal)
            else:
                self._unreadable.pop(key, None)
        if before != self._unreadable:
            self._attach_notes()

    def _on_edited(self, key: str) -> None:
        self._pending.add(key)
        self._pause.start()
        self.touched.emit(key)

    # findings and relevance

    def show_notes(self, notes: Iterable[FieldNote]) -> None:
        """Show findings at their fields; those of fields that are not here are left out."""
        self._said = tuple(notes)
        self._attach_notes()

    def _attach_notes(self) -> None:
        by_key: dict[str, list[FieldNote]] = {}
        own = [FieldNote(key, "error", said) for key, said in self._unreadable.items()]
        for note in (*own, *self._said):
            by_key.setdefault(note.key, []).append(note)
        changed: dict[LineBox, None] = {}
        for key, box in self._fields.items():
            notes = sorted(by_key.get(key, ()), key=lambda note: note.rank)
            if box.say(tuple(notes)):
                changed[self._lines[key]] = None
        if changed:
            with self._holding_still():
                for line in changed:
                    line.say_notes()

    def show_relevant(self, keys: Collection[str] | None) -> None:
        """Show the fields that apply to this ticket, None for all; the others are absent."""
        with self._holding_still():
            for made in self._sheets.values():
                made.show_relevant(keys)

    def show_required(self, keys: Collection[str]) -> None:
        """Put a star at the fields that must be filled in as the ticket stands."""
        for line in dict.fromkeys(self._lines.values()):
            line.show_required(keys)

    @contextmanager
    def _holding_still(self) -> Iterator[None]:
        """Keep what somebody is typing in where it is on the screen, whatever grows above it."""
        anchor = self._anchor()
        if anchor is None:
            yield
            return
        before = anchor.mapTo(self.viewport(), QPoint()).y()
        yield
        self._lay_out_now()
        moved = anchor.mapTo(self.viewport(), QPoint()).y() - before
        if moved:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + moved)

    def _lay_out_now(self) -> None:
        """Give everything its new place at once, before anything is painted."""
        for _storey in range(STOREYS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        ground = self.widget()
        layout = ground.layout()
        if layout is not None:
            height = layout.totalHeightForWidth(ground.width())
            ground.resize(ground.width(), max(height, self.viewport().height()))

    def _anchor(self) -> QWidget | None:
        """The line with the focus, where it is in sight."""
        line = self._lines.get(self._current)
        here = QApplication.focusWidget()
        if line is None or here is None or not line.isAncestorOf(here) or not self.isVisible():
            return None
        return line if not line.visibleRegion().isEmpty() else None

    # proposals

    def show_proposals(self, proposals: Sequence[Proposed]) -> None:
        """Show proposals at their fields, the first of each line; none takes effect by itself."""
        with self._holding_still():
            for line in dict.fromkeys(self._lines.values()):
                line.show_proposal(proposals)

    def show_worked_out(self, found: Sequence[WorkedOut]) -> None:
        """Say below fields what is worked out beside them."""
        with self._holding_still():
            for line in dict.fromkeys(self._lines.values()):
                line.show_worked_out(found)

    def suggest(self, proposals: Sequence[Proposed]) -> None:
        """Say in empty fields what could stand there; Ctrl+J takes it where the focus is."""
        self._suggested = {one.key: one for one in proposals}
        lines = dict.fromkeys(self._lines.values())
        loud = {one.key for line in lines if (one := line.proposal.proposed) is not None}
        for key, box in self._fields.items():
            if key not in loud:
                box.suggest(self._suggested.get(key))

    def point_out(self, words: Mapping[str, Sequence[tuple[int, int]]]) -> None:
        """Underline words in the texts of fields, by key; all others lose their underlines."""
        for key, box in self._fields.items():
            if isinstance(box.editor, AreaEditor):
                box.editor.point_out(list(words.get(key, ())))

    def take_proposal(self) -> bool:
        """Take the proposal at the field with the focus, else the first; False if there is none."""
        if self._current in self._suggested and self._has_focus(self._current):
            self._take(self._suggested[self._current])
            return True
        here = self._lines.get(self._current)
        lines = [*([here] if here is not None else []), *self._lines.values()]
        shown = (line.proposal.proposed for line in lines if line.proposal.isVisible())
        first = next((one for one in shown if one is not None), None)
        if first is None:
            return False
        self._take(first)
        return True

    def _has_focus(self, key: str) -> bool:
        editor, here = self._fields[key].editor, QApplication.focusWidget()
        return here is not None and (editor is here or editor.isAncestorOf(here))

    def take_suggested(self, key: str) -> bool:
        """Take what is suggested in an empty field; False where nothing is."""
        if key in self._suggested:
            self._take(self._suggested[key])
            return True
        return False

    def _take(self, proposed: Proposed) -> None:
        if proposed.value is not None:
            self._editor(proposed.key).show_value(proposed.value)
            self._on_edited(proposed.key)
            self.flush()
        self.proposal_taken.emit(proposed)

    # moving about

    @property
    def current(self) -> str:
        """The key of the field that had the focus last."""
        return self._current

    def has(self, key: str) -> bool:
        return key in self._fields

    def can_focus(self, key: str) -> bool:
        """Whether the field is here and applies."""
        box = self._fields.get(key)
        return box is not None and box.relevant

    def focus(self, key: str) -> bool:
        """Go to a field: scroll there, focus it, flash its line; False if it is not here."""
        box = self._fields.get(key)
        if box is None or not box.relevant:
            return False
        line = self._lines[key]
        self._scroll_to(line)
        box.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._tell_focus(key)  # Qt tells of no focus while another window is the active one
        self._tell_focus(key)  # also in a window that is not the active one yet
        if self._moves:
            line.flash()
        return True

    def _scroll_to(self, line: LineBox) -> None:
        top = line.mapTo(self.widget(), line.rect().topLeft()).y()
        bar = self.verticalScrollBar()
        seen = range(bar.value() + 40, bar.value() + self.viewport().height() - line.height() - 10)
        if top in seen:
            return
        there = min(max(top - self.viewport().height() // 3, 0), bar.maximum())
        self._glide.stop()
        if self._moves and self.isVisible():
            self._glide.setStartValue(bar.value())
            self._glide.setEndValue(there)
            self._glide.start()
        else:
            bar.setValue(there)

    def offer(self, key: str, options: Sequence[tuple[Any, str]], *, stray: str) -> None:
        """Offer other values in a field of choices while it is shown.

        A value that is not among them stays, with `stray` behind it, until a person chooses.
        """
        editor = self._fields[key].editor
        assert isinstance(editor, ChoiceEditor | ComboEditor)  # noqa: S101 -- the description says so
        editor.offer(options, stray=stray)

    def lock(self, *, on: bool) -> None:
        """Make the form read-only, or writable again."""
        if on != self._locked:
            self._locked = on
            for key in self._fields:
                self._editor(key).lock(on=on)

    def lock_field(self, key: str, *, on: bool) -> None:
        """Make one field read-only, or writable again."""
        self._editor(key).lock(on=on)

    def sheet(self, key: str) -> SheetBox:
        return self._sheets[key]

    def editor(self, key: str) -> QWidget:
        return self._fields[key].editor

    def field(self, key: str) -> FieldBox:
        """The field with its editor and all that is said of it."""
        return self._fields[key]

    def caption(self, key: str) -> str:
        """What stands before a field, its star included."""
        return self._lines[key].caption_of(key)

    def worked_out(self, key: str) -> DerivedLine:
        """What is said below a field of what was worked out."""
        return self._lines[key].derived

    def notes_at(self, key: str) -> Sequence[FieldNote]:
        return self._fields[key].notes

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        widget = new
        while widget is not None and widget is not self:
            for key, box in self._fields.items():
                if box.editor is widget:
                    self._tell_focus(key)
                    return
            widget = widget.parentWidget()

    def _tell_focus(self, key: str) -> None:
        if key != self._current:
            self._current = key
            self.focused.emit(key)

    # sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.viewport().width() < STACK_BELOW
        if stacked != self._stacked:
            self._stacked = stacked
            for made in self._sheets.values():
                made.stack(on=stacked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            for line in self._lines.values():
                line.fit()


_UNREADABLE = object()
