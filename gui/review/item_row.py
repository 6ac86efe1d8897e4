"""One item of the rubric: a line of 30 px, which unfolds while it is the current one."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.figures.words import whole_marks
from core.review.marking import proposed_marks
from core.review.rubric import Item
from gui import theme
from gui.boxes import box, row
from gui.labels import ElidedLabel, label
from gui.review.draft import Draft
from gui.review.item_body import ItemBody
from gui.review.others import differ, in_short, others_of

CODE, FULL, LINE = 30, 34, 30
EDGE = 16


class ItemRow(QFrame):
    pressed = Signal(str)
    """The item was pressed with the mouse; carries its code."""

    left = Signal(int)
    """The reviewer has done with the reason: 1 to the next open item, 0 back to the list."""

    resized = Signal()
    """The item has got its height: what it unfolds to comes with the next layout only."""

    def __init__(self, draft: Draft, item: Item) -> None:
        super().__init__()
        self._draft, self._item = draft, item
        self.body: ItemBody | None = None
        self.is_ringed = False
        self.setProperty("role", "row")
        self._title = label(item.title)
        self._note = ElidedLabel("caption")
        self._marks = label("", "strong")
        self._head = self._make_head()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._whole.addWidget(self._head)
        self.refresh()

    @property
    def code(self) -> str:
        return self._item.code

    def _make_head(self) -> QWidget:
        full = label(f"/ {whole_marks(self._item.full)}", "caption")
        full.setFixedWidth(theme.text_size(FULL))
        code = label(self.code, "caption", width=theme.text_size(CODE))
        head = box(
            row(code, self._title, 8, None, self._note, self._marks, full, gap=6,
                margins=(EDGE, 0, 12, 0))
        )  # fmt: skip
        head.setFixedHeight(theme.text_size(LINE))
        return head

    @property
    def is_open(self) -> bool:
        return self.body is not None

    def unfold(self) -> None:
        """Show everything about the item."""
        if self.body is None:
            self.body = ItemBody(self._draft, self._item)
            self.body.left.connect(self.left)
            self._whole.addWidget(self.body)
            theme.set_state(self, "open")
            theme.set_state(self._title, "strong", "role")
            self.refresh()

    def fold(self) -> None:
        if self.body is not None:
            self._whole.removeWidget(self.body)
            self.body.hide()
            self.body.deleteLater()
            self.body = None
            theme.set_state(self, "")
            theme.set_state(self._title, "", "role")
            self.refresh()

    def refresh(self) -> None:
        """Show the mark as it stands now."""
        mark = self._draft.mark(self.code)
        words, role = self._mark_words()
        self._marks.setText(words)
        theme.set_state(self._marks, role, "role")
        others = others_of(self.code, self._draft.opened.seen)
        note, tone = mark.reason.strip(), "warn"
        if not note and others:
            note, tone = in_short(others), "warn" if differ(others) else ""
        self._note.say("" if self.is_open else note)
        theme.set_state(self._note, tone, "tone")
        self.setAccessibleName(
            f"{self.code} {self._item.title}，{words}，满分 {whole_marks(self._item.full)}"
            + (f"，{note}" if note else "")
        )
        if self.body is not None:
            self.body.refresh()

    def _mark_words(self) -> tuple[str, str]:
        mark = self._draft.mark(self.code)
        if not mark.applies:
            return "不适用", "dense"
        if mark.marks is not None:
            return whole_marks(mark.marks), "strong"
        proposal = self._draft.open_proposal(self.code)
        if proposal is not None:
            wanted = proposed_marks(self._item, proposal)
            words = "不适用" if wanted is None else whole_marks(wanted)
            return f"建议 {words}，未定", "dense"
        return "未评", "dense"

    def ring(self, *, on: bool) -> None:
        """Show that the keyboard is here."""
        if on != self.is_ringed:
            self.is_ringed = on
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit(self.code)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_open:
            self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.is_ringed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            inside = QRectF(self.rect()).adjusted(4, 1, -1, -2)
            painter.drawRoundedRect(inside, 4, 4)
            painter.end()
