"""The desk of today: every state of a clock, for the demo's officer and for the unit."""

from datetime import date, datetime, time

import pytest

from core.tickets.clocks import Clock, ClockState, clocks
from core.tickets.ticket import Ticket
from core.tickets.words import Satisfaction, SectionDecision
from storage.calendar import calendar, clock_law
from storage.demo import material
from tests.core.demo.test_ledger import TODAY, told

UNIT = "九亭所"


def running(ticket: Ticket, today: date = TODAY) -> list[Clock]:
    now = datetime.combine(today, time(9))
    return [
        clock
        for clock in clocks(ticket, clock_law(), calendar(), now)
        if clock.state in (ClockState.RUNNING, ClockState.PAUSED, ClockState.OVERDUE)
        and clock.code != "CASE_90"
    ]


def states(handler: str = "") -> set[str]:
    """The chips that a list of these tickets shows, each ticket by its most urgent clock."""
    found = set()
    for one in told():
        ticket = one.ticket
        if ticket.unit == UNIT and handler in ("", ticket.handler):
            found |= {chip(ticket)}
    return found


def chip(ticket: Ticket) -> str:
    open_clocks = running(ticket)
    counting = [clock for clock in open_clocks if clock.state is not ClockState.PAUSED]
    if not open_clocks:
        return "已办结"
    if not counting:
        return "扣除期中"
    if any(clock.state is ClockState.OVERDUE for clock in counting):
        return "超期"
    left = min(clock.remaining for clock in counting)
    return ("今天", "剩1日", "剩2至3日", "剩2至3日")[left] if left < 4 else "剩4日以上"


ALL_CHIPS = {"超期", "今天", "剩1日", "剩2至3日", "剩4日以上", "扣除期中", "已办结"}


@pytest.mark.parametrize("handler", ["", "陆明远"])
def test_every_chip_occurs(handler: str) -> None:
    assert states(handler) == ALL_CHIPS


def test_few_things_are_overdue_and_none_for_ever() -> None:
    overdue = [
        clock
        for one in told()
        for clock in running(one.ticket)
        if clock.state is ClockState.OVERDUE
    ]
    assert 1 <= len(overdue) <= 12
    assert min(clock.remaining for clock in overdue) > -15


def test_the_officer_has_everything_else_that_waits_too() -> None:
    mine = [one for one in told() if one.ticket.handler == material().office["opens_as"]]
    open_ones = [one for one in mine if not one.ticket.is_closed]
    assert any(one.submission and one.submission.is_waiting for one in open_ones)
    assert any(one.draft for one in open_ones)
    assert any(one.ticket.is_rework for one in open_ones)
    assert any(one.ticket.gate.section_decision is SectionDecision.RETURNED for one in open_ones)
    unexplained = [
        one
        for one in mine
        if one.ticket.callback.satisfaction is Satisfaction.DISSATISFIED
        and not one.ticket.callback.explanation
    ]
    assert len(unexplained) >= 2


def test_one_trader_has_a_group_complaint_of_which_some_quote_the_agreed_line() -> None:
    crowd = [
        one.ticket
        for one in told()
        if one.ticket.unit == UNIT and one.ticket.claim.content and not one.ticket.is_closed
    ]
    by_trader: dict[str, list[Ticket]] = {}
    for ticket in crowd:
        by_trader.setdefault(ticket.trader.trader_name, []).append(ticket)
    largest = max(by_trader.values(), key=len)
    assert len({ticket.petitioner.petitioner_phone for ticket in largest}) >= 5
    assert {bool(ticket.agreed_line_number) for ticket in largest} == {True, False}


def test_a_ticket_is_handed_back_to_the_unit_it_belongs_to() -> None:
    handed_back = [one.ticket for one in told() if one.ticket.is_declined_assignment]
    assert handed_back
    assert all(t.referral.suggested_unit in material().places for t in handed_back)


@pytest.mark.parametrize("today", [date(2026, 11, 21), date(2026, 10, 3)])
def test_on_a_day_off_nothing_is_due_that_was_not_due_before(today: date) -> None:
    overdue = [
        one.ticket.ref
        for one in told(today)
        if any(clock.state is ClockState.OVERDUE for clock in running(one.ticket, today))
    ]
    assert len(overdue) <= 8
