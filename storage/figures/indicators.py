"""The figures of the indicators for a period, from the store."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, func, select

from core.figures.bound import Bound, BoundMeasure, bind, listing
from core.figures.definition import Indicator
from core.figures.figure import Figures
from core.figures.period import Period
from core.figures.reference import Count, Counter, put_together
from core.tickets.case import Case, Surroundings
from storage.figures.counting import Counting
from storage.figures.unsettled import unsettled
from storage.figures.versions import in_force
from storage.judging import surroundings
from storage.loading import load_by_id
from storage.rules import rulebooks
from storage.tables.tickets import ticket


def indicators(connection: Connection, period: Period, as_of: date) -> Figures:
    """The figures of all indicators that hold for the period, as known on `as_of`."""
    version = in_force(connection)
    held = version.indicators.for_period(period)
    return figures_by(connection, read(connection, held, as_of), period, as_of, version.label)


def read(connection: Connection, held: Iterable[Indicator], as_of: date) -> list[Bound]:
    """The definitions with their sentences read in the words of the day."""
    vocabulary = rulebooks(connection).vocabulary(as_of)
    return [bind(one, vocabulary) for one in held]


def figures_by(
    connection: Connection, bound: Sequence[Bound], period: Period, as_of: date, version: str
) -> Figures:
    """The figures by definitions that need not be in force."""
    around = surroundings(connection, datetime.combine(as_of, time()))
    measures = [measure for one in bound for measure in one.measures()]
    apart = unsettled(period, as_of)
    strange = list(connection.execute(apart).scalars()) if _ask_clocks(measures) else []
    counts = Counting(connection, period, around, apart if strange else None).counts(measures)
    _add_unsettled(connection, measures, counts, strange, period, around)
    units = units_of_tickets(connection)
    return put_together(bound, counts, period, as_of, units=units, version=version)


def _ask_clocks(measures: Iterable[BoundMeasure]) -> bool:
    return any(one.asks_clocks for one in measures)


def _add_unsettled(
    connection: Connection,
    measures: Sequence[BoundMeasure],
    counts: dict[int, Count],
    strange: Sequence[int],
    period: Period,
    around: Surroundings,
) -> None:
    if not strange:
        return
    counters = [
        (Counter(one, period, around.today), counts[id(one)]) for one in measures if one.asks_clocks
    ]
    for stored in load_by_id(connection, strange):
        case = Case(stored.ticket, around)
        for counter, count in counters:
            counter.put(case, count)


def refs_behind(
    connection: Connection, bound: Sequence[Bound], period: Period, as_of: date
) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """The references of the tickets in each numerator and denominator, by code, in order."""
    around = surroundings(connection, datetime.combine(as_of, time()))
    apart = unsettled(period, as_of)
    strange = load_by_id(connection, list(connection.execute(apart).scalars()))
    counting = Counting(connection, period, around, apart if strange else None)

    def refs(measure: BoundMeasure) -> tuple[str, ...]:
        found = counting.refs(measure)
        if measure.asks_clocks:
            counter = Counter(measure, period, as_of)
            cases = (Case(one.ticket, around) for one in strange)
            found += [case.ticket.ref for case in cases if counter.counts(case)]
        return tuple(sorted(found))

    return {one.indicator.code: (refs(one.numerator), refs(one.denominator)) for one in bound}


def behind(connection: Connection, figures: Figures, code: str) -> tuple[str, str]:
    """The sentences that list the tickets of the numerator and of the denominator of a figure.

    For a unit, look among its tickets; "" where the period is still to come.
    """
    (bound,) = read(connection, [figures.indicator(code)], figures.as_of)
    period, as_of = figures.period, figures.as_of
    return listing(bound.numerator, period, as_of), listing(bound.denominator, period, as_of)


def units_of_tickets(connection: Connection) -> list[str]:
    """The units that have tickets, in order; hops over the index instead of reading it."""
    found: list[str] = []
    name = connection.execute(select(func.min(ticket.c.unit))).scalar()
    while name is not None:
        if name.strip():
            found.append(name)
        name = connection.execute(
            select(func.min(ticket.c.unit)).where(ticket.c.unit > name)
        ).scalar()
    return found
