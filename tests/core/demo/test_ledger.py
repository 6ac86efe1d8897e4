"""The tickets of the demo: the same for a seed, whole, and clean where nothing was planted."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

import pytest

from core.demo.ledger import tell
from core.demo.teller import Told
from core.tickets.case import Case, Surroundings
from core.tickets.clocks import clocks
from core.tickets.fields import FIELDS
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.rules.rulebook import Severity
from core.tickets.ticket import Ticket
from core.tickets.words import Filing, Kind, MediationResult, Verdict
from storage.calendar import calendar, clock_law
from storage.demo import material
from storage.rules import shipped_rulebook

TODAY = date(2026, 11, 24)
COUNT = 700
HOURS = (time(8, 30), time(21, 30))


@cache
def told(today: date = TODAY, seed: str = "1", count: int = COUNT) -> tuple[Told, ...]:
    return tuple(tell(material(), calendar(), today=today, count=count, seed=seed))


def tickets(today: date = TODAY) -> list[Ticket]:
    return [one.ticket for one in told(today)]


def test_the_same_seed_and_day_tell_the_same_tickets() -> None:
    again = tuple(tell(material(), calendar(), today=TODAY, count=COUNT, seed="1"))
    assert again == told()
    assert told(seed="2", count=80) != told(seed="1", count=80)


@pytest.mark.parametrize("count", [1, 30, 200, COUNT])
def test_as_many_tickets_as_were_asked_for(count: int) -> None:
    assert len(told(count=count)) == count


def test_every_reference_is_used_once() -> None:
    assert len({ticket.ref for ticket in tickets()}) == COUNT


def test_every_unit_has_work_old_and_open() -> None:
    units = set(material().places)
    assert {ticket.unit for ticket in tickets()} == units
    assert {ticket.unit for ticket in tickets() if not ticket.is_closed} == units


def test_thirteen_months_have_tickets_and_the_spring_festival_few() -> None:
    months = Counter(f"{ticket.received_at:%Y-%m}" for ticket in tickets())
    assert len(months) == 13
    assert min(months, key=lambda month: months[month]) == "2026-02"


def test_a_rework_repeats_the_number_and_the_people_of_its_original() -> None:
    by_ref = {ticket.ref: ticket for ticket in tickets()}
    reworks = [ticket for ticket in tickets() if ticket.is_rework]
    assert reworks
    for again in reworks:
        original = by_ref[again.number]
        assert again.ref == f"{again.number}#1"
        assert again.petitioner == original.petitioner
        assert again.trader.trader_name == original.trader.trader_name
        assert again.claim.content.endswith(original.claim.content)
        assert again.claim.purchase_date == original.claim.purchase_date
        assert original.is_closed


def test_all_kinds_of_endings_occur() -> None:
    everything = [one.ticket for one in told(count=1500)]
    assert {ticket.kind for ticket in everything} == set(Kind)
    assert {ticket.outcome.verdict for ticket in everything} == {None, *Verdict}
    assert {ticket.tipoff.filing for ticket in everything} == {None, *Filing}
    assert {t.complaint.mediation_result for t in everything} == {None, *MediationResult}


def test_no_text_has_a_gap_left() -> None:
    for ticket in tickets():
        for field in FIELDS:
            assert not set("{}[]") & set(str(field.get(ticket))), (ticket.ref, field.key)


@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 21), date(2026, 10, 3)])
def test_nothing_has_happened_after_today(today: date) -> None:
    end = datetime.combine(today + timedelta(days=1), time())
    allowed = {"hotline_extension_date"}
    for ticket in tickets(today):
        for field in FIELDS:
            value = field.get(ticket)
            if isinstance(value, datetime) and field.key not in allowed:
                assert value < end, (ticket.ref, field.key)


def test_officers_work_on_working_days() -> None:
    days = calendar()
    for one in told():
        ticket = one.ticket
        if "F-039" in one.rules:  # planted: a visit before the ticket came in
            continue
        for at in (ticket.contact.first_contact_at, ticket.tipoff.inspected_at):
            assert at is None or days.is_workday(at.date()), ticket.ref
            assert at is None or HOURS[0] <= at.time() <= HOURS[1], ticket.ref


def test_nobody_in_it_could_be_real() -> None:
    for ticket in tickets():
        phone = ticket.petitioner.petitioner_phone
        assert not phone or phone[3:7] == "0000", ticket.ref
        code = ticket.trader.trader_uscc
        assert not code or (len(code) == 18 and code[8:10] == "MY"), ticket.ref


def test_sums_agree_within_a_ticket() -> None:
    told_sums = 0
    for ticket in tickets():
        amount = ticket.claim.amount
        if amount is not None and f"{amount.normalize():f}元" in ticket.claim.content:
            told_sums += 1
            assert amount > Decimal(0)
    assert told_sums > COUNT // 4


@cache
def findings() -> list[tuple[Told, dict[str, Severity]]]:
    listed = told()
    law, days, now = clock_law(), calendar(), datetime.combine(TODAY, time(9))
    around = Surroundings(
        today=TODAY,
        calendar=days,
        clocks=lambda ticket: clocks(ticket, law, days, now),
        others=Gathered(neighbour_of(one.ticket) for one in listed),
        units=frozenset(material().places),
    )
    return [
        (one, {f.rule: f.severity for f in shipped_rulebook().findings(Case(one.ticket, around))})
        for one in listed
    ]


def test_the_rules_find_what_was_planted_and_no_other_error() -> None:
    planted = 0
    for one, found in findings():
        errors = {rule for rule, severity in found.items() if severity is Severity.ERROR}
        if one.rules:
            planted += 1
            assert one.rules[0] in found, (one.ticket.ref, one.rules)
        if one.ticket.is_closed:
            assert errors <= set(one.rules), (one.ticket.ref, errors, one.rules)
    assert 0.05 < planted / COUNT < 0.2


def test_most_good_tickets_have_no_warning_either() -> None:
    warned = [
        one.ticket.ref
        for one, found in findings()
        if one.ticket.is_closed and not one.rules and Severity.WARN in found.values()
    ]
    assert len(warned) < COUNT // 20


def test_open_tickets_have_errors_only_where_time_ran_out() -> None:
    late = {"F-018", "F-026", "F-040", "F-042"}
    for one, found in findings():
        errors = {rule for rule, severity in found.items() if severity is Severity.ERROR}
        if not one.ticket.is_closed:
            assert errors <= late, (one.ticket.ref, errors)
