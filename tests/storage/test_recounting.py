"""A change of the calendar: what it would move, and that all that hangs on clocks follows."""

from datetime import date, datetime

import pytest
from sqlalchemy import select, update

from core.calendar.content import span, with_days
from core.calendar.versions import confirm, propose, save_draft
from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.clocks import clocks
from core.tickets.words import Acceptance, Kind
from core.workdays import DayKind
from storage.calendar import kept_by, shipped, timekeeping
from storage.clock_settings import clock_options, set_clock_options
from storage.clocks import courses_of
from storage.database import Store
from storage.findings import CatchUp
from storage.loading import load_by_ref
from storage.recounting import moves, recount
from storage.renewing import stale_clocks
from storage.tables.tickets import ticket
from tests.samples import NOW, TODAY, a_ticket

SINCE = TODAY.replace(year=2020)
WRITER, OTHER = (
    Officer(name=name, posts=(Post(unit="消保科", role=Role.SECTION_OFFICER, since=SINCE),))
    for name in ("许知夏", "顾念安")
)
STORM, LATER = date(2026, 11, 25), date(2026, 12, 31)
TIPOFF = a_ticket(kind=Kind.TIPOFF, received_at=NOW, assigned_at=NOW, closed_at=None)
MEDIATION = a_ticket(
    number="SJ2026112300002",
    kind=Kind.COMPLAINT,
    received_at=NOW,
    assigned_at=NOW,
    closed_at=None,
    acceptance=Acceptance.ACCEPTED,
    acceptance_date=TODAY,
    test_from=date(2026, 11, 30),
    test_to=date(2026, 12, 4),
)
WITH_A_DAY_OFF = with_days(shipped(), span(STORM, STORM, DayKind.OFF, "防台停工", "区政府通告"))


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all([TIPOFF, MEDIATION])
    return store


def enter(store: Store) -> None:
    with store.transaction(who="许知夏", what="录入") as tx:
        save_draft(tx.calendars, WITH_A_DAY_OFF, over=None, by=WRITER, at=NOW)
        propose(tx.calendars, reason="停工一天。", by=WRITER, at=NOW)


def take_effect(store: Store) -> None:
    enter(store)
    with store.transaction(who="顾念安", what="确认") as tx:
        confirm(tx.calendars, by=OTHER, at=NOW)
        recount(tx)


def due(store: Store, ref: str, code: str) -> date | None:
    with store.reading() as connection:
        (one,) = load_by_ref(connection, [ref])
        return next(c.due for c in courses_of(connection, [one.id])[one.id] if c.code == code)


def test_a_calendar_waits_for_a_second_officer(kept: Store) -> None:
    enter(kept)
    with kept.reading() as connection:
        assert timekeeping(connection).calendar.is_workday(STORM)
    with (
        pytest.raises(Refusal, match="另一位同事"),
        kept.transaction(who="许知夏", what="确认") as tx,
    ):
        confirm(tx.calendars, by=WRITER, at=NOW)
    handler = Officer(name="陆明远", posts=(Post(unit="九亭所", role=Role.HANDLER, since=SINCE),))
    with (
        pytest.raises(Refusal, match="由消保科"),
        kept.transaction(who="陆明远", what="确认") as tx,
    ):
        confirm(tx.calendars, by=handler, at=NOW)


def test_what_would_move_is_shown_before_anything_moves(kept: Store) -> None:
    with kept.reading() as connection:
        by = kept_by(WITH_A_DAY_OFF.calendar, clock_options(connection))
        found = moves(connection, by)
    assert {(one.ref, one.clock): (one.old, one.new) for one in found.shown} == {
        (TIPOFF.ref, "R_VERIFY"): (date(2026, 12, 14), date(2026, 12, 15)),
        (TIPOFF.ref, "H_NORMAL"): (date(2026, 11, 30), date(2026, 12, 1)),
        (MEDIATION.ref, "C_ACCEPT"): (date(2026, 12, 2), date(2026, 12, 3)),
        (MEDIATION.ref, "H_NORMAL"): (date(2026, 11, 30), date(2026, 12, 1)),
    }
    assert (found.clocks, found.tickets) == (4, 2)
    assert due(kept, TIPOFF.ref, "R_VERIFY") == date(2026, 12, 14)


