"""What the section is asked to see to, from the reviews that are in."""

from dataclasses import replace
from datetime import date

from core.review.matters import Matter, MatterKind, matters, to_recheck
from core.review.report import Certificate, DrawnTicket
from core.review.results import Record, campaign_report
from core.review.reviews import PEERS, Review, Stage, Task
from core.review.schedule import DueDates
from tests.core.review.samples import a_review, marks, total
from tests.core.review.test_schedule import REVIEWING

DATES = DueDates(own=date(2026, 11, 12), peers=date(2026, 11, 27))
STAGES = (Stage.SELF, Stage.PEER1, Stage.PEER2, Stage.RECHECK)
REFS = ("SJ1", "SJ2")


def task(ref: str, stage: Stage, unit: str = "丁所", officer: str = "丁一") -> Task:
    return Task(
        campaign=1,
        ref=ref,
        number=ref,
        alias="01",
        handling_unit="甲所",
        stage=stage,
        unit=unit,
        officer=officer,
    )


def record(*reviews: Review, more: tuple[Task, ...] = ()) -> Record:
    certificate = Certificate(
        condition="事实认定 为 不属实",
        frame_count=27,
        frame_hash="0" * 64,
        framed_at=REVIEWING.planned_at,
        excluded=(),
        seed_hash="",
        committed_at=None,
        committed_by="",
        seed="",
        drawn_at=REVIEWING.drawn_at,
        drawn_by="",
        strata=(),
        drawn=tuple(
            DrawnTicket(ref=ref, number=ref, unit="甲所", stratum="甲所", key=ref * 16, place=1)
            for ref in REFS
        ),
        replacements=(),
        notes=(),
    )
    tasks = tuple(task(ref, stage) for ref in REFS for stage in STAGES)
    return Record(
        campaign=REVIEWING, certificate=certificate, tasks=(*tasks, *more), reviews=reviews
    )


def found(about: Record, today: date = date(2026, 11, 10)) -> dict[MatterKind, Matter]:
    results = campaign_report(about, unit_order=()).tickets
    return {one.kind: one for one in matters(about, results, DATES, today=today)}


def blind(ref: str, own: str, first: str, second: str) -> list[Review]:
    given = zip(STAGES, (own, first, second), strict=False)
    return [a_review(stage, total(t2), ref=ref) for stage, t2 in given]


def test_reviewers_at_work_ask_nothing() -> None:
    assert found(record()) == {}


def test_complete_blind_reviews_wait_for_the_recheck() -> None:
    about = record(*blind("SJ1", "40", "40", "41"))
    assert found(about)[MatterKind.RECHECK].refs == ("SJ1",)
    assert list(to_recheck(about)) == ["SJ1"]


def test_peers_far_apart_want_a_third() -> None:
    about = record(*blind("SJ1", "40", "50", "20"))
    assert found(about)[MatterKind.THIRD].sentence == "1 件两名互评人相差 10 分以上，要派第三人"


def test_peers_who_split_over_a_veto_want_a_third() -> None:
    own, first, _ = blind("SJ1", "40", "10", "10")
    vetoed = a_review(Stage.PEER2, marks("30", "50", "20", vetoes=("V5",)))
    sentence = found(record(own, first, vetoed))[MatterKind.THIRD].sentence
    assert sentence == "1 件两名互评人的一票否决意见不一致，要派第三人"


def test_nobody_is_asked_twice() -> None:
    apart = blind("SJ1", "40", "50", "20")
    asked = record(*apart, more=(task("SJ1", Stage.THIRD, "戊所", "戊一"),))
    assert MatterKind.THIRD not in found(asked)
    rechecked = record(*apart, a_review(Stage.RECHECK, total("40")))
    assert MatterKind.THIRD not in found(rechecked)


def test_who_is_late_is_named_by_unit_after_the_last_day() -> None:
    about = record(*blind("SJ1", "40", "40", "40"))
    assert MatterKind.LATE not in found(about, date(2026, 11, 12))
    late = found(about, date(2026, 11, 13))[MatterKind.LATE]
    assert late.sentence == "自评过了 11 月 12 日，还差 1 份：丁所"
    assert late.refs == ("SJ2",)


def test_too_few_reviewers_are_said() -> None:
    campaign = replace(REVIEWING, plan=replace(REVIEWING.plan, cap=3))
    about = replace(record(), campaign=campaign)
    peers = sum(one.stage in PEERS for one in about.tasks)
    assert f"最多的一人 {peers} 件" in found(about)[MatterKind.OVERLOAD].sentence


def test_a_self_review_far_from_the_peers_is_mentioned() -> None:
    about = record(*blind("SJ1", "50", "30", "30"))
    assert found(about)[MatterKind.DIFFERENCE].refs == ("SJ1",)
