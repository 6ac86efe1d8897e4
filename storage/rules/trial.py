"""Runs the trial bench over tickets of the store, newest first or of a period; writes nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from core.tickets.rules.trial import Bench, Trial
from storage.checking import received_between
from storage.judging import judge_of
from storage.loading import CHUNK, load_by_id
from storage.neighbours import gathered
from storage.tables.tickets import ticket

LAST = 5000
"""On so many of the newest tickets a draft is tried when nobody asks for others."""

_LARGE_PART = 30
"""Where one ticket in so many is tried, gathering all of them first is the faster way."""

Said = Callable[[int, int], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialScope:
    """Which tickets: the newest `last` by the day they came in, within the days if given."""

    last: int = LAST
    since: date | None = None
    until: date | None = None


def run_trial(
    connection: Connection, bench: Bench, scope: TrialScope, now: datetime, said: Said
) -> Trial:
    """Judge every ticket in scope by both rulebooks; `said` is told how far it got, of how many."""
    ids = _ids(connection, scope)
    all_tickets = connection.execute(select(func.count()).select_from(ticket)).scalar_one()
    gathers = bench.asks_others and len(ids) * _LARGE_PART > all_tickets
    judge = judge_of(connection, now, others=gathered(connection) if gathers else None)
    for start in range(0, len(ids), CHUNK):
        said(start, len(ids))
        for one in load_by_id(connection, ids[start : start + CHUNK]):
            bench.try_on(judge.case(one.ticket))
    return bench.result()


def _ids(connection: Connection, scope: TrialScope) -> list[int]:
    newest = (
        select(ticket.c.id)
        .where(*received_between(scope.since, scope.until))
        .order_by(ticket.c.received_at.desc(), ticket.c.id.desc())
        .limit(scope.last)
    )
    return list(connection.execute(newest).scalars())
