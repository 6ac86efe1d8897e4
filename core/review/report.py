"""What the result page shows and the printed summary prints of one campaign, as one value.

Nothing is worked out here: `core.review.results` makes the value, pages and papers only lay it out.
Marks and shares are Decimals with two places; shares are per cent. What is not known yet is None.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.review.appeals import Appeal


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A ticket that would belong to the frame, and why it was left out."""

    ref: str
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StratumTake:
    """How many of a stratum (层) are drawn."""

    stratum: str
    size: int
    take: int


class Origin(StrEnum):
    """How a ticket came to be reviewed."""

    CHANCE = "随机抽取"
    DIRECTED = "定向抽取"
    ANCHOR = "锚点件"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTicket:
    """A drawn ticket: `key` decided it, `place` is its place in the stratum's line, from 1.

    A directed one (定向) has the reasons in `directed` and no place: it was not left to chance.
    Nor was an anchor, which `source`, an earlier campaign, has rechecked.
    """

    ref: str
    number: str
    unit: str
    stratum: str
    key: str
    place: int
    directed: str = ""
    source: int | None = None

    @property
    def origin(self) -> Origin:
        if self.source is not None:
            return Origin.ANCHOR
        return Origin.DIRECTED if self.directed else Origin.CHANCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """A drawn ticket found void, and the next in line that took its place (作废补抽)."""

    void: DrawnTicket
    reason: str
    drawn: DrawnTicket
    at: datetime
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What anyone needs to repeat the draw (抽样公证页).

    `condition` says in words what belongs to the frame; `framed_at` is when the frame was locked,
    and until then when it was found. The seed is "" until the draw. `drawn` are the tickets that
    are reviewed, stratum by stratum in the order of their keys; void ones are not among them, they
    stand in `replacements`. `directed` are reviewed alike and never averaged with them. `notes` are
    full sentences.
    """

    condition: str
    frame_count: int
    frame_hash: str
    framed_at: datetime
    excluded: tuple[Exclusion, ...]
    seed_hash: str
    committed_at: datetime | None
    committed_by: str
    seed: str
    drawn_at: datetime | None
    drawn_by: str
    strata: tuple[StratumTake, ...]
    drawn: tuple[DrawnTicket, ...]
    replacements: tuple[Replacement, ...]
    notes: tuple[str, ...]
    directed: tuple[DrawnTicket, ...] = ()
    seed_origin: str = ""

    @property
    def reviewed(self) -> tuple[DrawnTicket, ...]:
        """All tickets that are reviewed, those left to chance first."""
        return (*self.drawn, *self.directed)


class Difference(StrEnum):
    """How the reviews of one ticket may differ too much (分歧)."""

    PEERS_APART = "互评分歧"
    VETO_SPLIT = "否决意见不一"
    SELF_APART = "自评偏差大"
    RECHECK_APART = "复核与互评不一"


WANTS_THIRD = frozenset({Difference.PEERS_APART, Difference.VETO_SPLIT})
"""Differences of the two peers on which a third has to look before the section decides."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A difference with the sentence that says how large it is and what follows."""

    kind: Difference
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """One rubric item of one ticket: its marks stage by stage, and what the recheck says.

    A mark is None where the review is missing or the item does not apply; `applies` is the word of
    the recheck. `lost` is what the recheck took off.
    """

    code: str
    title: str
    full: Decimal
    self_marks: Decimal | None
    peer_marks: tuple[Decimal | None, ...]
    recheck_marks: Decimal | None
    applies: bool
    lost: Decimal
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VetoHit:
    """A veto (一票否决) that the recheck found to be the case."""

    code: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketResult:
    """One drawn ticket with its marks.

    `final` is the mark that counts. `original` is what it would be without the veto; the two
    differ only when a veto capped it. Grade is "" until there is a final mark.
    """

    ref: str
    number: str
    unit: str
    self_total: Decimal | None
    peer_totals: tuple[Decimal | None, ...]
    peer_mean: Decimal | None
    recheck_total: Decimal | None
    final: Decimal | None
    original: Decimal | None
    grade: str
    vetoes: tuple[VetoHit, ...]
    flags: tuple[Flag, ...]
    items: tuple[ItemResult, ...]
    directed: str = ""
    """Why it was pointed at; "" for a ticket of the random sample."""
    appeal: "Appeal | None" = None
    before_appeal: Decimal | None = None
    """What the final mark was before the appeal; None where nobody has appealed."""

    @property
    def shortfalls(self) -> tuple[ItemResult, ...]:
        """The items on which the recheck took marks off (问题), in the rubric's order."""
        return tuple(item for item in self.items if item.lost > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitResult:
    """How one unit stands, or the whole bureau.

    `drawn` counts its tickets in the sample, `n` those with a final mark. The mean has its 95 %
    Student t interval, cut at 0 and 100, none for n < 2; `passed` tickets reached the pass mark,
    `share` is their share with its 95 % Wilson interval. `few` says that n is too small to lean on
    (样本少), `is_ranked` is False where n < 2 (不排名).
    """

    unit: str
    drawn: int
    n: int
    mean: Decimal | None
    low: Decimal | None
    high: Decimal | None
    passed: int
    share: Decimal | None
    share_low: Decimal | None
    share_high: Decimal | None
    few: bool
    is_ranked: bool
    place: str = ""
    """The places that the interval allows among the other units (`quality.ranks`)."""

    @property
    def standing(self) -> str:
        """The place and what to write beside it: 第 1 至 3，样本少."""
        return "，".join(filter(None, (self.place, self.remark)))

    @property
    def remark(self) -> str:
        """What to write beside the figures; "" where there is nothing to say."""
        if self.n == 0:
            return "未评"
        if not self.is_ranked:
            return "不排名"
        return "样本少" if self.few else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossPoint:
    """A handling point (处置要点) that the deductions of this campaign call for: one rubric item.

    `tickets` lost `lost` marks in all on it; `reasons` are what the rechecks wrote, most frequent
    first, without repetition; `advice` is what to do, from the rubric.
    """

    code: str
    title: str
    tickets: int
    lost: Decimal
    refs: tuple[str, ...]
    reasons: tuple[str, ...]
    advice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the reviews of one unit's tickets are: handed in, of how many."""

    unit: str
    self_done: int
    self_all: int
    peer_done: int
    peer_all: int
    recheck_done: int
    recheck_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReport:
    """One campaign (专项督查) from plan to handling points.

    `state` is the word for how far it is, `rubric` and `formula` name the frozen versions. Units
    stand in the order of the office; points by marks lost, most first. `notes` are full sentences
    to print below the results.
    """

    id: int
    title: str
    kind: str
    since: date
    until: date
    state: str
    rubric: str
    formula: str
    pass_mark: Decimal
    certificate: Certificate
    progress: tuple[Progress, ...]
    overall: UnitResult
    units: tuple[UnitResult, ...]
    grades: tuple[tuple[str, int], ...]
    tickets: tuple[TicketResult, ...]
    points: tuple[LossPoint, ...]
    notes: tuple[str, ...]
    directed: tuple[TicketResult, ...] = ()
    """Tickets somebody pointed at: no mean and no share holds them."""

    @property
    def reviewed(self) -> tuple[TicketResult, ...]:
        """All tickets, those of the random sample first."""
        return (*self.tickets, *self.directed)

    @property
    def is_complete(self) -> bool:
        """Whether every reviewed ticket has its final mark."""
        return bool(self.tickets) and all(ticket.final is not None for ticket in self.reviewed)
