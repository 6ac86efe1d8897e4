"""Runs a draft of the indicators over a period of the store; writes nothing."""

from datetime import date, datetime, time

from sqlalchemy import Connection, func, select

from core.figures.bound import Bound
from core.figures.definition import IndicatorSet
from core.figures.figure import Figures
from core.figures.period import Period
from core.figures.reference import figures_of
from core.figures.trial import Trial, differing, turns
from core.tickets.case import Case
from storage.figures.indicators import figures_by, indicators, read
from storage.judging import surroundings
from storage.loading import stream
from storage.tables.tickets import ticket

MOST = 20_000
"""More tickets than that are not counted one by one while somebody waits."""


def try_out(connection: Connection, draft: IndicatorSet, period: Period, today: date) -> Trial:
    """The draft beside the version in force, and both ways of counting the draft."""
    before = indicators(connection, period, today)
    bound = read(connection, draft.for_period(period), today)
    after = figures_by(connection, bound, period, today, "草稿")
    number = int(connection.execute(select(func.count()).select_from(ticket)).scalar_one())
    one_by_one = _one_by_one(connection, bound, after, today) if number <= MOST else after
    return Trial(
        before=before,
        after=after,
        turns=tuple(turns(before, after)),
        checked=number if number <= MOST else None,
        differing=tuple(differing(after, one_by_one)),
    )


def _one_by_one(
    connection: Connection, bound: list[Bound], counted: Figures, today: date
) -> Figures:
    around = surroundings(connection, datetime.combine(today, time()))
    cases = (Case(stored.ticket, around) for stored in stream(connection))
    return figures_of(
        bound, cases, counted.period, today, units=counted.units, version=counted.version
    )
