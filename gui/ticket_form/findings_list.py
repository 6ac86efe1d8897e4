"""What is still to be put right, worst first; a press, Enter or F8 jumps to the field."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core.tickets.fields import BY_KEY
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.rules.versions import said_version
from gui.boxes import clear, column, row, rule
from gui.buttons import button
from gui.chips import Chip
from gui.labels import key_cap, label
from gui.tables.cells import Cell, Column, Stack, Words
from gui.tables.view import Table

ORDER = {Severity.ERROR: 0, Severity.WARN: 1, Severity.HINT: 2}
ICONS = {
    Severity.ERROR: ("circle-x", "danger-text"),
    Severity.WARN: ("triangle-alert", "warn-text"),
    Severity.HINT: ("lightbulb", "accent-text"),
}


def _sign(finding: Finding) -> Cell:
    icon, tone = ICONS[finding.severity]
    return Words("", tone, icon=icon)


def _where(finding: Finding) -> str:
    return BY_KEY[finding.anchor].header if finding.anchor else "整件"


# The tip leaves the message out: it may quote personal data, which no tooltip holds.
_COLUMNS: tuple[Column[Finding], ...] = (
    Column(key="severity", title="", cell=_sign, width=34),
    Column(
        key="message",
        title="",
        cell=lambda f: Stack(_where(f), f.message),
        stretch=True,
        opens=True,
        tip=lambda f: f"{f.title}\n{f.because.sentence()}\n依据：{f.basis}",
    ),
    Column(key="rule", title="", cell=lambda f: Words(f.rule, "text-3"), width=58),
)


class FindingsList(QWidget):
    jumped = Signal(str)
    """The key of the field to go to."""

    waive_asked = Signal(object)
    """A warning whose reason somebody wants to write."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("form-findings")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self.table: Table[Finding] = Table(
            "还要改的", _COLUMNS, key=lambda f: f"{f.rule} {f.anchor}", height="roomy"
        )
        self.table.horizontalHeader().hide()
        self.table.opened.connect(self._jump)
        self.table.current_changed.connect(self._offer)
        self.waive_button = button("确认并写理由…", "quiet", on=self._ask_waive)
        self.waive_button.hide()
        self._waived: frozenset[str] = frozenset()
        self._clean = label("", "second", wrap=True)
        self._clean.setContentsMargins(16, 10, 16, 10)
        self._clean.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.rulebook = label("", "caption")
        head = row(label("还要改的", "section"), self._chips, None, self.rulebook, key_cap("F8"))
        head.setContentsMargins(16, 8, 12, 8)
        self.setLayout(
            column(
                rule(), head, rule(), (self._clean, 1), (self.table, 1), self.waive_button, gap=0
            )
        )
        self.findings: tuple[Finding, ...] = ()

    def say_rulebook(self, kept: str) -> None:
        """Say which version of the rules was asked."""
        self.rulebook.setText(kept.rpartition(" ")[0])
        self.rulebook.setToolTip(f"按填报规则{said_version(kept)}检查")

    def show_findings(
        self, findings: Sequence[Finding], waived: Collection[str], *, clean: str
    ) -> None:
        """Show findings, those of a warning with a reason last; `clean` is said without any."""
        self._waived = frozenset(waived)
        self.findings = tuple(
            sorted(findings, key=lambda f: (f.rule in waived, ORDER[f.severity], f.rule))
        )
        self.table.show_rows(self.findings)
        self._say(findings, waived)
        self._clean.setText(clean)
        self._clean.setVisible(not findings)
        self.table.setVisible(bool(findings))

    def _say(self, findings: Sequence[Finding], waived: Collection[str]) -> None:
        clear(self._chips)
        open_ones = [f for f in findings if f.rule not in waived]
        for severity, state in ((Severity.ERROR, "error"), (Severity.WARN, "warn")):
            number = sum(f.severity is severity for f in open_ones)
            if number:
                self._chips.addWidget(Chip(f"{number} {severity.value}", state))

    def _offer(self, finding: Finding | None) -> None:
        """Offer the reason where the current finding is a warning without one."""
        warns = finding is not None and finding.severity is Severity.WARN
        open_one = finding is not None and finding.rule not in self._waived
        self.waive_button.setVisible(warns and open_one)

    def _ask_waive(self) -> None:
        finding = self.table.current()
        if finding is not None:
            self.waive_asked.emit(finding)

    def step(self, by: int) -> None:
        """Jump to the next (1) or the previous (-1) finding (F8, Shift+F8)."""
        if not self.findings:
            return
        here = self.table.currentIndex().row()
        there = (here + by) % len(self.findings) if here >= 0 else (0 if by > 0 else -1)
        self.table.go_to(there % len(self.findings))
        self._jump(self.findings[there % len(self.findings)])

    def _jump(self, finding: Finding) -> None:
        if finding.anchor:
            self.jumped.emit(finding.anchor)
