"""What the form does to a ticket: save it, hand it in, decide on it, give a reason."""

from collections.abc import Callable

from core.tickets.filling.leftovers import Leftover
from core.tickets.handover import send_back, submit
from core.tickets.life.needs import Order
from core.tickets.life.standing import Position
from core.tickets.life.table import Move
from core.tickets.ticket import Ticket
from core.tickets.writing import amend, register
from gui.desk import Desk
from gui.ticket_form.judging import judge
from storage.lives import life_of, office
from storage.moving import move_one
from storage.transaction import Transaction

More = Callable[[Transaction, Ticket], None]
Then = Callable[[str], None]
"""Gets the reference of the ticket that was written."""


def save(desk: Desk, ref: str, ticket: Ticket, then: Then) -> bool:
    """Keep what stands in the form on the ticket itself."""
    return _write(
        desk, ref, ticket, then, what="保存工单", done="工单 {ref} 已保存。", more=lambda *_: None
    )


def hand_in(desk: Desk, ref: str, ticket: Ticket, then: Then) -> bool:
    """Save, and hand the ticket to the leader."""

    def more(tx: Transaction, made: Ticket) -> None:
        judged = judge(desk, made, submitting=True)
        submit(
            tx.handling,
            made,
            judged.findings,
            by=desk.officer,
            at=tx.at,
            rulebook=judged.rulebook,
            unused=judged.unused,
        )

    done = "工单 {ref} 已送分管领导审核，审核前不能再改。"
    return _write(desk, ref, ticket, then, what="送审", done=done, more=more, undo=False)


def _write(  # noqa: PLR0913 -- all but the first go by name
    desk: Desk,
    ref: str,
    ticket: Ticket,
    then: Then,
    *,
    what: str,
    done: str,
    more: More,
    undo: bool = True,
) -> bool:
    officer = desk.officer

    def write(tx: Transaction) -> Ticket:
        if ref:
            made = amend(tx.tickets, tx.handling, ticket, by=officer, at=tx.at)
        else:
            made = register(tx.tickets, ticket, by=officer, at=tx.at)
        more(tx, made)
        tx.handling.drop_draft(officer.name, ref)
        return made

    return desk.do(
        write,
        what=what if ref else "登记工单",
        done=lambda made: done.format(ref=made.ref),
        then=lambda made: then(made.ref),
        undo=undo,
    )


_AGREED = {
    Move.APPROVE: "工单 {ref} 审核通过，{next}。",
    Move.CLEAR: "工单 {ref} 审批通过，承办人可以答复告知。",
    Move.CONSENT: "工单 {ref} 批准不予立案，承办人可以送审。",
}
_NEXT = {
    Position.AT_SECTION: "再等消保科审批",
    Position.TO_REPLY: "承办人可以答复告知",
}


def agree(desk: Desk, ref: str, move: Move = Move.APPROVE) -> bool:
    """Agree, as the leader, the section or the bureau leader."""
    officer = desk.officer

    def write(tx: Transaction) -> Position:
        order = Order(by=officer, at=tx.at, office=office(tx.connection))
        move_one(tx, move, ref, order)
        return life_of(tx.connection, ref).position

    def done(there: Position) -> str:
        return _AGREED[move].format(ref=ref, next=_NEXT.get(there, there.value))

    return desk.do(write, what=move.value, done=done)


def give_back(desk: Desk, ref: str, reason: str) -> bool:
    """Return the ticket to its handler, as the leader."""
    officer = desk.officer
    return desk.do(
        lambda tx: send_back(tx.handling, ref, by=officer, at=tx.at, reason=reason),
        what="退回修改",
        done=f"工单 {ref} 已退回承办人。",
        undo=False,
    )


def keep_field(desk: Desk, ref: str, left: Leftover) -> bool:
    """Keep that a field which does not apply was left filled in."""
    return desk.do(
        lambda tx: tx.handling.keep_field(ref, left),
        what="留着不适用的内容",
        done=f"“{left.header}”留着，已记下；它不算数，也不会拦住送审。",
        undo=False,
    )


def waive(desk: Desk, ref: str, rule: str, reason: str) -> bool:
    """Keep the reason why a warning does not count on this ticket."""
    return desk.do(
        lambda tx: tx.handling.waive(ref, rule, reason),
        what="确认提示",
        done="理由已留存，随工单一起送审。",
        undo=False,
    )
