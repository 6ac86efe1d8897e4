"""Bringing an earlier version of a ticket back, as a new version; nothing that happened is lost."""

from core.errors import Refusal
from core.tickets.fields import BY_KEY, changed, differences
from core.tickets.life.editing import ROUTED
from core.tickets.ticket import Ticket
from core.timeline.ticket_words import TOLD_ELSEWHERE

STAYS = TOLD_ELSEWHERE | ROUTED | {"number"}
"""What decisions and callbacks wrote: a restored version does not undo them."""


def restored(now: Ticket, then: Ticket, reason: str) -> Ticket:
    """The ticket as `then` had it, but for what stays; refuses without a reason or a difference."""
    if not reason.strip():
        raise Refusal("请写明为什么恢复到以前的版本，时间线上要留着。", field="reason")
    keys = [key for key in differences(now, then) if key not in STAYS]
    if not keys:
        raise Refusal("那一版和现在一样，不用恢复。")
    return changed(now, {key: BY_KEY[key].get(then) for key in keys})
