"""Keeps the events of a ticket's clocks that no ledger has; clocks follow in the same step."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from core.audit import Change
from core.errors import Refusal
from core.people import Officer
from core.tickets.clocks.entering import Entering
from core.tickets.timing import Timing, plain, timing_of
from storage import derived
from storage.calendar import timekeeping
from storage.loading import Stored, load_by_ref
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "timing"


class Times:
    """The entered events of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def put(self, ref: str, timing: Timing) -> None:
        """Keep what was entered in the place of what there was."""
        before = self._write(ref, timing)
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=before, after=plain(timing))])

    def take_back(self, changes: Iterable[Change]) -> None:
        """Put back what `before` says; see `storage.audit.undo`."""
        for change in changes:
            now = plain(self._load(change.ref).ticket.timing)
            if now != change.after:
                raise Refusal(f"工单 {change.ref} 的时限在那以后又改过，不能撤销。请逐项改回。")
            self._write(change.ref, timing_of(change.before))
            self._tx.record([replace(change, before=change.after, after=change.before)])

    def _load(self, ref: str) -> Stored:
        found = load_by_ref(self._tx.connection, [ref])
        if not found:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        return found[0]

    def _write(self, ref: str, timing: Timing) -> dict[str, object] | None:
        old, run = self._load(ref), self._tx.connection.execute
        run(update(ticket).where(ticket.c.id == old.id).values(timing=plain(timing)))
        new = replace(old, ticket=replace(old.ticket, timing=timing))
        derived.renew(self._tx, [new], before={old.id: old.ticket})
        return plain(old.ticket.timing)


def entering(tx: "Transaction", ref: str, *, by: Officer, at: datetime) -> Entering:
    """Let an officer enter events into the clocks of a ticket."""
    kept = timekeeping(tx.connection)
    return Entering(tx.tickets, tx.times, kept.law, kept.calendar, ref, by, at)
