"""The time limits (时限) of a ticket: all that apply run side by side, each by its own law.

`law.py` is what the law says, `course.py` what follows for one ticket, `clock.py` how that stands
on a day, `words.py` how it is said, `trace.py` why it is that day. Numbers of days, articles and
dates are in `resources/law/clocks.json` and nowhere else.
"""

from core.tickets.clocks.clock import Clock, ClockState, at, by_urgency, clocks, nearest
from core.tickets.clocks.course import Course, cache_rows
from core.tickets.clocks.law import ClockLaw, Side, TermUnit
from core.tickets.clocks.reading import law_of

__all__ = [
    "Clock",
    "ClockLaw",
    "ClockState",
    "Course",
    "Side",
    "TermUnit",
    "at",
    "by_urgency",
    "cache_rows",
    "clocks",
    "law_of",
    "nearest",
]
