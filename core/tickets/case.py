"""What a rule looks at (案情): one ticket, today, its clocks, the calendar and the other tickets.

Everything is passed in. Of the store the rules ask only what `OtherTickets` lists; where it is not
there, what depends on it is unknown, and no finding fires on it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Protocol

from core.tickets.fields import FIELDS, FieldType, changed, values_of
from core.tickets.language.function import Unknown
from core.tickets.law.rule_set import RuleSets
from core.tickets.ticket import Ticket
from core.workdays import Calendar


class RunningClock(Protocol):
    """What the rules ask of a clock (`core.tickets.clocks`)."""

    @property
    def code(self) -> str: ...
    @property
    def due(self) -> date: ...
    @property
    def state(self) -> StrEnum: ...
    @property
    def unit(self) -> StrEnum: ...
    @property
    def remaining(self) -> int: ...


class OtherTickets(Protocol):
    """What the rules ask of the tickets in the store, never counting the ticket itself."""

    def originals(self, number: str, *, besides: str) -> int:
        """How many other tickets of that number are not reworks; `besides` is our reference."""
        ...

    def contacted_at(self, moment: datetime, *, besides: str) -> str:
        """The number of another ticket first contacted in that very second, or nothing."""
        ...

    def with_reply_like(self, reply: str, above: float, *, number: str) -> str:
        """The number of a ticket (not of this number) whose reply is more alike than `above`."""
        ...

    def earlier_tipoff(self, ticket: Ticket, *, within: int, above: float) -> str:
        """The number of an earlier tip-off of the same person against the same trader.

        Received at most `within` days earlier, and with a content more alike than `above`.
        """
        ...

    def petitioners_of_trader(self, ticket: Ticket, *, days: int) -> int:
        """How many different people came to the trader within `days` days around this ticket.

        Counted over the span (first to last day at most `days` apart, this ticket in it) that has
        most of them, this ticket's own petitioner included.
        """
        ...

    def tickets_of_trader(self, ticket: Ticket, *, days: int) -> int:
        """Likewise the number of tickets, this one included."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is the same for all tickets of one check."""

    today: date
    calendar: Calendar | None = None
    clocks: Callable[[Ticket], Iterable[RunningClock]] | None = None
    others: OtherTickets | None = None
    units: frozenset[str] = frozenset()
    """The stations and brigades of the bureau (单位名录); empty where the office has none."""
    rule_sets: RuleSets | None = None
    """Which law held when; without them every day has its own, whatever a ticket is pinned to."""

    writer: str = ""
    """Who is filling in the ticket (填报人), "" where nobody is."""

    writer_unit: str = ""
    """The station or brigade that this officer handles tickets for."""


LONGEST_TEXT, MOST_ITEMS = 30_000, 1_000
MOST_EFFORT = 20_000_000


class Exhausted(Unknown):
    """The sentences ask for so much work on this case that the answer is not waited for."""


class Case:
    """One ticket in its surroundings; its clocks are worked out once, when first asked for.

    `submitting` judges the ticket as if it were being handed in now (提交态). Fields that do not
    apply, by key in `hidden`, count as empty whatever they still hold; the ticket keeps them.

    Of a text of monstrous length only the beginning is looked at, and `spend` bounds the work that
    all sentences together may make of one case.
    """

    __slots__ = ("_clocks", "around", "effort", "known", "submitting", "ticket")

    def __init__(
        self,
        ticket: Ticket,
        around: Surroundings,
        *,
        submitting: bool = False,
        hidden: Collection[str] = (),
    ) -> None:
        self.ticket = _of_usual_length(_without(ticket, hidden) if hidden else ticket)
        self.effort = 0
        self.known: dict[object, Any] = {}
        """What sentences have worked out already and others ask for again."""
        self.around = around
        self.submitting = submitting
        self._clocks: dict[str, RunningClock] | None = None

    @property
    def today(self) -> date:
        return self.around.today

    def spend(self, effort: int) -> None:
        """Take note of work about to be done, roughly in characters looked at.

        Raises Exhausted when it is more than anybody's rules need.
        """
        self.effort += effort
        if self.effort > MOST_EFFORT:
            raise Exhausted("要算的太多")

    def day_of_law(self, day: date) -> date:
        """The day whose law counts for what happened on `day`; another one for a pinned ticket."""
        sets = self.around.rule_sets
        return day if sets is None else sets.day_of_law(day, self.ticket.rule_set)

    def clocks(self) -> dict[str, RunningClock] | None:
        """The ticket's clocks by code; None where nobody can tell them here."""
        if self._clocks is None and self.around.clocks is not None:
            self._clocks = {clock.code: clock for clock in self.around.clocks(self.ticket)}
        return self._clocks


_TEXTS = attrgetter(*(one.path for one in FIELDS if one.type is FieldType.TEXT))
_LISTS = tuple(one for one in FIELDS if one.type in {FieldType.LIST, FieldType.EVIDENCE})
_ALL_LISTS = attrgetter(*(one.path for one in _LISTS))


def _of_usual_length(ticket: Ticket) -> Ticket:
    """The ticket, its texts and lists cut where they are longer than any that a person wrote."""
    if max(map(len, _TEXTS(ticket))) > LONGEST_TEXT:
        long = {
            one.key: one.get(ticket)[:LONGEST_TEXT] for one in FIELDS if one.type is FieldType.TEXT
        }
        ticket = changed(ticket, long)
    if any(_is_long(items) for items in _ALL_LISTS(ticket)):
        ticket = changed(ticket, {one.key: _shortened(one.get(ticket)) for one in _LISTS})
    return ticket


def _is_long(items: tuple[Any, ...]) -> bool:
    return len(items) > MOST_ITEMS or any(len(str(item)) > LONGEST_TEXT for item in items)


def _shortened(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(item for item in items[:MOST_ITEMS] if len(str(item)) <= LONGEST_TEXT)


_NOTHING = values_of(Ticket(number=""))
"""The empty value of every field, by key."""


def _without(ticket: Ticket, keys: Collection[str]) -> Ticket:
    return changed(ticket, {key: _NOTHING[key] for key in keys})
