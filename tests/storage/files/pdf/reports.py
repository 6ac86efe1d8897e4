"""An invented campaign for tests: three units, a draw that holds, marks with reasons."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from core.review import sampling
from core.review.intervals import mean, mean_interval, share, share_interval
from core.review.report import (
    CampaignReport,
    Certificate,
    Difference,
    DrawnTicket,
    Exclusion,
    Flag,
    ItemResult,
    LossPoint,
    Replacement,
    StratumTake,
    TicketResult,
    UnitResult,
    VetoHit,
)

SEED = "虚构20261105"
TAKES = {"九亭所": 6, "中山所": 2, "执法大队": 1}
FRAME = tuple(
    sampling.FrameEntry(ref=ref, number=ref, unit=unit, stratum=unit)
    for unit, letter in zip(TAKES, "ABC", strict=True)
    for ref in (f"SJ{letter}{number:04}" for number in range(20))
)
DRAWN = sampling.draw(SEED, FRAME, TAKES)
REASON = "只有经营者口头否认，<没有>客观证据；𬭎记铺的名称写错"


def a_certificate(**changes: Any) -> Certificate:
    usual: dict[str, Any] = {
        "condition": "第 3 季度已办结、事实认定为不属实的工单",
        "frame_count": len(FRAME),
        "frame_hash": sampling.frame_hash(FRAME),
        "framed_at": datetime(2026, 11, 5, 9, 40),
        "excluded": (Exclusion(ref="SJX1", number="SJX1", reason="正在行政复议"),),
        "seed_hash": sampling.seed_hash(SEED),
        "committed_at": datetime(2026, 11, 4, 16, 0),
        "committed_by": "许宁",
        "seed": SEED,
        "drawn_at": datetime(2026, 11, 5, 10, 2),
        "drawn_by": "许宁",
        "strata": tuple(StratumTake(stratum=u, size=20, take=t) for u, t in TAKES.items()),
        "drawn": DRAWN,
        "replacements": (
            Replacement(
                void=DRAWN[0],
                reason="办结时间登记有误",
                drawn=DRAWN[5],
                at=datetime(2026, 11, 6, 9, 0),
                by="许宁",
            ),
        ),
        "notes": ("执法大队按下限抽 1 件。",),
    }
    return Certificate(**{**usual, **changes})


def a_ticket_result(drawn: DrawnTicket, final: str | None, **changes: Any) -> TicketResult:
    mark = None if final is None else Decimal(final)
    usual: dict[str, Any] = {
        "ref": drawn.ref,
        "number": drawn.number,
        "unit": drawn.unit,
        "self_total": Decimal("97.25"),
        "peer_totals": (Decimal("81.50"), None),
        "peer_mean": Decimal("81.50"),
        "recheck_total": mark,
        "final": mark,
        "original": mark,
        "grade": "良好" if mark is not None else "",
        "vetoes": (),
        "flags": (),
        "items": (an_item("0"),),
    }
    return TicketResult(**{**usual, **changes})


def an_item(lost: str, reason: str = "") -> ItemResult:
    return ItemResult(
        code="B4",
        title="证据种类",
        full=Decimal(15),
        self_marks=Decimal(15),
        peer_marks=(Decimal(15), None),
        recheck_marks=Decimal(15) - Decimal(lost),
        applies=True,
        lost=Decimal(lost),
        reason=reason,
    )


def a_unit(name: str, tickets: tuple[TicketResult, ...]) -> UnitResult:
    found = [ticket.final for ticket in tickets if ticket.final is not None]
    passed = sum(mark >= 70 for mark in found)
    trust, share_trust = mean_interval(found), share_interval(passed, len(found))
    return UnitResult(
        unit=name,
        drawn=len(tickets),
        n=len(found),
        mean=mean(found) if found else None,
        low=trust.low if trust else None,
        high=trust.high if trust else None,
        passed=passed,
        share=share(passed, len(found)),
        share_low=share_trust.low if share_trust else None,
        share_high=share_trust.high if share_trust else None,
        few=len(found) < 5,
        is_ranked=len(found) >= 2,
    )


def tickets_of(finals: list[str | None]) -> tuple[TicketResult, ...]:
    """One result for each drawn ticket: the second has lost marks, the third met a veto."""
    results = [a_ticket_result(drawn, final) for drawn, final in zip(DRAWN, finals, strict=True)]
    results[1] = a_ticket_result(DRAWN[1], finals[1], items=(an_item("6.5", REASON),))
    results[2] = a_ticket_result(
        DRAWN[2],
        finals[2],
        original=Decimal("88.00"),
        vetoes=(VetoHit(code="V2", title="应办而未实际核查", reason="照片是上一件的"),),
        flags=(Flag(Difference.PEERS_APART, "两名互评人相差 12.00 分。"),),
    )
    return tuple(results)


def a_report(**changes: Any) -> CampaignReport:
    """A finished campaign unless `finals` says what final marks there are."""
    finals = changes.pop("finals", ["91", "88.5", "59", "77", "83.25", "100", "64", "92", "80"])
    tickets = tickets_of(finals)
    usual: dict[str, Any] = {
        "id": 3,
        "title": "第 3 季度不属实件督查",
        "kind": "不属实件",
        "since": date(2026, 7, 1),
        "until": date(2026, 9, 30),
        "state": "已结束",
        "rubric": "不属实件评查表（2026-1 版）",
        "formula": "最终分取科室复核分，自评、互评作参考",
        "pass_mark": Decimal(70),
        "certificate": a_certificate(),
        "progress": (),
        "overall": a_unit("全局", tickets),
        "units": tuple(a_unit(u, tuple(t for t in tickets if t.unit == u)) for u in TAKES),
        "grades": (("优秀", 3), ("不合格", 2)),
        "tickets": tickets,
        "points": (
            LossPoint(
                code="B4",
                title="证据种类",
                tickets=1,
                lost=Decimal("6.5"),
                refs=(DRAWN[1].ref,),
                reasons=(REASON,),
                advice="每个结论至少要两类客观证据。",
            ),
        ),
        "notes": ("评查结论用于改进工作。",),
    }
    return CampaignReport(**{**usual, **changes})
