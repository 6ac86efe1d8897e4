"""Which version checks which ticket, and that what it found is renewed when that changes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.tickets.ticket import Ticket
from storage.database import Store
from storage.findings import CatchUp, stale_count
from storage.rules import rulebooks
from storage.tables.tickets import ticket as ticket_table
from tests.samples import NOW, TODAY, a_ticket
from tests.storage.rules.samples import a_rulebook, in_force

BEFORE, AFTER = datetime(2026, 11, 20, 9), datetime(2026, 11, 23, 0, 0)
OLD, NEW = "第 1 版", "第 2 版"


def save(store: Store, *tickets: Ticket) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(tickets)


def checked_by(store: Store) -> dict[str, str]:
    """By which version each ticket was checked, by reference."""
    query = select(ticket_table.c.ref, ticket_table.c.rulebook)
    with store.reading() as connection:
        return {ref: label.rpartition(" ")[0] for ref, label in connection.execute(query)}


@pytest.mark.parametrize(
    ("changes", "terms", "version"),
    [
        ({"received_at": BEFORE}, {}, OLD),
        ({"received_at": AFTER}, {}, NEW),
        ({"received_at": None}, {}, NEW),
        ({"received_at": BEFORE}, {"covers_open": True}, NEW),
        ({"received_at": BEFORE, "closed_at": AFTER}, {"covers_open": True}, NEW),
        ({"received_at": BEFORE, "closed_at": BEFORE}, {"covers_open": True}, OLD),
        ({"received_at": AFTER, "closed_at": AFTER}, {}, NEW),
    ],
)
def test_the_day_of_receipt_decides(
    store: Store, changes: dict[str, Any], terms: dict[str, bool], version: str
) -> None:
    one = a_ticket(**changes)
    save(store, one)
    in_force(store, a_rulebook(), **terms)
    with store.reading() as connection:
        found = rulebooks(connection).for_ticket(one, TODAY)
        stale = stale_count(connection, TODAY)
    assert found.version.startswith(version)
    assert stale == (version == NEW)
    while CatchUp(store).some():
        pass
    assert checked_by(store) == {one.ref: version}


def test_nothing_changes_before_the_day(store: Store) -> None:
    save(store, a_ticket(received_at=NOW))
    in_force(store, a_rulebook(), since=TODAY + timedelta(days=1), covers_open=True)
    with store.reading() as connection:
        assert stale_count(connection, TODAY) == 0
        assert stale_count(connection, TODAY + timedelta(days=1)) == 1
