"""What is derived from a ticket and kept beside it so that lists can sort, filter and search by it.

Renewed in the same transaction as the ticket, so it is never older than what it comes from.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, update
from sqlalchemy.sql.expression import bindparam

from core.tickets.lifecycle import stage_of
from core.tickets.ticket import Ticket
from storage import search
from storage.loading import Stored
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction


def renew(tx: "Transaction", stored: Sequence[Stored], *, before: Mapping[int, Ticket]) -> None:
    """Work out anew what hangs on these tickets; `before` holds those that were there, by id."""
    if not stored:
        return
    search.forget(tx.connection, before.items())
    search.index(tx.connection, ((one.id, one.ticket) for one in stored))
    rows = [
        {
            "owner": one.id,
            "stage": stage_of(one.ticket).name,
            "is_closed": one.ticket.is_closed,
        }
        for one in stored
    ]
    tx.connection.execute(update(ticket).where(ticket.c.id == bindparam("owner")), rows)


def forget(connection: Connection, stored: Sequence[Stored]) -> None:
    """Drop what is kept outside the ticket's own rows."""
    search.forget(connection, ((one.id, one.ticket) for one in stored))
