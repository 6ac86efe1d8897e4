"""The course of a clock (时限): all that is fixed about it, whatever the day of asking.

Worked out when a ticket is written, and kept as a row that SQL can read; how a course stands on a
given day is for `clock.py` to say.
"""

from dataclasses import dataclass
from datetime import date

from core.tickets.clocks.counting import Counting, Grant, Pause, Run
from core.tickets.clocks.events import NOT_YET, Happening
from core.tickets.clocks.law import ClockLaw, ClockRule, Side, TermUnit
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

    @property
    def is_paused(self) -> bool:
        return self.due is None

    @property
    def suspensions(self) -> tuple[Suspension, ...]:
        """The days to pass over in counting; none while the suspension has no end."""
        if self.suspended_from is None or self.suspended_to is None:
            return ()
        return (Suspension(self.suspended_from, self.suspended_to),)


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
    stop = _stop(rule, ticket, known_until)
    pause = _ended_by(stop, _pause(rule, ticket, known_until))
    grant = _grant(rule, ticket, known_until)
    runs = [counting.run(start, limit, pause, grant) for limit in provision.limits]
    run = min(runs, key=lambda run: run.due or date.max)
    touches_unknown = counting.calendar.touches_unknown
    return Course(
        code=rule.code,
        side=rule.side,
        rule_set=rule_set,
        start=start,
        due=run.due,
        unit=run.limit.unit,
        term=run.limit.days,
        extra=run.extra,
        stopped=stop.happened,
        met_on=stop.on,
        suspended_from=None if run.pause is None else run.pause.first,
        suspended_to=None if run.pause is None else run.pause.last,
        left_workdays=_frozen(runs, run, TermUnit.WORKDAY),
        left_days=_frozen(runs, run, TermUnit.NATURAL),
        estimated=run.due is None or touches_unknown(start, run.due),
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


def _pause(rule: ClockRule, ticket: Ticket, known_until: date) -> Pause | None:
    """The recorded suspension; one that ends before it begins is no suspension."""
    if rule.pausing is None:
        return None
    first, last = rule.pausing.first(ticket), rule.pausing.last(ticket)
    if first is None or first > known_until or (last is not None and last < first):
        return None
    return Pause(first, last)


def _ended_by(stop: Happening, pause: Pause | None) -> Pause | None:
    """A suspension without end lasts no longer than the clock it suspends."""
    if pause is None or pause.last is not None or not stop.happened:
        return pause
    return Pause(pause.first, stop.on) if stop.on is not None and pause.first <= stop.on else None


def _grant(rule: ClockRule, ticket: Ticket, known_until: date) -> Grant | None:
    if rule.extension is None:
        return None
    approved = rule.extension.approved(ticket)
    if approved is None or approved > known_until:
        return None
    return Grant(approved, rule.extension.days)
