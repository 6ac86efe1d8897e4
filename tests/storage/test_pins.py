import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.law.pinning import pin
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, Kind, MediationResult
from storage.audit import chain_problems, history
from storage.checking import check_tickets
from storage.clocks import courses_of
from storage.database import Store
from storage.law import rule_sets
from storage.loading import load_by_ref
from storage.pins import pin_of
from tests.samples import NOW, a_ticket
from tests.storage.older import store_of_revision

REF = "SJ2026041000001"
ACROSS = a_ticket(
    number=REF,
    received_at=datetime(2026, 4, 10, 9),
    assigned_at=datetime(2026, 4, 10, 10),
    acceptance=Acceptance.ACCEPTED,
    acceptance_date=date(2026, 4, 16),
    mediation_result=MediationResult.ENDED,
    termination_ground=8,
    termination_date=date(2026, 5, 20),
)


def _officer(role: Role) -> Officer:
    return Officer(name="沈望舒", posts=(Post(unit="消保科", role=role, since=date(2020, 1, 1)),))


SECTION, HANDLER = _officer(Role.SECTION_HEAD), _officer(Role.HANDLER)


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction(who="沈望舒", what="登记") as tx:
        tx.tickets.save(ACROSS)
    return store


def pinned(
    store: Store, code: str, reason: str = "前一次投诉按旧办法受理", by: Officer = SECTION
) -> int:
    with store.transaction(who=by.name, what="指定规则集") as tx:
        pin(tx.tickets, tx.pins, rule_sets(), ref=REF, rule_set=code, reason=reason, by=by, at=NOW)
        return tx.step_id


def stored(store: Store) -> Ticket:
    with store.reading() as connection:
        return load_by_ref(connection, [REF])[0].ticket


def mediation(store: Store) -> tuple[str, str, int]:
    with store.reading() as connection:
        [one] = load_by_ref(connection, [REF])
        [clock] = [c for c in courses_of(connection, [one.id])[one.id] if c.code == "C_MEDIATE"]
    return clock.rule_set, clock.unit.name, clock.term


def found(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        [checked] = check_tickets(connection, load_by_ref(connection, [REF]), NOW)
    return {one.rule: one.basis for one in checked.findings}


def test_the_pin_is_kept_with_its_reason(kept: Store) -> None:
    pinned(kept, "RS-2020")
    assert stored(kept).rule_set == "RS-2020"
    with kept.reading() as connection:
        made = pin_of(connection, REF)
        [(step, change)] = history(connection, "rule_set_pin", REF)
        assert chain_problems(connection) == []
    assert made is not None
    assert (made.reason, made.who, made.at) == ("前一次投诉按旧办法受理", "沈望舒", NOW)
    assert change.before is None
    assert step.what == "指定规则集"


def test_clocks_follow_the_pin(kept: Store) -> None:
    assert mediation(kept) == ("RS-2026", "NATURAL", 60)
    pinned(kept, "RS-2020")
    assert mediation(kept) == ("RS-2020", "WORKDAY", 45)


def test_rules_follow_the_pin(kept: Store) -> None:
    assert "F-020" not in found(kept)
    pinned(kept, "RS-2020")
    # The old order knows seven grounds only.
    assert "暂行办法》第二十一条" in found(kept)["F-020"]


def test_undoing_gives_the_days_their_say_again(kept: Store) -> None:
    step = pinned(kept, "RS-2020")
    with kept.transaction(who="沈望舒", what="撤销") as tx:
        tx.undo(step)
    assert stored(kept).rule_set == ""
    assert mediation(kept) == ("RS-2026", "NATURAL", 60)
    with kept.reading() as connection:
        assert pin_of(connection, REF) is None


def test_an_older_pin_is_not_undone_over_a_newer_one(kept: Store) -> None:
    step = pinned(kept, "RS-2020")
    pinned(kept, "RS-2024")
    with (
        pytest.raises(Refusal, match="又指定过规则集"),
        kept.transaction(who="甲", what="撤销") as tx,
    ):
        tx.undo(step)
    assert stored(kept).rule_set == "RS-2024"


def test_the_days_may_decide_again_for_a_reason(kept: Store) -> None:
    pinned(kept, "RS-2020")
    pinned(kept, "", "两次投诉不是同一争议")
    assert stored(kept).rule_set == ""
    with kept.reading() as connection:
        made = pin_of(connection, REF)
    assert made is not None
    assert made.reason == "两次投诉不是同一争议"


@pytest.mark.parametrize(
    ("code", "reason", "by", "sentence"),
    [
        ("RS-2020", "  ", SECTION, "请写明为什么"),
        ("RS-2019", "旧件", SECTION, "没有规则集“RS-2019”"),
        ("RS-2020", "旧件", HANDLER, "请消保科指定"),
        ("", "旧件", SECTION, "本来就按日期适用"),
    ],
)
def test_a_pin_that_is_not_right_is_refused(
    kept: Store, code: str, reason: str, by: Officer, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        pinned(kept, code, reason, by)
    assert stored(kept).rule_set == ""


def test_writing_the_ticket_leaves_its_pin(kept: Store) -> None:
    pinned(kept, "RS-2020")
    with kept.transaction(who="陆明远", what="保存工单") as tx:
        tx.tickets.save(replace(ACROSS, kind=Kind.COMPOUND))
    assert (stored(kept).rule_set, stored(kept).kind) == ("RS-2020", Kind.COMPOUND)
    assert mediation(kept)[0] == "RS-2020"


def test_a_pinned_ticket_is_not_taken_out_with_the_step_that_added_it(store: Store) -> None:
    with store.transaction(who="沈望舒", what="导入") as tx:
        tx.tickets.save(ACROSS)
        step = tx.step_id
    pinned(store, "RS-2020")
    with (
        pytest.raises(Refusal, match="已经指定规则集"),
        store.transaction(who="甲", what="撤销") as tx,
    ):
        tx.undo(step)


def test_a_store_of_the_revision_before_is_brought_up_to_date_with_its_tickets(
    kept: Store, tmp_path: Path
) -> None:
    """What it held is there afterwards, and clocks of the years between name their set."""
    old = tmp_path / "old.db"
    store_of_revision("0003", old, like=tmp_path / "office.db")
    with closing(sqlite3.connect(old)) as before:
        before.execute("UPDATE clock SET rule_set = 'RS-2020' WHERE rule_set = 'RS-2024'")
        before.commit()
    again = Store.open(old, now=lambda: NOW)
    try:
        assert stored(again) == ACROSS
        with again.reading() as connection:
            [one] = load_by_ref(connection, [REF])
            sets = {
                clock.code: clock.rule_set for clock in courses_of(connection, [one.id])[one.id]
            }
        assert sets["C_ACCEPT"] == "RS-2024"
        assert sets["C_MEDIATE"] == "RS-2026"
    finally:
        again.close()
