"""Handing a ticket to the station leader (送审), and what the leader says to it.

Errors of the rulebook stop a submission; warnings want a reason, which is kept. Imported tickets
are never stopped by their findings: only this use case asks.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.fields import changed
from core.tickets.filling.leftovers import Leftover, refuse_undecided
from core.tickets.life.asking import refuse_unless
from core.tickets.life.moving import instead_of
from core.tickets.life.needs import Order
from core.tickets.life.standing import Life
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision, Submission
from core.tickets.rules.rulebook import Finding, Severity
from core.tickets.ticket import Ticket


class TicketStore(Protocol):
    """What a handover asks of the tickets in the store."""

    def save(self, new: Ticket) -> None: ...


class HandlingStore(Protocol):
    """What a handover asks of submissions and waivers."""

    def life(self, ref: str) -> Life: ...
    def waived(self, ref: str) -> frozenset[str]: ...
    def kept(self, ref: str) -> Mapping[str, str]: ...
    def hand_in(self, ref: str, new: Submission) -> None: ...
    def decide(
        self, ref: str, decision: Decision, *, opinion: str, instead_of: str = ""
    ) -> None: ...


def submit(  # noqa: PLR0913 -- all but the first go by name
    handling: HandlingStore,
    ticket: Ticket,
    findings: Sequence[Finding],
    *,
    by: Officer,
    at: datetime,
    rulebook: str,
    unused: Sequence[Leftover] = (),
) -> Submission:
    """Hand `ticket` to the leader; `findings` are of the ticket judged as submitted (提交态).

    Refuses where the officer may not, where it lies with the leader already, where an error is
    left, a warning has no reason, or nobody has decided on what is filled in and `unused`.
    """
    refuse_unless(Move.SUBMIT, handling.life(ticket.ref), Order(by=by, at=at))
    refuse_unready(findings, handling.waived(ticket.ref))
    refuse_undecided(unused, handling.kept(ticket.ref))
    new = Submission(who=by.name, at=at, rulebook=rulebook)
    handling.hand_in(ticket.ref, new)
    return new


def refuse_unready(findings: Sequence[Finding], waived: Collection[str]) -> None:
    """Refuse with the first error, or the first warning that has no reason."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    open_warnings = [
        finding
        for finding in findings
        if finding.severity is Severity.WARN and finding.rule not in waived
    ]
    for found, sentence in (
        (errors, "还有 {n} 处必改，先看这一处：{first}"),
        (open_warnings, "还有 {n} 处须确认并写理由，先看这一处：{first}"),
    ):
        if found:
            first = found[0]
            text = sentence.format(n=len(found), first=first.message)
            raise Refusal(text, field=first.anchor)


def approve(
    tickets: TicketStore,
    handling: HandlingStore,
    ref: str,
    *,
    by: Officer,
    at: datetime,
    opinion: str,
) -> None:
    """Agree to a submitted ticket; name, time and opinion go onto the ticket.

    The approver is never the handler, nor acts in the handler's place.
    """
    life, order = handling.life(ref), Order(by=by, at=at, reason=opinion)
    refuse_unless(Move.APPROVE, life, order)
    stood_in_for = instead_of(order, Move.APPROVE, life)
    handling.decide(ref, Decision.APPROVED, opinion=opinion, instead_of=stood_in_for)
    seen = {"supervisor": by.name, "supervised_at": at, "supervisor_opinion": opinion or "同意"}
    tickets.save(changed(life.ticket, seen))


def send_back(handling: HandlingStore, ref: str, *, by: Officer, at: datetime, reason: str) -> None:
    """Return a submitted ticket to its handler, who may edit it again; a reason is required."""
    life, order = handling.life(ref), Order(by=by, at=at, reason=reason)
    refuse_unless(Move.SEND_BACK, life, order)
    stood_in_for = instead_of(order, Move.SEND_BACK, life)
    handling.decide(ref, Decision.RETURNED, opinion=reason.strip(), instead_of=stood_in_for)


def require(officer: Officer, action: Action, ticket: Ticket, at: datetime) -> None:
    """Refuse where `officer` may not do `action` on this ticket."""
    if not may(officer, action, ticket.unit, today=at.date()):
        raise Refusal(
            f"{officer.name}不能{action.value}：它属于{ticket.unit or '尚未派定的单位'}。"
        )
