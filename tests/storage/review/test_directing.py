"""Tickets that are pointed at, beside the random sample; other strata; tickets kept out by hand."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest

from core.errors import Refusal
from core.review.campaign import Plan, StrataBy
from core.review.directed import ByHand, Directed
from core.review.report import CampaignReport
from core.review.reviews import PEERS, Stage
from core.tickets.words import Kind, Satisfaction
from storage.database import Store
from storage.review import reading
from storage.review.planning import lay_out
from tests.samples import TODAY
from tests.storage.review.samples import (
    SECTION,
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

REWORKED, UNHAPPY, LATE = "SJ重", "SJ怨", "SJ迟"
KINDS = ("超期件", "重办件", "回访不满意件", "一票否决疑似件")


@pytest.fixture
def office(store: Store) -> Store:
    people(store)
    fill(
        store,
        *a_quarter(4),
        unsubstantiated(REWORKED, "九亭所", is_rework=True),
        unsubstantiated(UNHAPPY, "九亭所", satisfaction=Satisfaction.DISSATISFIED),
        unsubstantiated(LATE, "中山所", acceptance_notice_at=datetime(2026, 8, 31, 9, 0)),
    )
    return store


def plan(*kinds: str, most: int = 9, by_hand: Sequence[ByHand] = (), **changes: Any) -> Plan:
    wanted = Directed(kinds=kinds, most=most, by_hand=tuple(by_hand))
    return a_plan(directed=wanted, **{"total": 5, **changes})


def report(store: Store, id_: int) -> CampaignReport:
    with store.reading() as connection:
        return reading.report(connection, id_)


def pointed(store: Store, id_: int) -> dict[str, str]:
    with store.reading() as connection:
        about = reading.load_campaign(connection, id_)
        found = reading.load_certificate(connection, about)
    assert not {one.ref for one in found.drawn} & {one.ref for one in found.directed}
    return {one.ref: one.directed for one in found.directed}


def test_each_reason_finds_its_tickets(office: Store) -> None:
    id_ = drawn(office, plan("重办件", "回访不满意件", "超期件"))
    found = pointed(office, id_)
    sampled = {one.ref for one in report(office, id_).tickets}
    expected = {REWORKED: "重办件", UNHAPPY: "回访不满意件", LATE: "超期件"}
    assert found == {ref: why for ref, why in expected.items() if ref not in sampled}
    assert found, "the seed leaves some of them to be pointed at"


def test_a_missed_time_limit_is_a_sign_of_a_veto(office: Store) -> None:
    with office.reading() as connection:
        laid = lay_out(connection, plan("一票否决疑似件"), today=TODAY)
    assert laid.directed["一票否决疑似件"] >= 1


def test_of_many_only_so_many_are_taken_the_same_for_everybody(office: Store) -> None:
    fill(office, *[unsubstantiated(f"SJ重{n}", "岳阳所", is_rework=True) for n in range(8)])
    first, second = (pointed(office, drawn(office, plan("重办件", most=3))) for _ in range(2))
    assert first == second
    assert len(first) == 3


def test_directed_tickets_are_reviewed_and_in_no_mean(office: Store) -> None:
    chosen = [ByHand("SJ20260001", "群众信访")]
    id_ = assigned(office, plan("回访不满意件", "重办件", by_hand=chosen))
    directed = pointed(office, id_)
    assert directed
    for one in report(office, id_).reviewed:
        marks = full_marks(B3="0") if one.directed else full_marks()
        hand_in(office, id_, one.ref, (Stage.SELF, *PEERS, Stage.RECHECK), marks)
    found = report(office, id_)
    assert {one.final for one in found.directed} == {Decimal("88.00")}
    assert found.overall.mean == Decimal("100.00")
    assert found.overall.n == len(found.tickets) == 5
    assert {one.mean for one in found.units if one.mean is not None} == {Decimal("100.00")}
    assert any("不计入均分" in note for note in found.notes)


def test_a_campaign_waits_for_its_directed_tickets_too(office: Store) -> None:
    id_ = assigned(office, plan("回访不满意件", "重办件"))
    for one in report(office, id_).tickets:
        hand_in(office, id_, one.ref, (Stage.SELF, *PEERS, Stage.RECHECK))
    with office.transaction(who=SECTION, what="结束") as tx, pytest.raises(Refusal, match="最终分"):
        tx.campaigns.close(id_)


def test_a_directed_ticket_is_withdrawn_and_nothing_takes_its_place(office: Store) -> None:
    id_ = assigned(office, plan("回访不满意件", "重办件"))
    ref = next(iter(pointed(office, id_)))
    with office.transaction(who=SECTION, what="补抽") as tx, pytest.raises(Refusal, match="移出"):
        tx.campaigns.replace(id_, ref, "不该评")
    with office.transaction(who=SECTION, what="移出") as tx:
        tx.campaigns.withdraw(id_, ref, "另案处理")
    assert ref not in {one.ref for one in report(office, id_).reviewed}
    sampled = report(office, id_).tickets[0].ref
    with office.transaction(who=SECTION, what="移出") as tx, pytest.raises(Refusal, match="补抽"):
        tx.campaigns.withdraw(id_, sampled, "不想评")


def test_tickets_kept_out_by_hand_are_listed_with_their_reason(office: Store) -> None:
    left_out = (ByHand("SJ20260000", "正在复议"), ByHand(UNHAPPY, "正在诉讼"))
    id_ = planned(office, a_plan(left_out=left_out))
    with office.reading() as connection:
        found = {one.ref: one.reason for one in reading.load_exclusions(connection, id_)}
        frame = {one.ref for one in reading.load_frame(connection, id_)}
    assert found == {"SJ20260000": "正在复议", UNHAPPY: "正在诉讼"}
    assert not frame & found.keys()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (a_plan(left_out=(ByHand("SJ没有", "理由"),)), "不在这次督查的总体里"),
        (a_plan(left_out=(ByHand("SJ20260000", " "),)), "请写明理由"),
        (plan(by_hand=[ByHand("SJ没有", "理由")]), "不在这次督查的总体里"),
        (plan("没有这种"), "没有“没有这种”这种定向抽取"),
    ],
)
def test_what_cannot_be_meant_is_refused(office: Store, given: Plan, said: str) -> None:
    with office.reading() as connection, pytest.raises(Refusal, match=said):
        lay_out(connection, given, today=TODAY)


def test_strata_by_kind_and_by_both(office: Store) -> None:
    fill(office, *[unsubstantiated(f"SJ举{n}", "九亭所", kind=Kind.TIPOFF) for n in range(2)])
    with office.reading() as connection:
        by_kind = lay_out(connection, a_plan(strata_by=StrataBy.KIND), today=TODAY)
        both = lay_out(connection, a_plan(strata_by=StrataBy.UNIT_AND_KIND), today=TODAY)
    assert {one.stratum: one.size for one in by_kind.strata} == {"投诉": 23, "举报": 2}
    names = [one.stratum for one in both.strata]
    assert "九亭所　举报" in names
    assert names[0].startswith("九亭所"), "in the order of the office"
    assert sum(one.size for one in both.strata) == 25
