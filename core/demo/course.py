"""The course of a ticket: when each thing is done, one after the other, on working days.

What is not done yet is None. Nothing here knows what the ticket is about.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.demo.arrivals import Arrival
from core.demo.chance import Chance
from core.demo.days import Days, Walk, on_five_minutes
from core.demo.plot import USUAL_TERM, Plot
from core.tickets.words import Acceptance, MediationResult

STAGES = (
    "contact",
    "accepted",
    "told_accepted",
    "inspected",
    "mediated",
    "filed",
    "written",
    "submitted",
    "supervised",
    "section",
    "told",
    "replied",
    "closed",
    "callback",
)
"""What is done to a ticket, in order; a ticket may skip some."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The moments of one ticket. `written` is when the verdict stands, `told` the notice."""

    arrival: Arrival
    contact: datetime | None = None
    accepted: datetime | None = None
    told_accepted: datetime | None = None
    inspected: datetime | None = None
    mediated: datetime | None = None
    filed: datetime | None = None
    written: datetime | None = None
    submitted: datetime | None = None
    supervised: datetime | None = None
    section: datetime | None = None
    told: datetime | None = None
    replied: datetime | None = None
    closed: datetime | None = None
    callback: datetime | None = None
    test_from: date | None = None
    test_to: date | None = None

    @property
    def received_on(self) -> date:
        return self.arrival.received.date()


_Steps = Mapping[str, tuple[int, ...]]
"""By stage, after how many working days it may follow; each choice equally often."""

_QUICK: _Steps = {
    "contact": (0, 0, 1),
    "accepted": (0, 0, 1),
    "told_accepted": (0, 0, 0, 1),
    "inspected": (0, 1, 1),
    "mediated": (0, 1, 1),
    "filed": (0, 1, 1),
    "written": (0, 0, 1),
    "supervised": (0, 0, 1),
    "section": (0, 0, 1),
    "callback": (1, 2, 3, 4, 6, 9),
}
_SLOW: _Steps = {
    **_QUICK,
    "accepted": (0, 1, 2),
    "inspected": (1, 1, 2, 3),
    "mediated": (1, 2, 3, 4),
    "filed": (1, 2, 3, 4),
    "written": (0, 1, 2),
}
_MINUTES = frozenset({"submitted", "told", "replied", "closed"})
"""What follows within the hour."""


@dataclass(frozen=True, slots=True)
class _Pace:
    """How fast a ticket goes: by which day it should be through, and what keeps it."""

    walk: Walk
    plot: Plot
    steps: _Steps
    by: date

    def done(self, stage: str, days: Days, chance: Chance) -> datetime:
        """When the next stage is done."""
        if stage in _MINUTES:
            return self.walk.soon()
        left = max(0, days.between(self.walk.at.date(), self.by))
        if stage == "inspected":
            return self._visit(left, chance)
        if stage == "callback":
            return self.walk.step(chance.pick(self.steps[stage]))
        if stage == "written" and self.plot.late:
            return self.walk.step(left)
        return self.walk.step(min(chance.pick(self.steps[stage]), left))

    def _visit(self, left: int, chance: Chance) -> datetime:
        steps = _QUICK if self.plot.is_gated else self.steps
        ahead = min(chance.pick(steps["inspected"]), left)
        at = on_five_minutes(self.walk.step(ahead, evening=self.plot.evening))
        if self.plot.gone:
            self.walk.step(1)  # the second visit, before anything is concluded
        return at


def course_of(
    arrival: Arrival,
    plot: Plot,
    days: Days,
    chance: Chance,
    *,
    until: str = STAGES[-1],
    by: date | None = None,
) -> Course:
    """Walk through the ticket's life as far as `until`, within its term or by the day `by`."""
    term = plot.term or USUAL_TERM
    if by is None:
        reserve = max(0, term - chance.pick((0, 0, 1, 1, 2)) if term > 1 else term)
        overrun = term + chance.whole(1, 3) if plot.late else reserve
        by = days.after(arrival.assigned.date(), overrun)
    steps = _QUICK if term <= USUAL_TERM else _SLOW
    pace = _Pace(Walk(arrival.assigned, days, chance), plot, steps, by)
    stages = (stage for stage in STAGES[: STAGES.index(until) + 1] if _happens(stage, plot))
    done = {stage: pace.done(stage, days, chance) for stage in stages}
    course = Course(arrival=arrival, **done)
    if not (plot.interim and course.closed):
        return course
    drawn_out = _drawn_out(course, days, chance)
    return _tested(drawn_out, days, chance) if plot.testing else drawn_out


_HAPPENS: Mapping[str, Callable[[Plot], bool]] = {
    "accepted": lambda plot: plot.acceptance is not None,
    "told_accepted": lambda plot: plot.acceptance is not None,
    "inspected": lambda plot: plot.visit,
    "mediated": lambda plot: plot.result is not None and not plot.interim,
    "filed": lambda plot: plot.filing is not None,
    "section": lambda plot: plot.is_gated,
}


def _happens(stage: str, plot: Plot) -> bool:
    return stage not in _HAPPENS or _HAPPENS[stage](plot)


def _drawn_out(course: Course, days: Days, chance: Chance) -> Course:
    """Mediate after the hotline has its answer, within the legal term."""
    assert course.closed is not None  # noqa: S101 -- see course_of
    mediated = days.after(course.closed.date(), chance.whole(3, 22))
    return replace(course, mediated=datetime.combine(mediated, course.closed.time()))


def _tested(course: Course, days: Days, chance: Chance) -> Course:
    """Let a test hold up the mediation."""
    assert course.closed is not None  # noqa: S101 -- see course_of
    first = course.closed.date()
    last = days.after(first, chance.whole(6, 13))
    later = days.after(last, chance.whole(1, 6))
    return replace(
        course,
        test_from=first,
        test_to=last,
        mediated=datetime.combine(later, course.closed.time()),
    )


def suspended(course: Course, first: date, last: date | None) -> Course:
    """Put in a test; what was still to come of the mediation waits for its report."""
    return replace(course, test_from=first, test_to=last, mediated=None, filed=None)


def trimmed(course: Course, cut: datetime) -> Course:
    """The course as it stands at `cut`: what comes later has not happened."""
    later = [name for name in STAGES if (at := getattr(course, name)) is not None and at > cut]
    for name in ("test_from", "test_to"):
        day = getattr(course, name)
        later += [name] if day is not None and day > cut.date() else []
    nothing: dict[str, Any] = dict.fromkeys(later)
    return replace(course, **nothing) if later else course


def is_mediated(course: Course, plot: Plot) -> MediationResult | None:
    """How the mediation stands: its result, under way, or not begun."""
    if course.mediated is not None:
        return plot.result
    accepted = plot.acceptance is Acceptance.ACCEPTED and course.told_accepted is not None
    begun = course.written is not None or course.test_from is not None
    return MediationResult.UNDER_WAY if accepted and begun else None
