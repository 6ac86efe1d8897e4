"""Makes a move: asks the table, changes the ticket, and writes down what was done (流转记录).

What is changed on the ticket stands in `EFFECTS`; handing in and the leader's word, which hang on
a submission, are in `core/tickets/handover.py` and come here to be written down.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from core.people import capacities
from core.tickets.fields import changed
from core.tickets.intake.references import rework_position
from core.tickets.life.asking import refuse_unless
from core.tickets.life.needs import Order
from core.tickets.life.standing import Life
from core.tickets.life.table import MOVES, Move
from core.tickets.ticket import Ticket
from core.tickets.words import ApproverPost, Filing, SectionDecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What was once done with a ticket (一次流转); stays, also when the step was taken back."""

    move: Move
    who: str
    at: datetime
    unit: str = ""
    """Whose it was then; for a dispatch to whom it went, for a decline who is proposed."""
    handler: str = ""
    reason: str = ""
    basis: str = ""
    code: str = ""
    next_step: str = ""
    until: date | None = None
    instead_of: str = ""
    rework: str = ""
    """The reference of the ticket in which a closed one is worked on again."""
    undone_at: datetime | None = None


class TicketStore(Protocol):
    """What a move asks of the tickets in the store."""

    def save(self, new: Ticket) -> None: ...
    def find(self, numbers: Iterable[str]) -> list[Ticket]: ...


class MoveStore(Protocol):
    """What a move asks of the log of moves."""

    def life(self, ref: str) -> Life: ...
    def add(self, ref: str, new: Movement) -> None: ...


Effect = Callable[[Life, Order], Mapping[str, Any]]

_NOT_DECLINED = {"decline_assignment_reason": "", "suggested_unit": ""}
_WITH_NOBODY = {"unit": "", "handler": "", **_NOT_DECLINED}


def _dispatched(life: Life, order: Order) -> Mapping[str, Any]:
    """The first dispatch counts: passing it on inside the bureau wins nobody time."""
    at = life.ticket.assigned_at or order.at
    return {"unit": order.unit, "handler": order.handler, "assigned_at": at, **_NOT_DECLINED}


def _passed_on(life: Life, order: Order) -> Mapping[str, Any]:
    ticket = life.ticket
    undecided = ticket.on_tipoff_track and ticket.tipoff.filing is None
    return {
        **_WITH_NOBODY,
        "transfer_to": order.unit.strip(),
        "transfer_basis": order.basis.strip(),
        "transfer_date": order.at.date(),
        **({"filing": Filing.TRANSFERRED} if undecided else {}),
    }


def _consented(_: Life, order: Order) -> Mapping[str, Any]:
    return {
        "not_filed_approver": order.by.name,
        "not_filed_approver_post": ApproverPost.BUREAU_LEADER,
        "filing_date": order.at.date(),
    }


def _said_by_section(decision: SectionDecision) -> Effect:
    def said(_: Life, order: Order) -> Mapping[str, Any]:
        reason = order.office.reason(order.code)
        words = f"{reason.name}：{order.reason.strip()}" if reason is not None else ""
        return {
            "section_decision": decision,
            "section_return_reason": words,
            "section_decided_at": order.at,
        }

    return said


EFFECTS: Mapping[Move, Effect] = {
    Move.DISPATCH: _dispatched,
    Move.APPOINT: lambda _, order: {"handler": order.handler},
    Move.HAND_BACK: lambda *_: _WITH_NOBODY,
    Move.DECLINE: lambda _, order: {
        "decline_assignment_reason": order.reason.strip(),
        "suggested_unit": order.unit.strip(),
    },
    Move.AGREE_DECLINE: lambda *_: _WITH_NOBODY,
    Move.REFUSE_DECLINE: lambda *_: _NOT_DECLINED,
    Move.TRANSFER: _passed_on,
    Move.CONSENT: _consented,
    Move.REFUSE_CONSENT: lambda *_: {"not_filed_approver": "", "not_filed_approver_post": None},
    Move.CLEAR: _said_by_section(SectionDecision.PASSED),
    Move.RETURN: _said_by_section(SectionDecision.RETURNED),
    Move.CLOSE: lambda _, order: {"closed_at": order.at},
}
"""What a move changes on the ticket; one that is not named changes nothing there."""


def make(move: Move, tickets: TicketStore, moves: MoveStore, ref: str, order: Order) -> Ticket:
    """Make a move; gives the ticket as it is then, for a closed one returned its rework.

    Refuses where the table says no, with the place and the remedy.
    """
    life = moves.life(ref)
    refuse_unless(move, life, order)
    again = None
    if move is Move.RETURN and life.ticket.is_closed:
        again = rework_of(life.ticket, tickets.find([life.ticket.number]), order)
        tickets.save(again)
    effect = EFFECTS.get(move)
    after = changed(life.ticket, effect(life, order)) if effect else life.ticket
    tickets.save(after)
    moves.add(ref, written(move, life, order, rework=again.ref if again else ""))
    return again or after


def written(move: Move, life: Life, order: Order, *, rework: str = "") -> Movement:
    """The move as it is written down."""
    return Movement(
        move=move,
        who=order.by.name,
        at=order.at,
        unit=order.unit.strip() or life.ticket.unit,
        handler=order.handler or life.ticket.handler,
        reason=order.reason.strip(),
        basis=order.basis.strip(),
        code=order.code,
        next_step=order.next_step.strip(),
        until=order.until,
        instead_of=instead_of(order, move, life),
        rework=rework,
    )


def instead_of(order: Order, move: Move, life: Life) -> str:
    """For whom somebody acts who could not in a post of their own; "" for a post of their own."""
    powers = capacities(order.by, MOVES[move].action, life.ticket.unit, today=order.at.date())
    names = [post.instead_of for post in powers]
    return "" if not names or "" in names else names[0]


def rework_of(closed: Ticket, same: Iterable[Ticket], order: Order) -> Ticket:
    """The ticket in which a closed one is worked on again: its matter, and nothing done yet."""
    k = max((rework_position(one.ref) for one in same), default=0) + 1
    return Ticket(
        number=closed.number,
        ref=f"{closed.number}#{k}",
        source=closed.source,
        kind=closed.kind,
        hotline_created_at=closed.hotline_created_at,
        received_at=order.at,
        assigned_at=order.at,
        unit=closed.unit,
        handler=closed.handler,
        is_rework=True,
        origin_number=closed.number,
        is_ad=closed.is_ad,
        is_unfair_competition=closed.is_unfair_competition,
        category=closed.category,
        petitioner=closed.petitioner,
        trader=closed.trader,
        claim=closed.claim,
    )


REQUESTS = {Move.ASK_BUREAU: True, Move.CONSENT: False, Move.REFUSE_CONSENT: False}
"""What opens and what answers a request to the bureau leader."""
