"""Nothing is left to ask: what was put off, what is still to be put right, and what comes next."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.tickets.filling.questions import Question
from gui.boxes import clear, column, frame, row
from gui.buttons import button
from gui.labels import label, picture, set_paragraph
from gui.labels import paragraph as words_in_lines


class EndCard(QFrame):
    asked_again = Signal(object)
    """A question that was put off."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = label("", "title", wrap=True)
        self._why = words_in_lines("", "second")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.setLayout(column(self.title, self._why, self._rows, gap=8, margins=(24, 18, 24, 18)))

    def show_end(self, title: str, why: str, waiting: Sequence[Question]) -> None:
        """Say how it stands, and offer what was put off."""
        self.title.setText(title)
        set_paragraph(self._why, why)
        self.setAccessibleName(f"{title}。{why}")
        clear(self._rows)
        for place, one in enumerate(waiting):
            self._rows.addWidget(self._row(one, last=place + 1 == len(waiting)))

    def _row(self, question: Question, *, last: bool) -> QWidget:
        again = button("去答", "quiet", on=lambda: self.asked_again.emit(question))
        again.setAccessibleName(f"去答：{question.title}")
        sign = picture("circle-dashed", "text-3", 15)
        inside = row(sign, label(question.title, "dense"), None, again, margins=(0, 1, 0, 1))
        return frame("row-last" if last else "row", inside)