def test_the_confirmed_calendar_counts_every_clock_again(kept: Store) -> None:
    take_effect(kept)
    with kept.reading() as connection:
        by = timekeeping(connection)
        for stored in load_by_ref(connection, [TIPOFF.ref, MEDIATION.ref]):
            fresh = {c.code: c.due for c in clocks(stored.ticket, by.law, by.calendar, LATER)}
            assert {c.code: c.due for c in courses_of(connection, [stored.id])[stored.id]} == fresh
            row = connection.execute(select(ticket).where(ticket.c.id == stored.id)).one()
            assert row.next_due == min(fresh.values())
        assert stale_clocks(connection) == 0


def test_a_suspension_is_still_deducted_after_the_calendar_changed(kept: Store) -> None:
    before = due(kept, MEDIATION.ref, "C_MEDIATE")
    take_effect(kept)
    assert due(kept, MEDIATION.ref, "C_MEDIATE") == before == date(2027, 1, 27)


def test_a_ticket_written_afterwards_goes_by_the_new_calendar(kept: Store) -> None:
    take_effect(kept)
    later = a_ticket(number="SJ2026112300003", kind=Kind.TIPOFF, received_at=NOW, assigned_at=NOW)
    with kept.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(later)
    assert due(kept, later.ref, "R_VERIFY") == date(2026, 12, 15)


def test_clocks_counted_by_something_else_are_found_and_counted_again(kept: Store) -> None:
    with kept.transaction(who="程序", what="旧程序留下的") as tx:
        tx.connection.execute(update(ticket).values(clocks_from="older"))
    with kept.reading() as connection:
        assert stale_clocks(connection) == 2
    catching_up = CatchUp(kept)
    assert catching_up.some() == 2
    catching_up.close()
    with kept.reading() as connection:
        assert stale_clocks(connection) == 0


def test_the_section_may_let_clocks_begin_with_the_hotline(kept: Store) -> None:
    early = a_ticket(
        number="SJ2026112300004",
        kind=Kind.TIPOFF,
        hotline_created_at=datetime(2026, 11, 20, 9),
        received_at=NOW,
        assigned_at=NOW,
    )
    with kept.transaction(who="许知夏", what="登记、设置") as tx:
        tx.tickets.save(early)
        set_clock_options(tx, clock_options(tx.connection) | {"start_at_earlier": True}, by=WRITER)
    assert due(kept, early.ref, "R_VERIFY") == date(2026, 12, 11)
    assert due(kept, TIPOFF.ref, "R_VERIFY") == date(2026, 12, 14)


def test_a_last_day_moves_off_a_plain_weekend_only_where_the_section_says_so(kept: Store) -> None:
    sunday = a_ticket(
        number="SJ2026070900001",
        received_at=datetime(2026, 6, 24, 9),
        assigned_at=datetime(2026, 6, 24, 9),
        acceptance=Acceptance.ACCEPTED,
        acceptance_date=date(2026, 6, 24),
    )
    with kept.transaction(who="许知夏", what="登记") as tx:
        tx.tickets.save(sunday)
    assert due(kept, sunday.ref, "C_MEDIATE") == date(2026, 8, 23)
    with kept.transaction(who="许知夏", what="设置") as tx:
        set_clock_options(tx, clock_options(tx.connection) | {"roll_on_weekend": True}, by=WRITER)
    assert due(kept, sunday.ref, "C_MEDIATE") == date(2026, 8, 24)


def test_levels_that_do_not_follow_each_other_are_refused(kept: Store) -> None:
    with (
        pytest.raises(Refusal, match="从大到小"),
        kept.transaction(who="许知夏", what="设置") as tx,
    ):
        set_clock_options(tx, clock_options(tx.connection) | {"workday": [1, 3, 0]}, by=WRITER)
