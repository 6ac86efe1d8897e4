"""What is derived from a ticket and kept beside it so that lists can sort, filter and search by it.

Renewed in the same transaction as the ticket, so it is never older than what it comes from.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, update
from sqlalchemy.sql.expression import bindparam

from core.tickets.case import Case, Surroundings
from core.tickets.clocks import Course, cache_rows, nearest
from core.tickets.ticket import Ticket
from storage import search
from storage.calendar import timekeeping
from storage.clocks import keep_courses
from storage.figures.base import keep_base
from storage.filling import stages
from storage.findings import check_now, forget_check
from storage.lives import lives
from storage.loading import Stored
from storage.neighbours import keep_sketches
from storage.tables.tickets import NO_DUE_DATE, PAUSED_DATE, ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

CHECKED_AT_ONCE = 20
"""So many tickets are checked while they are written; more are caught up with afterwards."""


def renew(tx: "Transaction", stored: Sequence[Stored], *, before: Mapping[int, Ticket]) -> None:
    """Work out anew what hangs on these tickets; `before` holds those that were there, by id."""
    if not stored:
        return
    search.forget(tx.connection, before.items())
    search.index(tx.connection, ((one.id, one.ticket) for one in stored))
    keep_base(tx.connection, stored)
    keep_sketches(tx.connection, stored)
    renew_clocks(tx, stored)
    renew_positions(tx.connection, stored)
    if len(stored) <= CHECKED_AT_ONCE:
        check_now(tx.connection, stored, tx.at)
    else:
        forget_check(tx.connection, [one.id for one in stored])
    _renew_supplemented(tx, stored, before)


def renew_clocks(tx: "Transaction", stored: Sequence[Stored]) -> None:
    """Work out the clocks of these tickets, and by what their lists sort."""
    if not stored:
        return
    kept = timekeeping(tx.connection)
    courses = {one.id: cache_rows(one.ticket, kept.law, kept.calendar) for one in stored}
    keep_courses(tx.connection, courses.items())
    around, basis = Surroundings(today=tx.at.date()), {"clocks_from": kept.fingerprint}
    rows = [
        {"owner": one.id, **_standing(one.ticket, courses[one.id], around), **basis}
        for one in stored
    ]
    tx.connection.execute(update(ticket).where(ticket.c.id == bindparam("owner")), rows)


def _renew_supplemented(
    tx: "Transaction", stored: Sequence[Stored], before: Mapping[int, Ticket]
) -> None:
    """Where a supplement was received on another day, the clock of the earlier one moves."""
    from storage.links import renew_restarts, supplemented_by  # noqa: PLC0415 -- it writes tickets

    moved = [
        one.id
        for one in stored
        if one.id in before and before[one.id].received_at != one.ticket.received_at
    ]
    if moved and (earlier := supplemented_by(tx.connection, moved)):
        renew_restarts(tx, earlier)


def renew_positions(connection: Connection, stored: Sequence[Stored]) -> None:
    """Work out anew where these tickets lie; what was handed in or asked may have changed."""
    rows = [
        {"owner": one.id, "position": life.position.name}
        for one, life in zip(stored, lives(connection, stored), strict=True)
    ]
    connection.execute(update(ticket).where(ticket.c.id == bindparam("owner")), rows)


def forget(connection: Connection, stored: Sequence[Stored]) -> None:
    """Drop what is kept outside the ticket's own rows."""
    search.forget(connection, ((one.id, one.ticket) for one in stored))


def _standing(one: Ticket, courses: Iterable[Course], around: Surroundings) -> dict[str, Any]:
    first = nearest(courses)
    return {
        "stage": stages().stage_of(Case(one, around)).name,
        "is_closed": one.is_closed,
        "next_due": NO_DUE_DATE if first is None else first.due or PAUSED_DATE,
        "next_clock": "" if first is None else first.code,
    }
