"""What the officer is told when the rule fires: message, severity, fields marked, articles."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, FieldType
from core.tickets.language.template import template
from core.tickets.rules.editing import case_count, case_entries, with_case_entry
from core.tickets.rules.plain import Data
from core.tickets.rules.rulebook import Severity
from gui.boxes import box, column, row
from gui.choices import Choices
from gui.forms.description import Line
from gui.labels import ElidedLabel, label
from gui.rules.bases import BasesEditor
from gui.rules.case_table import said_basis
from gui.rules.draft import Draft
from gui.rules.lines import Labelled, Lines, entry
from gui.rules.several import Several

_LINES = (
    Line(
        entry(
            "message",
            "提示",
            rows=2,
            hint="说清要做什么，句号结尾。花括号里可以写要算的值，例如 {届满日(受理钟)}",
            must=True,
        )
    ),
)
_DAYS = (
    Line(
        entry("since", "生效日期", FieldType.DATE, hint="一直适用"),
        entry("until", "失效日期", FieldType.DATE, hint="没有期限"),
    ),
)


class MessageCard(QFrame):
    changed = Signal(object)
    """Carries the rule as it is now."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("给办理人的话")
        self._draft: Draft | None = None
        self._rule: Data = {}
        self._at = 0
        self._basis = ElidedLabel("caption", keeps=80)
        self.lines = Lines(_LINES, {"message": self._read})
        self.severity = Choices([(one, one.value) for one in Severity])
        self.severity.setAccessibleName("级别")
        self.severity.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.fields = Several("标出的栏目", list(BY_HEADER), adding="加一栏")
        self.bases = BasesEditor()
        self.days = Lines(_DAYS)
        marks = row(self.severity, 8, (self.fields, 1), gap=8)
        head = row(label("给办理人的话", "section"), None, self._basis)
        self.setLayout(
            column(
                *(head, 6, self.lines, 4, Labelled("级别和栏目", box(marks)), 6),
                *(Labelled("依据", self.bases), self.days),
                gap=2,
                margins=(16, 12, 16, 10),
            )
        )
        self.lines.written.connect(self._change)
        self.days.written.connect(self._change)
        self.severity.picked.connect(self._change_severity)
        self.fields.edited.connect(lambda: self._change("fields", list(self.fields.words)))
        self.bases.written.connect(lambda bases: self._change("basis", bases))

    def show_rule(self, draft: Draft, rule: Data, at: int) -> None:
        """Show what one case of the rule says."""
        other = (rule.get("id"), at) != (self._rule.get("id"), self._at)
        self._draft, self._rule, self._at = draft, rule, at
        case = case_entries(rule, at)
        self.lines.show_values(case, fresh=other)
        self.severity.choose(_severity(case.get("severity")))
        if self.fields.words != tuple(case.get("fields", ())):
            self.fields.show_words(case.get("fields", ()))
        if other:
            self.bases.show_bases(case.get("basis", ()))
        self.days.setVisible(case_count(rule) > 1)
        self.days.show_values(case, fresh=other)
        self._basis.say(_said_bases(case.get("basis", ())))

    def flush(self) -> None:
        """Take over what is still being written."""
        self.lines.flush()
        self.days.flush()

    def _read(self, text: str) -> object:
        if not text.strip():
            raise Refusal("请写给办理人的话：要改什么，怎么改。")
        assert self._draft is not None  # noqa: S101 -- shown before it is read
        return template(text, self._draft.vocabulary_for(self._rule))

    def _change_severity(self) -> None:
        chosen: Severity | None = self.severity.chosen
        self._change("severity", chosen.value if chosen is not None else "")

    def _change(self, key: str, value: Any) -> None:
        self.changed.emit(with_case_entry(self._rule, self._at, key, value))


def _severity(word: Any) -> Severity | None:
    return next((one for one in Severity if one.value == word), None)


def _said_bases(basis: Any) -> str:
    bases = [basis] if isinstance(basis, str) else list(basis)
    return f"依据：{said_basis(bases[0])}" if bases and bases[0] else "还没有写依据"
