"""What a rule sees around a ticket, taken from the store: day, calendar, clocks, other tickets."""

from datetime import date, datetime

from sqlalchemy import Connection

from core.people import UnitKind
from core.tickets.case import OtherTickets, Surroundings
from core.tickets.clocks import clocks
from storage.calendar import calendar, clock_law
from storage.neighbours import StoredNeighbours
from storage.people import units

_HANDLING = frozenset({UnitKind.STATION, UnitKind.BRIGADE})


def surroundings(
    connection: Connection, now: datetime, *, others: OtherTickets | None = None
) -> Surroundings:
    """The surroundings in which tickets are judged now; good for many tickets.

    Without `others` other tickets are looked up in the store, one question at a time.
    """
    law, days, today = clock_law(), calendar(), now.date()
    return Surroundings(
        today=today,
        calendar=days,
        clocks=lambda ticket: clocks(ticket, law, days, today),
        others=others or StoredNeighbours(connection),
        units=frozenset(unit.name for unit in units(connection) if unit.kind in _HANDLING),
    )


def example_surroundings(today: date, others: OtherTickets) -> Surroundings:
    """The surroundings in which the examples of rules are judged: no store, the office's law."""
    law, days = clock_law(), calendar()
    return Surroundings(
        today=today,
        calendar=days,
        clocks=lambda ticket: clocks(ticket, law, days, today),
        others=others,
    )
