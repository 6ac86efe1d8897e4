from datetime import date

import pytest

from core.errors import Refusal
from core.people import Role
from core.review.reviews import PEERS, Stage, Task
from storage.database import Store
from storage.review.reading import load_tasks, report
from storage.review.reviews import queue_of
from storage.review.thirds import ask_thirds
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
)


@pytest.fixture
def apart(store: Store) -> tuple[int, str]:
    """A campaign with one ticket on which the two peers are far apart."""
    people(store)
    fill(store, *a_quarter(2))
    id_ = assigned(store, a_plan(total=4))
    ref = tasks(store, id_)[0].ref
    hand_in(store, id_, ref, [Stage.SELF, Stage.PEER1])
    hand_in(store, id_, ref, [Stage.PEER2], full_marks(B4="0", B3="4"))
    return id_, ref


def tasks(store: Store, id_: int) -> tuple[Task, ...]:
    with store.reading() as connection:
        return load_tasks(connection, id_)


def test_a_third_is_of_a_unit_that_has_not_reviewed_the_ticket(
    store: Store, apart: tuple[int, str]
) -> None:
    id_, ref = apart
    own = [one for one in tasks(store, id_) if one.ref == ref]
    third = next(one for one in own if one.stage is Stage.THIRD)
    assert not any(one.stage is Stage.THIRD for one in tasks(store, id_) if one.ref != ref)
    assert third.due_on == date(2026, 11, 30), "five working days after Monday the 23rd"
    assert third.unit not in {third.handling_unit, *(o.unit for o in own if o.stage in PEERS)}


def test_the_marks_are_hidden_again_until_the_third_is_in(
    store: Store, apart: tuple[int, str]
) -> None:
    id_, ref = apart
    with store.reading() as connection:
        assert all(one.peer_mean is None for one in report(connection, id_).tickets)
    with pytest.raises(Refusal, match="第三人复评还没有提交"):
        hand_in(store, id_, ref, [Stage.RECHECK])
    hand_in(store, id_, ref, [Stage.THIRD])
    hand_in(store, id_, ref, [Stage.RECHECK], full_marks(B4="11"))
    with store.reading() as connection:
        found = {one.ref: one for one in report(connection, id_).tickets}[ref]
    assert f"{found.final}" == "96.00"


def test_nobody_is_asked_where_the_peers_agree(store: Store) -> None:
    people(store)
    fill(store, *a_quarter(2))
    id_ = assigned(store, a_plan(total=4))
    with (
        pytest.raises(Refusal, match="没有要派第三人的件"),
        store.transaction(who=SECTION, what="指派") as tx,
    ):
        ask_thirds(tx, id_)


def test_the_section_cannot_decide_before_the_third_is_in(
    store: Store, apart: tuple[int, str]
) -> None:
    id_, ref = apart
    with pytest.raises(Refusal, match="第三人复评还没有提交"):
        hand_in(store, id_, ref, [Stage.RECHECK])
    assert not ready(store, ref)
    with store.transaction(who=SECTION, what="指派") as tx:
        assert ask_thirds(tx, id_) == (), "the third was asked when the second peer handed in"
    hand_in(store, id_, ref, [Stage.THIRD])
    assert ready(store, ref)


def ready(store: Store, ref: str) -> bool:
    section = officer(SECTION, "消保科", Role.SECTION_OFFICER)
    with store.reading() as connection:
        queue = queue_of(connection, section, today=NOW.date())
    [own] = [one for one in queue if one.task.ref == ref and one.task.stage is Stage.RECHECK]
    return own.is_ready


def test_where_nobody_is_left_to_ask_the_section_decides(store: Store) -> None:
    people(store)
    fill(store, *a_quarter(2))
    id_ = assigned(store, a_plan(total=4))
    ref = tasks(store, id_)[0].ref
    busy = {one.unit for one in tasks(store, id_) if one.ref == ref and one.stage in PEERS}
    hand_in(store, id_, ref, [Stage.SELF, Stage.PEER1])
    with store.transaction(who="管理员", what="调走") as tx:
        for unit in set(STATIONS) - busy:
            for number in (1, 2):
                tx.people.save_officer(officer(f"{unit}评{number}", unit, Role.HANDLER))
    hand_in(store, id_, ref, [Stage.PEER2], full_marks(B4="0", B3="4"))
    hand_in(store, id_, ref, [Stage.RECHECK], full_marks(B4="8", B3="8"))


def test_a_recheck_far_from_the_peers_is_refused_without_reasons(
    store: Store, apart: tuple[int, str]
) -> None:
    id_, ref = apart
    hand_in(store, id_, ref, [Stage.THIRD])
    with pytest.raises(Refusal, match="要逐项写理由。B3、B4 还没有写"):
        hand_in(store, id_, ref, [Stage.RECHECK])
