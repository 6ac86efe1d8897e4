"""Registering a ticket and changing one: who may, what is locked, and which reference it gets."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.fields import differences
from core.tickets.handover import require
from core.tickets.intake.references import rework_position
from core.tickets.life.editing import (
    refuse_ended_early,
    refuse_first,
    refuse_locked,
    refuse_passing_on,
    refuse_told_early,
)
from core.tickets.life.moving import Movement
from core.tickets.life.standing import Life, Position
from core.tickets.life.table import Move
from core.tickets.ticket import Ticket


class TicketStore(Protocol):
    """What writing asks of the tickets in the store."""

    def get(self, ref: str) -> Ticket: ...
    def find(self, numbers: Iterable[str]) -> list[Ticket]: ...
    def save(self, new: Ticket) -> None: ...


class HandlingStore(Protocol):
    """What writing asks of where a ticket lies."""

    def life(self, ref: str) -> Life: ...
    def add(self, ref: str, new: Movement) -> None: ...


def register(tickets: TicketStore, new: Ticket, *, by: Officer, at: datetime) -> Ticket:
    """Keep a ticket that is not in the store yet; gives it with its reference.

    A rework goes under the number of its original; everything else needs a number of its own.
    """
    require(by, Action.REGISTER_TICKET, new, at)
    number = new.number.strip()
    if not number:
        raise Refusal("请填写工单编号，从热线系统原样复制。", field="number")
    filled = differences(Ticket(number=new.number), new)
    refuse_first(filled)
    refuse_told_early(filled, Life(ticket=new), new)
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
    life = handling.life(new.ref)
    keys = differences(old, new)
    refuse_locked(keys, life)
    refuse_passing_on(keys, may_pass_on=may(by, Action.TRANSFER_TICKET, old.unit, today=at.date()))
    refuse_told_early(keys, life, new)
    refuse_ended_early(keys, life, new)
    if new.number != old.number:
        sentence = "工单编号登记后不能改。编错的请重新登记，原来的请消保科处理。"
        raise Refusal(sentence, field="number")
    tickets.save(new)
    if life.position is not Position.DECLINED and handling.life(new.ref).position is (
        Position.DECLINED
    ):
        handling.add(new.ref, _declined(new, by, at))
    return new


def _declined(new: Ticket, by: Officer, at: datetime) -> Movement:
    """Declining in the form is written down like the move: why, and who is proposed."""
    there = new.referral
    return Movement(
        move=Move.DECLINE,
        who=by.name,
        at=at,
        unit=there.suggested_unit.strip() or new.unit,
        handler=new.handler,
        reason=there.decline_assignment_reason.strip(),
    )


def _reference(new: Ticket, number: str, same: Sequence[Ticket]) -> str:
    if new.is_rework:
        return f"{number}#{max((rework_position(one.ref) for one in same), default=0) + 1}"
    if any(not one.is_rework for one in same):
        raise Refusal(
            f"编号 {number} 已经登记过。若是重办件，请把“重办件”选“是”；若是抄错了，请改正编号。",
            field="number",
        )
    return number
