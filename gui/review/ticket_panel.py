"""The left side of the desk: what the ticket is called here, its text, and how to pin evidence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton

from core.review.marking import DOUBTFUL, LACKS, SIGNS, SUPPORTS
from gui.boxes import column, row, rule
from gui.buttons import button, tool
from gui.labels import ElidedLabel, label
from gui.review.draft import Draft
from gui.review.ticket_text import TONES, TicketText

COVERED_WORDS = "承办单位、承办人、诉求人已遮盖"
OPEN_WORDS = "诉求人已遮盖"
PIN_WORDS = "选中文字按 E，贴到当前评查项"
GONE = "台账里找不到这件工单的原文，可能改过编号。请消保科核对。"


class TicketPanel(QFrame):
    sign_pressed = Signal(str)
    """The selected words are to be pinned with this sign."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setAccessibleName("工单原文")
        self.setObjectName("review-ticket")
        self.text = TicketText()
        self._name = label("", "section")
        self._cover = ElidedLabel("caption")
        self._only = button("只看证据", "quiet", "highlighter", on=self._toggle)
        self._only.setCheckable(True)
        self._zoom = tool("zoom-in", "放大字号", on=self.text.zoom)
        head = row(
            self._name, self._cover, None, self._only, self._zoom, gap=8, margins=(20, 6, 12, 6)
        )
        self._hint = ElidedLabel("caption")
        self._signs = [self._sign_button(sign) for sign in (SUPPORTS, LACKS, DOUBTFUL)]
        legend = row(*self._signs, None, self._hint, gap=4, margins=(12, 2, 14, 3))
        self.setLayout(column(head, rule(), (self.text, 1), rule(), legend, gap=0))

    def _sign_button(self, sign: str) -> QPushButton:
        words = f"{sign} {SIGNS[sign]}"
        made = button(words, "quiet", on=lambda: self.sign_pressed.emit(sign))
        made.setProperty("tone", TONES[sign])
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a press must not take the selection away
        made.setToolTip(f"把选中的文字作为{SIGNS[sign]}贴到当前评查项")
        return made

    def show_draft(self, draft: Draft) -> None:
        opened = draft.opened
        self._name.setText(opened.task.called)
        self._cover.say(COVERED_WORDS if opened.is_covered else OPEN_WORDS)
        self._only.setChecked(False)
        self.text.show_ticket(opened.fields, draft.quotes)
        if not opened.fields:
            self.text.setPlainText(GONE)
        self._hint.say("" if draft.is_locked else PIN_WORDS)
        draft.changed.connect(lambda _code: self.text.show_pinned(draft.quotes))

    def _toggle(self) -> None:
        self.text.show_only_evidence(on=self._only.isChecked())
