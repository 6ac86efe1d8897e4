"""Whether a move can be made now, and if not, why: the answer of a cell of the table."""

from collections.abc import Iterator
from dataclasses import replace

from core.errors import Refusal
from core.people import Officer, may
from core.tickets.life.needs import Need, Order
from core.tickets.life.standing import Life, Position
from core.tickets.life.table import MOVES, Move


def in_power(officer: Officer, move: Move, life: Life, order: Order) -> bool:
    """Whether the officer's posts allow the move on this ticket, wherever it lies."""
    return may(officer, MOVES[move].action, life.ticket.unit, today=order.at.date())


def problems(move: Move, life: Life, order: Order) -> Iterator[Refusal]:
    """Everything in the way of a move: permission, place, and what it needs, in this order."""
    row, ticket = MOVES[move], life.ticket
    if not in_power(order.by, move, life, order):
        unit = ticket.unit or "消保科，还没有分派"
        yield Refusal(f"{order.by.name}不能{row.action.value}：它属于{unit}。")
        return
    if life.position not in row.start:
        yield Refusal(out_of_place(move, life))
        return
    asked = replace(order, action=row.action)
    for need in row.needs:
        if not need.value.holds(life, asked):
            yield Refusal(need.value.sentence, field=need.value.key)


def out_of_place(move: Move, life: Life) -> str:
    """Why the move cannot be made where the ticket lies."""
    ref, latest = life.ticket.ref or life.ticket.number, life.submission
    if life.position is Position.AT_LEADER and move is Move.SUBMIT and latest is not None:
        return f"工单 {ref} 已于 {latest.at:%m 月 %d 日 %H:%M} 送审，正等分管领导审核。"
    where = "、".join(one.value for one in Position if one in MOVES[move].start)
    return f"工单 {ref} 现在是“{life.position.value}”，不能{move.value}。可以的是：{where}。"


def refuse_unless(move: Move, life: Life, order: Order) -> None:
    """Refuse with the first thing in the way of the move."""
    for problem in problems(move, life, order):
        raise problem


PERSONAL = frozenset({Need.NOT_THE_HANDLER, Need.NOT_THE_LEADER})
"""Needs that no typing can meet: where one fails, the move is not offered to this person."""


def open_moves(life: Life, order: Order) -> tuple[Move, ...]:
    """The moves that the officer can make now, given what they ask for."""
    return tuple(move for move in Move if _is_open(move, life, order))


def _is_open(move: Move, life: Life, order: Order) -> bool:
    row = MOVES[move]
    asked = replace(order, action=row.action)
    return (
        in_power(order.by, move, life, order)
        and life.position in row.start
        and all(n.value.holds(life, asked) for n in row.needs if n in PERSONAL)
    )
