"""Makes any move on one ticket or many, in one transaction: for windows and commands."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from core.errors import Refusal
from core.tickets.handover import approve, send_back
from core.tickets.life import many
from core.tickets.life.moving import make
from core.tickets.life.needs import Order
from core.tickets.life.table import Move
from storage.lives import lives
from storage.loading import load_by_ref

if TYPE_CHECKING:
    from storage.transaction import Transaction


def planned(connection: Connection, move: Move, refs: Sequence[str], order: Order) -> many.Plan:
    """What a move would do to these tickets now; nothing is written."""
    found = {one.ticket.ref: one for one in load_by_ref(connection, refs)}
    missing = [ref for ref in refs if ref not in found]
    if missing:
        raise Refusal(f"查无工单 {missing[0]}。请核对编号。")
    return many.plan(move, lives(connection, [found[ref] for ref in refs]), order)


def move_one(tx: "Transaction", move: Move, ref: str, order: Order) -> str:
    """Make a move; gives the reference of the ticket that is worked on from now on."""
    if move is Move.APPROVE:
        opinion = order.reason.strip() or "同意"
        approve(tx.tickets, tx.handling, ref, by=order.by, at=order.at, opinion=opinion)
        return ref
    if move is Move.SEND_BACK:
        send_back(tx.handling, ref, by=order.by, at=order.at, reason=order.reason)
        return ref
    return make(move, tx.tickets, tx.moves, ref, order).ref


def move_many(
    tx: "Transaction", move: Move, refs: Sequence[str], order: Order
) -> tuple[many.Plan, tuple[str, ...]]:
    """Make a move on those of the tickets that can be moved, in one step.

    Gives what was done and left out, and the references that are worked on from now on.
    """
    made = planned(tx.connection, move, refs, order)
    many.refuse_if_none(made)
    return made, tuple(move_one(tx, move, ref, order) for ref in made.ready)
