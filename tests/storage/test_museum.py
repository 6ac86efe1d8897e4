"""The mistakes that other ticket systems are known for, each shown not to be made here.

Reminders at midnight and on holidays, and only the first level ever firing, stand with the
reminders (`test_reminders.py`); no recount after a change of the calendar in `test_recounting.py`.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from core.tickets.clocks import Clock, ClockState, clocks
from core.tickets.law.pinning import Pin
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Kind
from storage.calendar import calendar, clock_law
from storage.clocks import courses_of
from storage.database import Store
from storage.loading import load_by_ref
from tests.samples import NOW, a_ticket

RECEIVED = datetime(2026, 11, 23, 9)
TIPOFF = a_ticket(kind=Kind.TIPOFF, received_at=RECEIVED, assigned_at=RECEIVED, closed_at=None)


def standing(ticket: Ticket, as_of: datetime, code: str = "R_VERIFY") -> Clock:
    found = clocks(ticket, clock_law(), calendar(), as_of)
    return next(clock for clock in found if clock.code == code)


def test_a_suspension_is_still_deducted_after_the_rules_changed(store: Store) -> None:
    ticket = a_ticket(
        kind=Kind.COMPLAINT,
        received_at=datetime(2026, 4, 16, 9),
        assigned_at=datetime(2026, 4, 16, 9),
        acceptance=Acceptance.ACCEPTED,
        acceptance_date=date(2026, 4, 20),
        test_from=date(2026, 5, 11),
        test_to=date(2026, 5, 20),
    )
    with store.transaction(who="t", what="t") as tx:
        tx.tickets.save(ticket)
        tx.pins.put(ticket.ref, Pin(rule_set="RS-2020", reason="过渡", who="许知夏", at=NOW))
        (stored,) = load_by_ref(tx.connection, [ticket.ref])
        course = next(
            c for c in courses_of(tx.connection, [stored.id])[stored.id] if c.code == "C_MEDIATE"
        )
    skip = course.suspensions
    assert (course.rule_set, len(skip)) == ("RS-2020", 1)
    without = calendar().add_workdays(course.start, 45)
    assert course.due == calendar().add_workdays(course.start, 45, skip=skip) > without


@pytest.mark.parametrize(
    "change",
    [
        {"hotline_extension_date": date(2026, 11, 24)},
        {"hotline_term_days": 15},
        {"assigned_at": datetime(2026, 11, 30, 9)},
        {"is_rework": True},
        {"closed_at": datetime(2026, 11, 26, 9)},
        {"replied_at": datetime(2026, 11, 26, 9)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_what_the_hotline_does_moves_and_stops_no_statutory_clock(
    change: dict[str, object],
) -> None:
    later = a_ticket(
        **{
            "kind": Kind.TIPOFF,
            "received_at": RECEIVED,
            "assigned_at": RECEIVED,
            "closed_at": None,
            **change,
        }
    )
    before, after = (standing(one, datetime(2026, 12, 1, 9)) for one in (TIPOFF, later))
    assert (before.due, before.state) == (after.due, after.state)


def test_midnight_belongs_to_the_day_it_begins() -> None:
    last_second = replace(TIPOFF, received_at=datetime(2026, 11, 22, 23, 59, 59))
    midnight = replace(TIPOFF, received_at=datetime(2026, 11, 23, 0, 0, 0))
    assert standing(last_second, NOW).start == date(2026, 11, 22)
    assert standing(midnight, NOW).start == date(2026, 11, 23)


def test_the_whole_last_day_is_in_time() -> None:
    due = standing(TIPOFF, RECEIVED).due
    at_night = datetime.combine(due, datetime.max.time())
    assert standing(TIPOFF, at_night).state is ClockState.RUNNING
    assert standing(TIPOFF, at_night + timedelta(microseconds=1)).state is ClockState.OVERDUE
    decided = replace(TIPOFF.tipoff, filing=Filing.NOT_FILED, filing_date=due)
    met = standing(replace(TIPOFF, tipoff=decided), at_night + timedelta(days=9))
    assert met.state is ClockState.MET


def test_no_day_is_lost_or_doubled_where_other_zones_change_their_clocks() -> None:
    for day in (date(2026, 3, 29), date(2026, 10, 25)):
        ticket = replace(TIPOFF, received_at=datetime.combine(day, datetime.min.time()))
        clock = standing(ticket, datetime.combine(day, datetime.min.time()))
        assert calendar().workdays_between(day, clock.due) == 15
