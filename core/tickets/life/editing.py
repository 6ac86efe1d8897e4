"""What may be written on a ticket where it lies, and what no hand may write at all."""

from collections.abc import Collection

from core.errors import Refusal
from core.tickets.fields import BY_KEY
from core.tickets.life.standing import WORKED_ON, Life, Position, needs_section, open_tracks
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Kind

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
"""What the handler still fills in once everybody has agreed: that it was told, and when."""

WRITTEN_BY_FOLLOW_UP = frozenset(
    {"callback_at", "satisfaction", "solved", "city_dissatisfied", "explanation"}
)
"""What the follow-up (回访) and imported ledgers say; the form only shows it."""

WRITTEN_BY_MOVES = frozenset(
    {
        "supervisor",
        "supervisor_opinion",
        "supervised_at",
        "section_decision",
        "section_return_reason",
        "section_decided_at",
    }
)
"""What only an approval writes: nobody can put another's consent there by hand."""

ROUTED = frozenset({"unit"})
"""What only a move writes: nobody sends a ticket elsewhere by typing another unit."""

DECLINES = frozenset({"decline_assignment_reason", "suggested_unit"})
"""Filling these in declines the assignment (退单), the same as the move does."""

PASSED_ON = frozenset({"transfer_to", "transfer_basis", "transfer_date"})
"""What only those write who may pass a report on (移送): the section, never a unit by itself."""

LEAVES = frozenset({"replied_at", "closed_at"})
"""That the reply left the office."""


def may_edit(key: str, life: Life) -> bool:
    """Whether a field may be written by hand where the ticket lies.

    A ticket that was closed without ever being handed in came from a ledger: it may be corrected.
    """
    if key in WRITTEN_BY_MOVES or key in ROUTED or key in WRITTEN_BY_FOLLOW_UP:
        return False
    place = life.position
    if key in DECLINES:
        return place in {Position.IN_HAND, Position.DECLINED}
    if place in WORKED_ON or place in {Position.TO_DISPATCH, Position.DECLINED}:
        return key not in LEAVES
    if place is Position.TO_REPLY:
        return key in OPEN_AFTER_APPROVAL or life.submission is None
    if place in {Position.REPLIED, Position.ENDED}:
        return life.submission is None or _open_after_closing(key, place)
    return False


def _open_after_closing(key: str, place: Position) -> bool:
    """Where the hotline was answered first, the work on the open track goes on."""
    return place is Position.REPLIED or key in OPEN_AFTER_APPROVAL


NEVER_FIRST = WRITTEN_BY_MOVES | LEAVES
"""What cannot stand on a ticket that is only being registered."""


def refuse_first(keys: Collection[str]) -> None:
    """Refuse to register a ticket as if it had gone through the gates."""
    early = [key for key in keys if key in NEVER_FIRST]
    if early:
        raise Refusal(_why_locked(early[0], Position.IN_HAND), field=early[0])


def refuse_locked(keys: Collection[str], life: Life) -> None:
    """Refuse where one of the fields may not be written where the ticket lies."""
    locked = [key for key in keys if not may_edit(key, life)]
    if locked:
        raise Refusal(_why_locked(locked[0], life.position), field=locked[0])


def _why_locked(key: str, place: Position) -> str:
    header = BY_KEY[key].header
    if key in WRITTEN_BY_MOVES:
        return f"“{header}”由审核、审批写入，不能自己填。"
    if key in WRITTEN_BY_FOLLOW_UP:
        return f"“{header}”由回访写入，不能自己填。"
    if key in ROUTED:
        return f"“{header}”不能直接改。分派、改派请用“流转”，两边都有记录。"
    if key in LEAVES:
        return f"“{header}”要审核、审批都通过以后才能填。要先回复热线，请作阶段性答复。"
    if place is Position.AT_LEADER:
        return f"“{header}”不能改：这件已送审。要改请分管领导先退回。"
    return f"“{header}”不能改：这件现在是“{place.value}”。要改请消保科退回重办。"


def refuse_passing_on(keys: Collection[str], *, may_pass_on: bool) -> None:
    """Refuse a unit that passes a report on by itself; it tells the section instead (分送)."""
    named = sorted(PASSED_ON & set(keys))
    if named and not may_pass_on:
        raise Refusal(
            f"“{BY_KEY[named[0]].header}”由消保科填：所队不具备处理权限的，不自行移送，"
            "请用“退回消保科”反馈，由消保科移送。",
            field=named[0],
        )


def refuse_told_early(keys: Collection[str], life: Life, new: Ticket) -> None:
    """Refuse to write that a no was told before both the leader and the section have agreed."""
    if life.position in {Position.TO_REPLY, Position.REPLIED, Position.ENDED}:
        return
    told = [key for key in _tells_no(new) if key in keys and not BY_KEY[key].is_empty(new)]
    if told:
        header = BY_KEY[told[0]].header
        raise Refusal(
            f"“{header}”还不能填：不属实、不予立案、不予受理的，要分管领导和消保科都同意了才能告知。",
            field=told[0],
        )


def _tells_no(ticket: Ticket) -> list[str]:
    """The fields that say that the petitioner was told no; without a no there are none."""
    if not needs_section(ticket):
        return []
    found = ["notice_at", "tipoff_notice_at"]
    if ticket.complaint.acceptance is Acceptance.DECLINED:
        found.append("acceptance_notice_at")
    return found


def refuse_ended_early(keys: Collection[str], life: Life, new: Ticket) -> None:
    """Refuse to close a compound ticket by hand while one of its tracks is open."""
    closes = "closed_at" in keys and new.outcome.closed_at is not None
    if closes and life.ticket.kind is Kind.COMPOUND and (left := open_tracks(new)):
        raise Refusal(
            f"复合件的{'、'.join(left)}还没有结论，不能办结。要先回复热线，请作阶段性答复。",
            field="closed_at",
        )
