"""From plan to draw: what is laid down stays, what is out of turn is refused."""

from datetime import date

import pytest
from sqlalchemy import delete

from core.errors import Refusal
from core.review.campaign import CampaignState
from core.review.reviews import Stage
from core.review.sampling import frame_csv, frame_hash, key, seed_hash
from core.review.shares import Size
from storage.audit import chain_problems, history
from storage.database import Store
from storage.review.reading import (
    campaigns,
    drawn_ref,
    load_campaign,
    load_certificate,
    load_frame,
    report,
)
from storage.tables.tickets import ticket
from tests.storage.review.samples import (
    SECTION,
    SEED,
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    drawn,
    fill,
    full_marks,
    hand_in,
    people,
    planned,
    unsubstantiated,
)

EVERYTHING = tuple(stage for stage in Stage if stage is not Stage.THIRD)


@pytest.fixture
def office(store: Store) -> Store:
    people(store)
    fill(store, *a_quarter())
    return store


def test_a_plan_keeps_its_frame_and_shares_in_the_offices_order(office: Store) -> None:
    id_ = planned(office)
    with office.reading() as connection:
        about = load_campaign(connection, id_)
        frame = load_frame(connection, id_)
    assert about.state is CampaignState.PLANNED
    assert [(one.stratum, one.size, one.take) for one in about.strata] == [
        (unit, 4, 2) for unit in STATIONS
    ]
    assert (about.frame_count, about.frame_hash) == (20, frame_hash(frame))
    assert about.rubric.title == "不属实件评查表"
    assert about.formula.recheck_weight == 1


def test_the_frame_stays_when_its_tickets_go(office: Store) -> None:
    id_ = drawn(office)
    with office.transaction(who=SECTION, what="清理") as tx:
        tx.connection.execute(delete(ticket))
    with office.reading() as connection:
        about = load_campaign(connection, id_)
        assert frame_hash(load_frame(connection, id_)) == about.frame_hash


def test_anybody_can_repeat_the_draw_from_the_exported_frame(office: Store) -> None:
    id_ = drawn(office)
    with office.reading() as connection:
        text = frame_csv(load_frame(connection, id_)).decode()
        certificate = load_certificate(connection, load_campaign(connection, id_))
    rows = [line.split(",") for line in text.splitlines()[1:]]
    for stratum in certificate.strata:
        line = sorted((key(SEED, ref), ref) for ref, name in rows if name == stratum.stratum)
        expected = [ref for _, ref in line[: stratum.take]]
        assert [d.ref for d in certificate.drawn if d.stratum == stratum.stratum] == expected


def test_the_seed_is_committed_before_the_draw(office: Store) -> None:
    id_ = planned(office)
    with (
        office.transaction(who=SECTION, what="抽取") as tx,
        pytest.raises(Refusal, match="还没有封存种子"),
    ):
        tx.campaigns.draw(id_, SEED)


def test_another_seed_than_the_committed_one_draws_nothing(office: Store) -> None:
    id_ = planned(office)
    with office.transaction(who=SECTION, what="抽取") as tx:
        tx.campaigns.commit(id_, seed_hash(SEED).upper())
        with pytest.raises(Refusal, match="和封存的不一致"):
            tx.campaigns.draw(id_, SEED + " ")
        assert tx.campaigns.get(id_).state is CampaignState.LOCKED


@pytest.mark.parametrize("text", ["", "abc", "g" * 64])
def test_what_is_no_hash_cannot_be_committed(office: Store, text: str) -> None:
    id_ = planned(office)
    with (
        office.transaction(who=SECTION, what="封存") as tx,
        pytest.raises(Refusal, match="64 位十六进制"),
    ):
        tx.campaigns.commit(id_, text)


def test_a_campaign_is_drawn_and_committed_once(office: Store) -> None:
    id_ = drawn(office)
    with office.transaction(who=SECTION, what="再来") as tx:
        with pytest.raises(Refusal, match="不能再抽一次"):
            tx.campaigns.draw(id_, SEED)
        with pytest.raises(Refusal, match="已经抽取"):
            tx.campaigns.commit(id_, seed_hash("别的"))


def test_plans_that_cannot_be_are_refused(office: Store) -> None:
    for plan, said in (
        (a_plan(kind="别的件"), "没有“别的件”这种专项"),
        (a_plan(until=date(2026, 6, 1)), "早于评查期起"),
        (a_plan(since=date(2025, 1, 1), until=date(2025, 3, 1)), "没有符合条件的工单"),
        (a_plan(size=Size(total=4, minimum=1, maximum=8)), "至少抽 5 件"),
    ):
        with pytest.raises(Refusal, match=said):
            planned(office, plan)
    with office.reading() as connection:
        assert campaigns(connection) == []


