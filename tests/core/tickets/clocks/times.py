"""Short ways of asking about the clocks of a ticket that a test describes by its fields."""

from datetime import date, datetime
from typing import Any

from core.tickets.clocks import Clock, clocks
from core.tickets.words import Kind
from storage.calendar import calendar, clock_law
from tests.samples import a_ticket

CALENDAR, LAW = calendar(), clock_law()
TODAY = date(2026, 11, 23)


def on(text: str) -> date:
    """A day, 2026-11-20."""
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    """A moment, 2026-11-20 09:30."""
    return datetime.fromisoformat(text)


def running(as_of: date | datetime = TODAY, **fields: Any) -> dict[str, Clock]:
    """The clocks of a ticket with these fields, by code."""
    return {clock.code: clock for clock in clocks(a_ticket(**fields), LAW, CALENDAR, as_of)}


def tipoff(received: str, as_of: date = TODAY, **fields: Any) -> Clock:
    """The verification clock of a tip-off received on a day."""
    day = at(f"{received} 09:00")
    return running(as_of, kind=Kind.TIPOFF, received_at=day, assigned_at=day, **fields)["R_VERIFY"]
