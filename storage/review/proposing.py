"""What the program knows of a ticket under review, and what its rubric proposes on that ground."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from core.review.rubric import Proposal, Rubric, proposals
from core.tickets.clocks import Clock, ClockState, clocks
from core.tickets.clocks.words import line
from core.tickets.ticket import Ticket
from storage.calendar import calendar, clock_law
from storage.judging import judge_of

_MISSED = frozenset({ClockState.LATE, ClockState.OVERDUE})


def known_of(connection: Connection, ticket: Ticket, now: datetime) -> dict[str, str]:
    """What can be said of the ticket, by source: findings by rule, missed time limits by clock."""
    found = {one.rule: one.message for one in judge_of(connection, now).findings(ticket)}
    return found | dict(_missed(ticket, now))


def proposals_for(
    connection: Connection, ticket: Ticket, rubric: Rubric, now: datetime
) -> tuple[Proposal, ...]:
    """The deductions and vetoes that the rubric proposes for the ticket."""
    return proposals(rubric, known_of(connection, ticket, now))


def _missed(ticket: Ticket, now: datetime) -> Iterator[tuple[str, str]]:
    for clock in clocks(ticket, clock_law(), calendar(), now):
        if clock.state in _MISSED:
            yield clock.code, _sentence(clock)


def _sentence(clock: Clock) -> str:
    basis = clock_law().basis(clock.code, clock.start, clock.rule_set)
    return f"{clock.name}：{clock.state}，{line(clock)}。依据{basis}。"
