"""Runs the rulebook over tickets of the store; nothing is written."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection
from sqlalchemy.sql import ColumnElement

from core.tickets.rules.rulebook import Finding
from core.tickets.ticket import Ticket
from storage.judging import judge_of
from storage.loading import Stored, stream
from storage.neighbours import gathered
from storage.tables.tickets import ticket

Checked = tuple[Ticket, tuple[Finding, ...]]


def check_tickets(
    connection: Connection, tickets: Sequence[Stored], now: datetime
) -> Iterator[Checked]:
    """The findings of some tickets as they stand; other tickets are looked up one by one."""
    judge = judge_of(connection, now)
    for one in tickets:
        yield one.ticket, judge.findings(one.ticket)


def check_all(
    connection: Connection, now: datetime, *, since: date | None = None, until: date | None = None
) -> Iterator[Checked]:
    """The findings of all tickets, or of those received in a period, both days included."""
    judge = judge_of(connection, now, others=gathered(connection))
    for one in stream(connection, *received_between(since, until)):
        yield one.ticket, judge.findings(one.ticket)


def received_between(since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    """What a ticket of the period meets, both days included; an open end is None."""
    at = ticket.c.received_at
    if since is not None:
        yield at >= datetime.combine(since, time())
    if until is not None:
        yield at < datetime.combine(until, time()) + timedelta(days=1)
