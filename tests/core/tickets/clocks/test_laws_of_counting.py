"""What must hold of every clock, whatever is entered: properties over many invented courses."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.tickets.clocks import Course, cache_rows
from core.tickets.clocks.counting import Counting, Grant, Pause, apart
from core.tickets.clocks.course import recounted
from core.tickets.clocks.law import Limit, TermUnit
from core.tickets.ticket import Ticket
from core.workdays import DAY, Day, DayKind
from tests.core.tickets.clocks.times import CALENDAR, LAW
from tests.samples import tickets

COUNTING = Counting(CALENDAR, LAW)
starts = st.dates(date(2020, 1, 1), date(2026, 12, 31))
limits = st.sampled_from(
    [
        Limit(7, TermUnit.WORKDAY),
        Limit(15, TermUnit.WORKDAY),
        Limit(60, TermUnit.NATURAL),
        Limit(90, TermUnit.NATURAL),
    ]
)


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Some suspensions that are over, as they are recorded: perhaps one over the other."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first = draw(st.dates(date(2020, 1, 1), date(2027, 3, 1)))
        found.append(Pause(first, first + timedelta(days=draw(st.integers(0, 30)))))
    return apart(found)


@given(starts, limits, pauses(), pauses(), st.none() | st.integers(0, 60))
def test_more_suspensions_never_shorten(
    start: date, limit: Limit, some: tuple[Pause, ...], more: tuple[Pause, ...], after: int | None
) -> None:
    grant = None if after is None else Grant(start + after * DAY, 15)
    few = COUNTING.run(start, limit, some, None).due
    many = COUNTING.run(start, limit, apart((*some, *more)), grant).due
    assert few is not None
    assert many is not None
    assert few <= many


@given(starts, starts, limits, pauses())
def test_a_later_start_never_ends_earlier(
    a: date, b: date, limit: Limit, skip: tuple[Pause, ...]
) -> None:
    early, late = sorted((a, b))
    first, second = (COUNTING.run(start, limit, skip, None).due for start in (early, late))
    assert first is not None
    assert second is not None
    assert first <= second


@given(starts, limits, pauses(), starts)
def test_another_day_off_never_brings_a_last_day_forward(
    start: date, limit: Limit, skip: tuple[Pause, ...], off: date
) -> None:
    marked = [day for day in CALENDAR.days if day.date != off]
    more = replace(CALENDAR, days=(*marked, Day(off, DayKind.OFF, "台风")))
    before = COUNTING.run(start, limit, skip, None).due
    after = Counting(more, LAW).run(start, limit, skip, None).due
    assert before is not None
    assert after is not None
    assert before <= after


@given(tickets(), starts)
def test_counting_again_gives_what_the_ticket_itself_would(ticket: Ticket, off: date) -> None:
    marked = [day for day in CALENDAR.days if day.date != off]
    changed = replace(CALENDAR, days=(*marked, Day(off, DayKind.OFF, "台风")))
    kept: tuple[Course, ...] = cache_rows(ticket, LAW, CALENDAR)
    again = tuple(recounted(course, LAW, changed) for course in kept)
    assert again == cache_rows(ticket, LAW, changed)


@given(pauses())
def test_days_apart_overlap_nowhere(found: tuple[Pause, ...]) -> None:
    for one, following in pairwise(found):
        assert one.last is not None
        assert one.last + DAY < following.first
