from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from core.people import Officer, Post, Role
from core.review.campaign import Campaign, CampaignState, Plan
from core.review.report import CampaignReport, Certificate, DrawnTicket, StratumTake
from core.review.results import Record, campaign_report, eyes_of
from core.review.reviews import Review, Stage, Task
from core.review.shares import Size
from tests.core.review.samples import a_formula, a_review, a_rubric, marks, total

ORDER = ["中山所", "九亭所"]
DRAWN = [("SJ1", "九亭所"), ("SJ2", "九亭所"), ("SJ3", "中山所"), ("SJ4", "佘山所")]
STAGES = (Stage.SELF, Stage.PEER1, Stage.PEER2, Stage.RECHECK)


def a_record(*reviews: Review) -> Record:
    plan = Plan(
        title="试",
        kind="不属实件",
        condition="事实认定 为 不属实",
        since=date(2026, 7, 1),
        until=date(2026, 9, 30),
        size=Size(total=4, minimum=0, maximum=8),
        cap=8,
    )
    strata = tuple(StratumTake(stratum=u, size=9, take=2) for u in ("中山所", "九亭所", "佘山所"))
    campaign = Campaign(
        id=1,
        plan=plan,
        state=CampaignState.REVIEWING,
        rubric=a_rubric(),
        formula=a_formula(),
        strata=strata,
        frame_count=27,
        frame_hash="0" * 64,
        planned_at=datetime(2026, 10, 8, 9, 0),
        assignment_notes=("分派说明。",),
    )
    drawn = tuple(
        DrawnTicket(ref=ref, number=ref, unit=unit, stratum=unit, key=ref * 16, place=1)
        for ref, unit in DRAWN
    )
    certificate = Certificate(
        condition=plan.condition,
        frame_count=27,
        frame_hash="0" * 64,
        framed_at=campaign.planned_at,
        excluded=(),
        seed_hash="",
        committed_at=None,
        committed_by="",
        seed="",
        drawn_at=None,
        drawn_by="",
        strata=strata,
        drawn=drawn,
        replacements=(),
        notes=(),
    )
    tasks = tuple(
        Task(
            campaign=1,
            ref=ref,
            number=ref,
            alias="01",
            handling_unit=unit,
            stage=stage,
            unit="丁所",
        )
        for ref, unit in DRAWN
        for stage in STAGES
    )
    return Record(campaign=campaign, certificate=certificate, tasks=tasks, reviews=reviews)


def reviewed(ref: str, t2: str, why: str = "有缺") -> list[Review]:
    recheck = marks("30", t2, "20", why=why)
    blind = [a_review(stage, total("50"), ref=ref) for stage in STAGES[:3]]
    return [*blind, a_review(Stage.RECHECK, recheck, ref=ref)]


def test_units_stand_in_the_offices_order_and_strangers_behind() -> None:
    found = campaign_report(a_record(), unit_order=ORDER)
    assert [one.unit for one in found.units] == ["中山所", "九亭所", "佘山所"]


def test_marks_stay_hidden_until_all_blind_reviews_of_the_ticket_are_in() -> None:
    found = campaign_report(a_record(*reviewed("SJ1", "40")[:2]), unit_order=ORDER)
    ticket = found.tickets[0]
    assert (ticket.self_total, ticket.peer_totals) == (None, (None, None))
    assert [(one.self_done, one.peer_done, one.peer_all) for one in found.progress] == [
        (0, 0, 2),
        (1, 1, 4),
        (0, 0, 2),
    ]


def test_the_standing_of_units_and_of_all() -> None:
    record = a_record(*reviewed("SJ1", "40"), *reviewed("SJ2", "10"), *reviewed("SJ3", "45"))
    found = campaign_report(record, unit_order=ORDER)
    zhongshan, jiuting, sheshan = found.units
    assert (jiuting.n, jiuting.mean, jiuting.passed) == (2, Decimal("75.00"), 1)
    assert (jiuting.low, jiuting.high) == (Decimal("0.00"), Decimal("100.00"))
    assert jiuting.share == Decimal("50.00")
    assert (zhongshan.mean, zhongshan.low, zhongshan.remark) == (Decimal("95.00"), None, "不排名")
    assert (sheshan.n, sheshan.mean, sheshan.share, sheshan.remark) == (0, None, None, "未评")
    assert jiuting.remark == "样本少"
    assert (found.overall.unit, found.overall.n, found.overall.drawn) == ("全局", 3, 4)
    assert found.grades == (("优秀", 2), ("良好", 0), ("合格", 0), ("不合格", 1))
    assert not found.is_complete


