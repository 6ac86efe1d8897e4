"""The board: every open ticket in exactly one column, by the clock that is nearest."""

from datetime import date, datetime
from itertools import pairwise

import pytest

from core.tickets.clocks.board import PAUSED, lanes
from core.tickets.words import Kind
from core.workdays import DAY
from storage.board import Sift, board, cards_between, days
from storage.calendar import calendar
from storage.database import Store
from tests.samples import a_ticket

NOW = datetime(2026, 11, 23, 14)


def arrived(number: str, day: int, unit: str, handler: str, **more: object) -> object:
    moment = datetime(2026, 11, day, 9)
    fields = {"unit": unit, "handler": handler, "received_at": moment, "assigned_at": moment}
    called = {"first_contact_at": moment, "closed_at": None}
    return a_ticket(number=number, kind=Kind.TIPOFF, **fields, **called, **more)


@pytest.fixture
def kept(store: Store) -> Store:
    told = [
        arrived("SJ01", 12, "九亭所", "陆明远"),
        arrived("SJ02", 16, "九亭所", "沈念"),
        arrived("SJ03", 17, "中山所", "周远"),
        arrived("SJ04", 20, "中山所", "周远"),
        arrived("SJ05", 2, "九亭所", "陆明远", hotline_term_days=15),
    ]
    with store.transaction(who="t", what="t") as tx:
        tx.tickets.save_all(told)  # type: ignore[arg-type]
    return store


def columns(store: Store, sift: Sift) -> dict[str, list[str]]:
    with store.reading() as connection:
        found = board(connection, NOW, sift, days(connection, sift))
    assert all(one.number == len(one.cards) for one in found)
    return {one.name: [card.ref for card in one.cards] for one in found if one.number}


def test_each_ticket_stands_where_its_nearest_clock_is(kept: Store) -> None:
    assert columns(kept, Sift()) == {
        "已超期": ["SJ01"],
        "今天到期": ["SJ02", "SJ05"],
        "剩 1 个工作日": ["SJ03"],
        "剩 4 到 7 个工作日": ["SJ04"],
    }


def test_filters_by_unit_person_and_clock(kept: Store) -> None:
    unit = columns(kept, Sift(units=frozenset({"中山所"})))
    assert sorted(ref for refs in unit.values() for ref in refs) == ["SJ03", "SJ04"]
    person = columns(kept, Sift(handler="陆明远"))
    assert sorted(ref for refs in person.values() for ref in refs) == ["SJ01", "SJ05"]
    verify = columns(kept, Sift(codes=frozenset({"R_VERIFY"})))
    assert verify["今天到期"] == ["SJ05"]
    assert verify["以后"] == ["SJ01", "SJ02", "SJ03", "SJ04"]


def test_a_suspended_ticket_stands_apart(store: Store) -> None:
    tested = arrived("SJ06", 12, "九亭所", "陆明远", test_from=date(2026, 11, 13))
    with store.transaction(who="t", what="t") as tx:
        tx.tickets.save(tested)  # type: ignore[arg-type]
    assert columns(store, Sift(codes=frozenset({"R_VERIFY"}))) == {PAUSED: ["SJ06"]}


def test_the_month_counts_what_the_day_shows(kept: Store) -> None:
    with kept.reading() as connection:
        numbers = days(connection, Sift())
        for day, number in numbers.items():
            assert len(cards_between(connection, NOW, Sift(), day, day)) == number


def test_the_columns_leave_no_day_out_and_count_none_twice() -> None:
    for number in range(366):
        found = lanes(date(2026, 1, 1) + number * DAY, calendar())
        for one, following in pairwise(found):
            assert following.first == one.last + DAY
