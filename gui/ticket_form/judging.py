"""Judges a ticket while it is being written: findings, clocks, which fields apply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from core.people import Action
from core.personal.remarks import SAID_BY_RULE, LeaksAt, leaks_at, remarks
from core.tickets.case import Case
from core.tickets.clocks import Clock, clocks
from core.tickets.disposal.gaps import gaps_in_reply
from core.tickets.filling.leftovers import Leftover, leftovers
from core.tickets.filling.logic import Derived, Proposal, Settled
from core.tickets.filling.shortfalls import with_shortfalls
from core.tickets.filling.stages import Need, now_at
from core.tickets.lifecycle import Stage
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.ticket import Ticket
from gui.desk import Desk
from gui.forms.notes import FieldNote
from storage.calendar import timekeeping
from storage.database import Reading
from storage.filling import form_logic, stages
from storage.judging import judge_of
from storage.protection import protection

SEVERITY_STATES = {Severity.ERROR: "error", Severity.WARN: "warn", Severity.HINT: "hint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that follows from a ticket as it stands in the form.

    A field that is `hidden` does not apply and counts as empty, whatever it still holds.
    """

    findings: tuple[Finding, ...]
    rulebook: str
    """The version that was asked, as it is kept with the ticket."""
    clocks: tuple[Clock, ...]
    settled: Settled
    """The ticket as everything sees it: fields that do not apply are empty."""
    hidden: frozenset[str]
    unused: tuple[Leftover, ...]
    """What stands in fields that do not apply."""
    required: frozenset[str]
    needs: Mapping[Stage, tuple[Need, ...]]
    stage: Stage
    done: frozenset[Stage]
    proposals: Mapping[str, Proposal]
    calculated: Mapping[str, Any]
    derived: tuple[Derived, ...] = ()
    leaks: LeaksAt = field(default_factory=dict)
    """What the texts that leave would give away, by key of the field."""

    @property
    def ticket(self) -> Ticket:
        """The ticket with its fields settled."""
        return self.settled.case.ticket


def judge(desk: Desk, ticket: Ticket, *, submitting: bool) -> Judgement:
    """Settle the fields, run all rules on the ticket and work out its clocks.

    `submitting` judges it as if it were handed in now (提交态), gaps that are still to be filled
    included.
    """
    logic = form_logic()
    with desk.store.reading() as connection:
        judge = judge_of(connection, desk.now())
        name, unit = _writer(desk)
        around = replace(judge.around, writer=name, writer_unit=unit)
        settled = logic.settle(Case(ticket, around, submitting=submitting))
        rules = judge.rulebook(ticket)
        short = logic.shortfalls(settled)
        found = with_shortfalls(rules.findings(settled.case), short, submitting=submitting)
        leaks = _leaks(desk, settled.case.ticket)
        needs = stages().open_needs(settled)
        now = now_at(needs, is_closed=settled.case.ticket.is_closed)
        return Judgement(
            findings=(
                *found,
                *remarks(settled.case.ticket, protection(), leaks, found),
                *gaps_in_reply(settled.case.ticket),
            ),
            leaks=leaks,
            rulebook=rules.version,
            clocks=_clocks(connection, settled.case.ticket, desk.now()),
            settled=settled,
            hidden=settled.hidden,
            unused=leftovers(ticket, settled.hidden, logic.says_nothing),
            required=logic.required(settled),
            needs=needs,
            stage=now,
            done=stages().done(settled, needs, now),
            proposals=logic.proposals(settled),
            calculated=settled.calculated,
            derived=logic.derived(settled),
        )


def _writer(desk: Desk) -> tuple[str, str]:
    """The handler who sits here and the unit, for defaults; others fill in no ticket of theirs."""
    if not desk.may(Action.SUBMIT_TICKET):
        return "", ""
    return desk.officer.name, next(iter(sorted(desk.officer.units_on(desk.today))), "")


def _leaks(desk: Desk, ticket: Ticket) -> LeaksAt:
    """What texts give away, where whoever sits here may know it."""
    sees = not ticket.ref or desk.may(Action.SEE_PETITIONER, ticket.unit)
    return leaks_at(ticket, protection()) if sees else {}


def _clocks(connection: Reading, ticket: Ticket, now: datetime) -> tuple[Clock, ...]:
    kept = timekeeping(connection)
    return clocks(ticket, kept.law, kept.calendar, now)


WHY, COVER = "确认并写理由", "遮盖　Alt M"
"""What is offered behind a sentence: to say why it does not count, or to cover what it is about."""


def notes(
    findings: Sequence[Finding], waived: Iterable[str], leaks: LeaksAt | None = None
) -> list[FieldNote]:
    """Findings as notes at their fields; those of warnings with a reason are left out."""
    known = frozenset(waived)
    return [_note(finding, leaks or {}) for finding in findings if finding.rule not in known]


def _note(finding: Finding, leaks: LeaksAt) -> FieldNote:
    leaking = leaks.get(finding.anchor, ()) if is_about_leaks(finding) else ()
    why = WHY if finding.severity is Severity.WARN else ""
    return FieldNote(
        finding.anchor,
        SEVERITY_STATES[finding.severity],
        finding.message,
        tuple((leak.start, leak.end) for leak in leaking),
        COVER if leaking else why,
    )


def is_about_leaks(finding: Finding) -> bool:
    """Whether covering personal data is what mends it."""
    return finding.rule in SAID_BY_RULE or finding.rule in {one.id for one in protection().watched}


def left_to_do(findings: Sequence[Finding], waived: Iterable[str]) -> tuple[int, int]:
    """How many errors, and how many warnings without a reason."""
    known = frozenset(waived)
    left = [finding.severity for finding in findings if finding.rule not in known]
    return left.count(Severity.ERROR), left.count(Severity.WARN)
