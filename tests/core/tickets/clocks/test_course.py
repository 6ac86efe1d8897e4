from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.tickets.clocks import ClockState, Course, TermUnit, cache_rows, clocks
from core.tickets.clocks import at as standing_at
from core.tickets.fields import FIELDS, FieldType, changed
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Filing, Kind
from tests.core.tickets.clocks.times import CALENDAR, LAW, at, on, running, tipoff
from tests.samples import a_ticket, tickets

starts = st.dates(date(2020, 1, 1), date(2026, 12, 31))
lengths = st.integers(0, 60)
DATED = [f for f in FIELDS if f.type in {FieldType.DATE, FieldType.DATETIME}]


def mediation(accepted: str, as_of: str, **fields: Any) -> Any:
    decision = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": on(accepted)}
    return running(on(as_of), **decision, **fields)["C_MEDIATE"]


@pytest.mark.parametrize(
    ("accepted", "rule_set", "unit", "due"),
    [
        ("2024-06-28", "RS-2020", TermUnit.WORKDAY, "2024-08-30"),
        ("2024-07-01", "RS-2024", TermUnit.NATURAL, "2024-08-30"),
        ("2025-12-17", "RS-2024", TermUnit.NATURAL, "2026-02-24"),
        ("2026-04-14", "RS-2024", TermUnit.NATURAL, "2026-06-13"),
        ("2026-04-15", "RS-2026", TermUnit.NATURAL, "2026-06-14"),
    ],
)
def test_a_mediation_goes_by_the_rules_in_force_when_it_began(
    accepted: str, rule_set: str, unit: TermUnit, due: str
) -> None:
    clock = mediation(accepted, accepted)
    assert (clock.rule_set, clock.unit, clock.due) == (rule_set, unit, on(due))


@given(st.dates(date(2024, 7, 1), date(2026, 4, 14)))
def test_between_the_rule_sets_the_earlier_of_both_terms_counts(accepted: date) -> None:
    clock = mediation(accepted.isoformat(), accepted.isoformat())
    days, workdays = CALENDAR.add_natural(accepted, 60), CALENDAR.add_workdays(accepted, 45)
    assert clock.due == min(days, workdays)
    assert (clock.unit is TermUnit.NATURAL) == (days <= workdays)


def test_testing_stops_the_count_on_both_its_end_days() -> None:
    clock = mediation(
        "2026-07-01", "2026-08-20", test_from=on("2026-07-10"), test_to=on("2026-07-29")
    )
    assert (clock.due, clock.state) == (on("2026-09-19"), ClockState.RUNNING)
    assert clock.remaining == 30


def test_a_test_under_way_freezes_what_is_left() -> None:
    clock = mediation("2026-07-06", "2026-09-01", test_from=on("2026-08-03"))
    assert (clock.state, clock.remaining, clock.level) == (ClockState.PAUSED, 33, 0)
    assert clock.estimated
    assert clock.due == on("2026-10-08")


def test_a_test_whose_end_is_planned_is_no_pause() -> None:
    clock = mediation(
        "2026-07-06", "2026-08-10", test_from=on("2026-08-03"), test_to=on("2026-08-20")
    )
    assert (clock.state, clock.remaining) == (ClockState.RUNNING, 33)


@pytest.mark.parametrize(
    ("test_from", "test_to"),
    [("2026-08-20", "2026-08-10"), ("2026-10-20", None), ("2026-06-01", "2026-07-06")],
)
def test_a_suspension_that_is_no_suspension_changes_nothing(
    test_from: str, test_to: str | None
) -> None:
    fields = {"test_from": on(test_from), "test_to": on(test_to) if test_to else None}
    clock = mediation("2026-07-06", "2026-10-30", **fields)
    assert (clock.due, clock.state) == (on("2026-09-04"), ClockState.OVERDUE)


def test_a_test_that_has_not_begun_yet_is_not_known_yet() -> None:
    assert mediation("2026-07-06", "2026-08-01", test_from=on("2026-08-03")).due == on("2026-09-04")


@pytest.mark.parametrize(
    ("approved", "due", "extra"),
    [("2026-09-20", "2026-10-16", 15), ("2026-09-21", "2026-09-20", 0)],
)
def test_an_extension_counts_if_approved_by_the_old_last_day(
    approved: str, due: str, extra: int
) -> None:
    clock = tipoff("2026-08-31", extension_approved_date=on(approved))
    assert (clock.due, clock.extra) == (on(due), extra)


