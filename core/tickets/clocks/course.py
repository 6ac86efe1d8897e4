"""The course of a clock (时限): all that is fixed about it, whatever the day of asking.

Worked out when a ticket is written, and kept as a row that SQL can read; how a course stands on a
given day is for `clock.py` to say.
"""

from dataclasses import dataclass, replace
from datetime import date

from core.tickets.clocks.counting import Counting, Grant, Pause, Run, apart, ended
from core.tickets.clocks.events import NOT_YET, Happening
from core.tickets.clocks.law import ClockLaw, ClockRule, Provision, Side, TermUnit
from core.tickets.ticket import Ticket
from core.workdays import Calendar, Suspension


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One clock of one ticket.

    While a suspension (扣除期) has begun and not ended, `due` is None and the days then left are
    frozen in `left_workdays` or `left_days`; both are there when two terms compete (RS-2024).
    """

    code: str
    side: Side
    rule_set: str
    """Empty for hotline clocks, which no rule set governs."""
    start: date
    due: date | None
    unit: TermUnit
    term: int
    extra: int = 0
    """Days added by a valid extension (延长)."""
    stopped: bool = False
    met_on: date | None = None
    """The day it was stopped; None for one that runs, or whose day the ledger does not tell."""
    suspended_from: date | None = None
    suspended_to: date | None = None
    left_workdays: int | None = None
    left_days: int | None = None
    estimated: bool = False
    """Rests on a year without calendar, or on a suspension that still goes on."""
    pauses: tuple[Pause, ...] = ()
    """The suspensions as recorded, in order, whether or not they make a difference."""
    grant: Grant | None = None
    """The extension as recorded, whether or not it came in time."""

    @property
    def is_paused(self) -> bool:
        return self.due is None

    @property
    def suspensions(self) -> tuple[Suspension, ...]:
        """The days to pass over in counting: of those that are over, what made a difference."""
        due = self.due or date.max
        return tuple(
            one for one in ended(self.pauses) if one.first <= due and self.start < one.last
        )


def cache_rows(ticket: Ticket, law: ClockLaw, calendar: Calendar) -> tuple[Course, ...]:
    """The courses of all clocks of `ticket`, as if everything recorded on it had happened."""
    return courses(ticket, law, calendar, known_until=date.max)


def courses(
    ticket: Ticket, law: ClockLaw, calendar: Calendar, *, known_until: date
) -> tuple[Course, ...]:
    """The courses of all clocks of `ticket`; what is dated after `known_until` has not happened.

    Clocks that ended without being met (终而未达) are not among them.
    """
    counting = Counting(calendar, law)
    found = (
        _course(rule, ticket, counting, known_until) for rule in law.rules if rule.concerns(ticket)
    )
    return tuple(course for course in found if course is not None)


def _course(
    rule: ClockRule, ticket: Ticket, counting: Counting, known_until: date
) -> Course | None:
    start = _start(rule, ticket, known_until)
    if start is None or start > known_until:
        return None
    rule_set = counting.law.rule_set_of(rule, start, ticket.rule_set)
    provision = rule.provision_in(rule_set)
    if provision is None:
        return None
    until = None if rule.until is None else rule.until(ticket)
    if rule.until is not None and until is None:
        return None
    stop = _stop(rule, ticket, known_until)
    begun = Course(
        code=rule.code,
        side=rule.side,
        rule_set=rule_set,
        start=start,
        due=None,
        unit=provision.limits[0].unit,
        term=provision.limits[0].days,
        stopped=stop.happened,
        met_on=stop.on,
        pauses=_ended_by(stop, _pauses(rule, ticket, known_until)),
        grant=_grant(rule, ticket, known_until),
    )
    if until is not None:
        return replace(begun, due=until, unit=TermUnit.NATURAL, term=(until - start).days)
    return _counted(begun, provision, counting)


def recounted(course: Course, law: ClockLaw, calendar: Calendar) -> Course:
    """The course as the same events make it by another calendar; no look at the ticket is needed.

    Only the counting is done again: where the law says otherwise what begins, stops or extends a
    clock, its course has to be worked out from the ticket.
    """
    rule = law.rule(course.code)
    provision = rule.provision_in(course.rule_set)
    if provision is None or rule.until is not None:
        return course
    return _counted(course, provision, Counting(calendar, law))


def _counted(course: Course, provision: Provision, counting: Counting) -> Course:
    """The course with all that follows from its start, its suspensions and its extension."""
    runs = [
        counting.run(course.start, limit, course.pauses, course.grant) for limit in provision.limits
    ]
    run = min(runs, key=lambda run: run.due or date.max)
    unknown = run.due is None or counting.calendar.touches_unknown(course.start, run.due)
    return replace(
        course,
        due=run.due,
        unit=run.limit.unit,
        term=run.limit.days,
        extra=run.extra,
        suspended_from=None if run.pause is None else run.pause.first,
        suspended_to=None if run.pause is None else run.pause.last,
        left_workdays=_frozen(runs, run, TermUnit.WORKDAY),
        left_days=_frozen(runs, run, TermUnit.NATURAL),
        estimated=unknown,
    )


def _frozen(runs: list[Run], run: Run, unit: TermUnit) -> int | None:
    """The days left in a unit while `run`, the earliest of `runs`, is suspended without end."""
    if run.due is not None:
        return None
    return next((one.left for one in runs if one.limit.unit is unit), None)


def _start(rule: ClockRule, ticket: Ticket, known_until: date) -> date | None:
    """The day it began, or began anew; what was stopped before is not begun anew."""
    start = rule.start(ticket)
    anew = None if rule.restart is None else rule.restart(ticket)
    if start is None or anew is None or not start < anew <= known_until:
        return start
    stop = _stop(rule, ticket, known_until)
    return start if stop.happened and (stop.on is None or stop.on <= anew) else anew


def _stop(rule: ClockRule, ticket: Ticket, known_until: date) -> Happening:
    stop = NOT_YET if rule.stop is None else rule.stop(ticket)
    return NOT_YET if stop.on is not None and stop.on > known_until else stop


def _pauses(rule: ClockRule, ticket: Ticket, known_until: date) -> tuple[Pause, ...]:
    """The recorded suspensions; one that ends before it begins is no suspension."""
    written: list[tuple[date | None, date | None]] = [
        (one.first, one.last) for one in ticket.timing.pauses if one.clock == rule.code
    ]
    if rule.pausing is not None:
        written.append((rule.pausing.first(ticket), rule.pausing.last(ticket)))
    return apart(
        Pause(first, last)
        for first, last in written
        if first is not None and first <= known_until and (last is None or last >= first)
    )


def _ended_by(stop: Happening, pauses: tuple[Pause, ...]) -> tuple[Pause, ...]:
    """A suspension without end lasts no longer than the clock it suspends."""
    if not pauses or pauses[-1].last is not None or not stop.happened:
        return pauses
    *over, going_on = pauses
    lasts = stop.on is not None and going_on.first <= stop.on
    return (*over, Pause(going_on.first, stop.on)) if lasts else tuple(over)


def _grant(rule: ClockRule, ticket: Ticket, known_until: date) -> Grant | None:
    if rule.extension is None:
        return None
    written: list[date | None] = [
        one.approved_on for one in ticket.timing.grants if one.clock == rule.code
    ]
    if rule.extension.approved is not None:
        written.append(rule.extension.approved(ticket))
    days = [day for day in written if day is not None and day <= known_until]
    return Grant(min(days), rule.extension.days) if days else None
