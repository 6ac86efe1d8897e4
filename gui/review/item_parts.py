"""Pieces of the current rubric item: its reason, another mark than the stops, the proposal."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from core.errors import Refusal
from core.figures.words import whole_marks
from core.review.marks_text import read_marks
from core.review.rubric import Item, Proposal
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label, paragraph, picture, set_paragraph


class Reason(QLineEdit):
    """The reason of a deduction; Enter goes on, Esc and the arrows go back to the list."""

    left = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("扣分要写理由，写给承办人看")
        self.setAccessibleName("理由")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match Qt.Key(event.key()):
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if not event.modifiers().value:
                self.left.emit(1)
            case Qt.Key.Key_Escape:
                self.left.emit(0)
            case _:
                super().keyPressEvent(event)


class OtherMark(QWidget):
    """A mark that no stop stands for, typed."""

    given = Signal(object)

    def __init__(self, item: Item) -> None:
        super().__init__()
        self._item = item
        self.field = QLineEdit()
        self.field.setFixedWidth(theme.text_size(64))
        self.field.setAccessibleName(f"别的分，0 到 {whole_marks(item.full)}")
        self.field.returnPressed.connect(self._read)
        self.field.editingFinished.connect(self._leave)
        self._said = label(f"0 到 {whole_marks(item.full)}，Enter", "caption")
        self.setLayout(row(self.field, self._said, gap=6))
        self.setFocusProxy(self.field)

    def _read(self) -> None:
        try:
            value = read_marks(self._item.code, self.field.text())
        except Refusal as refusal:
            self._complain(str(refusal))
            return
        if 0 <= value <= self._item.full:
            self.given.emit(value)
        else:
            self._complain(f"请写 0 到 {whole_marks(self._item.full)} 之间的数")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the Enter that gave the mark: on the desk it would go on, before any reason."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def _complain(self, sentence: str) -> None:
        theme.set_state(self.field, "error")
        theme.set_state(self._said, "danger", "tone")
        self._said.setText(sentence)

    def _leave(self) -> None:
        if not self.field.hasFocus() and not self.field.text():
            self.hide()


class Advice(QFrame):
    """The program's proposal, which somebody has to accept or decline."""

    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "tint")
        self.setProperty("tone", "warn")
        self._head = label("", "field", tone="warn")
        self._why = paragraph("", "dense")
        self.yes = button(
            "采纳扣分", "dense", "check", keys="A", on=lambda: self.answered.emit(True)
        )
        self.no = button("不采纳", "dense", "x", keys="D", on=lambda: self.answered.emit(False))
        for one in (self.yes, self.no):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys are A and D
        self.setLayout(
            column(
                row(picture("lightbulb", "warn-text", 15), self._head, None, gap=6),
                self._why,
                row(self.yes, self.no, None, gap=6),
                gap=6,
                margins=(12, 8, 10, 9),
            )
        )

    def show_proposal(self, proposal: Proposal | None) -> None:
        self.setVisible(proposal is not None)
        if proposal is not None:
            what = "不适用" if proposal.leaves_out else f"扣 {whole_marks(proposal.minus)} 分"
            self._head.setText(f"程序建议{what}，请您定")
            self.yes.setText(f"{'采纳' if proposal.leaves_out else '采纳扣分'}　A")
            set_paragraph(self._why, proposal.message)