def test_an_unknown_campaign_is_refused_by_its_number(store: Store) -> None:
    with store.reading() as connection, pytest.raises(Refusal, match="没有第 7 号督查"):
        load_campaign(connection, 7)


def test_a_void_ticket_is_replaced_by_the_next_in_line(office: Store) -> None:
    id_ = drawn(office)
    with office.transaction(who=SECTION, what="补抽") as tx:
        before = load_certificate(tx.connection, tx.campaigns.get(id_))
        void = before.drawn[0]
        done = tx.campaigns.replace(id_, void.ref, "复议中")
        after = load_certificate(tx.connection, tx.campaigns.get(id_))
    assert (done.void, done.reason, done.drawn.place) == (void, "复议中", 3)
    assert done.drawn.stratum == void.stratum
    assert {d.ref for d in after.drawn} == {d.ref for d in before.drawn} - {void.ref} | {
        done.drawn.ref
    }
    assert after.replacements == (done,)


def test_replacing_goes_on_until_the_line_ends(office: Store) -> None:
    id_ = drawn(office)
    with office.transaction(who=SECTION, what="补抽") as tx:
        ref = load_certificate(tx.connection, tx.campaigns.get(id_)).drawn[0].ref
        for place in (3, 4):
            done = tx.campaigns.replace(id_, ref, "作废")
            assert done.drawn.place == place
            ref = done.drawn.ref
        with pytest.raises(Refusal, match="已经用完"):
            tx.campaigns.replace(id_, ref, "作废")


def test_a_replacement_wants_a_reason_and_a_ticket_of_the_sample(office: Store) -> None:
    id_ = drawn(office)
    with office.transaction(who=SECTION, what="补抽") as tx:
        ref = load_certificate(tx.connection, tx.campaigns.get(id_)).drawn[0].ref
        with pytest.raises(Refusal, match="为什么作废"):
            tx.campaigns.replace(id_, ref, " ")
        with pytest.raises(Refusal, match="不在这次督查的样本里"):
            tx.campaigns.replace(id_, "SJ9", "作废")


def test_a_rework_is_named_by_number_where_that_is_enough(store: Store) -> None:
    people(store)
    fill(
        store,
        unsubstantiated("A", "九亭所"),
        unsubstantiated("A", "九亭所", ref="A#1", is_rework=True),
        unsubstantiated("A", "九亭所", ref="A#2", is_rework=True),
        unsubstantiated("B", "九亭所", ref="B#1", is_rework=True),
    )
    id_ = drawn(store)
    with store.reading() as connection:
        assert drawn_ref(connection, id_, "A") == "A"
        assert drawn_ref(connection, id_, "A#2") == "A#2"
        assert drawn_ref(connection, id_, "B") == "B#1"
        with pytest.raises(Refusal, match="不在这次督查的样本里"):
            drawn_ref(connection, id_, "C")


def test_a_campaign_closes_when_every_ticket_has_its_mark(office: Store) -> None:
    id_ = assigned(office, a_plan(total=5))
    with office.reading() as connection:
        refs = [one.ref for one in report(connection, id_).tickets]
    for ref in refs[1:]:
        hand_in(office, id_, ref, EVERYTHING)
    waiting = f"还有 1 件没有最终分，不能结束：{refs[0]}"
    with (
        office.transaction(who=SECTION, what="结束") as tx,
        pytest.raises(Refusal, match=waiting),
    ):
        tx.campaigns.close(id_)
    hand_in(office, id_, refs[0], EVERYTHING, full_marks(B4="0"))
    with office.transaction(who=SECTION, what="结束") as tx:
        assert tx.campaigns.close(id_).state is CampaignState.CLOSED
        with pytest.raises(Refusal, match="已经结束"):
            tx.campaigns.replace(id_, refs[0], "晚了")


def test_every_step_leaves_its_entry(office: Store) -> None:
    id_ = assigned(office)
    with office.reading() as connection:
        entries = history(connection, "campaign", str(id_))
        assert chain_problems(connection) == []
    after = [dict(change.after or {}) for _, change in entries]
    assert [sorted(one) for one in after] == [
        ["frame_hash", "takes", "title"],
        ["frame_hash", "origin", "seed_hash"],
        ["drawn", "seed"],
        ["tasks"],
    ]
