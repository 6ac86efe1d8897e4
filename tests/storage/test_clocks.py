from sqlalchemy import func, select

from core.tickets.clocks import cache_rows
from core.tickets.words import Acceptance, Kind
from storage.calendar import calendar, clock_law
from storage.clocks import courses_of, keep_courses
from storage.database import Store
from storage.loading import load_by_ref
from storage.tables.clocks import clock
from tests.samples import TODAY, a_ticket

TICKET = a_ticket(
    kind=Kind.COMPOUND,
    acceptance=Acceptance.ACCEPTED,
    acceptance_date=TODAY,
    test_from=TODAY,
    filing_date=TODAY,
)
COURSES = cache_rows(TICKET, clock_law(), calendar())


def saved(store: Store) -> int:
    with store.transaction(who="陆明远", what="登记") as tx:
        tx.tickets.save(TICKET)
        (one,) = load_by_ref(tx.connection, [TICKET.ref])
        keep_courses(tx.connection, [(one.id, COURSES)])
    return one.id


def test_courses_come_back_as_they_were_kept(store: Store) -> None:
    owner = saved(store)
    with store.reading() as connection:
        kept = courses_of(connection, [owner])[owner]
    assert sorted(kept, key=lambda one: one.code) == sorted(COURSES, key=lambda one: one.code)
    assert any(one.is_paused for one in kept)


def test_new_courses_take_the_place_of_old_ones(store: Store) -> None:
    owner = saved(store)
    with store.transaction(who="陆明远", what="改工单") as tx:
        keep_courses(tx.connection, [(owner, COURSES[:1])])
        assert courses_of(tx.connection, [owner])[owner] == list(COURSES[:1])


def test_sql_reads_what_is_overdue(store: Store) -> None:
    saved(store)
    late = select(func.count()).where(clock.c.due < TODAY, ~clock.c.stopped)
    on_the_day = select(clock.c.code).where(clock.c.due == TODAY, ~clock.c.stopped)
    with store.reading() as connection:
        assert connection.execute(late).scalar_one() == 0
        assert list(connection.execute(on_the_day).scalars()) == ["H_CONTACT"]


def test_the_courses_go_with_their_ticket(store: Store) -> None:
    saved(store)
    with store.transaction(who="陆明远", what="删除") as tx:
        tx.tickets.remove([TICKET.ref])
        assert tx.connection.execute(select(func.count()).select_from(clock)).scalar_one() == 0
