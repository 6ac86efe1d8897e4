"""Appraisal figures (年度考核建议值) of the units: the campaigns of a year, weighted.

Only random samples count, and only campaigns whose results are locked. What each campaign weighs is
data with a version. The figure is a proposal; units are not ranked by it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from core.decimals import half_up
from core.errors import Refusal
from core.review.report import CampaignReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighting:
    """One version of the weights: by kind of campaign, and for kinds that are not named.

    It holds for the years from `since` on. A unit with fewer than `few` tickets gets 样本少.
    """

    version: str
    since: int
    weights: Mapping[str, Decimal]
    other: Decimal
    few: int

    def weight(self, kind: str) -> Decimal:
        return self.weights.get(kind, self.other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A campaign of the year, what it weighs, and why it does not count, if it does not."""

    report: CampaignReport
    weight: Decimal
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What one campaign adds to the figure of one unit: the mean of its random tickets."""

    campaign: int
    title: str
    n: int
    mean: Decimal
    weight: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The figure of one unit; None where no ticket of it was reviewed."""

    unit: str
    value: Decimal | None
    n: int
    shares: tuple[Share, ...]
    few: bool

    @property
    def arithmetic(self) -> str:
        """（88.50 × 1 + 91.00 × 2）÷ 3."""
        if not self.shares:
            return ""
        terms = " + ".join(f"{one.mean} × {one.weight}" for one in self.shares)
        return f"（{terms}）÷ {sum(one.weight for one in self.shares)}"

    @property
    def remark(self) -> str:
        if not self.shares:
            return "没有抽到"
        return "样本少" if self.few else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """A year: its campaigns, those that do not count as well, and the figures in office order."""

    year: int
    weighting: str
    campaigns: tuple[Counted, ...]
    figures: tuple[Figure, ...]


def weightings_of(data: Sequence[Mapping[str, Any]]) -> tuple[Weighting, ...]:
    """Read the versions of the weights from their JSON."""
    return tuple(
        Weighting(
            version=one["version"],
            since=one["since"],
            weights={kind: Decimal(weight) for kind, weight in one["weights"].items()},
            other=Decimal(one["other"]),
            few=one["few"],
        )
        for one in data
    )


def weighting_for(versions: Iterable[Weighting], year: int) -> Weighting:
    """The version that holds for a year."""
    fit = [one for one in versions if one.since <= year]
    if not fit:
        raise Refusal(f"{year} 年还没有考核权重，最早的从后面的年份开始。", field="year")
    return max(fit, key=lambda one: one.since)


def appraisal(
    year: int, campaigns: Sequence[Counted], units: Sequence[str], weighting: Weighting
) -> Appraisal:
    """The figures of the units in the order given."""
    counted = [one for one in campaigns if not one.why_not and one.weight > 0]
    return Appraisal(
        year=year,
        weighting=weighting.version,
        campaigns=tuple(campaigns),
        figures=tuple(_figure(unit, counted, weighting.few) for unit in units),
    )


def _figure(unit: str, counted: Iterable[Counted], few: int) -> Figure:
    shares = tuple(
        Share(
            campaign=one.report.id,
            title=one.report.title,
            n=standing.n,
            mean=standing.mean,
            weight=one.weight,
        )
        for one in counted
        for standing in one.report.units
        if standing.unit == unit and standing.mean is not None
    )
    n = sum(one.n for one in shares)
    return Figure(unit=unit, value=_weighted(shares), n=n, shares=shares, few=n < few)


def _weighted(shares: Sequence[Share]) -> Decimal | None:
    if not shares:
        return None
    total = sum((Fraction(one.mean) * Fraction(one.weight) for one in shares), Fraction(0))
    return half_up(total / sum((Fraction(one.weight) for one in shares), Fraction(0)))
