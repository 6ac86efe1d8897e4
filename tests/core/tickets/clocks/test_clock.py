import pytest

from core.tickets.clocks import ClockState, Side, TermUnit, by_urgency, nearest
from core.tickets.words import Acceptance, Filing, Kind
from tests.core.tickets.clocks.times import LAW, at, on, running, tipoff


@pytest.mark.parametrize(
    ("as_of", "state", "remaining", "level"),
    [
        ("2026-11-24", ClockState.RUNNING, 4, 0),
        ("2026-11-25", ClockState.RUNNING, 3, 1),
        ("2026-11-27", ClockState.RUNNING, 1, 2),
        ("2026-11-28", ClockState.RUNNING, 1, 2),
        ("2026-11-30", ClockState.RUNNING, 0, 3),
        ("2026-12-01", ClockState.OVERDUE, -1, 3),
    ],
)
def test_reminders_rise_as_working_days_run_out(
    as_of: str, state: ClockState, remaining: int, level: int
) -> None:
    clock = tipoff("2026-11-09", on(as_of))
    assert (clock.state, clock.remaining, clock.level) == (state, remaining, level)


@pytest.mark.parametrize(
    ("as_of", "remaining", "level"),
    [
        ("2026-11-03", 11, 0),
        ("2026-11-04", 10, 1),
        ("2026-11-09", 5, 2),
        ("2026-11-13", 1, 3),
        ("2026-11-16", -2, 3),
    ],
)
def test_sixty_days_are_reminded_of_earlier(as_of: str, remaining: int, level: int) -> None:
    accepted = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": on("2026-09-15")}
    clock = running(on(as_of), **accepted)["C_MEDIATE"]
    assert (clock.unit, clock.remaining, clock.level) == (TermUnit.NATURAL, remaining, level)


@pytest.mark.parametrize(
    ("now", "level"),
    [
        ("2026-11-20 18:00", 0),
        ("2026-11-23 12:59", 0),
        ("2026-11-23 13:00", 1),
        ("2026-11-23 16:00", 2),
        ("2026-11-23 17:00", 3),
        ("2026-11-24 08:00", 3),
    ],
)
def test_one_day_clocks_are_reminded_of_by_the_hour(now: str, level: int) -> None:
    assert running(at(now))["H_CONTACT"].level == level


@pytest.mark.parametrize(("as_of", "level"), [("2026-11-22", 0), ("2026-11-23", 3)])
def test_where_only_the_day_is_known_the_office_has_closed(as_of: str, level: int) -> None:
    assert running(on(as_of))["H_CONTACT"].level == level


def test_overdue_over_holidays_alone_is_overdue_by_no_working_day() -> None:
    clock = tipoff("2026-09-09", on("2026-10-03"))
    assert (clock.due, clock.state, clock.remaining) == (on("2026-09-30"), ClockState.OVERDUE, 0)
    assert clock.level == 3


def test_a_stopped_clock_has_nothing_left_and_reminds_nobody() -> None:
    clock = tipoff("2026-10-09", filing=Filing.NOT_FILED, filing_date=on("2026-11-20"))
    assert (clock.state, clock.remaining, clock.level) == (ClockState.LATE, 0, 0)


def basis(received: str) -> str:
    clock = running(received_at=at(received))["C_ACCEPT"]
    return LAW.basis(clock.code, clock.start, clock.rule_set)


def test_each_clock_names_its_article_as_of_its_beginning() -> None:
    assert basis("2026-04-14 09:00").endswith("暂行办法》第十四条")
    assert basis("2026-04-15 09:00").endswith("处理办法》第十五条第一款")


def test_only_statutory_clocks_count_as_overdue_in_the_figures() -> None:
    statutory = {rule.code for rule in LAW.rules if rule.side is Side.STATUTORY}
    assert statutory == {
        "C_ACCEPT",
        "C_MEDIATE",
        "C_TERM_NOTICE",
        "R_VERIFY",
        "R_FILING_NOTICE",
        "AD_53",
        "C_CLUE_CHECK",
    }


def test_the_nearest_clock_is_the_one_with_the_earliest_last_day() -> None:
    clocks = running(kind=Kind.COMPOUND).values()
    assert [clock.code for clock in by_urgency(clocks)] == [
        "H_CONTACT",
        "H_NORMAL",
        "C_ACCEPT",
        "R_VERIFY",
    ]
    first = nearest(clocks)
    assert first is not None
    assert first.code == "H_CONTACT"


def test_paused_clocks_cases_and_stopped_ones_come_behind() -> None:
    clocks = running(
        kind=Kind.COMPOUND,
        acceptance=Acceptance.ACCEPTED,
        acceptance_date=on("2026-11-20"),
        acceptance_notice_at=at("2026-11-20 15:00"),
        test_from=on("2026-11-23"),
        filing=Filing.FILED,
        filing_date=on("2026-11-20"),
        first_contact_at=at("2026-11-20 11:00"),
    ).values()
    assert [(clock.code, clock.state) for clock in by_urgency(clocks)] == [
        ("H_NORMAL", ClockState.RUNNING),
        ("C_MEDIATE", ClockState.PAUSED),
        ("CASE_90", ClockState.RUNNING),
        ("H_CONTACT", ClockState.MET),
        ("C_ACCEPT", ClockState.MET),
        ("R_VERIFY", ClockState.MET),
    ]


def test_where_nothing_runs_no_clock_is_nearest() -> None:
    clocks = running(
        acceptance=Acceptance.DECLINED,
        acceptance_notice_at=at("2026-11-20 15:00"),
        first_contact_at=at("2026-11-20 11:00"),
        closed_at=at("2026-11-23 11:00"),
        filing=Filing.FILED,
        filing_date=on("2026-01-05"),
    ).values()
    assert nearest(clocks) is None
