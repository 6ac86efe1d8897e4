"""What is read when a ticket is opened in the form, and what the officer may do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.masking import cover_ticket
from core.people import Action
from core.tickets.law.pinning import Pin
from core.tickets.life.asking import open_moves
from core.tickets.life.editing import NEVER_FIRST, may_edit
from core.tickets.life.needs import Order
from core.tickets.life.standing import Life, Position
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision, Submission
from core.tickets.ticket import Ticket
from gui.desk import Desk
from storage.handling import Draft, drafts, kept_fields, waivers
from storage.lives import lives
from storage.loading import load_by_ref
from storage.papers import papers_count
from storage.pins import pin_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ticket as it lies in the store; without a `ref` one that is being registered."""

    ref: str
    stored: Ticket
    submission: Submission | None = None
    asks_bureau: bool = False
    waived: frozenset[str] = frozenset()
    draft: Draft | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    """What was left standing in fields that do not apply, by key."""
    pin: Pin | None = None
    papers: int = 0
    """How many papers were given on it and hold."""

    @property
    def is_gone(self) -> bool:
        """Whether there is no such ticket any more: its registering was taken back."""
        return bool(self.ref) and not self.stored.ref

    @property
    def life(self) -> Life:
        """The ticket, and where it lies."""
        return Life(ticket=self.stored, submission=self.submission, asks_bureau=self.asks_bureau)

    @property
    def position(self) -> Position:
        return self.life.position

    @property
    def is_waiting(self) -> bool:
        """Whether it lies with the leader (已送审)."""
        return self.submission is not None and self.submission.is_waiting

    @property
    def is_approved(self) -> bool:
        return self.submission is not None and self.submission.decision is Decision.APPROVED


YES = (Move.APPROVE, Move.CLEAR, Move.CONSENT)
NO: Mapping[Move | None, tuple[Move, ...]] = {
    Move.APPROVE: (Move.SEND_BACK,),
    Move.CLEAR: (Move.RETURN,),
    Move.CONSENT: (Move.REFUSE_CONSENT,),
    None: (),
}
"""The two answers that the foot of the form offers to whoever a ticket waits for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the officer at the desk may do with an opened ticket now."""

    sees_petitioner: bool
    edits: bool
    saves: bool
    submits: bool
    approves: bool
    pins: bool
    moves: frozenset[Move] = frozenset()
    """What can be done with it by this officer, where it lies."""

    @property
    def agrees_by(self) -> Move | None:
        """How whoever it waits for says yes."""
        return next((one for one in YES if one in self.moves), None)

    @property
    def refuses_by(self) -> Move | None:
        """How whoever it waits for says no; what is closed is returned from the menu."""
        return next((one for one in NO[self.agrees_by] if one in self.moves), None)

    @property
    def offered(self) -> tuple[Move, ...]:
        """The other moves, in the order of the table."""
        buttons = {Move.SUBMIT, self.agrees_by, self.refuses_by}
        return tuple(one for one in Move if one in self.moves and one not in buttons)


def read_opened(desk: Desk, ref: str) -> Opened:
    """Read a ticket with what happened to it; an empty reference gives a new one."""
    with desk.store.reading() as connection:
        kept = {draft.ref: draft for draft in drafts(connection, desk.officer.name)}
        found = load_by_ref(connection, [ref]) if ref else []
        life = lives(connection, found)[0] if found else None
        if life is None:
            return Opened(ref=ref, stored=Ticket(number=""), draft=kept.get(ref))
        return Opened(
            ref=ref,
            stored=life.ticket,
            submission=life.submission,
            asks_bureau=life.asks_bureau,
            waived=frozenset(one.rule for one in waivers(connection, ref)),
            draft=kept.get(ref),
            pin=pin_of(connection, ref),
            papers=papers_count(connection, ref),
            kept=kept_fields(connection, ref),
        )


_LOCKED = frozenset({Position.AT_BUREAU, Position.AT_LEADER, Position.AT_SECTION})


def rights(desk: Desk, opened: Opened) -> Rights:
    """What may be done with the ticket by whoever sits here."""
    unit = opened.stored.unit
    sees = not opened.ref or desk.may(Action.SEE_PETITIONER, unit)
    action = Action.EDIT_TICKET if opened.ref else Action.REGISTER_TICKET
    edits = sees and desk.may(action, unit if opened.ref else None)
    moves = frozenset(open_moves(opened.life, Order(by=desk.officer, at=desk.now())))
    free = edits and (not opened.ref or opened.position not in _LOCKED)
    new = not opened.ref and edits and desk.may(Action.SUBMIT_TICKET)
    return Rights(
        sees_petitioner=sees,
        edits=edits,
        saves=free,
        submits=edits and (new or Move.SUBMIT in moves),
        approves=bool(moves & set(YES)),
        pins=bool(opened.ref) and desk.may(Action.PIN_RULE_SET),
        moves=moves if opened.ref else frozenset(),
    )


def shown(opened: Opened, may: Rights) -> Ticket:
    """The ticket as this officer may see it."""
    return opened.stored if may.sees_petitioner else cover_ticket(opened.stored)


def is_writable(key: str, opened: Opened, may: Rights) -> bool:
    """Whether the field may be written now; a number is never changed once it is registered."""
    fixed = key == "number" and bool(opened.ref)
    if not (may.edits and not fixed):
        return False
    return may_edit(key, opened.life) if opened.ref else key not in NEVER_FIRST
