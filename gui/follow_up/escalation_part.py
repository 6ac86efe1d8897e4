"""专项督办: who answers for it by when, the analysis, and the conclusion."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QFrame, QPlainTextEdit, QWidget

from core.figures.words import day, moment
from core.follow_up.escalation import Escalation, EscalationState
from core.people import Action
from gui.boxes import box, column, row
from gui.buttons import button
from gui.choices import Choices
from gui.desk import Desk
from gui.follow_up.parts import asked, titled, warning, writing
from gui.labels import label, paragraph

CASE_HINT = "给全区局看：不写诉求人、经营者、单位和承办人的名字，写“某所”“承办人”。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """What was written to conclude; `at_fault` is None while nothing is chosen."""

    at_fault: bool | None
    reason: str
    case: str
    in_circular: bool
    theme: str
    point: str


class EscalationPart(QFrame):
    raised = Signal(str, object)
    """The owner and the day."""
    analysed = Signal(str)
    back_asked = Signal()
    concluded = Signal(object)
    """Carries a `Conclusion`."""

    def __init__(
        self,
        desk: Desk,
        one: Escalation | None,
        owners: Sequence[str],
        themes: Sequence[str],
        usual: date,
    ) -> None:
        """`usual` is the day by which an analysis is expected."""
        super().__init__()
        self._desk, self._one, self._owners, self._themes = desk, one, owners, themes
        self._usual = usual
        self.owner = QComboBox()
        self.due = QDateEdit()
        self.analysis: QPlainTextEdit | None = None
        self.fault: Choices | None = None
        self.setLayout(column(*self._parts(), gap=12))

    def written(self) -> bool:
        kept = self._one.analysis if self._one is not None else ""
        typed = self.analysis is not None and self.analysis.toPlainText().strip() != kept
        return typed or (self.fault is not None and self.fault.chosen is not None)

    def _parts(self) -> Iterator[QWidget]:
        one = self._one
        if one is None:
            yield from self._raising()
            return
        yield titled("缘由", paragraph(one.origin.value, "dense"))
        yield titled("负责分析和期限", paragraph(f"{one.owner}　{day(one.due)}前", "dense"))
        if one.sent_back:
            yield warning("分析退回，还要再写", one.sent_back)
        if one.state is EscalationState.OPEN:
            yield from self._analysing(one)
            return
        yield titled("分析", paragraph(one.analysis))
        if one.analysed_at is not None:
            yield label(f"{one.analysed_by}　{moment(one.analysed_at)} 写", "caption")
        if one.state is EscalationState.CLOSED:
            yield from self._closed(one)
        elif self._desk.may(Action.ESCALATE) and self._desk.officer.name != one.owner:
            yield from self._concluding()

    def _raising(self) -> Iterator[QWidget]:
        if not self._desk.may(Action.ESCALATE):
            yield paragraph("等消保科立专项督办。", "second")
            return
        self.owner.setAccessibleName("负责分析")
        self.owner.setEditable(False)
        self.owner.addItems(list(self._owners))
        self.owner.setCurrentIndex(-1)
        self.due.setAccessibleName("分析期限")
        self.due.setCalendarPopup(True)
        self.due.setDisplayFormat("yyyy-MM-dd")
        usual = self._usual
        self.due.setDate(QDate(usual.year, usual.month, usual.day))
        yield asked("负责分析", self.owner)
        yield asked("分析期限", self.due)
        go = button("立专项督办", "primary", "flag", keys="Ctrl Enter", on=self._raise)
        yield box(row(None, go))

    def _raise(self) -> None:
        self.raised.emit(self.owner.currentText(), self.due.date().toPython())

    def _analysing(self, one: Escalation) -> Iterator[QWidget]:
        if self._desk.officer.name != one.owner:
            yield paragraph(f"等{one.owner}写分析。", "second")
            return
        self.analysis = writing("分析", one.analysis, rows=6)
        yield asked("分析", self.analysis, "经过、症结、凭什么这样看。")
        give = button("交分析", "primary", "send", keys="Ctrl Enter", on=self._analyse)
        yield box(row(None, give))

    def _analyse(self) -> None:
        if self.analysis is not None:
            self.analysed.emit(self.analysis.toPlainText())

    def _concluding(self) -> Iterator[QWidget]:
        self.fault = Choices([(False, "无责"), (True, "有责，作典型案例")])
        self.fault.setAccessibleName("结论")
        self._reason = writing("凭什么这样认定", rows=2)
        self._case = writing("典型案例", rows=4)
        self._circular = QCheckBox("写进通报")
        self._theme = QComboBox()
        self._theme.setAccessibleName("处置要点的主题")
        self._theme.addItems(list(self._themes))
        self._point = writing("提一条处置要点（可以不写）", rows=2)
        self._of_fault = box(
            column(
                asked("典型案例", self._case, CASE_HINT),
                self._circular,
                asked("提一条处置要点（可以不写）", self._point, "另一位同事确认以后生效。"),
                self._theme,
            )
        )
        self._of_fault.setVisible(False)
        self.fault.picked.connect(self._show_fault)
        yield asked("结论", self.fault)
        yield asked("凭什么这样认定", self._reason)
        yield self._of_fault
        back = button("退回再分析", on=self.back_asked.emit)
        done = button("下结论", "primary", "check", keys="Ctrl Enter", on=self._conclude)
        yield box(row(None, back, done))

    def _show_fault(self) -> None:
        if self.fault is not None:
            self._of_fault.setVisible(bool(self.fault.chosen))

    def _conclude(self) -> None:
        if self.fault is not None:
            self.concluded.emit(
                Conclusion(
                    at_fault=self.fault.chosen,
                    reason=self._reason.toPlainText(),
                    case=self._case.toPlainText(),
                    in_circular=self._circular.isChecked(),
                    theme=self._theme.currentText(),
                    point=self._point.toPlainText(),
                )
            )

    def _closed(self, one: Escalation) -> Iterator[QWidget]:
        yield titled(f"结论：{one.conclusion}", paragraph(one.reason))
        if one.concluded_at is not None:
            yield label(f"{one.concluded_by}　{moment(one.concluded_at)} 认定", "caption")
        if one.case_text:
            where = "典型案例，写进通报" if one.in_circular else "典型案例"
            yield titled(where, paragraph(one.case_text))
