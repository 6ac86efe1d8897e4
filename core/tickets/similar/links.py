"""What an officer makes of two tickets that resemble each other (关联): linked, never merged.

The later one supplements or repeats the earlier. A later tip-off with new facts lets the earlier
one's verification begin anew on the day it was received (R_RESTART).
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.handover import require
from core.tickets.ticket import Ticket


class LinkKind(StrEnum):
    """What the later ticket is to the earlier one."""

    REPEAT = "重复"
    SAME_MATTER = "同一事项"
    NEW_FACTS = "补充新事实"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two tickets that belong together: by reference, the earlier and the later."""

    earlier: str
    later: str
    kind: LinkKind
    who: str
    at: datetime

    def other(self, ref: str) -> str:
        return self.later if ref == self.earlier else self.earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Somebody looked at two tickets and said: 不是同一件. `one` is the smaller reference."""

    one: str
    other: str
    who: str
    at: datetime
    reason: str = ""


class Tickets(Protocol):
    """What linking asks of the tickets in the store."""

    def get(self, ref: str) -> Ticket: ...


class Links(Protocol):
    """What linking asks of the links in the store."""

    def between(self, one: str, other: str) -> Link | None: ...
    def put(self, link: Link) -> None: ...
    def drop(self, link: Link) -> None: ...
    def set_apart(self, apart: Apart) -> None: ...


def link(  # noqa: PLR0913 -- all but the first two go by name
    tickets: Tickets,
    links: Links,
    *,
    ref: str,
    other: str,
    kind: LinkKind,
    by: Officer,
    at: datetime,
) -> Link:
    """Link the ticket `ref`, which the officer works on, with another one.

    New facts change the time limit of the earlier ticket, so its unit or the section must do it.
    """
    ours, theirs = tickets.get(ref), tickets.get(other)
    require(by, Action.EDIT_TICKET, ours, at)
    if ref == other:
        raise Refusal("一件工单不能和它自己关联。")
    earlier, later = sorted((ours, theirs), key=_order)
    if kind is LinkKind.NEW_FACTS:
        _refuse_without_clock(earlier, later)
        if not may(by, Action.EDIT_TICKET, earlier.unit, today=at.date()):
            raise Refusal(
                f"前一件 {earlier.ref} 由{earlier.unit}办，它的核查期限会跟着变，请消保科来关联。"
            )
    made = Link(earlier=earlier.ref, later=later.ref, kind=kind, who=by.name, at=at)
    before = links.between(ref, other)
    if before is not None and before.kind is kind:
        raise Refusal(f"{ref} 和 {other} 已经关联为“{kind.value}”。")
    links.put(made)
    return made


def unlink(
    tickets: Tickets, links: Links, *, ref: str, other: str, by: Officer, at: datetime
) -> Link:
    """Take a link away again (取消关联)."""
    require(by, Action.EDIT_TICKET, tickets.get(ref), at)
    found = links.between(ref, other)
    if found is None:
        raise Refusal(f"{ref} 和 {other} 没有关联。")
    links.drop(found)
    return found


def set_apart(  # noqa: PLR0913 -- all but the first two go by name
    tickets: Tickets,
    links: Links,
    *,
    ref: str,
    other: str,
    by: Officer,
    at: datetime,
    reason: str = "",
) -> Apart:
    """Remember that two tickets are not the same matter (不是同一件); never offered again."""
    require(by, Action.EDIT_TICKET, tickets.get(ref), at)
    if links.between(ref, other) is not None:
        raise Refusal(f"{ref} 和 {other} 已经关联，请先取消关联。")
    one, two = sorted((ref, other))
    made = Apart(one=one, other=two, who=by.name, at=at, reason=reason.strip())
    links.set_apart(made)
    return made


def restart_day(received: list[date | None]) -> date | None:
    """From which day a tip-off is verified anew: that of the last supplement, if there is any."""
    return max((day for day in received if day is not None), default=None)


def _order(ticket: Ticket) -> tuple[bool, datetime | None, str]:
    return ticket.received_at is None, ticket.received_at, ticket.ref


def _refuse_without_clock(earlier: Ticket, later: Ticket) -> None:
    for one in (earlier, later):
        if not one.on_tipoff_track:
            raise Refusal(
                f"{one.ref} 没有举报，谈不上补充新事实重新起算。请改选“{LinkKind.SAME_MATTER}”。"
            )
    names = {one.petitioner.petitioner_name.strip() for one in (earlier, later)} - {""}
    if len(names) > 1:
        raise Refusal("两件的诉求人不是同一人。只有同一举报人补充新事实，才从后一件重新起算。")
    if later.received_at is None:
        raise Refusal(f"{later.ref} 还没有填区局接收时间，算不出从哪天重新起算。")
    decided = earlier.tipoff.filing_date
    if decided is not None and decided <= later.received_at.date():
        raise Refusal(f"{earlier.ref} 已于 {decided:%Y-%m-%d} 作出决定，不再重新起算。")
