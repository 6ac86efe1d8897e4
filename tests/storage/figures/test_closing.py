"""A closed month stands as it was; what changes later is named beside it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from core.errors import Refusal
from core.figures import closing
from core.figures.period import month
from core.people import Officer, Post, Role
from core.tickets.words import Solved
from storage.database import Store
from storage.figures.closing import closed_month, late, taken_note
from storage.tables.figures import closed_month as table
from tests.samples import NOW, TODAY, a_ticket

OCTOBER = month(date(2026, 10, 1))
SINCE = date(2020, 1, 1)
ONE, OTHER = (
    Officer(name=name, posts=(Post(unit="消保科", role=Role.SECTION_OFFICER, since=SINCE),))
    for name in ("闻人科", "钟离科")
)
HANDLER = Officer(name="陆明远", posts=(Post(unit="九亭所", role=Role.HANDLER, since=SINCE),))
DONE = {"closed_at": datetime(2026, 10, 13, 16), "received_at": datetime(2026, 10, 9, 9)}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """October closed and confirmed; one ticket was changed afterwards."""
    store = Store.open(Path(tmp_path_factory.mktemp("closing")) / "office.db", now=lambda: NOW)
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save_all(
            [
                a_ticket(number="SJ1", solved=Solved.SOLVED, **DONE),
                a_ticket(number="SJ2", solved=Solved.EXPLAINED, unit="方松所", **DONE),
            ]
        )
    with store.transaction(who=ONE.name, what="封存") as tx:
        closing.close(tx.closings, *tx.closings.as_closed(OCTOBER), by=ONE, at=NOW)
    with store.transaction(who=OTHER.name, what="确认封存") as tx:
        closing.confirm(tx.closings, OCTOBER.first, by=OTHER, at=NOW)
    with store.transaction(who="陆明远", what="改工单") as tx:
        tx.tickets.save(a_ticket(number="SJ2", solved=Solved.SOLVED, unit="方松所", **DONE))
    yield store
    store.close()


def test_the_figures_stand_as_they_were(office: Store) -> None:
    with office.reading() as connection:
        closed = closed_month(connection, OCTOBER.first)
    assert closed is not None
    assert (closed.closed_by, closed.confirmed_by) == (ONE.name, OTHER.name)
    assert closed.figures.bureau["SOLVED"].numerator == 1
    assert closed.refs["SOLVED"] == (("SJ1",), ("SJ1", "SJ2"))
    assert set(closed.versions) == {"indicators", "rulebook", "timekeeping"}


def test_what_changed_later_is_named_with_its_tickets(office: Store) -> None:
    with office.reading() as connection:
        closed = closed_month(connection, OCTOBER.first)
        assert closed is not None
        found = late(connection, closed, TODAY)
    assert [(one.said, one.came, one.went) for one in found] == [
        ("实际解决率，全局：1/2 变为 2/2", ("SJ2",), ()),
        ("实际解决率，方松所：0/1 变为 1/1", ("SJ2",), ()),
    ]


def test_a_correction_is_taken_note_of_with_its_reason(office: Store) -> None:
    with office.transaction(who=ONE.name, what="登记更正") as tx:
        tx.closings.take_note(OCTOBER.first, "回访录入晚了")
    with office.reading() as connection:
        (noted,) = taken_note(connection, OCTOBER.first)
        closed = closed_month(connection, OCTOBER.first)
    assert noted.reason == "回访录入晚了"
    assert noted.changes[0] == "实际解决率，全局：1/2 变为 2/2"
    assert closed is not None
    assert closed.figures.bureau["SOLVED"].numerator == 1


def closes(store: Store, by: Officer, first: date) -> None:
    with store.transaction(who=by.name, what="封存") as tx:
        closing.close(tx.closings, *tx.closings.as_closed(month(first)), by=by, at=NOW)


def confirms(store: Store, by: Officer, first: date) -> None:
    with store.transaction(who=by.name, what="确认封存") as tx:
        closing.confirm(tx.closings, first, by=by, at=NOW)


def test_who_may_close_what_and_who_confirms(office: Store, store: Store) -> None:
    with pytest.raises(Refusal, match="已经封存"):
        closes(office, ONE, OCTOBER.first)
    with pytest.raises(Refusal, match="不再改动"):
        confirms(office, OTHER, OCTOBER.first)
    with pytest.raises(Refusal, match="还没有过完"):
        closes(store, ONE, date(2026, 11, 1))
    with pytest.raises(Refusal, match="由消保科办理"):
        closes(store, HANDLER, OCTOBER.first)
    closes(store, ONE, OCTOBER.first)
    with pytest.raises(Refusal, match="另一位同事确认"):
        confirms(store, ONE, OCTOBER.first)


def test_a_closed_month_that_was_tampered_with_is_not_shown(store: Store) -> None:
    closes(store, ONE, OCTOBER.first)
    with store.transaction(who="程序", what="改动台账") as tx:
        tx.connection.execute(update(table).values(as_of=date(2026, 11, 22)))
    with store.reading() as connection, pytest.raises(Refusal, match="指纹对不上"):
        closed_month(connection, OCTOBER.first)
