"""What was left standing in fields that do not apply, beside the ticket."""

from sqlalchemy import select

from core.tickets.filling.leftovers import Leftover
from core.tickets.words import Acceptance, Kind
from storage.database import Store
from storage.handling import kept_fields
from storage.tables.findings import finding
from tests.samples import a_ticket

REF = "SJ2026112300001"


def rules(store: Store) -> set[str]:
    with store.reading() as connection:
        return set(connection.execute(select(finding.c.rule)).scalars())


def test_what_was_let_stand_counts_for_nothing_from_then_on(store: Store) -> None:
    tipoff = a_ticket(kind=Kind.TIPOFF, acceptance=Acceptance.DECLINED)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(tipoff)
    assert "F-013" in rules(store)
    with store.transaction(who="陆明远", what="留着") as tx:
        tx.handling.keep_field(REF, Leftover("acceptance", "不予受理"))
    assert "F-013" not in rules(store)


def test_it_counts_again_where_the_field_applies_again(store: Store) -> None:
    compound = a_ticket(kind=Kind.COMPOUND, acceptance=Acceptance.DECLINED)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(compound)
        tx.handling.keep_field(REF, Leftover("acceptance", "不予受理"))
    assert "F-014" in rules(store)


def test_a_later_decision_replaces_an_earlier_one(store: Store) -> None:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(a_ticket())
        tx.handling.keep_field(REF, Leftover("decline_ground", "3"))
        tx.handling.keep_field(REF, Leftover("decline_ground", "5"))
    with store.reading() as connection:
        assert kept_fields(connection, REF) == {"decline_ground": "5"}
