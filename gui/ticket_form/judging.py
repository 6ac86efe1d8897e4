"""Judges a ticket while it is being written: findings, clocks, which fields apply."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.tickets.case import Case
from core.tickets.clocks import Clock, clocks
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.ticket import Ticket
from gui.desk import Desk
from gui.forms.notes import FieldNote
from storage.calendar import calendar, clock_law
from storage.guidance import relevance
from storage.judging import judge_of

SEVERITY_STATES = {Severity.ERROR: "error", Severity.WARN: "warn", Severity.HINT: "hint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that follows from a ticket as it stands in the form."""

    findings: tuple[Finding, ...]
    rulebook: str
    """The version that was asked, as it is kept with the ticket."""
    clocks: tuple[Clock, ...]
    applying: frozenset[str]


def judge(desk: Desk, ticket: Ticket, keys: Iterable[str], *, submitting: bool) -> Judgement:
    """Run all rules on the ticket and work out its clocks.

    `submitting` judges it as if it were handed in now (提交态), gaps that are still to be filled
    included.
    """
    with desk.store.reading() as connection:
        judge = judge_of(connection, desk.now())
        case = Case(ticket, judge.around, submitting=submitting)
        rules = judge.rulebook(ticket)
        return Judgement(
            findings=rules.findings(case),
            rulebook=rules.version,
            clocks=_clocks(ticket, desk.now()),
            applying=relevance(judge.rulebooks.vocabulary(desk.today)).applying(case, keys),
        )


def _clocks(ticket: Ticket, now: datetime) -> tuple[Clock, ...]:
    return clocks(ticket, clock_law(), calendar(), now)


def notes(findings: Sequence[Finding], waived: Iterable[str]) -> list[FieldNote]:
    """Findings as notes at their fields; those of warnings with a reason are left out."""
    known = frozenset(waived)
    return [
        FieldNote(
            finding.anchor,
            SEVERITY_STATES[finding.severity],
            finding.message,
            offer="确认并写理由" if finding.severity is Severity.WARN else "",
        )
        for finding in findings
        if finding.rule not in known
    ]


def left_to_do(findings: Sequence[Finding], waived: Iterable[str]) -> tuple[int, int]:
    """How many errors, and how many warnings without a reason."""
    known = frozenset(waived)
    left = [finding.severity for finding in findings if finding.rule not in known]
    return left.count(Severity.ERROR), left.count(Severity.WARN)
