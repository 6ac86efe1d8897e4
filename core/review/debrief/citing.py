"""What became of the shortfalls of a campaign: which handling point each one stands behind.

A shortfall becomes a new point, is counted towards a standing one, or is set aside with a reason.
New words always wait for a second officer; the citation says which deductions they rest on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.errors import Refusal
from core.people import Officer
from core.review.debrief.proposing import Proposal
from core.tickets.guidance.points import (
    Point,
    PointStore,
    PointVersion,
    Standing,
    propose,
    require,
)


class Outcome(StrEnum):
    NEW = "新增要点"
    SAME = "并入已有要点"
    NONE = "不立要点"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One item of one campaign, with the tickets that lost marks on it, and its point.

    `number` is None where it was set aside; then `reason` says why.
    """

    campaign: int
    code: str
    title: str
    outcome: Outcome
    number: int | None
    refs: tuple[str, ...]
    reason: str
    by: str
    at: datetime


class CitationStore(Protocol):
    """What settling a shortfall asks of the store."""

    def put(self, citation: Citation) -> None: ...


class Progress(StrEnum):
    """How far a shortfall is on its way to a published point."""

    OPEN = "待归纳"
    PROPOSED = "等确认"
    PUBLISHED = "已发布"
    ASIDE = "不立要点"


def progress(citation: Citation | None, versions: Sequence[PointVersion]) -> Progress:
    """Where it stands; a point that nobody adopted leaves the shortfall open again."""
    if citation is None:
        return Progress.OPEN
    if citation.outcome is Outcome.NONE:
        return Progress.ASIDE
    standing = {one.standing for one in versions}
    if Standing.PROPOSED in standing:
        return Progress.PROPOSED
    return Progress.PUBLISHED if Standing.IN_FORCE in standing else Progress.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """Whoever settles shortfalls, when, in which campaign, and the rules there are."""

    campaign: int
    by: Officer
    at: datetime
    rules: frozenset[str]
    reason: str = ""


def adopt(
    points: PointStore, citations: CitationStore, found: Proposal, point: Point, about: Settling
) -> Citation:
    """Propose a new point as it was written; it gets its number now and waits for a colleague."""
    _require_article(point)
    reason = about.reason or because(found)
    new = replace(point, number=0)
    made = propose(points, new, by=about.by, at=about.at, reason=reason, rules=about.rules)
    return _put(citations, found, about, Outcome.NEW, made.point.number)


def merge(
    points: PointStore, citations: CitationStore, found: Proposal, same: Point, about: Settling
) -> Citation:
    """Count the shortfall towards a standing point.

    A point that has no article yet is given those of the proposal, as a change to be confirmed.
    """
    require(about.by, about.at)
    if not same.articles:
        _require_article(found.point)
        more = replace(same, articles=found.point.articles)
        reason = f"补上依据。{because(found)}"
        propose(points, more, by=about.by, at=about.at, reason=reason, rules=about.rules)
    return _put(citations, found, about, Outcome.SAME, same.number)


def set_aside(citations: CitationStore, found: Proposal, reason: str, about: Settling) -> Citation:
    """Make no point of it, and say why."""
    require(about.by, about.at)
    if not reason.strip():
        raise Refusal("请写明为什么这一项不立要点。", field="reason")
    return _put(citations, found, about, Outcome.NONE, None, reason.strip())


def _put(
    citations: CitationStore,
    found: Proposal,
    about: Settling,
    outcome: Outcome,
    number: int | None,
    reason: str = "",
) -> Citation:
    made = Citation(
        campaign=about.campaign,
        code=found.loss.code,
        title=found.loss.title,
        outcome=outcome,
        number=number,
        refs=found.loss.refs,
        reason=reason,
        by=about.by.name,
        at=about.at,
    )
    citations.put(made)
    return made


def _require_article(point: Point) -> None:
    if not point.articles:
        raise Refusal("要点要有依据：请至少写一条《法规名》第几条。", field="articles")


def because(found: Proposal) -> str:
    """The deductions that speak for a point, as the reason its colleague reads."""
    loss = found.loss
    return (
        f"“{found.point.source}”中 {loss.code} {loss.title}有 {loss.tickets} 件扣分，"
        f"共扣 {loss.lost} 分。"
    )
