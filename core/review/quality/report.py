"""Everything that is said of the reviewers of one campaign, as one value; pages only lay it out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.decimals import half_up
from core.review.anchors import Anchor, Closeness, ItemCloseness, closeness, over_all
from core.review.quality.agreement import Agreement, agreement
from core.review.quality.leaning import (
    Leaning,
    Reciprocity,
    given_marks,
    inflation,
    reciprocity,
    severity,
)
from core.review.quality.ranks import Place, places
from core.review.report import CampaignReport, TicketResult
from core.review.results import Record
from core.review.reviews import PEERS, Review, Stage

RELIABLE, TENTATIVE = Decimal("0.80"), Decimal("0.67")
"""From where agreement can be built on, and from where it may be taken as a first hint.

Krippendorff, Content Analysis (2004), page 241.
"""

TOTAL = "总分"

NOTES = (
    "一致程度用克里彭多夫 α（按分差）：1 是完全一致，0 和随意打分没有区别；区间由重复抽取得出。",
    "宽严和自评偏差都是与同一件工单的科室复核相比，不受抽到的工单好坏影响；区间含 0 的看不出偏向。",
    "锚点件是以前复核过的件：每项与当时的复核分相差几个百分点，接近程度就比 100% 少几个百分点。",
    "以上只供了解评查人，任何一件的得分都不因此改动。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAgreement:
    """How far the reviewers agree on one item; the whole mark has the code ""."""

    code: str
    title: str
    found: Agreement

    @property
    def word(self) -> str:
        """What the figure amounts to."""
        if self.found.n < 2:
            return "没有可比的评分"
        if self.found.alpha is None:
            return "无差异，不计算"
        shown = two_places(self.found.alpha)
        low, high = self.found.low, self.found.high
        if low is not None and high is not None and low < TENTATIVE and high > RELIABLE:
            return "看不准"
        if shown >= RELIABLE:
            return "一致"
        return "大体一致" if shown >= TENTATIVE else "不一致"


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityReport:
    """The reviewers of one campaign; units by name, items in the rubric's order, total first."""

    campaign: int
    title: str
    few: int
    agreements: tuple[ItemAgreement, ...]
    severity: tuple[Leaning, ...]
    inflation: tuple[Leaning, ...]
    reciprocity: tuple[Reciprocity, ...]
    places: tuple[Place, ...]
    closeness: tuple[Closeness, ...] = ()
    """How close each reviewer comes to the anchors; empty where none were planted."""
    items_close: tuple[ItemCloseness, ...] = ()
    notes: tuple[str, ...] = NOTES


def quality_report(
    record: Record, results: CampaignReport, anchors: Sequence[Anchor] = ()
) -> QualityReport:
    """Work it out from the tickets whose marks may be looked at, which `results` holds.

    `anchors` are the tickets planted among them, with what they got when they were rechecked.
    """
    tickets = results.tickets
    shown = {ticket.ref for ticket in tickets if any(ticket.peer_totals)}
    reviews = [review for review in record.reviews if review.ref in shown]
    few = record.campaign.formula.few
    given = given_marks(tickets, reviews)
    found = places(results.units)
    return QualityReport(
        campaign=results.id,
        title=results.title,
        few=few,
        agreements=tuple(_agreements(record, tickets, reviews, few)),
        severity=severity(given),
        inflation=inflation(tickets, reviews),
        reciprocity=reciprocity(given),
        closeness=closeness(anchors, record.reviews, record.campaign.rubric),
        items_close=over_all(anchors, record.reviews, record.campaign.rubric),
        places=tuple(found[unit.unit] for unit in results.units if unit.unit in found),
    )


def _agreements(
    record: Record, tickets: Iterable[TicketResult], reviews: Iterable[Review], few: int
) -> Iterator[ItemAgreement]:
    by_ref: dict[str, list[Review]] = {ticket.ref: [] for ticket in tickets}
    for review in reviews:
        if review.stage in (*PEERS, Stage.THIRD):
            by_ref[review.ref].append(review)
    totals = [
        (ref, [float(one.score.original) for one in own]) for ref, own in sorted(by_ref.items())
    ]
    yield ItemAgreement(code="", title=TOTAL, found=agreement(totals, few=few))
    for item in record.campaign.rubric.items:
        marks = [(ref, _marks(own, item.code)) for ref, own in sorted(by_ref.items())]
        found = agreement(marks, few=few)
        yield ItemAgreement(code=item.code, title=item.title, found=found)


def _marks(reviews: Sequence[Review], code: str) -> list[float | None]:
    """The marks given for an item; None where the reviewer found that it does not apply."""
    given = (review.marks.item(code).marks for review in reviews)
    return [None if mark is None else float(mark) for mark in given]


def alpha_text(value: float) -> str:
    """An alpha as it is shown: 0.74, −0.12."""
    return f"{two_places(value)}".replace("-", "−")


def two_places(value: float) -> Decimal:
    """An alpha rounded as it is shown."""
    return half_up(Decimal(repr(value))) + 0  # no −0.00
