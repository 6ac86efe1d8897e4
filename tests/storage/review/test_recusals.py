"""Whoever declared an interest, or is away, is given nothing; the trail says why."""

from datetime import date

import pytest

from core.absences import Absence
from core.errors import Refusal
from core.review.recusals import Recusal, RecusalKind
from core.review.reviews import PEERS, Stage, Task
from core.tickets.ticket import Ticket
from storage.audit import history
from storage.database import Store
from storage.review.reading import load_campaign, load_tasks
from storage.review.recusals import linked_units, recusals
from tests.storage.review.samples import (
    a_plan,
    a_quarter,
    assigned,
    fill,
    hand_in,
    people,
    unsubstantiated,
)

TRADER = "松江云杉食品有限公司"


def declare(store: Store, officer: str, kind: RecusalKind, about: str) -> int:
    new = Recusal(officer=officer, kind=kind, about=about, reason="负责人是近亲属")
    with store.transaction(who=officer, what="申报回避") as tx:
        return tx.recusals.declare(new)


def away(store: Store, officer: str, since: date, until: date) -> None:
    new = Absence(officer=officer, since=since, until=until, reason="年休假")
    with store.transaction(who="管理员", what="登记不在岗") as tx:
        tx.people.add_absence(new)


def tasks_of(store: Store, id_: int) -> tuple[Task, ...]:
    with store.reading() as connection:
        return load_tasks(connection, id_)


def peers(store: Store, id_: int) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one in tasks_of(store, id_):
        if one.stage in PEERS:
            found.setdefault(one.ref, set()).add(one.officer)
    return found


def of_trader(name: str) -> list[Ticket]:
    return [
        unsubstantiated(f"SJ2026{number:03d}", "九亭所", trader_name=name) for number in range(4)
    ]


def test_who_is_partial_to_a_trader_reviews_none_of_its_tickets(store: Store) -> None:
    people(store)
    fill(store, *of_trader(" 松江云杉 食品有限公司"))
    for unit in ("中山所", "岳阳所"):
        declare(store, f"{unit}评1", RecusalKind.TRADER, TRADER)
    id_ = assigned(store, a_plan(total=4))
    chosen = set().union(*peers(store, id_).values())
    assert not chosen & {"中山所评1", "岳阳所评1"}
    why = next(one.why for one in tasks_of(store, id_) if one.stage in PEERS)
    assert "中山所中山所评1（申报回避被诉方：负责人是近亲属）" in why


def test_a_declaration_taken_back_no_longer_counts_and_stays_on_record(store: Store) -> None:
    people(store, reviewers=1)
    fill(store, unsubstantiated("SJ2026001", "九亭所"))
    id_ = declare(store, "中山所评1", RecusalKind.TICKET, "SJ2026001")
    for other in ("岳阳所评1", "泗泾所评1"):
        declare(store, other, RecusalKind.TICKET, "SJ2026001")
    with store.transaction(who="中山所评1", what="撤回") as tx:
        tx.recusals.take_back(id_, "已查明不是亲属")
    found = peers(store, assigned(store, a_plan(total=1)))
    assert found == {"SJ2026001": {"中山所评1", "新桥所评1"}}
    with store.reading() as connection:
        old = next(one for one in recusals(connection) if one.id == id_)
        trail = [change.after for _, change in history(connection, "recusal", f"{id_}")]
    assert (old.taken_back_by, old.taken_back_reason) == ("中山所评1", "已查明不是亲属")
    assert trail[-1] == {"taken_back": "已查明不是亲属"}


@pytest.mark.parametrize(
    ("officer", "about", "reason", "sentence"),
    [
        ("查无此人", TRADER, "亲属", "人员里没有"),
        ("中山所评1", " ", "亲属", "回避哪一件"),
        ("中山所评1", TRADER, " ", "为什么回避"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused(
    store: Store, officer: str, about: str, reason: str, sentence: str
) -> None:
    people(store, reviewers=1)
    new = Recusal(officer=officer, kind=RecusalKind.TRADER, about=about, reason=reason)
    with pytest.raises(Refusal, match=sentence), store.transaction(who="某", what="申报") as tx:
        tx.recusals.declare(new)


def test_a_ticket_that_is_not_there_cannot_be_declared(store: Store) -> None:
    people(store, reviewers=1)
    with pytest.raises(Refusal, match="没有工单 SJ404"):
        declare(store, "中山所评1", RecusalKind.TICKET, "SJ404")


def test_who_changed_a_ticket_by_hand_had_a_hand_in_it(store: Store) -> None:
    people(store, reviewers=1)
    with store.transaction(who="中山所评1", what="补填") as tx:
        tx.tickets.save(unsubstantiated("SJ2026001", "九亭所"))
    assert "中山所评1" not in peers(store, assigned(store, a_plan(total=1)))["SJ2026001"]


def test_who_is_away_for_most_of_the_round_is_passed_over_and_named(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    away(store, "中山所评1", date(2026, 11, 1), date(2026, 12, 31))
    id_ = assigned(store)
    assert "中山所评1" not in {one.officer for one in tasks_of(store, id_)}
    with store.reading() as connection:
        *_, note = load_campaign(connection, id_).assignment_notes
    assert note == (
        "中山所中山所评1这一轮不派：2026-11-01 至 2026-12-31 年休假，互评期过半不在岗。"
    )


def test_leave_during_the_review_moves_what_is_open_and_leaves_what_is_in(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = assigned(store)
    mine = [one for one in tasks_of(store, id_) if one.officer == "中山所评1"]
    hand_in(store, id_, mine[0].ref, [mine[0].stage])
    away(store, "中山所评1", date(2026, 11, 1), date(2026, 12, 31))
    with store.transaction(who="郑科员", what="改派") as tx:
        moved = tx.campaigns.reassign_absent(id_)
    assert len(moved) == len(mine) - 1
    after = {(one.ref, one.stage): one for one in tasks_of(store, id_)}
    assert after[mine[0].ref, mine[0].stage].officer == "中山所评1"
    for old in mine[1:]:
        new = after[old.ref, old.stage]
        assert new.officer != "中山所评1"
        assert "接替中山所中山所评1（2026-11-01 至 2026-12-31 年休假）" in new.why
        if old.stage is Stage.SELF:
            assert new.unit == old.unit
    for ref, both in peers(store, id_).items():
        assert len({name[:3] for name in both}) == 2, ref


def test_linked_units_do_not_review_each_other_where_it_can_be_helped(store: Store) -> None:
    people(store, reviewers=1)
    fill(store, unsubstantiated("SJ2026001", "九亭所"))
    pairs = {frozenset({"九亭所", other}) for other in ("中山所", "岳阳所")}
    with store.transaction(who="郑科员", what="设关联单位") as tx:
        tx.recusals.link(pairs)
    with store.reading() as connection:
        assert linked_units(connection) == pairs
    found = peers(store, assigned(store, a_plan(total=1)))
    assert found == {"SJ2026001": {"泗泾所评1", "新桥所评1"}}
