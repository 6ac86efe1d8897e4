"""Runs the rulebook over tickets of the store; nothing is written.

What is found comes back as small values, so that they can be handed on between processes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select
from sqlalchemy.sql import ColumnElement

from core.tickets.rules.rulebook import Found
from storage.judging import Judge, judge_of
from storage.loading import Stored, load_by_id
from storage.neighbours import gathered
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from core.tickets.case import OtherTickets
    from storage.database import Store

AT_ONCE = 500
"""How many tickets are checked in one go."""

MANY = 2_000
"""From so many on the other tickets are gathered in memory, instead of asked for one by one."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A ticket as it was when checked, the rulebook that checked it, and what that found."""

    id: int
    version: int
    number: str
    ref: str
    rulebook: str
    findings: tuple[Found, ...]


class Checker:
    """Checks tickets by their ids; `many` says that it will be asked for many of them."""

    def __init__(self, store: "Store", now: datetime, *, many: bool) -> None:
        self._store, self._now, self._many = store, now, many
        self._others: OtherTickets | None = None

    def gather(self) -> None:
        """Read at once what the rules may ask of other tickets; else done at the first check."""
        with self._store.reading() as connection:
            self._others = gathered(connection)

    def check(self, ids: Sequence[int]) -> list[Checked]:
        """These tickets, by id; those that are no longer there are left out."""
        if self._many and self._others is None:
            self.gather()
        with self._store.reading() as connection:
            judge = judge_of(connection, self._now, others=self._others)
            return [checked(judge, one) for one in load_by_id(connection, ids)]


def check_tickets(
    connection: Connection, tickets: Sequence[Stored], now: datetime
) -> Iterator[Checked]:
    """The findings of some tickets as they stand; other tickets are looked up one by one."""
    judge = judge_of(connection, now)
    return (checked(judge, one) for one in tickets)


def checked(judge: Judge, one: Stored) -> Checked:
    ticket_ = one.ticket
    return Checked(
        id=one.id,
        version=one.version,
        number=ticket_.number,
        ref=ticket_.ref,
        rulebook=judge.rulebook(ticket_).version,
        findings=judge.found(ticket_),
    )


def ids_received(connection: Connection, since: date | None, until: date | None) -> list[int]:
    """The tickets received in a period, both days included, in the order they were taken in."""
    query = select(ticket.c.id).where(*received_between(since, until)).order_by(ticket.c.id)
    return list(connection.execute(query).scalars())


def received_between(since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    """What a ticket of the period meets, both days included; an open end is None."""
    at = ticket.c.received_at
    if since is not None:
        yield at >= datetime.combine(since, time())
    if until is not None:
        yield at < datetime.combine(until, time()) + timedelta(days=1)
