"""What a rule sees around a ticket, taken from the store, and which rulebook judges the ticket."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Connection

from core.people import UnitKind
from core.tickets.case import Case, OtherTickets, Surroundings
from core.tickets.clocks import clocks
from core.tickets.filling.leftovers import leftovers
from core.tickets.rules.rulebook import Finding, Found, Rulebook
from core.tickets.ticket import Ticket
from storage.calendar import Timekeeping, calendar, clock_law, timekeeping
from storage.filling import form_logic
from storage.handling import all_kept_fields
from storage.law import rule_sets
from storage.neighbours import StoredNeighbours
from storage.people import units
from storage.rules import Rulebooks, rulebooks

_HANDLING = frozenset({UnitKind.STATION, UnitKind.BRIGADE})


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges tickets as of now, each by the rulebook that applies to it; good for many tickets."""

    around: Surroundings
    rulebooks: Rulebooks
    kept: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By reference, what was left standing in fields that do not apply."""

    def rulebook(self, ticket: Ticket) -> Rulebook:
        return self.rulebooks.for_ticket(ticket, self.around.today)

    def findings(self, ticket: Ticket) -> tuple[Finding, ...]:
        return self.rulebook(ticket).findings(self.case(ticket))

    def found(self, ticket: Ticket) -> tuple[Found, ...]:
        """The findings in short, without why."""
        return self.rulebook(ticket).found(self.case(ticket))

    def case(self, ticket: Ticket) -> Case:
        """The ticket as it stands; what somebody left standing, knowing it unused, is empty."""
        case, kept = Case(ticket, self.around), self.kept.get(ticket.ref)
        if not kept:
            return case
        settled = form_logic().settle(case)
        left = leftovers(ticket, settled.hidden & kept.keys(), ())
        let_stand = {one.key for one in left if kept[one.key] == one.text}
        return Case(ticket, self.around, hidden=let_stand)


def judge_of(connection: Connection, now: datetime, *, others: OtherTickets | None = None) -> Judge:
    """The judge of now; use it while the connection is open."""
    around = surroundings(connection, now, others=others)
    return Judge(around, rulebooks(connection), all_kept_fields(connection))


def surroundings(
    connection: Connection, now: datetime, *, others: OtherTickets | None = None
) -> Surroundings:
    """The surroundings in which tickets are judged now; good for many tickets.

    Without `others` other tickets are looked up in the store, one question at a time.
    """
    handling = frozenset(unit.name for unit in units(connection) if unit.kind in _HANDLING)
    kept = timekeeping(connection)
    return _on(now.date(), others or StoredNeighbours(connection), handling, kept)


def example_surroundings(day: date, others: OtherTickets) -> Surroundings:
    """The surroundings of a rule's example: calendar, law, and tickets made up for it."""
    return _on(day, others, frozenset(), Timekeeping(clock_law(), calendar(), ""))


def _on(
    today: date, others: OtherTickets, handling: frozenset[str], kept: Timekeeping
) -> Surroundings:
    law, days = kept.law, kept.calendar
    return Surroundings(
        today=today,
        calendar=days,
        clocks=lambda ticket: clocks(ticket, law, days, today),
        others=others,
        rule_sets=rule_sets(),
        units=handling,
    )
