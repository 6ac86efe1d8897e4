"""Where a ticket lies (所处环节), read off the ticket and what was last done with it."""

from dataclasses import dataclass
from enum import StrEnum

from core.tickets.lifecycle import Decision, Submission
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, MediationResult, SectionDecision, Verdict


class Position(StrEnum):
    """In whose hands a ticket is, and for what."""

    TO_DISPATCH = "待分派"
    IN_HAND = "承办中"
    REWORK = "重办中"
    DECLINED = "退单待定"
    AT_BUREAU = "待部门负责人批准"
    AT_LEADER = "待分管领导审核"
    AT_SECTION = "待消保科审批"
    TO_REPLY = "待答复办结"
    REPLIED = "热线已办结，还有一轨没有结论"
    ENDED = "已办结"


WORKED_ON = frozenset({Position.IN_HAND, Position.REWORK})
"""Where the unit writes the ticket."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """A ticket with what its fields do not say: the newest submission, an open request."""

    ticket: Ticket
    submission: Submission | None = None
    asks_bureau: bool = False
    """Whether the unit waits for the bureau leader's word on not filing (报批不予立案)."""

    @property
    def position(self) -> Position:
        return position_of(self)


def position_of(life: Life) -> Position:
    """Where the ticket lies. Imported tickets have no submissions: their fields alone decide."""
    ticket = life.ticket
    if ticket.is_closed:
        return Position.REPLIED if open_tracks(ticket) else Position.ENDED
    if not ticket.unit.strip():
        gone = ticket.referral.transfer_date is not None
        return Position.TO_REPLY if gone else Position.TO_DISPATCH
    if life.asks_bureau:
        return Position.AT_BUREAU
    return _at_the_gates(ticket, life.submission) or _with_the_unit(ticket)


def _at_the_gates(ticket: Ticket, latest: Submission | None) -> Position | None:
    """Where a ticket that was handed in lies; None where it is back with the unit."""
    if latest is None or latest.decision is Decision.RETURNED:
        return None
    if latest.is_waiting:
        return Position.AT_LEADER
    said = section_said(ticket, latest)
    if said is SectionDecision.RETURNED:
        return None
    if said is None and needs_section(ticket):
        return Position.AT_SECTION
    return Position.TO_REPLY


def _with_the_unit(ticket: Ticket) -> Position:
    if ticket.is_declined_assignment:
        return Position.DECLINED
    returned = ticket.gate.section_decision is SectionDecision.RETURNED
    return Position.REWORK if returned or ticket.is_rework else Position.IN_HAND


def section_said(ticket: Ticket, latest: Submission) -> SectionDecision | None:
    """What the section said to this submission; None while it has not, or said it to an earlier."""
    at, decided = ticket.gate.section_decided_at, latest.decided_at
    if at is None or (decided is not None and at < decided):
        return None
    return ticket.gate.section_decision


def needs_section(ticket: Ticket) -> bool:
    """Whether the reply leaves only after the section as well (两级把关).

    So it is with everything that tells a petitioner no, with what goes to somebody else, and with
    what the section sent back once.
    """
    return (
        ticket.outcome.verdict is Verdict.UNSUBSTANTIATED
        or (ticket.on_tipoff_track and ticket.tipoff.filing is Filing.NOT_FILED)
        or (ticket.on_complaint_track and ticket.complaint.acceptance is Acceptance.DECLINED)
        or ticket.is_transferred
        or ticket.gate.section_decision is SectionDecision.RETURNED
    )


def open_tracks(ticket: Ticket) -> tuple[str, ...]:
    """The tracks of a ticket that have no conclusion yet, in words; none where it is not ours."""
    if ticket.is_declined_assignment or ticket.is_transferred:
        return ()
    found = []
    if ticket.on_complaint_track and not _complaint_over(ticket):
        found.append("投诉轨")
    if ticket.on_tipoff_track and ticket.tipoff.filing is None:
        found.append("举报轨")
    return tuple(found)


def _complaint_over(ticket: Ticket) -> bool:
    track = ticket.complaint
    over = track.mediation_result not in {None, MediationResult.UNDER_WAY}
    return track.acceptance is Acceptance.DECLINED or over
