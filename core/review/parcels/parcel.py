"""What a parcel holds: the tasks of one unit with their covered tickets, or the unit's reviews.

Nothing else goes along: of a ticket to be reviewed blind neither its number nor its unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from core.errors import Refusal
from core.review.covering import CoveredField
from core.review.reviews import Stage
from core.review.rubric import Proposal

MOST_AHEAD_DAYS = 1
"""So many days a parcel may seem to come from the future: clocks of two machines differ."""


VALID_DAYS = 30
"""How long a parcel is good unless somebody says otherwise."""


class ParcelKind(StrEnum):
    TASKS = "任务包"
    REVIEWS = "回包"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who sends what to whom; `campaign` is its number with the section, `answers` a parcel's id.

    Good until the end of `expires_on`.
    """

    kind: ParcelKind
    id: str
    answers: str
    campaign: int
    sender: str
    receiver: str
    made_at: datetime
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelTask:
    """One review to be made; `ref` is "" where the ticket is covered, its `alias` stands for it."""

    alias: str
    ref: str
    stage: Stage
    officer: str
    fields: tuple[CoveredField, ...]
    proposals: tuple[Proposal, ...]

    @property
    def local_ref(self) -> str:
        """What the unit's program calls the ticket."""
        return self.ref or f"件 {self.alias}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksParcel:
    """The reviews that one unit is to make in a campaign; rubric and formula as their JSON."""

    head: Head
    title: str
    kind: str
    since: date
    until: date
    drawn_at: datetime
    rubric: Mapping[str, Any]
    formula: Mapping[str, Any]
    tasks: tuple[ParcelTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelReview:
    """A review as it was handed in at the unit: its marks as JSON, and what its hash was made of.

    `campaign` and `ref` are what the unit's program calls them; with marks and nonce they prove
    that nothing was changed since it was handed in.
    """

    alias: str
    stage: Stage
    officer: str
    marks: Mapping[str, Any]
    handed_in_at: datetime
    fingerprint: str
    nonce: str
    campaign: int
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsParcel:
    head: Head
    reviews: tuple[ParcelReview, ...]


Parcel = TasksParcel | ReviewsParcel


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two differing reviews of one task (冲突): by whom, when, what total."""

    officer: str
    at: datetime
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A review that is here already and differs from the one that came; ours stays."""

    called: str
    stage: Stage
    ours: Side
    theirs: Side

    def __str__(self) -> str:
        return (
            f"{self.called}的{self.stage}：这里已有 {_said(self.ours)}，"
            f"包里是 {_said(self.theirs)}，保留这里的。"
        )


def _said(side: Side) -> str:
    return f"{side.officer or '未署名'} {side.at:%m-%d %H:%M} 交的 {side.total} 分"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came of a parcel."""

    head: Head
    added: int
    unchanged: int
    conflicts: tuple[Conflict, ...] = ()

    @property
    def rest(self) -> tuple[str, ...]:
        """What was not taken, as sentences."""
        return tuple(map(str, self.conflicts))

    @property
    def sentence(self) -> str:
        what = "项评查任务" if self.head.kind is ParcelKind.TASKS else "份评分"
        said = f"收到{self.head.sender}的{self.head.kind}：新增 {self.added} {what}"
        if self.unchanged:
            said += f"，{self.unchanged} 份没有变化"
        if self.conflicts:
            said += f"，{len(self.conflicts)} 份有冲突，没有覆盖"
        return f"{said}。"


def refuse_unfit(
    head: Head, *, own: str, signed_by: str, now: datetime, seen: Sequence[str]
) -> None:
    """Refuse a parcel that is not for us, not by whom it says, out of date, or here already."""
    if head.receiver != own:
        raise Refusal(f"这个包是发给{head.receiver}的，不是发给{own}的，没有收下。")
    if head.sender != signed_by:
        raise Refusal(f"包上写的是{head.sender}，签名却是{signed_by}的，没有收下。")
    if head.id in seen:
        raise Refusal("这个包以前已经收过，没有再存。")
    if now.date() > head.expires_on:
        raise Refusal(
            f"这个包 {head.expires_on:%Y-%m-%d} 已经过期，没有收下。请{head.sender}重新发一个。"
        )
    if (head.made_at.date() - now.date()).days > MOST_AHEAD_DAYS:
        raise Refusal(
            f"这个包的日期（{head.made_at:%Y-%m-%d}）比今天还晚，没有收下。请核对两边电脑的日期。"
        )
