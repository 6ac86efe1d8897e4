"""Registering a ticket and changing one: who may, what is locked, and which reference it gets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer
from core.tickets.fields import BY_KEY, differences
from core.tickets.handover import require
from core.tickets.intake.references import rework_position
from core.tickets.lifecycle import Submission, may_edit
from core.tickets.ticket import Ticket


class TicketStore(Protocol):
    """What writing asks of the tickets in the store."""

    def get(self, ref: str) -> Ticket: ...
    def find(self, numbers: Iterable[str]) -> list[Ticket]: ...
    def save(self, new: Ticket) -> None: ...


class HandlingStore(Protocol):
    """What writing asks of submissions."""

    def latest(self, ref: str) -> Submission | None: ...


def register(tickets: TicketStore, new: Ticket, *, by: Officer, at: datetime) -> Ticket:
    """Keep a ticket that is not in the store yet; gives it with its reference.

    A rework goes under the number of its original; everything else needs a number of its own.
    """
    require(by, Action.REGISTER_TICKET, new, at)
    number = new.number.strip()
    if not number:
        raise Refusal("请填写工单编号，从热线系统原样复制。", field="number")
    made = replace(new, number=number, ref=_reference(new, number, tickets.find([number])))
    tickets.save(made)
    return made


def amend(
    tickets: TicketStore, handling: HandlingStore, new: Ticket, *, by: Officer, at: datetime
) -> Ticket:
    """Keep changes of a ticket that is in the store.

    Refuses where the officer may not edit it, or where a field is locked by a submission.
    """
    old = tickets.get(new.ref)
    require(by, Action.EDIT_TICKET, old, at)
    latest = handling.latest(new.ref)
    locked = [key for key in differences(old, new) if not may_edit(key, latest)]
    if locked:
        header = BY_KEY[locked[0]].header
        raise Refusal(f"“{header}”不能改：这件已送审。要改请分管领导先退回。", field=locked[0])
    if new.number != old.number:
        sentence = "工单编号登记后不能改。编错的请重新登记，原来的请消保科处理。"
        raise Refusal(sentence, field="number")
    tickets.save(new)
    return new


def _reference(new: Ticket, number: str, same: Sequence[Ticket]) -> str:
    if new.is_rework:
        return f"{number}#{max((rework_position(one.ref) for one in same), default=0) + 1}"
    if any(not one.is_rework for one in same):
        raise Refusal(
            f"编号 {number} 已经登记过。若是重办件，请把“重办件”选“是”；若是抄错了，请改正编号。",
            field="number",
        )
    return number
