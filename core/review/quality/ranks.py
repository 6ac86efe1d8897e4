"""Which places units can be said to hold (名次): none is put before another that may be as good.

A unit stands clearly before another only where its whole interval lies above the other's; so each
has a best and a worst place that the figures allow, and ties share them (1, 1, 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol


class Standing(Protocol):
    """What a place is decided by: a unit with the interval of its mean or share."""

    @property
    def unit(self) -> str: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The places from `best` to `worst` that `unit` may hold among `of` units, from 1."""

    unit: str
    best: int
    worst: int
    of: int

    @property
    def word(self) -> str:
        if self.best == 1 and self.worst == self.of:
            return "不分先后"
        if self.best == self.worst:
            return f"第 {self.best}"
        return f"第 {self.best} 至 {self.worst}"


def places(standings: Sequence[Standing]) -> dict[str, Place]:
    """The place of each unit that has an interval, by unit; the others have none (不排名)."""
    ranked = [
        (one.unit, one.low, one.high)
        for one in standings
        if one.low is not None and one.high is not None
    ]
    return {
        unit: Place(
            unit=unit,
            best=1 + sum(other_low > high for _, other_low, _ in ranked),
            worst=len(ranked) - sum(other_high < low for _, _, other_high in ranked),
            of=len(ranked),
        )
        for unit, low, high in ranked
    }
