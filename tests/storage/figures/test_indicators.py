"""The figures from the store are those of the plain reference, and their tickets can be listed."""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.figures.bound import bind
from core.figures.figure import Beside, Figures
from core.figures.period import Period, month
from core.figures.reference import figures_of
from core.tickets.case import Case, Surroundings
from core.tickets.clocks import clocks
from core.tickets.fields import ticket_of
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import (
    Acceptance,
    ContactResult,
    Filing,
    Kind,
    MediationResult,
    Satisfaction,
    SectionDecision,
    Solved,
    Verdict,
)
from storage.calendar import calendar, clock_law
from storage.database import Store
from storage.figures.indicators import behind, indicators
from storage.figures.versions import shipped
from storage.rules import shipped_vocabulary
from storage.tables.tickets import ticket
from storage.ticket_lists import Wanted, count
from storage.views import condition
from tests.samples import TODAY, a_ticket
from tests.stores import open_store

UNITS = ["九亭所", "方松所", "执法大队", ""]
REFS = ("SJ1", "SJ1#1", *(f"SJ{n}" for n in range(2, 22)))
"""So many that they are not checked by the rules while they are written."""

PERIODS = [
    month(date(2026, 10, 1)),
    month(date(2026, 11, 1)),
    Period(date(2026, 4, 1), date(2026, 12, 31)),
]

days = st.none() | st.dates(date(2026, 9, 20), date(2026, 12, 5))
moments = days.map(lambda day: day and datetime.combine(day, time(9, 30)))


def _word(words: Any) -> st.SearchStrategy[Any]:
    return st.none() | st.sampled_from(list(words))


