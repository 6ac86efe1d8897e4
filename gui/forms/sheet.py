"""A white sheet of a form: title, note, and one track of lines or two beside each other."""

from collections.abc import Collection

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from gui.boxes import column, row, rule
from gui.forms.description import Sheet, Track
from gui.forms.editors import Parse
from gui.forms.line import LineBox
from gui.labels import label, picture

GAP = 7
"""Between the rows; a finding takes a line of its own."""


class TrackBox(QWidget):
    def __init__(self, track: Track, parse: Parse) -> None:
        super().__init__()
        self.lines = [LineBox(line, parse) for line in track.lines]
        self.aside = QHBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        if track.title:
            mark = [picture(track.icon, "accent-text")] if track.icon else []
            head = row(*mark, label(track.title, "section"), None, self.aside, gap=6)
            whole.addLayout(head)
        for line in self.lines:
            whole.addWidget(line)
        whole.addStretch(1)

    def show_relevant(self, keys: Collection[str] | None) -> bool:
        shown = [line.show_relevant(keys) for line in self.lines]
        self.setVisible(any(shown))
        return any(shown)


class SheetBox(QFrame):
    """`aside` (here and of each track) takes chips and buttons at the right end of the title."""

    def __init__(self, sheet: Sheet, parse: Parse) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(sheet.title)
        self.tracks = [TrackBox(track, parse) for track in sheet.tracks]
        self.aside = QHBoxLayout()
        self._between = [rule(vertical=True) for _ in self.tracks[1:]]
        self._side_by_side = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side_by_side.setSpacing(16)
        self._side_by_side.addWidget(self.tracks[0], 1)
        for hairline, track in zip(self._between, self.tracks[1:], strict=True):
            self._side_by_side.addWidget(hairline)
            self._side_by_side.addWidget(track, 1)
        head = row(
            label(sheet.title, "section"), label(sheet.note, "caption"), None, self.aside, gap=10
        )
        self.setLayout(column(head, 4, self._side_by_side, margins=(16, 9, 16, 12)))

    @property
    def lines(self) -> list[LineBox]:
        return [line for track in self.tracks for line in track.lines]

    def show_relevant(self, keys: Collection[str] | None) -> None:
        shown = [track.show_relevant(keys) for track in self.tracks]
        for hairline, here in zip(self._between, shown[1:], strict=True):
            hairline.setVisible(here and shown[0])
        self.setVisible(any(shown))

    def stack(self, *, on: bool) -> None:
        """Put the tracks below each other, or side by side."""
        way = QBoxLayout.Direction.TopToBottom if on else QBoxLayout.Direction.LeftToRight
        self._side_by_side.setDirection(way)
        for hairline in self._between:
            hairline.setProperty("role", "rule" if on else "rule-v")
            free = (0, 16777215)
            hairline.setMinimumSize(0, 0)
            hairline.setMaximumSize(free[1], free[1])
            hairline.style().unpolish(hairline)
            hairline.style().polish(hairline)
