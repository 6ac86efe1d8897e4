"""Checking many tickets: two processes find what one does, and nothing newer is overwritten."""

from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from core.tickets.fields import changed
from core.tickets.words import Kind, Verdict
from storage import checking, checking_many
from storage.checking import Checked
from storage.checking_many import check_all
from storage.database import Store
from storage.findings import CatchUp
from storage.tables.tickets import ticket
from tests.samples import NOW, a_ticket

REPLY = (
    "经查，该店冷柜价签齐全，未发现所反映的情形；现场检查记录、照片附后，已告知经营者依法经营。" * 2
)


@pytest.fixture
def office(store: Store) -> Store:
    """Sixty tickets, some of which only show their faults beside others."""
    with store.transaction(who="陆明远", what="登记") as tx:
        tickets = [
            a_ticket(
                number=f"SJ{at:03}",
                kind=(Kind.COMPLAINT, Kind.TIPOFF, Kind.COMPOUND)[at % 3],
                received_at=datetime(2026, 11 - at % 2, 1 + at % 20, 9),
                assigned_at=None,
                petitioner_name=f"甲{at % 7}",
                reply=REPLY if at % 5 == 0 else "",
                verdict=Verdict.UNSUBSTANTIATED if at % 4 == 0 else None,
            )
            for at in range(60)
        ]
        tx.tickets.save_all(tickets)
    return store


@pytest.fixture
def by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few tickets are already very many here."""
    monkeypatch.setattr(checking_many, "VERY_MANY", 10)
    monkeypatch.setattr(checking_many, "AT_ONCE", 7)
    monkeypatch.setattr(checking_many, "MANY", 10)


def test_two_processes_find_what_one_does(office: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(check_all(office, NOW))
    assert {found.rule for one in alone for found in one.findings} >= {"F-053", "F-059"}
    monkeypatch.setattr(checking_many, "VERY_MANY", 10)
    monkeypatch.setattr(checking_many, "AT_ONCE", 7)
    monkeypatch.setattr(checking_many, "Checker", Idle)
    assert list(check_all(office, NOW)) == alone


class Idle:
    """Stands in this process for the checker, so that only the others can have done the work."""

    def __init__(self, *_: Any, **__: Any) -> None: ...


@pytest.mark.usefixtures("by_two")
def test_what_a_lost_process_leaves_is_done_here(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Lost:
        def __init__(self, *_: Any, **__: Any) -> None: ...
        def submit(self, *_: Any) -> None:
            raise BrokenProcessPool

        def shutdown(self, **_: Any) -> None: ...

    monkeypatch.setattr(checking_many, "ProcessPoolExecutor", Lost)
    assert [one.number for one in check_all(office, NOW)] == [f"SJ{at:03}" for at in range(60)]


def test_a_period_is_checked_alone(office: Store) -> None:
    found = list(check_all(office, NOW, since=date(2026, 11, 1), until=date(2026, 11, 9)))
    assert {one.number for one in found} == {f"SJ{at:03}" for at in range(0, 60, 2) if at % 20 <= 8}


def test_asking_for_them_one_by_one_finds_the_same(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one = list(check_all(office, NOW))
    monkeypatch.setattr(checking_many, "MANY", 10)
    assert list(check_all(office, NOW)) == one_by_one


def test_what_was_written_meanwhile_is_not_overwritten(
    office: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = checking_many.check_portions

    def and_then_written(*given: Any) -> Iterator[list[Checked]]:
        for portion in check(*given):
            with office.transaction(who="陆明远", what="改") as tx:
                one = tx.tickets.get("SJ000")
                tx.tickets.save(changed(one, {"demand": "要求查处"}))
            yield portion

    monkeypatch.setattr(checking_many, "check_portions", and_then_written)
    assert CatchUp(office).some() == 60
    with office.reading() as connection:
        warnings = connection.execute(
            select(ticket.c.warnings, ticket.c.checked_on).where(ticket.c.ref == "SJ000")
        ).one()
    (now,) = (one for one in check_all(office, NOW) if one.number == "SJ000")
    assert warnings.warnings == sum(found.severity.name == "WARN" for found in now.findings)
    assert any(found.rule == "F-003" for found in now.findings)


def test_catching_up_comes_to_an_end(office: Store) -> None:
    catching_up = CatchUp(office)
    numbers = [catching_up.some(), catching_up.some()]
    assert numbers == [60, 0]
    catching_up.close()
    assert checking.AT_ONCE >= 60
