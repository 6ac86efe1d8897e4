"""Events of clocks entered in the program: what they do, and what the law forbids."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.tickets.clocks import ClockState, clocks
from core.tickets.clocks.clock import Clock
from core.tickets.clocks.entering import Entering
from core.tickets.clocks.trace import Why, trace
from core.tickets.words import Filing, Kind
from storage.calendar import calendar, clock_law
from storage.database import Store
from storage.loading import load_by_ref
from storage.timing import entering
from tests.samples import a_ticket

NOW = datetime(2026, 12, 8, 10, 0)
SINCE = date(2020, 1, 1)
RECEIVED = datetime(2026, 11, 23, 9, 0)


def someone(name: str, role: Role, unit: str = "九亭所") -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=SINCE),))


HANDLER = someone("陆明远", Role.HANDLER)
SECTION = someone("许知夏", Role.SECTION_OFFICER, "消保科")
BUREAU = someone("贺局长", Role.BUREAU_LEADER, "区局")
LEADER = someone("赵所长", Role.STATION_LEADER)
TIPOFF = a_ticket(
    kind=Kind.COMPOUND,
    handler=HANDLER.name,
    received_at=RECEIVED,
    assigned_at=RECEIVED,
    closed_at=None,
)


def do(
    store: Store, act: Callable[[Entering], None], *, by: Officer = HANDLER, at: datetime = NOW
) -> int:
    with store.transaction(who=by.name, what="录入计时事项") as tx:
        act(entering(tx, TIPOFF.ref, by=by, at=at))
        return tx.step_id


def refused(store: Store, act: Callable[[Entering], None], **more: object) -> str:
    with pytest.raises(Refusal) as caught:
        do(store, act, **more)  # type: ignore[arg-type]
    return str(caught.value)


def standing(store: Store, code: str = "R_VERIFY", as_of: datetime = NOW) -> Clock:
    with store.reading() as connection:
        (one,) = load_by_ref(connection, [TIPOFF.ref])
    found = clocks(one.ticket, clock_law(), calendar(), as_of)
    return next(clock for clock in found if clock.code == code)


@pytest.fixture
def kept(store: Store) -> Store:
    with store.transaction(who=HANDLER.name, what="登记") as tx:
        tx.tickets.save(TIPOFF)
    return store


def test_a_clock_rests_and_goes_on(kept: Store) -> None:
    do(kept, lambda e: e.suspend("R_VERIFY", date(2026, 12, 1), None, "检测委托书 2026-12-01"))
    assert standing(kept).state is ClockState.PAUSED
    do(kept, lambda e: e.resume("R_VERIFY", date(2026, 12, 7), "报告签收单"))
    clock = standing(kept)
    assert (clock.state, clock.due) == (ClockState.RUNNING, date(2026, 12, 21))
    assert standing(kept, "C_ACCEPT").due == date(2026, 12, 2)


def test_several_suspensions_add_up_and_show_in_the_trace(kept: Store) -> None:
    for day in (date(2026, 11, 26), date(2026, 12, 2)):
        do(kept, lambda e, day=day: e.suspend("R_VERIFY", day, day, "检测"))  # type: ignore[misc]
    clock = standing(kept)
    assert clock.due == date(2026, 12, 16)
    days = [one.day for one in trace(clock, calendar()) if one.why is Why.SUSPENDED]
    assert days == [date(2026, 11, 26), date(2026, 12, 2)]


def test_a_suspension_needs_proof_and_does_not_overlap(kept: Store) -> None:
    assert "凭什么" in refused(kept, lambda e: e.suspend("R_VERIFY", date(2026, 12, 1), None, " "))
    do(kept, lambda e: e.suspend("R_VERIFY", date(2026, 12, 1), date(2026, 12, 3), "检测"))
    overlapping = date(2026, 12, 3)
    assert "重叠" in refused(kept, lambda e: e.suspend("R_VERIFY", overlapping, None, "检测"))
    before = date(2026, 11, 20)
    assert "起算日" in refused(kept, lambda e: e.suspend("R_VERIFY", before, before, "检测"))
    assert "没有扣除" in refused(kept, lambda e: e.suspend("C_ACCEPT", before, before, "检测"))


def test_after_the_last_day_only_the_section_enters_a_suspension(kept: Store) -> None:
    late = datetime(2026, 12, 20, 9)
    day = date(2026, 12, 10)
    said = refused(kept, lambda e: e.suspend("R_VERIFY", day, day, "检测"), at=late)
    assert "由消保科办" in said
    do(kept, lambda e: e.suspend("R_VERIFY", day, day, "检测"), by=SECTION, at=late)
    assert standing(kept, as_of=late).due == date(2026, 12, 15)


def test_an_extension_is_given_once_in_time_and_by_the_right_person(kept: Store) -> None:
    day = date(2026, 12, 8)
    assert "部门负责人" in refused(kept, lambda e: e.extend("R_VERIFY", day, LEADER, "案情复杂"))
    assert "理由" in refused(kept, lambda e: e.extend("R_VERIFY", day, BUREAU, ""))
    do(kept, lambda e: e.extend("R_VERIFY", day, BUREAU, "案情复杂"))
    assert (standing(kept).due, standing(kept).extra) == (date(2027, 1, 4), 15)
    assert "一次" in refused(kept, lambda e: e.extend("R_VERIFY", day, BUREAU, "案情复杂"))


def test_an_extension_approved_after_the_last_day_is_none(kept: Store) -> None:
    late = datetime(2026, 12, 20, 9)
    said = refused(kept, lambda e: e.extend("R_VERIFY", late.date(), BUREAU, "忙"), at=late)
    assert "延长无效" in said


def test_a_clue_found_while_mediating_begins_a_clock_of_its_own(kept: Store) -> None:
    do(kept, lambda e: e.enter("clue_found_on", date(2026, 12, 1)))
    assert standing(kept, "C_CLUE_CHECK").due == date(2026, 12, 22)
    do(kept, lambda e: e.enter("clue_decided_on", date(2026, 12, 8)))
    assert standing(kept, "C_CLUE_CHECK").state is ClockState.MET


def test_the_day_by_which_papers_are_wanted_is_the_offices_own(kept: Store) -> None:
    with kept.transaction(who=HANDLER.name, what="补材料") as tx:
        tx.tickets.save(a_ticket(**vars_of(TIPOFF) | {"id_proof_notice_date": date(2026, 12, 1)}))
    do(kept, lambda e: e.enter("id_proof_due", date(2026, 12, 12)))
    clock = standing(kept, "C_IDPROOF")
    assert (clock.due, clock.state, clock.unit.value) == (
        date(2026, 12, 12),
        ClockState.RUNNING,
        "天",
    )
    assert standing(kept, "C_ACCEPT").due == date(2026, 12, 2)


def vars_of(_ticket: object) -> dict[str, object]:
    return {
        "kind": Kind.COMPOUND,
        "handler": HANDLER.name,
        "received_at": RECEIVED,
        "assigned_at": RECEIVED,
        "closed_at": None,
    }


def test_a_case_ends_with_its_decision_and_may_be_extended(kept: Store) -> None:
    filed = {"filing": Filing.FILED, "filing_date": date(2026, 11, 25)}
    with kept.transaction(who=HANDLER.name, what="立案") as tx:
        tx.tickets.save(a_ticket(**vars_of(TIPOFF) | filed))
    assert standing(kept, "CASE_90").due == date(2027, 2, 23)
    do(kept, lambda e: e.extend("CASE_90", date(2026, 12, 8), BUREAU, "案情复杂"))
    assert standing(kept, "CASE_90").due == date(2027, 3, 25)
    do(kept, lambda e: e.enter("case_decided_on", date(2026, 12, 8)))
    assert standing(kept, "CASE_90").state is ClockState.MET


def test_what_was_entered_outlives_a_save_and_can_be_undone(kept: Store) -> None:
    step = do(kept, lambda e: e.suspend("R_VERIFY", date(2026, 12, 1), None, "检测"))
    with kept.transaction(who=HANDLER.name, what="改工单") as tx:
        tx.tickets.save(a_ticket(**vars_of(TIPOFF) | {"reply": "已联系。"}))
    assert standing(kept).state is ClockState.PAUSED
    with kept.transaction(who=HANDLER.name, what="撤销") as tx:
        tx.undo(step)
    assert standing(kept).due == date(2026, 12, 14)


def test_only_who_may_write_the_ticket_enters_events(kept: Store) -> None:
    stranger = someone("周远", Role.HANDLER, "中山所")
    said = refused(kept, lambda e: e.enter("clue_found_on", date(2026, 12, 1)), by=stranger)
    assert "周远不能" in said
