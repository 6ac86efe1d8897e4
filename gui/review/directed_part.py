"""The part of a plan that is not left to chance: what is pointed at, and what is kept out."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from core.dates import half_width
from core.errors import Refusal
from core.review.directed import ByHand, Directed, DirectedKind
from gui import theme
from gui.boxes import column, row
from gui.labels import label

MOST, LINES = 56, 44
USUAL = "10"
ONE_EACH = "一行一件：编号，空一格，理由"


class DirectedPart(QWidget):
    edited = Signal()

    def __init__(self, kinds: Sequence[DirectedKind]) -> None:
        super().__init__()
        self.boxes = {kind.name: QCheckBox(kind.name) for kind in kinds}
        self.most = QLineEdit(USUAL)
        self.most.setFixedWidth(theme.text_size(MOST))
        self.most.setAccessibleName("定向至多几件")
        self.by_hand, self.left_out = _lines("另外指定的件"), _lines("另外排除的件")
        chosen = row(*self.boxes.values(), label("至多", "second"), self.most,
                     label("件", "second"), None, gap=10)  # fmt: skip
        both = row(
            (column(label("另外指定", "caption"), self.by_hand, gap=2), 1),
            (column(label("另外排除", "caption"), self.left_out, gap=2), 1),
            gap=10,
        )
        self.setLayout(column(chosen, both, gap=6))
        for one in self.boxes.values():
            one.toggled.connect(lambda _on: self.edited.emit())
        self.most.textEdited.connect(lambda _text: self.edited.emit())
        for lines in (self.by_hand, self.left_out):
            lines.textChanged.connect(self.edited)

    def begin(self) -> None:
        """Point at nothing, keep nothing out."""
        for one in self.boxes.values():
            one.setChecked(False)
        self.most.setText(USUAL)
        self.by_hand.clear()
        self.left_out.clear()

    def directed(self) -> Directed:
        """What was chosen; refuses a number or a line that cannot be read."""
        kinds = tuple(name for name, one in self.boxes.items() if one.isChecked())
        text = half_width(self.most.text()).strip()
        if kinds and not text.isdecimal():
            raise Refusal("定向至多几件，请写一个整数。", field="directed")
        most = int(text) if kinds else 0
        return Directed(kinds=kinds, most=most, by_hand=_read(self.by_hand, "directed"))

    def kept_out(self) -> tuple[ByHand, ...]:
        return _read(self.left_out, "left_out")


def _lines(name: str) -> QPlainTextEdit:
    lines = QPlainTextEdit()
    lines.setAccessibleName(name)
    lines.setPlaceholderText(ONE_EACH)
    lines.setTabChangesFocus(True)
    lines.setFixedHeight(theme.text_size(LINES))
    return lines


def _read(lines: QPlainTextEdit, field: str) -> tuple[ByHand, ...]:
    """A ticket on each line, and behind it why."""
    found = []
    for line in lines.toPlainText().splitlines():
        ref, _, reason = line.strip().partition(" ")
        if ref and not reason.strip():
            raise Refusal(f"{ref} 后面请空一格写明理由。", field=field)
        if ref:
            found.append(ByHand(ref, reason.strip()))
    return tuple(found)
