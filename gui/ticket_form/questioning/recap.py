"""What was answered, one line each, with a way back to it (改)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.tickets.filling.questions import Question
from gui import theme
from gui.boxes import clear, frame, row
from gui.buttons import button
from gui.labels import ElidedLabel, label, picture

SHOWN = 3
NAME_WIDTH = 76

Line = tuple[Question, str]


class Recap(QFrame):
    changed = Signal(object)
    """The question to ask again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("已经答过的")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 3, 0, 3)
        self._rows.setSpacing(0)
        self._lines: tuple[Line, ...] = ()
        self._open = False

    @property
    def lines(self) -> tuple[Line, ...]:
        return self._lines

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the latest answers; the earlier ones on request."""
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._fill()
        self.setVisible(bool(lines))

    def fold(self) -> None:
        """Show only the latest again."""
        if self._open:
            self._toggle()

    def _fill(self) -> None:
        clear(self._rows)
        earlier = 0 if self._open else max(len(self._lines) - SHOWN, 0)
        if len(self._lines) > SHOWN:
            words = f"前面还答了 {earlier} 问，展开" if earlier else "收起"
            more = button(words, "link", "chevron-down", on=self._toggle)
            self._rows.addLayout(row(more, None, margins=(10, 3, 8, 3)))
        shown = self._lines[earlier:]
        for place, (question, line) in enumerate(shown):
            self._rows.addWidget(self._row(question, line, last=place + 1 == len(shown)))

    def _row(self, question: Question, line: str, *, last: bool) -> QWidget:
        said = ElidedLabel("dense")
        said.say(line)
        again = button("改", "quiet", on=lambda: self.changed.emit(question))
        again.setAccessibleName(f"改{question.name}")
        name = label(question.name, "field", width=theme.text_size(NAME_WIDTH))
        sign = picture("circle-check", "ok-text", 15)
        return frame(
            "row-last" if last else "row",
            row(sign, name, (said, 100), None, again, margins=(16, 1, 8, 1)),
        )

    def _toggle(self) -> None:
        self._open = not self._open
        self._fill()
