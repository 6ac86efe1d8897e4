"""Remembers suggestions that were not wanted (不用这条建议), so that they are not made again."""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from core.audit import Change
from core.errors import Refusal
from storage.tables.guidance import declined_suggestion
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

Declined = tuple[str, str]
"""What a suggestion was about, and the name of the value it proposed."""


def declined(connection: Connection, ref: str) -> frozenset[Declined]:
    """The suggestions that were not wanted on a ticket."""
    query = (
        select(declined_suggestion.c.about, declined_suggestion.c.value)
        .join(ticket)
        .where(ticket.c.ref == ref)
    )
    return frozenset((row.about, row.value) for row in connection.execute(query))


class Suggestions:
    """Writes what was declined; each leaves an audit entry."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def decline(self, ref: str, about: str, value: str) -> None:
        """Do not suggest this value on the ticket again."""
        run = self._tx.connection.execute
        if (about, value) in declined(self._tx.connection, ref):
            return
        owner = run(select(ticket.c.id).where(ticket.c.ref == ref)).scalar()
        if owner is None:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        row = {"ticket_id": owner, "about": about, "value": value}
        run(insert(declined_suggestion).values(who=self._tx.who, at=self._tx.at, **row))
        after = {"about": about, "value": value}
        self._tx.record([Change(subject="suggestion", ref=ref, before=None, after=after)])
