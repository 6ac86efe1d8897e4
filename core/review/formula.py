"""How self review, peer reviews and recheck become one mark, and what the mark is called.

Formulas are data (`resources/rubrics/formulas.json`); the version is frozen into the campaign.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade (等级) and the mark from which it is given."""

    name: str
    at_least: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Formula:
    """Weights, grades and thresholds.

    Reviews that differ by `…_apart` or more are a difference to deal with. A mean of fewer than
    `few` tickets is marked as a small sample.
    """

    version: str
    title: str
    self_weight: Decimal
    peer_weight: Decimal
    recheck_weight: Decimal
    pass_mark: Decimal
    grades: tuple[Grade, ...]
    veto_grade: str
    peers_apart: Decimal
    self_apart: Decimal
    recheck_apart: Decimal
    few: int

    def grade(self, mark: Decimal, *, is_vetoed: bool) -> str:
        if is_vetoed:
            return self.veto_grade
        return next(grade.name for grade in self.grades if mark >= grade.at_least)


def formula_of(data: Mapping[str, Any]) -> Formula:
    """Read a formula from its JSON; the grades stand there from the best to the one from 0."""
    weights, apart = data["weights"], data["apart"]
    return Formula(
        version=data["version"],
        title=data["title"],
        self_weight=Decimal(weights["self"]),
        peer_weight=Decimal(weights["peers"]),
        recheck_weight=Decimal(weights["recheck"]),
        pass_mark=Decimal(data["pass_mark"]),
        grades=tuple(Grade(name=name, at_least=Decimal(least)) for name, least in data["grades"]),
        veto_grade=data["veto_grade"],
        peers_apart=Decimal(apart["peers"]),
        self_apart=Decimal(apart["self"]),
        recheck_apart=Decimal(apart["recheck"]),
        few=data["few"],
    )
