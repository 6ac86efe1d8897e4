"""Where a unit lost marks in its last campaigns, by the fields of the form that are to blame."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.review.marks import Marks
from core.review.rubric import Rubric

ItemFields = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The keys of the fields that an item of a rubric is about: by the rubric's name, by its code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfalls:
    """What one closed campaign found at one unit: on how many tickets each item lost marks."""

    campaign: str
    rubric: str
    closed_at: datetime
    times: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class FieldLoss:
    """How often a field cost marks, and in which campaign."""

    campaign: str
    times: int


def shortfalls(rubric: Rubric, marks: Iterable[Marks]) -> dict[str, int]:
    """On how many tickets each item was given less than full marks."""
    times: dict[str, int] = {}
    for one in marks:
        for item in rubric.items:
            given = one.items.get(item.code)
            if given is None or not given.applies or given.marks is None:
                continue
            if given.marks < item.full:
                times[item.code] = times.get(item.code, 0) + 1
    return times


def losses_by_field(campaigns: Iterable[Shortfalls], about: ItemFields) -> dict[str, FieldLoss]:
    """For each field what the newest campaign that marks it took off there; only where it did."""
    losses: dict[str, FieldLoss] = {}
    judged: set[str] = set()
    for one in sorted(campaigns, key=lambda one: one.closed_at, reverse=True):
        fields = about.get(one.rubric, {})
        asked = {key for keys in fields.values() for key in keys} - judged
        for key in sorted(asked):
            times = sum(one.times.get(code, 0) for code, keys in fields.items() if key in keys)
            if times:
                losses[key] = FieldLoss(one.campaign, times)
        judged |= asked
    return losses
