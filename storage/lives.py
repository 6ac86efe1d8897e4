"""Reads where tickets lie: what hangs on a ticket and is not among its fields."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row, func, select

from core.errors import Refusal
from core.tickets.life.moving import REQUESTS, Movement
from core.tickets.life.needs import Office, ReturnReason
from core.tickets.life.standing import Life
from core.tickets.life.table import Move
from core.tickets.lifecycle import Decision, Submission
from storage.loading import CHUNK, Stored, load_by_ref
from storage.resources import read_toml
from storage.tables.moves import movement
from storage.tables.tickets import submission, ticket

_ANSWERS = [move.name for move in REQUESTS]
KEPT_COLUMNS = tuple(
    column for column in movement.c if column.name not in {"id", "ticket_id", "move"}
)


@cache
def return_reasons() -> tuple[ReturnReason, ...]:
    """Why tickets are returned for rework, in the order they are offered."""
    rows = read_toml("handling/returns.toml")["reason"]
    return tuple(ReturnReason(row["code"], row["name"], row["says"]) for row in rows)


def office(connection: Connection) -> Office:
    """What moves must know of the office."""
    from storage.people import officers, units  # noqa: PLC0415 -- positions need no people

    return Office(
        units=tuple(units(connection)),
        officers=tuple(officers(connection)),
        reasons=return_reasons(),
    )


def life_of(connection: Connection, ref: str) -> Life:
    """A ticket with its newest submission and what it waits for; refuses an unknown reference."""
    found = load_by_ref(connection, [ref])
    if not found:
        raise Refusal(f"查无工单 {ref}。请核对编号。")
    return lives(connection, found)[0]


def lives(connection: Connection, stored: Sequence[Stored]) -> list[Life]:
    """Likewise of many, in their order."""
    handed: dict[int, Submission] = {}
    asking: set[int] = set()
    for start in range(0, len(stored), CHUNK):
        ids = [one.id for one in stored[start : start + CHUNK]]
        handed |= _newest_submissions(connection, ids)
        asking |= _asking(connection, ids)
    return [
        Life(ticket=one.ticket, submission=handed.get(one.id), asks_bureau=one.id in asking)
        for one in stored
    ]


def movements(connection: Connection, ref: str) -> list[Movement]:
    """Everything that was done with a ticket, oldest first, also what was taken back."""
    query = select(movement).join(ticket).where(ticket.c.ref == ref).order_by(movement.c.id)
    return [movement_of(row) for row in connection.execute(query)]


def returns_between(connection: Connection, first: date, last: date) -> list[tuple[str, Movement]]:
    """The returns for rework in these days with the number of the ticket, oldest first."""
    since, until = datetime.combine(first, time.min), datetime.combine(last, time.max)
    query = (
        select(movement, ticket.c.number)
        .join(ticket)
        .where(movement.c.move == Move.RETURN.name, movement.c.undone_at.is_(None))
        .where(movement.c.at.between(since, until))
        .order_by(movement.c.id)
    )
    return [(row.number, movement_of(row)) for row in connection.execute(query)]


def movement_of(row: Row[Any]) -> Movement:
    kept = {column.name: getattr(row, column.name) for column in KEPT_COLUMNS}
    return Movement(move=Move[row.move], **kept)


def submission_of(row: Row[Any]) -> Submission:
    """A handing-over as a value."""
    return Submission(
        who=row.who,
        at=row.at,
        rulebook=row.rulebook,
        decision=None if row.decision is None else Decision[row.decision],
        decided_by=row.decided_by,
        decided_at=row.decided_at,
        opinion=row.opinion,
    )


def _newest_submissions(connection: Connection, ids: Sequence[int]) -> dict[int, Submission]:
    newest = (
        select(func.max(submission.c.id))
        .where(submission.c.ticket_id.in_(ids))
        .group_by(submission.c.ticket_id)
    )
    rows = connection.execute(select(submission).where(submission.c.id.in_(newest)))
    return {row.ticket_id: submission_of(row) for row in rows}


def _asking(connection: Connection, ids: Sequence[int]) -> set[int]:
    """The tickets whose newest request to the bureau leader has no answer."""
    newest = (
        select(func.max(movement.c.id))
        .where(movement.c.ticket_id.in_(ids), movement.c.move.in_(_ANSWERS))
        .where(movement.c.undone_at.is_(None))
        .group_by(movement.c.ticket_id)
    )
    asked = select(movement.c.ticket_id).where(
        movement.c.id.in_(newest), movement.c.move == Move.ASK_BUREAU.name
    )
    return set(connection.execute(asked).scalars())
