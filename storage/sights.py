"""Who looked at the petitioner's data of a ticket, and what for (查看留痕)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from core.audit import Change
from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.fields import BY_KEY
from storage.tables.office import change, step

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "sight"


class Sights:
    """Keeps sights; looking again on the same day for the same reason adds nothing."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def look(self, ref: str, keys: Sequence[str], why: str, *, by: Officer) -> dict[str, str]:
        """What stands in these fields of a ticket, uncovered; that it was seen is kept."""
        ticket = self._tx.tickets.get(ref)
        if not may(by, Action.SEE_PETITIONER, ticket.unit, today=self._tx.at.date()):
            raise Refusal(f"{by.name}不能{Action.SEE_PETITIONER.value}。")
        if not self._was_seen(ref, why, by):
            after = {"fields": list(keys), "why": why}
            self._tx.record([Change(subject=SUBJECT, ref=ref, before=None, after=after)])
        return {key: str(BY_KEY[key].get(ticket) or "") for key in keys}

    def _was_seen(self, ref: str, why: str, by: Officer) -> bool:
        same_day = func.date(step.c.at) == self._tx.at.date().isoformat()
        mine = (change.c.subject == SUBJECT, change.c.ref == ref, step.c.who == by.name, same_day)
        query = select(change.c.after).join(step).where(*mine)
        return any(after["why"] == why for after in self._tx.connection.execute(query).scalars())
