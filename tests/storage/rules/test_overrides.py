"""Which warnings were overridden with a reason, page by page, and how often rules fire."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from storage.database import Store
from storage.rules.overrides import OverridesWanted, hit_counts, override_counts, overrides
from tests.samples import NOW, TODAY, a_ticket
from tests.stores import open_store

FIRST = datetime(2026, 11, 20, 9)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Twelve complaints that ask for a fine, six of each unit; every warning overridden, by day."""
    moments = iter([FIRST + timedelta(hours=hour) for hour in range(0, 24 * 12, 24)])
    now = NOW
    store = open_store(tmp_path_factory.mktemp("office") / "office.db", lambda: now)
    tickets = some_tickets(12)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(tickets)
    for one in tickets:
        now = next(moments)
        with store.transaction(who="陆明远", what="确认提示") as tx:
            tx.handling.waive(one.ref, "F-003", f"{one.ref} 的理由")
    now = NOW
    yield store
    store.close()


def some_tickets(count: int) -> list[Ticket]:
    return [
        a_ticket(
            number=f"SJ{at}",
            kind=Kind.COMPLAINT,
            demand="要求查处这家店",
            unit="九亭所" if at % 2 else "中山所",
            received_at=NOW - timedelta(days=at * 5),
            assigned_at=None,
        )
        for at in range(count)
    ]


def test_the_newest_come_first_page_by_page(office: Store) -> None:
    with office.reading() as connection:
        first, place = overrides(connection, OverridesWanted(), limit=5)
        second, place = overrides(connection, OverridesWanted(), limit=5, after=place)
        third, place = overrides(connection, OverridesWanted(), limit=5, after=place)
    assert place is None
    refs = [one.ref for one in (*first, *second, *third)]
    assert refs == [f"SJ{at}" for at in reversed(range(12))]
    assert (first[0].rule, first[0].reason, first[0].who) == ("F-003", "SJ11 的理由", "陆明远")
    assert first[0].at == FIRST + timedelta(days=11)
    assert first[0].message


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (OverridesWanted(rule="F-003"), 12),
        (OverridesWanted(rule="F-004"), 0),
        (OverridesWanted(units=frozenset({"九亭所"})), 6),
        (OverridesWanted(units=frozenset()), 0),
        (OverridesWanted(since=date(2026, 11, 22), until=date(2026, 11, 24)), 3),
    ],
)
def test_they_are_found_by_rule_unit_and_period(
    office: Store, wanted: OverridesWanted, count: int
) -> None:
    with office.reading() as connection:
        found, _ = overrides(connection, wanted)
        counts = override_counts(connection, wanted)
    assert len(found) == sum(counts.values()) == count


def test_pages_go_on_where_moments_are_the_same(store: Store) -> None:
    with store.transaction(who="顾文漪", what="确认提示") as tx:
        tx.tickets.save_all(some_tickets(5))
        for at in range(5):
            tx.handling.waive(f"SJ{at}", "F-003", "一起写的")
    seen: list[str] = []
    place = None
    with store.reading() as connection:
        for _ in range(4):
            page, place = overrides(connection, OverridesWanted(), after=place, limit=2)
            seen += [one.ref for one in page]
            if place is None:
                break
    assert seen == [f"SJ{at}" for at in range(5)]


def test_rules_are_counted_over_the_last_days(office: Store) -> None:
    with office.reading() as connection:
        counts = hit_counts(connection, TODAY)
    assert counts["F-003"] == 6
