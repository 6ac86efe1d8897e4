"""What the program knows of a ticket under review, and what its rubric proposes on that ground."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection

from core.errors import Refusal
from core.review.rubric import Proposal, Rubric, proposals
from core.tickets.case import Case
from core.tickets.clocks import Clock, ClockState, clocks
from core.tickets.clocks.words import line
from core.tickets.language.closures import compile_condition
from core.tickets.ticket import Ticket
from storage.calendar import clock_law, timekeeping
from storage.judging import judge_of, surroundings
from storage.views import condition_reader

_MISSED = frozenset({ClockState.LATE, ClockState.OVERDUE})


def known_of(connection: Connection, ticket: Ticket, now: datetime) -> dict[str, str]:
    """What can be said of the ticket, by source: findings by rule, missed time limits by clock."""
    found = {one.rule: one.message for one in judge_of(connection, now).findings(ticket)}
    return found | dict(_missed(connection, ticket, now))


def proposals_for(
    connection: Connection, ticket: Ticket, rubric: Rubric, now: datetime
) -> tuple[Proposal, ...]:
    """The deductions and vetoes that the rubric proposes for the ticket."""
    unmet = tuple(_unmet(connection, ticket, rubric, now))
    return proposals(rubric, known_of(connection, ticket, now), unmet)


def _unmet(connection: Connection, ticket: Ticket, rubric: Rubric, now: datetime) -> Iterator[str]:
    """The items whose condition the ticket does not meet; one that cannot be told is let be.

    So is one that names what the rules no longer know: the rubric was frozen with its campaign.
    """
    conditional = [item for item in rubric.items if item.when.strip()]
    if not conditional:
        return
    read, case = (
        condition_reader(connection, now.date()),
        Case(ticket, surroundings(connection, now)),
    )
    for item in conditional:
        with suppress(Refusal):
            if compile_condition(read(item.when))(case) is False:
                yield item.code


def _missed(connection: Connection, ticket: Ticket, now: datetime) -> Iterator[tuple[str, str]]:
    kept = timekeeping(connection)
    for clock in clocks(ticket, kept.law, kept.calendar, now):
        if clock.state in _MISSED:
            yield clock.code, _sentence(clock)


def _sentence(clock: Clock) -> str:
    basis = clock_law().basis(clock.code, clock.start, clock.rule_set)
    return f"{clock.name}：{clock.state}，{line(clock)}。依据{basis}。"
