"""The anchors of a plan: how many each reviewer gets, and which rechecked tickets they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from core.dates import half_width
from core.errors import Refusal
from core.review.anchors import Anchor, Anchors
from gui import theme
from gui.boxes import column, row
from gui.buttons import button
from gui.labels import label

EACH, LINES = 40, 44


class AnchorPart(QWidget):
    edited = Signal()
    asked = Signal()
    """Somebody wants to know which tickets can be used."""

    def __init__(self) -> None:
        super().__init__()
        self.each = QLineEdit("0")
        self.each.setFixedWidth(theme.text_size(EACH))
        self.each.setAccessibleName("每名互评人几件锚点件")
        self.refs = QPlainTextEdit()
        self.refs.setAccessibleName("锚点件的编号")
        self.refs.setPlaceholderText("以前督查里复核过的件，一行一个编号")
        self.refs.setTabChangesFocus(True)
        self.refs.setFixedHeight(theme.text_size(LINES))
        self.list_button = button("列出能用的", "quiet", on=self.asked.emit)
        self._said = label("", "caption", wrap=True)
        first = row(
            label("每名互评人", "second"), self.each, label("件，混在要评的件里", "second"),
            self.list_button, None, gap=8,
        )  # fmt: skip
        self.setLayout(column(first, self.refs, self._said, gap=4))
        self.begin()
        self.each.textEdited.connect(lambda _text: self.edited.emit())
        self.refs.textChanged.connect(self.edited)

    def begin(self) -> None:
        """Ask for none."""
        self.each.setText("0")
        self.refs.clear()
        self._said.hide()

    def offer(self, known: Sequence[Anchor]) -> None:
        """Write down all that can be used, for somebody to strike out."""
        self._said.show()
        if not known:
            self._said.setText("没有能用的：要有同一专项、评查表可比、结果已锁定的督查。")
            return
        self._said.setText(f"{len(known)} 件能用，不想用的删去。每件由两名互评人评。")
        self.refs.setPlainText("\n".join(one.ref for one in known))
        if self.each.text() == "0":
            self.each.setText("1")
            self.edited.emit()

    def anchors(self) -> Anchors:
        """What was written; refuses a number that cannot be read."""
        text = half_width(self.each.text()).strip() or "0"
        if not text.isdecimal():
            raise Refusal("每名互评人几件锚点件，请写一个整数。", field="anchors")
        each = int(text)
        refs = (line.strip() for line in self.refs.toPlainText().splitlines())
        return Anchors(refs=tuple(filter(None, refs)) if each else (), each=each)