random_tickets = st.fixed_dictionaries(
    {
        **dict.fromkeys(
            ("received_at", "assigned_at", "first_contact_at", "acceptance_notice_at"), moments
        ),
        **dict.fromkeys(("tipoff_notice_at", "notice_at", "replied_at", "closed_at"), moments),
        **dict.fromkeys(("section_decided_at", "callback_at"), moments),
        **dict.fromkeys(("acceptance_date", "test_from", "test_to", "mediated_on"), days),
        **dict.fromkeys(("termination_date", "termination_notice_petitioner"), days),
        **dict.fromkeys(("termination_notice_trader", "filing_date"), days),
        **dict.fromkeys(("extension_approved_date", "hotline_extension_date"), days),
        "unit": st.sampled_from(UNITS),
        "kind": _word(Kind),
        "hotline_term_days": st.sampled_from([None, 1, 3, 5, 15]),
        "is_ad": st.none() | st.booleans(),
        "is_rework": st.none() | st.booleans(),
        "first_contact_result": _word(ContactResult),
        "failed_contact_attempts": st.lists(st.just("2026-11-09 11:00"), max_size=4).map(tuple),
        "acceptance": _word(Acceptance),
        "mediation_result": _word(MediationResult),
        "filing": _word(Filing),
        "case_number": st.sampled_from(["", " ", "沪市监松案〔2026〕1号", "沪市监松案〔2026〕2号"]),
        "verdict": _word(Verdict),
        "section_decision": _word(SectionDecision),
        "satisfaction": _word(Satisfaction),
        "solved": _word(Solved),
        "city_dissatisfied": st.none() | st.booleans(),
        "suggested_unit": st.sampled_from(["", "", "", "新桥所"]),
        "evidence": st.just((Evidence("照片", "店堂"),)),
    }
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(Path(tmp_path_factory.mktemp("figures")) / "office.db")
    yield store
    store.close()


def reference(tickets: list[Ticket], period: Period, as_of: date) -> Figures:
    law, known = clock_law(), calendar()
    around = Surroundings(
        today=as_of, calendar=known, clocks=lambda one: clocks(one, law, known, as_of)
    )
    bound = [bind(one, shipped_vocabulary()) for one in shipped().for_period(period)]
    units = sorted({one.unit for one in tickets})
    cases = [Case(one, around) for one in tickets]
    return figures_of(bound, cases, period, as_of, units=units, version="2026-1")


def kept(store: Store, tickets: list[Ticket]) -> None:
    with store.transaction(who="陆明远", what="改工单") as tx:
        tx.tickets.save_all(tickets)


def from_store(store: Store, period: Period, as_of: date = TODAY) -> Figures:
    with store.reading() as connection:
        return indicators(connection, period, as_of)


@settings(max_examples=12)
@given(
    values=st.tuples(*[random_tickets] * len(REFS)),
    period=st.sampled_from(PERIODS),
    as_of=st.dates(date(2026, 10, 1), date(2026, 12, 8)),
)
def test_the_store_counts_what_the_reference_counts(
    shared: Store, values: tuple[dict[str, Any], ...], period: Period, as_of: date
) -> None:
    tickets = [
        ticket_of({"number": ref.partition("#")[0], **one}, ref=ref)
        for ref, one in zip(REFS, values, strict=True)
    ]
    kept(shared, tickets)
    assert from_store(shared, period, as_of) == reference(tickets, period, as_of)


OCTOBER = month(date(2026, 10, 1))


def closed(number: str, **values: Any) -> Ticket:
    usual = {
        "received_at": datetime(2026, 10, 9, 9),
        "assigned_at": datetime(2026, 10, 9, 10),
        "closed_at": datetime(2026, 10, 13, 16),
        "solved": Solved.SOLVED,
    }
    return a_ticket(number=number, **usual | values)


@pytest.fixture
def october(store: Store) -> Store:
    tickets = [
        closed("SJ1", callback_at=datetime(2026, 10, 20), satisfaction=Satisfaction.BASIC),
        closed("SJ2", solved=Solved.EXPLAINED, satisfaction=Satisfaction.FAIR),
        closed("SJ3", unit="方松所", callback_at=datetime(2026, 10, 21, 9)),
        closed("SJ4", unit="方松所", suggested_unit="新桥所"),
        closed("SJ5", unit="方松所", solved=Solved.UNSOLVED, closed_at=datetime(2026, 11, 2)),
    ]
    kept(store, tickets)
    return store


def test_the_bureau_is_sums_over_sums_and_declined_assignments_do_not_count(
    october: Store,
) -> None:
    found = from_store(october, OCTOBER)
    solved = found.of("SOLVED")
    assert solved is not None
    assert (solved.numerator, solved.denominator, solved.value) == tuple(
        map(Decimal, ("2", "3", "66.67"))
    )
    assert [found.units[unit]["SOLVED"].value for unit in ("九亭所", "方松所")] == [50, 100]


def test_satisfaction_is_weighted_and_exact(october: Store) -> None:
    satisfied = from_store(october, OCTOBER).of("SATISFY", "九亭所")
    assert satisfied is not None
    assert (satisfied.numerator, satisfied.denominator) == (Decimal("0.8"), Decimal(1))


def test_nothing_to_divide_by_has_no_value(october: Store) -> None:
    found = from_store(october, month(date(2026, 3, 1)))
    assert {one.value for one in found.bureau.values()} == {None}
    assert set(found.units) == {"九亭所", "方松所"}


def test_what_stands_beside_is_counted_for_each_clock(october: Store) -> None:
    beside = from_store(october, OCTOBER).aside["OVERDUE"]
    assert beside[0] == Beside("受理告知", Decimal(4), Decimal(4))


@pytest.mark.parametrize("code", ["SOLVED", "ON_TIME", "OVERDUE", "MEDIATED", "MEAN_DAYS"])
def test_every_figure_lists_its_tickets(october: Store, code: str) -> None:
    found = from_store(october, OCTOBER)
    figure = found.of(code, "方松所")
    assert figure is not None
    with october.reading() as connection:
        _, among = behind(connection, found, code)
        wanted = Wanted(
            units=frozenset({"方松所"}), conditions=(condition(connection, among, TODAY),)
        )
        assert count(connection, wanted, TODAY) == figure.denominator


def test_a_ticket_of_no_unit_counts_for_the_bureau_alone(october: Store) -> None:
    kept(october, [closed("SJ9", unit="")])
    found = from_store(october, OCTOBER)
    assert found.of("SOLVED").denominator == 4  # type: ignore[union-attr]
    assert "" not in found.units
    with october.reading() as connection:
        assert connection.execute(select(ticket.c.unit).where(ticket.c.ref == "SJ9")).scalar() == ""
