"""A campaign (专项督查): what it looks at, how far it is, and what may be done at each point.

The values here hold what was laid down when it was planned; reviews and results live elsewhere.
"""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.errors import Refusal
from core.review.anchors import NO_ANCHORS, Anchors
from core.review.directed import NOTHING, ByHand, Directed
from core.review.formula import Formula
from core.review.report import StratumTake
from core.review.rubric import Rubric
from core.review.shares import Size


class CampaignState(StrEnum):
    """How far a campaign is, in order."""

    PLANNED = "已部署"
    LOCKED = "总体已锁定"
    DRAWN = "已抽取"
    REVIEWING = "评查中"
    CLOSED = "已结束"


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignKind:
    """A kind of campaign: which tickets it looks at and by which rubric (a file of resources).

    `condition` is a sentence of the rule language. `cap` is the most one reviewer should get.
    """

    name: str
    rubric: str
    condition: str
    minimum: int
    maximum: int
    cap: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExclusionRule:
    """Tickets that never belong to a frame: a condition, and the reason that is given."""

    condition: str
    reason: str


class StrataBy(StrEnum):
    """What makes a stratum (层)."""

    UNIT = "按所队"
    KIND = "按工单类型"
    UNIT_AND_KIND = "按所队和类型"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What whoever plans a campaign decides.

    `directed` is reviewed beside the random sample, `anchors` test the reviewers; `left_out` are
    tickets that somebody keeps out of the frame, each with a reason.
    """

    title: str
    kind: str
    condition: str
    since: date
    until: date
    size: Size
    cap: int
    strata_by: StrataBy = StrataBy.UNIT
    directed: Directed = NOTHING
    anchors: Anchors = NO_ANCHORS
    left_out: tuple[ByHand, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """One campaign as it stands; what has not happened yet is None or "".

    The notes are full sentences that plan and assignment had to say.
    """

    id: int
    plan: Plan
    state: CampaignState
    rubric: Rubric
    formula: Formula
    strata: tuple[StratumTake, ...]
    frame_count: int
    frame_hash: str
    planned_at: datetime
    seed_hash: str = ""
    seed_origin: str = ""
    """How the seed came about, as a sentence without its stop; "" where nobody has said."""
    committed_at: datetime | None = None
    committed_by: str = ""
    seed: str = ""
    drawn_at: datetime | None = None
    drawn_by: str = ""
    closed_at: datetime | None = None
    plan_notes: tuple[str, ...] = ()
    assignment_notes: tuple[str, ...] = ()

    @property
    def takes(self) -> dict[str, int]:
        return {one.stratum: one.take for one in self.strata}


_NOT_YET: Mapping[CampaignState, str] = {
    CampaignState.PLANNED: "还没有封存种子。请先登记种子的 SHA-256，总体随之锁定",
    CampaignState.LOCKED: "还没有抽取。请先用封存的种子抽取",
    CampaignState.DRAWN: "还没有分派评查人。请先分派",
    CampaignState.REVIEWING: "还在评查",
    CampaignState.CLOSED: "已经结束，不能再改",
}
_ALREADY: Mapping[CampaignState, str] = {
    CampaignState.PLANNED: "已经部署",
    CampaignState.LOCKED: "已经封存种子、锁定总体，不能再换",
    CampaignState.DRAWN: "已经抽取，样本不能再抽一次。个别件作废请用补抽",
    CampaignState.REVIEWING: "已经分派，正在评查",
    CampaignState.CLOSED: "已经结束，不能再改",
}
_ORDER = list(CampaignState)


def require(campaign: Campaign, *states: CampaignState) -> None:
    """Refuse what may only be done in one of `states`, saying what has to come first."""
    if campaign.state in states:
        return
    is_early = _ORDER.index(campaign.state) < _ORDER.index(states[0])
    said = (_NOT_YET if is_early else _ALREADY)[campaign.state]
    raise Refusal(f"“{campaign.plan.title}”{said}。")


def title_of(kind: str, since: date, until: date) -> str:
    """What a campaign is called unless somebody says otherwise: 2026 年第 3 季度不属实件督查."""
    return f"{period_words(since, until)}{kind}督查"


def period_words(since: date, until: date) -> str:
    """A period in the fewest words: a year, a quarter, a month, or its first and last day."""
    year, first, last = since.year, since.month, until.month
    is_whole = since.day == 1 and year == until.year and until.day == monthrange(year, last)[1]
    if is_whole and (first, last) == (1, 12):
        return f"{year} 年"
    if is_whole and last - first == 2 and first % 3 == 1:
        return f"{year} 年第 {last // 3} 季度"
    if is_whole and first == last:
        return f"{year} 年 {first} 月"
    end = f"{last} 月 {until.day} 日" if year == until.year else _day(until)
    return f"{_day(since)}至 {end}"


def _day(day: date) -> str:
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def all_of(sentences: Sequence[str]) -> str:
    """One condition that asks for all of several: what the kind says and what a view says."""
    several = [sentence for sentence in sentences if sentence.strip()]
    return " 且 ".join(f"({one})" for one in several) if len(several) > 1 else "".join(several)


def kind_of(data: Mapping[str, Any]) -> CampaignKind:
    """Read a kind of campaign from its JSON."""
    return CampaignKind(**data)


def exclusion_of(data: Mapping[str, Any]) -> ExclusionRule:
    return ExclusionRule(**data)


def check_period(since: date, until: date, *, today: date) -> None:
    """Refuse a period that runs backwards or has not begun."""
    if until < since:
        raise Refusal(
            f"评查期止（{_day(until)}）早于评查期起（{_day(since)}），请核对。", field="until"
        )
    if since > today:
        raise Refusal(f"评查期从{_day(since)}开始，还没有到，没有工单可抽。", field="since")
