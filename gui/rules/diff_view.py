"""What differs between two rulebooks: thing by thing, each entry as it was and as it is."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.tickets.rules.differences import Change, Difference, EntryChange
from gui.boxes import box, clear, column, frame, row
from gui.chips import Chip
from gui.labels import label

_CHIPS = {Change.ADDED: "ok", Change.REMOVED: "error", Change.CHANGED: "info"}
_COLUMN = 120


class DiffView(QWidget):
    """One sheet for each rule, name, list or table that differs."""

    def __init__(self) -> None:
        super().__init__()
        self.differences: Sequence[Difference] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.setLayout(column(self._list, None))

    def show_differences(self, found: Sequence[Difference], *, none: str) -> None:
        """Show what differs, or the sentence `none` where nothing does."""
        self.differences = found
        clear(self._list)
        for one in found:
            self._list.addWidget(_sheet(one))
        if not found:
            self._list.addWidget(label(none, "second", wrap=True))


def _sheet(one: Difference) -> QWidget:
    named = label(f"{one.part} {one.name}", "field")
    head = row(Chip(one.change, _CHIPS[one.change]), named, label(one.title, "strong"), None, gap=8)
    made = frame("card", column(head, *map(_entry, one.entries), gap=6, margins=(14, 10, 14, 10)))
    made.setAccessibleName(str(one))
    return made


def _entry(one: EntryChange) -> QWidget:
    """The entry before and after, one below the other; colour only helps the words."""
    name = label(one.column, "caption", wrap=True, width=_COLUMN)
    name.setContentsMargins(0, 4, 0, 0)
    lines = [
        _line(said, text, tone)
        for said, text, tone in (("原来", one.before, "danger"), ("现在", one.after, "ok"))
        if text
    ]
    return box(row(column(name, None), (box(column(*lines, gap=3)), 1), gap=8))


def _line(said: str, text: str, tone: str) -> QWidget:
    caption = label(said, "caption")
    caption.setContentsMargins(0, 1, 0, 0)
    words = label(text, "dense", wrap=True)
    return frame(
        "tint", row(column(caption, None), (words, 1), gap=8, margins=(8, 3, 8, 4)), tone=tone
    )
