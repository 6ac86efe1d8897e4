from datetime import date, datetime
from typing import Any

from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance
from storage.database import Store
from storage.due_clocks import DueClock, due_clocks
from tests.samples import NOW, a_ticket


def fill(store: Store) -> None:
    """One overdue, one running out, one with weeks to go, one closed, one of another station."""
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(
            [
                received("SJ1", datetime(2026, 11, 2, 9)),
                received("SJ2", datetime(2026, 11, 13, 9)),
                received("SJ3", datetime(2026, 11, 23, 9)),
                received("SJ4", datetime(2026, 11, 2, 9), closed_at=datetime(2026, 11, 4, 9)),
                received("SJ5", datetime(2026, 11, 2, 9), unit="中山所", handler="顾青"),
            ]
        )


def received(number: str, at: datetime, **changes: Any) -> Ticket:
    contact = {"first_contact_at": at, "acceptance_notice_at": at} if "closed_at" in changes else {}
    return a_ticket(number=number, received_at=at, assigned_at=at, **{**contact, **changes})


def said(found: list[DueClock]) -> list[tuple[str, str]]:
    return [(one.ref, one.clock.code) for one in found]


def test_what_is_overdue_comes_first_and_what_has_time_is_left_out(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        found = due_clocks(connection, NOW, units=frozenset({"九亭所"}))
    assert [one.clock.remaining for one in found] == sorted(one.clock.remaining for one in found)
    assert found[0].ref == "SJ1"
    assert {"SJ1", "SJ2"} <= {one.ref for one in found}
    assert ("SJ3", "C_ACCEPT") not in said(found)
    assert "SJ4" not in {one.ref for one in found}


def test_everybody_sees_only_their_own(store: Store) -> None:
    fill(store)
    with store.reading() as connection:
        of_handler = due_clocks(connection, NOW, handler="顾青")
        of_nobody = due_clocks(connection, NOW, units=frozenset())
        of_all = due_clocks(connection, NOW)
    assert {one.ref for one in of_handler} == {"SJ5"}
    assert {one.unit for one in of_handler} == {"中山所"}
    assert of_nobody == []
    assert {"SJ1", "SJ5"} <= {one.ref for one in of_all}


def test_a_suspended_clock_is_among_them(store: Store) -> None:
    at = datetime(2026, 11, 2, 9)
    testing = received(
        "SJ1",
        at,
        acceptance=Acceptance.ACCEPTED,
        acceptance_date=date(2026, 11, 3),
        test_from=date(2026, 11, 5),
    )
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(testing)
    with store.reading() as connection:
        found = due_clocks(connection, NOW)
    assert [one.clock.code for one in found if one.clock.is_paused] == ["C_MEDIATE"]
