"""Where a ticket stands (阶段), and how it passes from the handler to the station leader.

Stages are read off the ticket; nothing stores them but a cache. What may be edited by whom follows
from the newest submission.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.tickets.ticket import Ticket


class Stage(StrEnum):
    """The office's steps (登记 to 回访), in order; a ticket stands at the first one not done."""

    REGISTER = "登记"
    CLASSIFY = "分类"
    CONTACT = "先行联系"
    HANDLE = "受理核查"
    VERDICT = "认定"
    GATE = "审核"
    REPLY = "答复告知"
    CLOSE = "办结"
    CALLBACK = "回访"


def _handled(ticket: Ticket) -> bool:
    if ticket.kind is None:
        return False
    complaint = ticket.complaint.acceptance is not None or not ticket.on_complaint_track
    tipoff = ticket.tipoff.filing is not None or ticket.tipoff.inspected_at is not None
    return complaint and (tipoff or not ticket.on_tipoff_track)


_DONE: tuple[tuple[Stage, Callable[[Ticket], bool]], ...] = (
    (Stage.REGISTER, lambda t: bool(t.number and t.claim.content and t.received_at)),
    (Stage.CLASSIFY, lambda t: t.kind is not None),
    (Stage.CONTACT, lambda t: t.contact.first_contact_result is not None),
    (Stage.HANDLE, _handled),
    (Stage.VERDICT, lambda t: t.outcome.verdict is not None),
    (Stage.GATE, lambda t: t.gate.supervised_at is not None),
    (Stage.REPLY, lambda t: t.outcome.replied_at is not None),
    (Stage.CLOSE, lambda t: t.is_closed),
    (Stage.CALLBACK, lambda t: t.callback.callback_at is not None),
)
"""When each stage is done, in the order of the work."""


def stage_of(ticket: Ticket) -> Stage:
    """The stage at which `ticket` stands; a closed one waits for, or has had, its callback."""
    if ticket.is_closed:
        return Stage.CALLBACK
    return next((stage for stage, is_done in _DONE if not is_done(ticket)), Stage.CALLBACK)


def done_stages(ticket: Ticket) -> frozenset[Stage]:
    """The stages whose work is on the ticket, whatever their order."""
    return frozenset(stage for stage, is_done in _DONE if is_done(ticket))


class Decision(StrEnum):
    """What the station leader said to a submitted ticket."""

    APPROVED = "同意"
    RETURNED = "退回"


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """One handing-over to the station leader (送审): who, when, checked by which rulebook."""

    who: str
    at: datetime
    rulebook: str
    decision: Decision | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    opinion: str = ""

    @property
    def is_waiting(self) -> bool:
        return self.decision is None


OPEN_AFTER_APPROVAL = frozenset(
    {
        "notice_way",
        "notice_at",
        "replied_at",
        "closed_at",
        "tipoff_notice_at",
        "acceptance_notice_at",
        "acceptance_notice_way",
        "termination_notice_petitioner",
        "termination_notice_trader",
    }
)
"""What the handler still fills in once the leader has agreed: that it was told, and when."""


def may_edit(key: str, latest: Submission | None) -> bool:
    """Whether the handler may change the field `key`, given the newest submission."""
    if latest is None or latest.decision is Decision.RETURNED:
        return True
    return latest.decision is Decision.APPROVED and key in OPEN_AFTER_APPROVAL
