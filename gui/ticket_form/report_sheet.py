"""The disposal report (处置报告) in the place of the form: read, edit, copy, take into the reply.

Two texts of the same facts, for the office and for the petitioner. Gaps are tinted, and each is a
way to the field that fills it. What is edited here is kept until the sheet is closed.
"""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from core.tickets.case import Case
from core.tickets.disposal.gaps import Gap, gaps_in
from core.tickets.ticket import Ticket
from gui import theme
from gui.boxes import box, clear, column, frame, row, rule
from gui.buttons import Strip, button
from gui.desk import Desk
from gui.flow import FlowLayout
from gui.labels import key_cap, label, paragraph, set_paragraph
from gui.notices import Tone
from gui.utf16 import units
from storage.disposal import skeleton
from storage.judging import surroundings

VERSIONS = ("内部版", "给诉求人的答复")
FOR_OFFICE, FOR_PETITIONER = 0, 1
EXPLAINED = (
    "十一个要素按工单上已有的填好，办件存档用。",
    "不写执法人员姓名，也不写商家不公开的信息；写入“答复内容”后还要再看一遍。",
)


@dataclass(slots=True)
class Version:
    """One of the two texts: as it was made, and as it stands now."""

    made: str = ""
    text: str = ""

    @property
    def is_edited(self) -> bool:
        return self.text != self.made


class ReportSheet(QWidget):
    closed = Signal()
    jumped = Signal(str)
    """The key of the field that would fill a gap."""

    taken = Signal(str)
    """A text for the field 答复内容."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("form-report")
        self.setAccessibleName("处置报告")
        self._desk = desk
        self._ticket = Ticket(number="")
        self._versions = (Version(), Version())
        self._may_take = False
        self.strip = Strip(VERSIONS, current=FOR_OFFICE)
        self.text = QTextEdit()
        self.text.setAcceptRichText(False)
        self.text.setTabChangesFocus(True)
        self.text.setProperty("role", "reading")
        self._said = paragraph("", "caption")
        self._left = label("", "field")
        self._gaps = FlowLayout()
        self._build_buttons()
        self._lay_out()
        self.strip.chosen.connect(lambda _at: self._show_version())
        self.text.textChanged.connect(self._on_edited)
        esc = QShortcut(QKeySequence("Escape"), self, self.leave)
        esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.hide()

    def _build_buttons(self) -> None:
        self.copy_button = button("复制", icon="copy", on=self.copy)
        self.again_button = button("重新生成", icon="rotate-ccw", on=self.write_again)
        self.take_button = button("写入答复内容", icon="pencil-line", on=self.take)
        self.close_button = button("回到填报", "quiet", on=self.leave)

    def _lay_out(self) -> None:
        head = row(
            label("处置报告", "section"),
            self.strip,
            None,
            self.close_button,
            key_cap("Esc"),
            margins=(16, 10, 12, 8),
        )
        missing = row(self._left, (box(self._gaps), 1), gap=8, margins=(16, 6, 16, 6))
        foot = row(
            (self._said, 1),
            self.again_button,
            self.copy_button,
            self.take_button,
            margins=(16, 8, 12, 8),
        )
        self._missing = box(missing)
        inside = column(head, rule(), (self.text, 1), rule(), self._missing, foot, gap=0)
        self.setLayout(column((frame("card", inside), 1), margins=(20, 10, 20, 10)))

    # showing

    @property
    def version(self) -> Version:
        return self._versions[self.strip.current]

    def show_ticket(self, ticket: Ticket, *, may_take: bool) -> None:
        """Write both texts anew from the ticket as it stands, and show the one that was shown."""
        self._ticket, self._may_take = ticket, may_take
        self.write_again()
        self.show()
        self.text.setFocus()

    def write_again(self) -> None:
        """Write both texts anew; what was edited is gone."""
        with self._desk.store.reading() as connection:
            case = Case(self._ticket, surroundings(connection, self._desk.now()))
            for version, made in zip(
                self._versions, (skeleton().report(case), skeleton().reply_to(case)), strict=True
            ):
                version.made = version.text = made
        self._show_version()

    def _show_version(self) -> None:
        with QSignalBlocker(self.text):
            self.text.setPlainText(self.version.text)
        self.text.setAccessibleName(f"处置报告，{VERSIONS[self.strip.current]}")
        set_paragraph(self._said, EXPLAINED[self.strip.current])
        is_reply = self.strip.current == FOR_PETITIONER
        self.take_button.setVisible(is_reply and self._may_take)
        self._show_gaps()

    def _on_edited(self) -> None:
        self.version.text = self.text.toPlainText()
        self._show_gaps()

    def _show_gaps(self) -> None:
        """Tint the gaps in the text, and offer each field that is missing once."""
        gaps = gaps_in(self.version.text)
        self.text.setExtraSelections([self._tinted(one) for one in gaps])
        self.again_button.setVisible(self.version.is_edited)
        clear(self._gaps)
        self._left.setText(f"还缺 {len(gaps)} 处" if gaps else "不缺什么")
        for name, key in dict.fromkeys((one.label, one.key) for one in gaps):
            if key:
                self._gaps.addWidget(
                    button(name, "dense", on=lambda key=key: self._jump(key))  # type: ignore[misc]
                )
            else:
                self._gaps.addWidget(label(name, "dense"))

    def _tinted(self, one: Gap) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(units(self.version.text[: one.start]))
        cursor.setPosition(units(self.version.text[: one.end]), QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(theme.colour("warn-soft"))
        form.setForeground(theme.colour("warn-text"))
        mark.cursor = cursor  # type: ignore[attr-defined]  # missing in the stubs
        mark.format = form  # type: ignore[attr-defined]  # missing in the stubs
        return mark

    # doing

    def copy(self) -> None:
        """Put the text that is seen on the clipboard."""
        QGuiApplication.clipboard().setText(self.version.text)
        self._desk.say("处置报告已复制。", Tone.OK)

    def take(self) -> None:
        """Hand the reply over to the form."""
        self.taken.emit(self.version.text)

    def _jump(self, key: str) -> None:
        self.leave()
        self.jumped.emit(key)

    def leave(self) -> None:
        """Go back to the form."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()
