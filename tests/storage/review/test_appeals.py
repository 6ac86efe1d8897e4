"""Appeals: once, in time, item by item, decided by somebody else; both marks stay."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from core.errors import Refusal
from core.people import Officer, Role
from core.review.appeals import Appeal, Ruling, is_final, overturn_rates
from core.review.marks_text import marks_of, plain
from core.review.report import CampaignReport, TicketResult
from core.review.reviews import PEERS, Stage
from storage.calendar import calendar
from storage.people import officers
from storage.review import reading
from storage.review.appealed import load_appeals, open_appeals
from storage.review.rubrics import campaign_rules
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
)
from tests.stores import open_store

CAMPAIGN = 1
OTHER = "钱科长"
WHY = {"B3": ("两人到场，时段相符", "现场记录第 2 页")}


class Office:
    """A closed campaign in which every ticket lost marks on B3, and a clock that can be moved."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.store = open_store(path, lambda: self.now)

    def leader(self, unit: str) -> Officer:
        return self.person(f"{unit}所长")

    def person(self, name: str) -> Officer:
        with self.store.reading() as connection:
            return next(one for one in officers(connection) if one.name == name)

    def report(self) -> CampaignReport:
        with self.store.reading() as connection:
            return reading.report(connection, CAMPAIGN)

    def appeal(self, ticket: TicketResult, wanted: dict[str, tuple[str, str]] = WHY) -> None:
        who = self.leader(ticket.unit)
        with self.store.transaction(who=who.name, what="申诉") as tx:
            tx.appeals.file(CAMPAIGN, ticket.ref, wanted, by=who)

    def decide(self, ref: str, rulings: dict[str, Ruling], by: str = OTHER) -> Appeal:
        with self.store.transaction(who=by, what="答复申诉") as tx:
            return tx.appeals.decide(CAMPAIGN, ref, rulings, by=self.person(by))

    def ticket(self, ref: str) -> TicketResult:
        return next(one for one in self.report().reviewed if one.ref == ref)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path / "office.db")
    people(made.store)
    with made.store.transaction(who="管理员", what="登记人员") as tx:
        tx.people.save_officer(officer(OTHER, "消保科", Role.SECTION_HEAD))
        for unit in ("九亭所", "中山所", "岳阳所", "泗泾所", "新桥所"):
            tx.people.save_officer(officer(f"{unit}所长", unit, Role.STATION_LEADER))
    fill(made.store, *a_quarter(2))
    assert assigned(made.store, a_plan(total=5)) == CAMPAIGN
    for one in made.report().tickets:
        hand_in(made.store, CAMPAIGN, one.ref, (Stage.SELF, *PEERS), full_marks())
        hand_in(made.store, CAMPAIGN, one.ref, (Stage.RECHECK,), full_marks(B3="4", B10="0"))
    yield made
    made.store.close()


@pytest.fixture
def closed(office: Office) -> Office:
    with office.store.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(CAMPAIGN)
    return office


def test_an_upheld_appeal_counts_and_both_marks_are_kept(closed: Office) -> None:
    first, second = closed.report().tickets[:2]
    closed.appeal(first)
    assert closed.ticket(first.ref).final == Decimal("84.00"), "nothing changes before the decision"
    closed.decide(first.ref, {"B3": Ruling("记录可证两人到场", Decimal(12))})
    now = closed.ticket(first.ref)
    assert (now.before_appeal, now.final) == (Decimal("84.00"), Decimal("92.00"))
    assert now.appeal is not None
    [item] = now.appeal.items
    assert (item.before, item.after) == (Decimal(4), Decimal(12))
    assert item.decision == "记录可证两人到场"
    assert closed.ticket(second.ref).final == Decimal("84.00")
    with closed.store.reading() as connection:
        about = reading.load_campaign(connection, CAMPAIGN)
        kept = reading.load_reviews(connection, about, ref=first.ref)
    recheck = next(one for one in kept if one.stage is Stage.RECHECK)
    assert recheck.marks.item("B3").marks == 4, "the locked review stays as it was handed in"
    unit = next(one for one in closed.report().units if one.unit == first.unit)
    assert unit.mean == Decimal("92.00")


def test_a_rejected_appeal_changes_nothing(closed: Office) -> None:
    first = closed.report().tickets[0]
    closed.appeal(first)
    closed.decide(first.ref, {"B3": Ruling("记录上只有一人签名", Decimal(4))})
    now = closed.ticket(first.ref)
    assert now.final == now.before_appeal == Decimal("84.00")


def test_before_the_results_are_out_nobody_appeals(office: Office) -> None:
    with pytest.raises(Refusal, match="还没有公布"):
        office.appeal(office.report().tickets[0])


def test_the_third_working_day_is_the_last(closed: Office) -> None:
    """Published on Monday 23 November 2026: until Thursday the 26th."""
    first, second = closed.report().tickets[:2]
    closed.now = datetime(2026, 11, 26, 23, 59)
    closed.appeal(first)
    closed.now = datetime(2026, 11, 27, 0, 1)
    with pytest.raises(Refusal, match="11 月 26 日为止"):
        closed.appeal(second)


