"""Good practice and typical cases of one campaign, and a line to tell another."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from core.review.debrief.cases import Case, CaseKind
from gui.ask import AskPopup
from gui.boxes import box, clear, column, row
from gui.buttons import Strip, button
from gui.chips import Chip
from gui.labels import label, paragraph

KINDS = tuple(CaseKind)
NOTHING = "还没有。挑一件讲清楚怎么办的、好在哪里或差在哪里；不写诉求人、单位和承办人。"


class CasesCard(QFrame):
    told = Signal(str, object, str)
    """The ticket, the kind, and the text."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("好经验和典型案例")
        self._refs: Sequence[str] = ()
        self._inside = column(gap=10)
        self.add_button = button("写一个", icon="plus", on=self.ask)
        head = row(label("好经验和典型案例", "section"), None, self.add_button)
        self.setLayout(column(head, 8, self._inside, gap=0, margins=(16, 12, 16, 12)))

    def show_cases(self, cases: Sequence[Case], refs: Sequence[str], *, locked: bool) -> None:
        """Show what is told; `refs` are the tickets that could be told of."""
        self._refs = refs
        self.add_button.setVisible(locked and bool(refs))
        clear(self._inside)
        for one in cases:
            self._inside.addWidget(_told(one))
        if not cases:
            self._inside.addWidget(paragraph(NOTHING, "dense"))

    def ask(self) -> None:
        """Ask for the ticket, the kind and the text."""
        kind = Strip([one.value for one in KINDS])
        ticket = QComboBox()
        ticket.setAccessibleName("哪一件")
        ticket.addItems(list(self._refs))
        popup = AskPopup(
            self,
            title="写好经验或典型案例",
            sentence="给全区局看的：不写诉求人、经营者、单位和承办人的名字，写“某所”“承办人”。",
            verb="写下",
            field="正文",
            empty="请写正文：怎么办的，好在哪里或差在哪里。",
            above=(kind, ticket),
        )
        popup.given.connect(
            lambda text: self.told.emit(ticket.currentText(), KINDS[kind.current], text)
        )
        popup.show_above(self.add_button)


def _told(one: Case) -> QWidget:
    state = "done" if one.kind is CaseKind.GOOD else "warn"
    head = row(Chip(one.kind.value, state), label(one.ref, "caption"), None)
    return box(column(head, paragraph(one.text, "dense"), gap=4))
