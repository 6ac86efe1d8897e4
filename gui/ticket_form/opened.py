"""What is read when a ticket is opened in the form, and what the officer may do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.masking import cover_ticket
from core.people import Action
from core.tickets.law.pinning import Pin
from core.tickets.lifecycle import Decision, Submission, may_edit
from core.tickets.ticket import Ticket
from gui.desk import Desk
from storage.handling import Draft, drafts, kept_fields, latest_submission, waivers
from storage.loading import load_by_ref
from storage.papers import papers_count
from storage.pins import pin_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A ticket as it lies in the store; without a `ref` one that is being registered."""

    ref: str
    stored: Ticket
    submission: Submission | None = None
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
    def is_waiting(self) -> bool:
        """Whether it lies with the leader (已送审)."""
        return self.submission is not None and self.submission.is_waiting

    @property
    def is_approved(self) -> bool:
        return self.submission is not None and self.submission.decision is Decision.APPROVED


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the officer at the desk may do with an opened ticket now."""

    sees_petitioner: bool
    edits: bool
    saves: bool
    submits: bool
    approves: bool
    pins: bool


def read_opened(desk: Desk, ref: str) -> Opened:
    """Read a ticket with what happened to it; an empty reference gives a new one."""
    with desk.store.reading() as connection:
        kept = {draft.ref: draft for draft in drafts(connection, desk.officer.name)}
        found = load_by_ref(connection, [ref]) if ref else []
        if not found:
            return Opened(ref=ref, stored=Ticket(number=""), draft=kept.get(ref))
        return Opened(
            ref=ref,
            stored=found[0].ticket,
            submission=latest_submission(connection, ref),
            waived=frozenset(one.rule for one in waivers(connection, ref)),
            draft=kept.get(ref),
            pin=pin_of(connection, ref),
            papers=papers_count(connection, ref),
            kept=kept_fields(connection, ref),
        )


def rights(desk: Desk, opened: Opened) -> Rights:
    """What may be done with the ticket by whoever sits here."""
    unit = opened.stored.unit
    sees = not opened.ref or desk.may(Action.SEE_PETITIONER, unit)
    action = Action.EDIT_TICKET if opened.ref else Action.REGISTER_TICKET
    edits = sees and desk.may(action, unit if opened.ref else None)
    free = edits and not opened.is_waiting
    may_submit = free and desk.may(Action.SUBMIT_TICKET, unit or None)
    return Rights(
        sees_petitioner=sees,
        edits=edits,
        saves=free,
        submits=may_submit and not opened.is_approved,
        approves=opened.is_waiting and desk.may(Action.APPROVE_TICKET, unit),
        pins=bool(opened.ref) and desk.may(Action.PIN_RULE_SET),
    )


def shown(opened: Opened, may: Rights) -> Ticket:
    """The ticket as this officer may see it."""
    return opened.stored if may.sees_petitioner else cover_ticket(opened.stored)


def is_writable(key: str, opened: Opened, may: Rights) -> bool:
    """Whether the field may be written now; a number is never changed once it is registered."""
    fixed = key == "number" and bool(opened.ref)
    return may.edits and not fixed and may_edit(key, opened.submission)