def test_the_report_says_what_its_figures_mean_and_what_assigning_had_to_say() -> None:
    found = campaign_report(a_record(*reviewed("SJ1", "40")), unit_order=ORDER)
    assert found.notes[-2:] == ("九亭所已评不足 5 件，样本少，均分只供参考。", "分派说明。")
    assert found.rubric == "试用评查表（2026-1 版）"


def test_handling_points_come_from_the_deductions_largest_loss_first() -> None:
    late = a_review(Stage.RECHECK, marks("20", "30", "20", why="晚了"), ref="SJ3")
    blind = [a_review(stage, total("50"), ref="SJ3") for stage in STAGES[:3]]
    record = a_record(*reviewed("SJ1", "40"), *reviewed("SJ2", "30"), *blind, late)
    found = campaign_report(record, unit_order=ORDER)
    evidence, contact = found.points
    assert (evidence.code, evidence.tickets, evidence.lost) == ("T2", 3, Decimal(50))
    assert evidence.refs == ("SJ1", "SJ2", "SJ3")
    assert evidence.reasons == ("有缺", "晚了")
    assert (contact.code, contact.lost, contact.advice) == ("T1", Decimal(10), "先联系")


def test_a_fully_marked_campaign_is_complete() -> None:
    everything = [one for ref, _ in DRAWN for one in reviewed(ref, "50")]
    found = campaign_report(a_record(*everything), unit_order=ORDER)
    assert found.is_complete
    assert found.points == ()


def test_a_station_leader_sees_the_own_unit_and_its_marks_when_the_campaign_is_closed() -> None:
    post = Post(unit="九亭所", role=Role.STATION_LEADER, since=date(2020, 1, 1))
    leader = Officer(name="赵所长", posts=(post,))
    record = a_record(*reviewed("SJ1", "40"), *reviewed("SJ3", "45"))

    def seen(*, is_closed: bool) -> CampaignReport:
        eyes = eyes_of(leader, is_closed=is_closed, today=date(2026, 11, 23))
        return campaign_report(record, unit_order=ORDER, eyes=eyes)

    assert [ticket.ref for ticket in seen(is_closed=False).tickets] == ["SJ1", "SJ2"]
    assert seen(is_closed=False).tickets[0].final is None
    assert seen(is_closed=True).tickets[0].final == Decimal(90)
    assert [unit.unit for unit in seen(is_closed=True).units] == ["九亭所"]


def agreement(*peers: tuple[str, str]) -> list[str]:
    """What the report says of so many tickets with these marks of the peers."""
    reviews = [
        a_review(stage, total(given), ref=ref)
        for (ref, _), pair in zip(DRAWN, peers, strict=False)
        for stage, given in zip(STAGES, ("50", *pair), strict=False)
    ]
    record = a_record(*reviews)
    record = replace(record, campaign=replace(record.campaign, formula=a_formula(few=3)))
    notes = campaign_report(record, unit_order=ORDER).notes
    return [note for note in notes if note.startswith("互评一致程度")]


def test_the_report_says_how_far_peers_agree() -> None:
    assert agreement(("40", "40"), ("20", "20"), ("10", "10")) == [
        "互评一致程度（克里彭多夫 α，按总分，3 件）为 1.00：1 是完全一致，0 和随意打分没有区别。"
    ]
    assert agreement(("40", "40"), ("40", "40"), ("40", "40")) == [
        "互评一致程度：各件互评分没有差异，不计算。"
    ]
    assert agreement(("40", "40"), ("20", "20")) == []
