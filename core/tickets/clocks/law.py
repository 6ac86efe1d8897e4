"""What the law says of clocks (时限), as values: how long, from when until when, and who is warned.

The values come from `resources/law/clocks.json` through `law_of` in `reading.py`. Nothing here
looks at a calendar or knows today.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from core.tickets.clocks.events import Condition, Event, Moment
from core.tickets.law.rule_set import Matter, RuleSets
from core.tickets.ticket import Ticket


class TermUnit(StrEnum):
    """What a clock counts in; the word is what stands behind the number."""

    WORKDAY = "个工作日"
    NATURAL = "天"


class Side(StrEnum):
    """Whose time limit it is. Only statutory ones make a ticket overdue in the figures (超期率)."""

    STATUTORY = "法定"
    HOTLINE = "热线"
    INTERNAL = "内控"
    CASE = "办案"
    """Listed for the record; the case is handled elsewhere, so nobody is reminded here."""


@dataclass(frozen=True, slots=True)
class Limit:
    days: int
    unit: TermUnit


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """What holds for clocks that began under one of some rule sets; without any, under all."""

    limits: tuple[Limit, ...]
    """Of several the earliest last day counts; on the same day the one named first."""
    rule_sets: frozenset[str] = frozenset()
    note: str = ""
    """What is to be said of these limits beside the article."""

    def holds_in(self, rule_set: str) -> bool:
        return not self.rule_sets or rule_set in self.rule_sets


@dataclass(frozen=True, slots=True)
class Pausing:
    """The fields with the first and the last day that do not count (扣除期)."""

    first: Moment
    last: Moment


@dataclass(frozen=True, slots=True)
class Extension:
    """Further days, given once, if approved no later than on the old last day (延长)."""

    approved: Moment | None
    """The field of the ledger, where it has one; the program keeps others."""
    days: int
    by: str
    """The role of who may approve it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockRule:
    """One kind of clock: when a ticket has it, and what starts, stops, pauses and extends it."""

    code: str
    name: str
    side: Side
    applies: Condition
    ended: Condition
    """Ended without being met (终而未达): the ticket no longer has this clock."""
    start: Moment
    stop: Event | None
    provisions: tuple[Provision, ...]
    matter: Matter | None = None
    """What the rule sets have the article for."""
    custom: str = ""
    """On what a clock rests that no article made (热线口径)."""
    restart: Moment | None = None
    """From when it runs anew, where that is later than its start (重新起算)."""
    until: Moment | None = None
    """Where the office itself sets the last day; then no term counts."""
    can_pause: bool = False
    pausing: Pausing | None = None
    extension: Extension | None = None

    def provision_in(self, rule_set: str) -> Provision | None:
        """What holds for a clock of that rule set; None if there is no such clock in it."""
        return next((one for one in self.provisions if one.holds_in(rule_set)), None)

    def concerns(self, ticket: Ticket) -> bool:
        return self.applies(ticket) and not self.ended(ticket)


Steps = tuple[int, int, int]
"""What is left when the first, second and third level of reminders begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """From when on whom to remind (三级催办): by days left, short clocks by hours left."""

    days: Mapping[TermUnit, Steps]
    hours: Steps
    short_term: int
    """Clocks of so many working days are short."""
    closes: time
    """When an office day ends; matters for reminders only, being in time goes by the date."""

    def is_short(self, limit: Limit) -> bool:
        return limit.unit is TermUnit.WORKDAY and limit.days <= self.short_term

    def level(self, limit: Limit, left: int, due: date, as_of: date | datetime) -> int:
        """0 to 3 for a running clock; where only the day is known, as when the office closes."""
        if not self.is_short(limit):
            return _reached(self.days[limit.unit], left)
        now = as_of if isinstance(as_of, datetime) else datetime.combine(as_of, self.closes)
        hours = (datetime.combine(due, self.closes) - now).total_seconds() / 3600
        return _reached(self.hours, hours)

    def closing_time(self, limit: Limit, due: date, as_of: date | datetime) -> time | None:
        """Until what time today a short clock can be met; None if not due today, or too late."""
        if not self.is_short(limit):
            return None
        if isinstance(as_of, datetime):
            still_open = as_of.date() == due and as_of.time() < self.closes
        else:
            still_open = as_of == due
        return self.closes if still_open else None


def _reached(steps: Steps, left: float) -> int:
    return sum(left <= step for step in steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockLaw:
    """All clocks, in the order they are shown, and how the last day moves off a holiday."""

    rules: tuple[ClockRule, ...]
    sets: Callable[[], RuleSets]
    """Asked only where a clock begins or is explained: lists show clocks without."""
    reminders: Reminders
    roll_on_weekend: bool
    roll_on_holiday_block: bool
    _by_code: dict[str, ClockRule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {rule.code: rule for rule in self.rules})

    def rule(self, code: str) -> ClockRule:
        return self._by_code[code]

    def rule_set_of(self, rule: ClockRule, start: date, pin: str) -> str:
        """The rule set of a clock that began on `start`; "" for those that no set governs."""
        return self.sets().on(start, pin).code if rule.matter else ""

    def basis(self, code: str, start: date, rule_set: str) -> str:
        """On what a clock of that rule set rests, as it stood when it began."""
        rule = self.rule(code)
        if rule.matter is None:
            return rule.custom
        sets, provision = self.sets(), rule.provision_in(rule_set)
        cited = sets.named(rule_set).cites(rule.matter, sets.day_of_law(start, rule_set))
        return "；".join(filter(None, (cited, provision.note if provision else "")))
