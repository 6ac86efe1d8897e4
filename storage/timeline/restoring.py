"""Restores an earlier version of a ticket; clocks follow, as after any change."""

from typing import TYPE_CHECKING

from core.people import Officer
from core.tickets.ticket import Ticket
from core.tickets.writing import amend
from core.timeline.restoring import restored
from storage.timeline.versions import version

if TYPE_CHECKING:
    from storage.transaction import Transaction

RESTORED = "恢复到第"
"""How the name of such a step begins."""


def step_name(number: int, reason: str) -> str:
    """What the step is called in the trail: the reason is part of it."""
    return f"{RESTORED} {number} 版，理由是“{reason.strip()}”"


def restore(tx: "Transaction", ref: str, number: int, reason: str, *, by: Officer) -> Ticket:
    """Write the ticket as its version `number` had it, as a new version."""
    now = tx.tickets.get(ref)
    new = restored(now, version(tx.connection, ref, number), reason)
    return amend(tx.tickets, tx.handling, new, by=by, at=tx.at)
