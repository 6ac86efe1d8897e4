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


def title_of(formula: Formula) -> str:
    """What a formula says, made of its weights."""
    if formula.recheck_weight == 1:
        return "最终分取科室复核分，自评、互评作参考"
    parts = [
        f"{name} × {weight.normalize():f}"
        for name, weight in (
            ("自评", formula.self_weight),
            ("互评均分", formula.peer_weight),
            ("复核", formula.recheck_weight),
        )
        if weight
    ]
    return f"最终分 = {' + '.join(parts)}"


def plain(formula: Formula) -> dict[str, Any]:
    """A formula as its JSON."""
    return {
        "version": formula.version,
        "title": formula.title,
        "weights": {
            "self": str(formula.self_weight),
            "peers": str(formula.peer_weight),
            "recheck": str(formula.recheck_weight),
        },
        "pass_mark": str(formula.pass_mark),
        "grades": [[one.name, str(one.at_least)] for one in formula.grades],
        "veto_grade": formula.veto_grade,
        "apart": {
            "peers": str(formula.peers_apart),
            "self": str(formula.self_apart),
            "recheck": str(formula.recheck_apart),
        },
        "few": formula.few,
    }


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
