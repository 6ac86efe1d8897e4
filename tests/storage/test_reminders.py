"""Reminders from the first to the last level: delivered, read, dealt with, and for good."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from core.absences import Absence
from core.errors import Refusal
from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.reminders.reminder import Act, Reminder, deal, read, snooze
from core.tickets.words import ContactResult, Filing, Kind
from storage.database import Store
from storage.reminders import history_of, reminders_for
from storage.tables.reminders import reminder
from tests.samples import a_ticket

RECEIVED = datetime(2026, 11, 2, 9)
SINCE = date(2020, 1, 1)


def someone(name: str, role: Role, unit: str = "九亭所") -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=SINCE),))


HANDLER = someone("陆明远", Role.HANDLER)
LEADER = someone("赵所长", Role.STATION_LEADER)
HEAD = someone("许怀远", Role.SECTION_HEAD, "消保科")
TICKET = a_ticket(
    kind=Kind.TIPOFF,
    unit="九亭所",
    handler=HANDLER.name,
    received_at=RECEIVED,
    assigned_at=RECEIVED,
    first_contact_at=RECEIVED,
    first_contact_result=ContactResult.CONTACTED,
    hotline_term_days=15,
    closed_at=None,
)
"""Its verification and its hotline term both end on 2026-11-23."""


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction(who="t", what="t") as tx:
        tx.people.add_units([Unit("九亭所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION)])
        for one in (HANDLER, LEADER, HEAD):
            tx.people.save_officer(one)
        tx.tickets.save(TICKET)
    return store


def deliver(store: Store, moment: str) -> list[Reminder]:
    now = datetime.fromisoformat(moment)
    with store.transaction(who="程序", what="催办") as tx:
        return tx.reminders.deliver(now)


def verifying(found: list[Reminder]) -> list[tuple[str, int]]:
    return [(one.recipient, one.due.level) for one in found if one.due.clock == "R_VERIFY"]


def test_every_level_fires_in_its_time_and_reaches_further(kept: Store) -> None:
    assert verifying(deliver(kept, "2026-11-17 10:00")) == []
    assert verifying(deliver(kept, "2026-11-18 10:00")) == [("陆明远", 1)]
    assert verifying(deliver(kept, "2026-11-19 10:00")) == []
    assert verifying(deliver(kept, "2026-11-20 10:00")) == [("陆明远", 2), ("赵所长", 2)]
    third = [("陆明远", 3), ("赵所长", 3), ("许怀远", 3)]
    assert verifying(deliver(kept, "2026-11-23 10:00")) == third
    assert verifying(deliver(kept, "2026-11-23 11:00")) == []
    assert verifying(deliver(kept, "2026-11-24 10:00")) == third


def test_nobody_hears_anything_at_night_or_on_a_day_off(kept: Store) -> None:
    for moment in ("2026-11-18 00:00", "2026-11-18 08:59", "2026-11-18 17:00", "2026-11-21 10:00"):
        assert deliver(kept, moment) == []


def test_who_is_away_is_not_told_and_the_leader_is(kept: Store) -> None:
    with kept.transaction(who="t", what="t") as tx:
        day = date(2026, 11, 18)
        tx.people.add_absence(Absence(officer="陆明远", since=day, until=day, reason="年休假"))
    (one, *_) = [o for o in deliver(kept, "2026-11-18 10:00") if o.due.clock == "R_VERIFY"]
    assert (one.recipient, one.instead_of) == ("赵所长", "陆明远")


def test_the_deputy_hears_for_who_is_away(kept: Store) -> None:
    day = date(2026, 11, 18)
    away = Absence(officer="陆明远", since=day, until=day, reason="年休假", deputy="许怀远")
    with kept.transaction(who="t", what="t") as tx:
        tx.people.add_absence(away)
    (one, *_) = [o for o in deliver(kept, "2026-11-18 10:00") if o.due.clock == "R_VERIFY"]
    assert (one.recipient, one.instead_of) == ("许怀远", "陆明远")


def test_what_is_read_and_dealt_with_stays_written(kept: Store) -> None:
    first = next(o for o in deliver(kept, "2026-11-18 10:00") if o.due.clock == "R_VERIFY")
    with kept.transaction(who="陆明远", what="签收") as tx:
        read(tx.reminders, first.id, by=HANDLER)
        read(tx.reminders, first.id, by=HANDLER)
        deal(tx.reminders, first.id, by=HANDLER)
    with kept.reading() as connection:
        (told,) = [o for o in history_of(connection, TICKET.ref) if o.due.clock == "R_VERIFY"]
        assert [act for act, _, _ in told.acts] == [Act.READ, Act.DEALT]
        left = reminders_for(connection, "陆明远", date(2026, 11, 18))
    assert all(one.due.clock != "R_VERIFY" for one in left)
    for change in (update(reminder).values(level=1), delete(reminder)):
        with pytest.raises(IntegrityError), kept.transaction(who="t", what="改") as tx:
            tx.connection.execute(change)


def test_putting_off_needs_a_reason_and_ends_before_the_last_day(kept: Store) -> None:
    first = next(o for o in deliver(kept, "2026-11-18 10:00") if o.due.clock == "R_VERIFY")
    today, later = date(2026, 11, 18), date(2026, 11, 20)
    for until, reason in ((later, " "), (today, "等报告"), (date(2026, 11, 24), "等报告")):
        with pytest.raises(Refusal), kept.transaction(who="陆明远", what="推后") as tx:
            snooze(tx.reminders, first.id, until=until, reason=reason, by=HANDLER, today=today)
    with kept.transaction(who="陆明远", what="推后") as tx:
        snooze(tx.reminders, first.id, until=later, reason="等报告", by=HANDLER, today=today)
    with kept.reading() as connection:
        clocks = [
            {one.due.clock for one in reminders_for(connection, "陆明远", day)}
            for day in (today, later)
        ]
    assert ["R_VERIFY" in one for one in clocks] == [False, True]


def test_the_last_level_wants_the_cause_and_cannot_be_put_off(kept: Store) -> None:
    third = next(o for o in deliver(kept, "2026-11-24 10:00") if o.recipient == "陆明远")
    today = date(2026, 11, 24)
    with pytest.raises(Refusal, match="不能推后"), kept.transaction(who="t", what="t") as tx:
        snooze(tx.reminders, third.id, until=today, reason="忙", by=HANDLER, today=today)
    with pytest.raises(Refusal, match="超期原因"), kept.transaction(who="t", what="t") as tx:
        deal(tx.reminders, third.id, by=HANDLER)
    with pytest.raises(Refusal, match="由本人"), kept.transaction(who="t", what="t") as tx:
        deal(tx.reminders, third.id, by=LEADER, cause="忙")
    with kept.transaction(who="陆明远", what="签收") as tx:
        deal(tx.reminders, third.id, by=HANDLER, cause="检测机构迟延。")


def test_a_clock_that_was_stopped_asks_for_nothing_any_more(kept: Store) -> None:
    deliver(kept, "2026-11-18 10:00")
    with kept.transaction(who="陆明远", what="立案决定") as tx:
        (old,) = tx.tickets.find([TICKET.number])
        tipoff = replace(old.tipoff, filing=Filing.NOT_FILED, filing_date=date(2026, 11, 18))
        tx.tickets.save(replace(old, tipoff=tipoff))
    with kept.reading() as connection:
        left = reminders_for(connection, "陆明远", date(2026, 11, 18))
    assert all(one.due.clock != "R_VERIFY" for one in left)
