"""Lists what stands in fields that do not apply, before the ticket is handed in: clear or keep."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.tickets.filling.leftovers import Leftover
from gui import theme
from gui.boxes import box, clear, column, row, scrolled
from gui.buttons import button
from gui.labels import ElidedLabel, label, picture

NAME_WIDTH = 132
MOST, ROW = 4, 32
"""So many are seen at once; the rest by scrolling, so that the form keeps its room."""


class LeftoverCard(QFrame):
    cleared = Signal(object)
    """The keys of fields to empty, a tuple."""

    kept = Signal(object)
    """A leftover to let stand."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("不适用而有内容的栏目")
        self.shown: tuple[Leftover, ...] = ()
        self._first: QPushButton | None = None
        self._title = label("", "section")
        self._all = button("全部清空", "quiet", on=self._clear_all)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._list = scrolled(box(self._rows))
        why = label("这些栏现在用不到，里面的内容不算数，也不会自己消失。请逐项定。", "caption")
        head = row(picture("triangle-alert", "warn-text"), self._title, why, None, self._all)
        self.setLayout(column(head, self._list, gap=4, margins=(16, 8, 12, 8)))
        self.hide()

    def show_leftovers(self, found: Sequence[Leftover], *, may_edit: bool) -> None:
        """List them; the card is not there when there are none."""
        self.setVisible(bool(found))
        if tuple(found) == self.shown:
            return
        self.shown = tuple(found)
        self._title.setText(f"{len(found)} 栏用不到，里面却有内容")
        self._all.setVisible(may_edit and len(found) > 1)
        clear(self._rows)
        self._first = None
        for one in found:
            self._rows.addWidget(self._row(one, may_edit=may_edit))
        self._rows.addStretch(1)
        self._list.setFixedHeight(theme.text_size(ROW) * min(len(found), MOST) + 2)

    def take_focus(self) -> None:
        """Go to the first decision."""
        if self._first is not None:
            self._first.setFocus()

    def _row(self, one: Leftover, *, may_edit: bool) -> QWidget:
        text = ElidedLabel("second")
        text.say(" ".join(one.text.split()))
        empty = button("清空", "quiet", on=lambda: self.cleared.emit((one.key,)))
        empty.setAccessibleName(f"清空{one.header}")
        keep = button("留着", "quiet", on=lambda: self.kept.emit(one))
        keep.setAccessibleName(f"{one.header}留着")
        self._first = self._first or empty
        name = label(one.header, "field", width=theme.text_size(NAME_WIDTH))
        result = box(row(name, (text, 1), None, empty, keep, margins=(24, 0, 0, 0)))
        for made in (empty, keep):  # not before they stand in the row: they would be windows
            made.setVisible(may_edit)
        result.setFixedHeight(theme.text_size(ROW))
        return result

    def _clear_all(self) -> None:
        self.cleared.emit(tuple(one.key for one in self.shown))
