"""Circulars that were given out (通报发文): numbered, kept as they were printed, or voided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from core.errors import Refusal
from core.paper import Paper
from core.people import Action, Officer, may
from core.review.campaign import Campaign, CampaignState, require


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """One circular as it stands in the log; `sha256` is that of the PDF as it was printed."""

    id: int
    campaign: int
    number: str
    title: str
    day: date
    paper: Paper
    sha256: str
    issued_by: str
    issued_at: datetime
    voided_by: str = ""
    voided_at: datetime | None = None
    void_reason: str = ""

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


def standing(some: Iterable[Circular]) -> Circular | None:
    """The circular of a campaign that holds, if one was given out."""
    return next((one for one in some if not one.is_void), None)


def refuse_unfit(
    about: Campaign, earlier: Iterable[Circular], why_open: str, *, by: Officer, at: datetime
) -> None:
    """Refuse to give one out: not the section, results that may change, or one there already."""
    _require(by, at)
    require(about, CampaignState.CLOSED)
    if why_open:
        raise Refusal(f"通报还不能编号。{why_open}")
    found = standing(earlier)
    if found is not None:
        raise Refusal(f"这次督查的通报已经编号：{found.number}。要重发，先把它作废。")


def refuse_void(one: Circular, reason: str, *, by: Officer, at: datetime) -> None:
    _require(by, at)
    if one.is_void:
        raise Refusal(f"{one.number}已经作废，原来的号不再用。")
    if not reason.strip():
        raise Refusal("请写明为什么作废。", field="reason")


def _require(by: Officer, at: datetime) -> None:
    if not may(by, Action.PLAN_CAMPAIGN, today=at.date()):
        raise Refusal(f"{by.name}不能发通报，由消保科来发。")
