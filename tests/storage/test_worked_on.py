import pytest
from sqlalchemy import select

from core.errors import Refusal
from core.tickets.lifecycle import Submission
from storage.database import Store
from storage.tables.office import step
from tests.samples import NOW, a_ticket
from tests.storage.review.samples import a_quarter, drawn, fill, people


def undo(store: Store, what: str) -> None:
    with store.transaction(who="某人", what="撤销") as tx:
        tx.undo(tx.connection.execute(select(step.c.id).where(step.c.what == what)).scalar_one())


def refs(store: Store) -> int:
    with store.reading() as connection:
        return len(connection.exec_driver_sql("SELECT ref FROM ticket").all())


def test_an_import_stays_once_its_tickets_are_drawn(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    drawn(store)
    with pytest.raises(Refusal, match="已经抽进督查"):
        undo(store, "导入台账")
    assert refs(store) == len(a_quarter())


def test_an_import_stays_once_a_ticket_is_handed_in(store: Store) -> None:
    fill(store, a_ticket())
    with store.transaction(who="陆明远", what="送审") as tx:
        tx.handling.hand_in(a_ticket().ref, Submission(who="陆明远", at=NOW, rulebook="1"))
    with pytest.raises(Refusal, match="已经送审"):
        undo(store, "导入台账")
    assert refs(store) == 1
