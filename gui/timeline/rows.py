"""The entries of a time line under each other, a heading for each day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.timeline.entry import Entry, EntryKind
from gui import theme
from gui.boxes import box, clear, column, frame, row, scrolled
from gui.buttons import button
from gui.labels import label, paragraph, picture

TIME, KIND = 52, 104
MEASURE = 900
MOST = 200
"""So many entries are shown; the rest is on paper."""
WEEKDAYS = "一二三四五六日"
ICONS = {
    EntryKind.EVENT: "list-checks",
    EntryKind.FILLED: "pencil-line",
    EntryKind.GATE: "send",
    EntryKind.CLOCK: "clock",
    EntryKind.REMINDER: "bell",
    EntryKind.PAPER: "file-text",
    EntryKind.CALLBACK: "message-square-text",
    EntryKind.REVIEW: "scale",
    EntryKind.LINK: "copy",
    EntryKind.SIGHT: "eye",
}


class EntryRows(QFrame):
    restore_asked = Signal(int)
    """The number of the version somebody wants back."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("时间线")
        self._inside = QVBoxLayout()
        self._inside.setSpacing(0)
        self._inside.setContentsMargins(20, 8, 20, 20)
        held = box(self._inside)
        held.setMaximumWidth(theme.text_size(MEASURE))
        self.setLayout(column(scrolled(box(row((held, 100), None, gap=0))), gap=0))

    def show_entries(self, entries: Sequence[Entry], *, current: int, may_restore: bool) -> None:
        """Show these, oldest first; versions other than the `current` one may be restored."""
        clear(self._inside)
        day: date | None = None
        left = len(entries) - MOST
        if left > 0:
            self._inside.addWidget(paragraph(f"前面还有 {left} 条，打印时都有。", "caption"))
        for one in entries[-MOST:]:
            if one.at.date() != day:
                day = one.at.date()
                self._inside.addWidget(_heading(day))
            restorable = may_restore and one.version is not None and one.version != current
            self._inside.addWidget(self._row(one, restorable=restorable))
        if not entries:
            self._inside.addWidget(paragraph("这一类还没有发生过什么。", "second"))
        self._inside.addStretch(1)

    def _row(self, one: Entry, *, restorable: bool) -> QFrame:
        said = f"{one.at.hour}:{one.at.minute:02}" if one.has_time else ""
        time = label(said, "dense", width=theme.text_size(TIME))
        kind = label(one.kind.value, "caption", width=theme.text_size(KIND))
        words = paragraph(f"{one.told}。", "" if one.who else "second")
        words.setAccessibleName(one.sentence)
        line = row(time, picture(ICONS[one.kind]), 2, kind, (words, 1), gap=6, margins=(0, 6, 0, 6))
        if restorable and one.version is not None:
            number = one.version
            back = button("恢复到这里", "dense", on=lambda: self.restore_asked.emit(number))
            back.setAccessibleName(f"恢复到第 {number} 版")
            line.addWidget(back)
        return frame("row", line)


def _heading(day: date) -> QWidget:
    words = f"{day.year} 年 {day.month} 月 {day.day} 日　星期{WEEKDAYS[day.weekday()]}"
    made = label(words, "field")
    made.setContentsMargins(0, 14, 0, 4)
    return made
