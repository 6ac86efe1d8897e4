"""From the items on which marks were lost to proposed handling points (处置要点).

A proposal rests on deductions and an article, and names the standing points that say the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.review.report import CampaignReport, LossPoint
from core.review.rubric import Rubric
from core.tickets.guidance.points import Origin, Point
from core.tickets.language.numerals import NUMERAL, value_of

_NUMBER = re.compile(NUMERAL)
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """Under which theme the points of an item stand, and which articles speak for them."""

    theme: str
    articles: tuple[str, ...]


_UNKNOWN = Ground("", ())
"""For an item the office has added to a rubric: whoever writes the point says both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """When two points are taken for the same: what each sign counts, and from what sum on.

    `text` is the least share of common words below which nothing else counts.
    """

    text: float
    same_rule: float
    same_field: float
    alike: float
    most: int


@dataclass(frozen=True, slots=True)
class Alike:
    """A standing point that seems to say the same, and how much speaks for it."""

    point: Point
    weight: float
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A handling point that the deductions on one item call for; its number is 0.

    `alike` are standing points that say much the same, the nearest first.
    """

    loss: LossPoint
    units: tuple[str, ...]
    point: Point
    alike: tuple[Alike, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What proposals are made from beside the deductions; grounds and fields go by item."""

    grounds: Mapping[str, Ground]
    fields: Mapping[str, tuple[str, ...]]
    rules: frozenset[str]
    standing: Sequence[Point]
    merging: Merging


def proposals(report: CampaignReport, rubric: Rubric, known: Known) -> tuple[Proposal, ...]:
    """A point for each item on which marks were lost, most marks first."""
    unit_of = {ticket.ref: ticket.unit for ticket in report.reviewed}
    return tuple(_proposal(loss, report, unit_of, rubric, known) for loss in report.points)


def _proposal(
    loss: LossPoint,
    report: CampaignReport,
    unit_of: Mapping[str, str],
    rubric: Rubric,
    known: Known,
) -> Proposal:
    ground = known.grounds.get(loss.code, _UNKNOWN)
    point = Point(
        number=0,
        theme=ground.theme,
        text=loss.advice,
        rules=_rules(rubric, loss.code, known.rules),
        fields=known.fields.get(loss.code, ()),
        articles=ground.articles,
        origin=Origin.CAMPAIGN,
        source=report.title,
    )
    units = tuple(dict.fromkeys(unit_of[ref] for ref in loss.refs))
    return Proposal(loss, units, point, alike(point, known.standing, known.merging))


def _rules(rubric: Rubric, code: str, known: frozenset[str]) -> tuple[str, ...]:
    cues = (cue.source for cue in rubric.cues if cue.item == code and cue.source in known)
    return tuple(dict.fromkeys(cues))


def alike(point: Point, standing: Iterable[Point], merging: Merging) -> tuple[Alike, ...]:
    """The points in use that seem to say the same as `point`, the nearest first."""
    found = [_weighed(point, one, merging) for one in standing if not one.is_withdrawn]
    near = [one for one in found if one.weight >= merging.alike]
    return tuple(sorted(near, key=lambda one: (-one.weight, one.point.number))[: merging.most])


def _weighed(point: Point, other: Point, merging: Merging) -> Alike:
    common = likeness(point.text, other.text)
    if common < merging.text:
        return Alike(other, 0, "")
    has_rule = bool(set(point.rules) & set(other.rules))
    has_field = bool(set(point.fields) & set(other.fields))
    weight = common + has_rule * merging.same_rule + has_field * merging.same_field
    signs = (f"文字重合 {common:.0%}", "查的规则相同" * has_rule, "有关的栏目相同" * has_field)
    return Alike(other, weight, "，".join(filter(None, signs)))


def likeness(one: str, other: str) -> float:
    """How much of the shorter text stands in the longer one: the share of its pairs of signs.

    7 and 七 are the same, punctuation says nothing.
    """
    a, b = _pairs(one), _pairs(other)
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _pairs(text: str) -> frozenset[str]:
    plain = _NUMBER.sub(lambda found: str(value_of(found.group())), _SIGNS.sub("", text))
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
