from collections import Counter
from datetime import date

import pytest

from core.errors import Refusal
from core.people import Officer, Post, Role
from core.review.reviews import PEERS, Stage, Task
from storage.database import Store
from storage.review.reading import load_campaign, load_tasks
from tests.storage.review.samples import (
    SECTION,
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    drawn,
    fill,
    hand_in,
    people,
    unsubstantiated,
)


def tasks(store: Store, id_: int) -> tuple[Task, ...]:
    with store.reading() as connection:
        return load_tasks(connection, id_)


def peers(store: Store, id_: int) -> list[Task]:
    return [one for one in tasks(store, id_) if one.stage in PEERS]


def notes(store: Store, id_: int) -> tuple[str, ...]:
    with store.reading() as connection:
        return load_campaign(connection, id_).assignment_notes


def test_every_ticket_gets_its_four_reviews(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = assigned(store)
    by_ref = Counter((one.ref, one.stage) for one in tasks(store, id_))
    assert len(by_ref) == 40
    assert set(by_ref.values()) == {1}
    for one in tasks(store, id_):
        if one.stage is Stage.SELF:
            assert (one.unit, one.officer[:-1]) == (one.handling_unit, f"{one.handling_unit}评")
        if one.stage is Stage.RECHECK:
            assert (one.unit, one.officer) == ("消保科", "")


def test_peers_are_of_other_units_and_have_equal_loads(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = assigned(store)
    found = peers(store, id_)
    assert all(one.unit != one.handling_unit for one in found)
    assert set(Counter(one.officer for one in found).values()) == {2}
    assert all(one.why.startswith(f"{one.unit}不是承办单位") for one in found)
    assert notes(store, id_) == ()


def test_someone_who_served_there_lately_keeps_away(store: Store) -> None:
    people(store, reviewers=1)
    before = Post(
        unit="九亭所", role=Role.HANDLER, since=date(2024, 1, 1), until=date(2025, 11, 23)
    )
    now = Post(unit="中山所", role=Role.REVIEWER, since=date(2025, 11, 24))
    with store.transaction(who="管理员", what="调动") as tx:
        tx.people.save_officer(Officer(name="中山所评1", posts=(before, now)))
    fill(store, *[one for one in a_quarter(2) if one.unit == "九亭所"])
    id_ = assigned(store, a_plan(total=2))
    assert "中山所评1" not in {one.officer for one in peers(store, id_)}
    assert "回避：中山所中山所评1（近 12 个月在九亭所任过职，" in peers(store, id_)[0].why


def test_whoever_is_named_on_the_ticket_keeps_away(store: Store) -> None:
    people(store, reviewers=1)
    fill(store, unsubstantiated("A", "九亭所", inspectors=("中山所评1", "岳阳所评1")))
    id_ = assigned(store, a_plan(total=1))
    assert {one.unit for one in peers(store, id_)} == {"泗泾所", "新桥所"}


def test_a_store_without_officers_names_units_only(store: Store) -> None:
    fill(store, *a_quarter())
    id_ = assigned(store)
    found = peers(store, id_)
    assert {one.officer for one in tasks(store, id_)} == {""}
    assert set(Counter(one.unit for one in found).values()) == {4}
    assert next(one.unit for one in tasks(store, id_) if one.stage is Stage.RECHECK) == "消保科"


def test_with_two_units_the_section_reviews_twice_and_the_campaign_says_so(store: Store) -> None:
    fill(store, *[one for one in a_quarter() if one.unit in STATIONS[:2]])
    id_ = assigned(store, a_plan(total=4))
    assert {one.unit for one in peers(store, id_)} == {"消保科"}
    assert "互评改为消保科双评" in notes(store, id_)[0]


def test_assigning_comes_once_and_after_the_draw(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = drawn(store)
    with store.transaction(who=SECTION, what="分派") as tx:
        tx.campaigns.assign(id_)
        with pytest.raises(Refusal, match="已经分派"):
            tx.campaigns.assign(id_)


def test_the_replacement_of_a_void_ticket_takes_over_its_reviewers(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = assigned(store)
    before = peers(store, id_)
    with store.transaction(who=SECTION, what="补抽") as tx:
        new = tx.campaigns.replace(id_, before[0].ref, "复议中").drawn
    after = peers(store, id_)
    assert before[0].ref not in {one.ref for one in after}
    assert [one.officer for one in after if one.ref == new.ref] == [
        one.officer for one in before if one.ref == before[0].ref
    ]


def test_a_review_is_given_to_somebody_else_with_a_reason(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = assigned(store)
    one, other, *_ = peers(store, id_)
    with store.transaction(who=SECTION, what="改派") as tx:
        with pytest.raises(Refusal, match="为什么改派"):
            tx.campaigns.reassign(id_, one.ref, one.stage, "")
        new = tx.campaigns.reassign(id_, one.ref, one.stage, "休假")
    [now] = [t for t in peers(store, id_) if (t.ref, t.stage) == (one.ref, one.stage)]
    assert now.officer == new.officer != one.officer
    assert now.unit not in {one.handling_unit, other.unit}
    assert now.why == f"接替{one.unit}{one.officer}（休假）。"


def test_a_review_that_is_handed_in_is_not_given_away(store: Store) -> None:
    people(store)
    fill(store, *a_quarter())
    id_ = assigned(store)
    one = peers(store, id_)[0]
    hand_in(store, id_, one.ref, [one.stage])
    with (
        store.transaction(who=SECTION, what="改派") as tx,
        pytest.raises(Refusal, match="已经提交，不能改派"),
    ):
        tx.campaigns.reassign(id_, one.ref, one.stage, "休假")
