"""Works out from the tickets again what was counted by another law, other settings or calendar.

The slow way, for what `recounting.py` cannot do: where the law or the settings changed what begins
or ends a clock, and after a new program has come.
"""

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, select

from storage import derived
from storage.calendar import timekeeping
from storage.findings import forget_check
from storage.loading import CHUNK, load, whole
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction


def stale_clocks(connection: Connection) -> int:
    """How many tickets have clocks that were counted by something else than what holds now."""
    stale = ticket.c.clocks_from != timekeeping(connection).fingerprint
    return int(connection.execute(select(func.count()).where(stale)).scalar_one())


def renew_some(tx: "Transaction") -> int:
    """Work out the clocks of the next tickets anew, open ones first; 0 when all are up to date."""
    stale = ticket.c.clocks_from != timekeeping(tx.connection).fingerprint
    first = whole().where(stale).order_by(ticket.c.is_closed, ticket.c.id).limit(CHUNK)
    found = load(tx.connection, first)
    derived.renew_clocks(tx, found)
    if found:
        forget_check(tx.connection, [one.id for one in found])
    return len(found)


def renew_all(tx: "Transaction") -> None:
    while renew_some(tx):
        pass