def test_one_appeal_for_a_ticket(closed: Office) -> None:
    first = closed.report().tickets[0]
    closed.appeal(first)
    with pytest.raises(Refusal, match="只能申诉一次"):
        closed.appeal(first, {"B10": ("讲清楚了", "答复第二段")})


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({}, "至少指明一项"),
        ({"B3": ("", "有记录")}, "申诉理由"),
        ({"B3": ("不对", " ")}, "写明证据"),
        ({"B1": ("不对", "有记录")}, "没有扣分"),
        ({"B99": ("不对", "有记录")}, "没有 B99"),
        ({"V1": ("不对", "有记录")}, "没有扣分"),
    ],
)
def test_an_appeal_names_items_reasons_and_evidence(
    closed: Office, wanted: dict[str, tuple[str, str]], said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        closed.appeal(closed.report().tickets[0], wanted)
    with closed.store.reading() as connection:
        assert load_appeals(connection, CAMPAIGN) == ()


def test_only_the_own_units_leader_appeals(closed: Office) -> None:
    first, second = closed.report().tickets[:2]
    assert first.unit != second.unit
    stranger = closed.leader(second.unit)
    with (
        closed.store.transaction(who=stranger.name, what="申诉") as tx,
        pytest.raises(Refusal, match="不能替"),
    ):
        tx.appeals.file(CAMPAIGN, first.ref, WHY, by=stranger)


def test_whoever_rechecked_does_not_decide(closed: Office) -> None:
    first = closed.report().tickets[0]
    closed.appeal(first)
    with pytest.raises(Refusal, match="另一个人"):
        closed.decide(first.ref, {"B3": Ruling("维持", Decimal(4))}, by=SECTION)


@pytest.mark.parametrize(
    ("rulings", "said"),
    [
        ({}, "维持还是改"),
        ({"B3": Ruling(" ", Decimal(12))}, "为什么"),
        ({"B3": Ruling("可以", None)}, "0 到 12 分"),
        ({"B3": Ruling("可以", Decimal(13))}, "0 到 12 分"),
    ],
)
def test_every_item_gets_a_reasoned_decision(
    closed: Office, rulings: dict[str, Ruling], said: str
) -> None:
    first = closed.report().tickets[0]
    closed.appeal(first)
    with pytest.raises(Refusal, match=said):
        closed.decide(first.ref, rulings)


def test_a_decision_is_not_taken_twice(closed: Office) -> None:
    first = closed.report().tickets[0]
    closed.appeal(first)
    closed.decide(first.ref, {"B3": Ruling("维持", Decimal(4))})
    with pytest.raises(Refusal, match="已经答复"):
        closed.decide(first.ref, {"B3": Ruling("再想想", Decimal(12))})


def test_results_are_final_when_the_term_is_over_and_all_is_decided(closed: Office) -> None:
    first = closed.report().tickets[0]
    closed.appeal(first)

    def final(today: datetime) -> bool:
        with closed.store.reading() as connection:
            about = reading.load_campaign(connection, CAMPAIGN)
            appeals = load_appeals(connection, CAMPAIGN)
        terms = campaign_rules().appeals
        return is_final(about, appeals, terms, calendar(), today=today.date())

    assert not final(NOW)
    assert not final(NOW + timedelta(days=10)), "one appeal is not decided"
    closed.decide(first.ref, {"B3": Ruling("维持", Decimal(4))})
    assert not final(NOW)
    assert final(NOW + timedelta(days=10))


def test_overturn_rates_count_decided_items_only(closed: Office) -> None:
    one, two, three = closed.report().tickets[:3]
    for ticket in (one, two, three):
        closed.appeal(ticket)
    closed.decide(one.ref, {"B3": Ruling("改", Decimal(12))})
    closed.decide(two.ref, {"B3": Ruling("维持", Decimal(4))})
    with closed.store.reading() as connection:
        [rate] = overturn_rates(load_appeals(connection, CAMPAIGN))
        assert [one.ref for one in open_appeals(connection)] == [three.ref]
    assert (rate.code, rate.appealed, rate.overturned) == ("B3", 2, 1)
    assert rate.share == Decimal("50.00")


def test_a_lifted_veto_gives_the_original_mark_back(office: Office) -> None:
    ticket = office.report().tickets[0]
    with office.store.transaction(who=SECTION, what="退回") as tx:
        tasks = reading.load_tasks(tx.connection, CAMPAIGN, ref=ticket.ref)
        tx.reviews.give_back(next(t for t in tasks if t.stage is Stage.RECHECK), "重评")
    vetoed = marks_of({**plain(full_marks(B3="4")), "vetoes": [{"code": "V5", "reason": "超期"}]})
    hand_in(office.store, CAMPAIGN, ticket.ref, (Stage.RECHECK,), vetoed)
    with office.store.transaction(who=SECTION, what="结束") as tx:
        tx.campaigns.close(CAMPAIGN)
    assert office.ticket(ticket.ref).final == Decimal("59.00")
    office.appeal(ticket, {"V5": ("批准过延期", "延期审批表")})
    office.decide(ticket.ref, {"V5": Ruling("有审批", lifted=True)})
    now = office.ticket(ticket.ref)
    assert (now.before_appeal, now.final, now.vetoes) == (Decimal("59.00"), Decimal("92.00"), ())
