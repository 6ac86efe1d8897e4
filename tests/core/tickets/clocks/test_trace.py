from hypothesis import given

from core.tickets.clocks import clocks
from core.tickets.clocks.trace import Why, trace
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance
from core.workdays import DAY
from tests.core.tickets.clocks.times import CALENDAR, LAW, at, on, running, tipoff
from tests.samples import tickets


def test_a_trace_tells_each_day_and_why_it_counts() -> None:
    clock = running(on("2026-02-13"), received_at=at("2026-02-12 09:00"))["C_ACCEPT"]
    days = trace(clock, CALENDAR)
    assert [(f"{one.day:%m-%d}", one.ordinal, one.words) for one in days[:5]] == [
        ("02-12", None, "起算当日不计"),
        ("02-13", 1, "工作日"),
        ("02-14", 2, "补班（春节）"),
        ("02-15", None, "放假（春节）"),
        ("02-16", None, "放假（春节）"),
    ]
    assert days[-1].ordinal == 7


def test_weekends_and_days_of_testing_are_named() -> None:
    clock = tipoff("2026-11-06", test_from=on("2026-11-10"), test_to=on("2026-11-11"))
    whys = {f"{one.day:%m-%d}": one.why for one in trace(clock, CALENDAR)}
    assert (whys["11-07"], whys["11-10"], whys["11-11"]) == (
        Why.WEEKEND,
        Why.SUSPENDED,
        Why.SUSPENDED,
    )


def test_days_after_the_sixtieth_are_the_holiday_it_moved_over() -> None:
    accepted = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": on("2026-08-03")}
    days = trace(running(on("2026-09-01"), **accepted)["C_MEDIATE"], CALENDAR)
    sixtieth = next(one for one in days if one.ordinal == 60)
    assert sixtieth.day == on("2026-10-02")
    assert {one.why for one in days if one.day > sixtieth.day} == {Why.MOVED}
    assert days[-1].day == on("2026-10-08")


def test_days_of_a_year_without_calendar_are_marked() -> None:
    days = trace(tipoff("2026-12-21", on("2026-12-22")), CALENDAR)
    assert [one.known for one in days if one.day >= on("2026-12-31")][:2] == [True, False]


@given(tickets())
def test_a_trace_ends_on_the_last_day_with_the_last_number(ticket: Ticket) -> None:
    for clock in clocks(ticket, LAW, CALENDAR, on("2027-12-31")):
        days = trace(clock, CALENDAR)
        numbers = [one.ordinal for one in days if one.ordinal is not None]
        assert numbers == list(range(1, clock.term + clock.extra + 1))
        assert [one.day for one in days] == [clock.start + n * DAY for n in range(len(days))]
        assert days[-1].day == clock.due
