"""Who looked at the petitioner's data of a ticket, and what for (查看留痕)."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from core.audit import Change
from core.errors import Refusal
from core.people import Action, Officer, may
from core.tickets.fields import BY_KEY
from storage.tables.office import change, step

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "sight"


def was_seen(connection: Connection, ref: str, why: str, who: str, day: date) -> bool:
    """Whether somebody looked at a ticket's petitioner on a day already, for this reason."""
    mine = (
        change.c.subject == SUBJECT,
        change.c.ref == ref,
        step.c.who == who,
        step.c.at >= datetime.combine(day, time()),
    )
    query = select(change.c.after).join(step).where(*mine)
    return any(after["why"] == why for after in connection.execute(query).scalars())


class Sights:
    """Keeps sights; looking again on the same day for the same reason adds nothing."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def look(self, ref: str, keys: Sequence[str], why: str, *, by: Officer) -> dict[str, str]:
        """What stands in these fields of a ticket, uncovered; that it was seen is kept."""
        ticket = self._tx.tickets.get(ref)
        if not may(by, Action.SEE_PETITIONER, ticket.unit, today=self._tx.at.date()):
            raise Refusal(f"{by.name}不能{Action.SEE_PETITIONER.value}。")
        if not was_seen(self._tx.connection, ref, why, by.name, self._tx.at.date()):
            after = {"fields": list(keys), "why": why}
            self._tx.record([Change(subject=SUBJECT, ref=ref, before=None, after=after)])
        return {key: str(BY_KEY[key].get(ticket) or "") for key in keys}
