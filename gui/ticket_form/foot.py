"""The foot of the form: what can be done with the ticket now, and whether it is kept."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton

from core.tickets.life.standing import WORKED_ON
from core.tickets.life.table import Move
from gui.boxes import row
from gui.buttons import button
from gui.labels import label
from gui.ticket_form.law_line import LawLine
from gui.ticket_form.opened import Opened, Rights

_SHORT = {Move.APPROVE: "同意", Move.REFUSE_CONSENT: "不批准"}
"""What a button says where the full name of the move would be said twice."""


class Foot(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setObjectName("form-foot")
        self.original_button = button("查看工单原文", icon="file-text")
        self.report_button = button("处置报告", icon="clipboard-list")
        self.check_button = button("检查全部", icon="list-checks")
        self.history_button = button("时间线", icon="history")
        self._quiet = {
            made: made.text()
            for made in (
                self.original_button,
                self.report_button,
                self.check_button,
                self.history_button,
            )
        }
        for made, words in self._quiet.items():
            made.setAccessibleName(words)
        self.law = LawLine()
        self.papers_button = button("文书…")
        self._state = label("", "caption")
        self.save_button = button("保存", keys="Ctrl S")
        self.return_button = button("退回修改", icon="undo-2")
        self.submit_button = button("送分管领导审核", "primary", "send")
        self.approve_button = button("同意", "primary", "circle-check")
        self.moves_button = button("流转…", icon="split")
        self.moves_button.setObjectName("form-moves")
        self.setLayout(
            row(
                self.original_button,
                self.report_button,
                self.check_button,
                self.history_button,
                self.papers_button,
                self.law,
                None,
                self._state,
                self.moves_button,
                self.save_button,
                self.return_button,
                self.submit_button,
                self.approve_button,
                margins=(20, 8, 16, 8),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where there is little room, the actions at the left are signs only; they keep names."""
        for made, words in self._quiet.items():
            made.setText(words)
        layout = self.layout()
        assert layout is not None  # noqa: S101 -- made with one
        if layout.minimumSize().width() > self.width():
            for made, words in self._quiet.items():
                made.setText("")
                made.setToolTip(words)

    def offer(self, opened: Opened, may: Rights) -> None:
        """Show the actions that are possible now."""
        self.original_button.setVisible(bool(opened.ref))
        self.report_button.setVisible(bool(opened.ref))
        self.history_button.setVisible(bool(opened.ref))
        saving = "登记" if not opened.ref else "保存" if opened.is_approved else "存草稿"
        self.save_button.setText(f"{saving}　Ctrl S")
        self.save_button.setVisible(may.saves)
        self.submit_button.setVisible(may.submits)
        agree, refuse = may.agrees_by, may.refuses_by
        self.approve_button.setVisible(agree is not None)
        self.return_button.setVisible(refuse is not None)
        if agree is not None:
            self.approve_button.setText(_SHORT.get(agree, agree.value))
        if refuse is not None:
            self.return_button.setText(_SHORT.get(refuse, refuse.value))
        self.moves_button.setVisible(bool(may.offered))
        self._fit()

    def offer_papers(self, opened: Opened, may: Rights) -> None:
        """Show the way to the papers of the ticket, and how many were given."""
        self.papers_button.setVisible(bool(opened.ref) and may.sees_petitioner)
        count = f"（已出 {opened.papers} 份）" if opened.papers else ""
        self.papers_button.setText(f"文书{count}…")

    def primary(self) -> QPushButton:
        return self.approve_button if self.approve_button.isVisible() else self.submit_button

    def say_state(self, opened: Opened, kept: str) -> None:
        """Say that it lies with the leader, or what `kept` says of the draft."""
        if opened.is_waiting and opened.submission is not None:
            at = opened.submission.at
            self._state.setText(f"{at:%m 月 %d 日 %H:%M} 已送审，等分管领导审核")
        elif opened.ref and opened.position not in WORKED_ON:
            self._state.setText(opened.position.value)
        else:
            self._state.setText(kept)
