"""Pinning a ticket to a rule set (指定规则集): the section decides and says why.

Meant for tickets that straddle the day on which the law changed; orders carry no transitional rule.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.law.rule_set import RuleSets
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A decision on which set a ticket follows: why, by whom, when."""

    rule_set: str
    """The code of a set, or "": its days decide again."""
    reason: str
    who: str
    at: datetime


class Tickets(Protocol):
    """What pinning asks of the tickets in the store."""

    def get(self, ref: str) -> Ticket: ...


class Pins(Protocol):
    """What pinning asks of the pins in the store."""

    def put(self, ref: str, new: Pin) -> None: ...


def pin(  # noqa: PLR0913 -- all but the first go by name
    tickets: Tickets,
    pins: Pins,
    sets: RuleSets,
    *,
    ref: str,
    rule_set: str,
    reason: str,
    by: Officer,
    at: datetime,
) -> None:
    """Let a ticket follow the set with this code; "" lets its days decide again.

    Refuses where the officer is not of the section, gives no reason, or nothing would change.
    """
    if not may(by, Action.PIN_RULE_SET, today=at.date()):
        raise Refusal(f"{by.name}不能{Action.PIN_RULE_SET.value}，请消保科指定。")
    if not reason.strip():
        raise Refusal("请写明为什么这样指定，理由会和工单一起留存。")
    ticket = tickets.get(ref)
    if ticket.rule_set == rule_set:
        now = f"已经指定为 {rule_set}" if rule_set else "本来就按日期适用"
        raise Refusal(f"工单 {ref} {now}，没有要改的。")
    code = sets.named(rule_set).code if rule_set else ""
    pins.put(ref, Pin(rule_set=code, reason=reason.strip(), who=by.name, at=at))
