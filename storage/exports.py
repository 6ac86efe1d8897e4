"""Which tickets an export takes, in the order of the ledger."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from core.tickets.ticket import Ticket
from storage.loading import stream
from storage.tables.tickets import ticket


def count(connection: Connection, month: date | None = None) -> int:
    """How many tickets `tickets` gives."""
    query = select(func.count()).select_from(ticket).where(*_received_in(month))
    return int(connection.execute(query).scalar_one())


def tickets(connection: Connection, month: date | None = None) -> Iterator[Ticket]:
    """All tickets, or those that the bureau received (区局接收时间) in the month of a day."""
    return (stored.ticket for stored in stream(connection, *_received_in(month)))


def _received_in(month: date | None) -> list[Any]:
    if month is None:
        return []
    first = datetime(month.year, month.month, 1)
    after = datetime(month.year + month.month // 12, month.month % 12 + 1, 1)
    return [ticket.c.received_at >= first, ticket.c.received_at < after]