def test_an_extension_counts_from_its_approval_on() -> None:
    fields = {"extension_approved_date": on("2026-09-20")}
    assert tipoff("2026-08-31", on("2026-09-18"), **fields).due == on("2026-09-20")


def test_testing_in_the_extended_time_is_deducted_too() -> None:
    clock = tipoff(
        "2026-08-31",
        on("2026-10-16"),
        extension_approved_date=on("2026-09-18"),
        test_from=on("2026-10-09"),
    )
    assert (clock.state, clock.remaining) == (ClockState.PAUSED, 7)


def test_a_clock_stopped_during_a_test_was_stopped_in_time() -> None:
    clock = tipoff(
        "2026-10-09",
        test_from=on("2026-10-20"),
        filing=Filing.NOT_FILED,
        filing_date=on("2026-11-20"),
    )
    assert clock.state is ClockState.MET


def test_the_hotline_term_can_be_doubled_once() -> None:
    fields = {"assigned_at": at("2026-11-02 10:00"), "hotline_extension_date": on("2026-11-09")}
    assert running(**fields)["H_NORMAL"].due == on("2026-11-16")


def test_what_is_dated_after_the_day_of_asking_has_not_happened() -> None:
    fields = {"acceptance_notice_at": at("2026-11-24 09:00")}
    assert running(on("2026-11-23"), **fields)["C_ACCEPT"].state is ClockState.RUNNING
    assert running(on("2026-11-24"), **fields)["C_ACCEPT"].state is ClockState.MET
    assert "C_ACCEPT" not in running(on("2026-11-19"), **fields)


def test_a_last_day_in_a_year_without_calendar_is_an_estimate() -> None:
    assert tipoff("2026-12-11", on("2026-12-20")).estimated
    assert not tipoff("2026-12-10", on("2026-12-20")).estimated


@given(starts, lengths, lengths, st.integers(0, 10))
def test_more_suspension_never_brings_the_last_day_forward(
    start: date, ahead: int, length: int, more: int
) -> None:
    def due(days: int) -> date:
        first = start + timedelta(days=ahead)
        return tipoff(
            start.isoformat(), date(2027, 12, 31), test_from=first, test_to=first + timedelta(days)
        ).due

    assert due(length) <= due(length + more)


@given(starts, st.sampled_from(["C_MEDIATE", "R_VERIFY"]), lengths, lengths)
def test_while_a_test_goes_on_the_last_day_is_as_if_it_ended_today(
    start: date, code: str, ahead: int, length: int
) -> None:
    first, today = start + timedelta(days=ahead), start + timedelta(days=ahead + length)
    fields = {
        "kind": Kind.COMPOUND,
        "received_at": at(f"{start}"),
        "acceptance": Acceptance.ACCEPTED,
        "acceptance_date": start,
        "test_from": first,
    }
    frozen = running(today, **fields)[code]
    assume(not frozen.is_paused or frozen.remaining > 0)
    ended = running(today, **fields, test_to=today)[code]
    assert (frozen.due, frozen.unit) == (ended.due, ended.unit)


@given(tickets(), st.dates(date(2020, 1, 1), date(2027, 12, 31)))
def test_the_kept_courses_stand_like_the_clocks_worked_out_anew(
    ticket: Ticket, today: date
) -> None:
    past = changed(ticket, {f.key: None for f in DATED if _is_after(f.get(ticket), today)})
    kept = [standing_at(course, LAW, CALENDAR, today) for course in cache_rows(past, LAW, CALENDAR)]
    assert kept == list(clocks(past, LAW, CALENDAR, today))


def test_a_paused_course_keeps_both_terms_where_two_compete() -> None:
    ticket = a_ticket(
        acceptance=Acceptance.ACCEPTED, acceptance_date=on("2026-03-02"), test_from=on("2026-03-16")
    )
    (course,) = [c for c in cache_rows(ticket, LAW, CALENDAR) if c.code == "C_MEDIATE"]
    assert isinstance(course, Course)
    assert (course.due, course.left_days, course.left_workdays) == (None, 47, 36)


def _is_after(value: date | datetime | None, today: date) -> bool:
    day = value.date() if isinstance(value, datetime) else value
    return day is not None and day > today
