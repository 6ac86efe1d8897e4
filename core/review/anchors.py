"""Anchor tickets (锚点件): rechecked ones of an earlier campaign, planted among a reviewer's tasks.

What the recheck gave is known, so they show how close a reviewer comes to it, item by item. They
belong to no frame, no mean and no probability, and nobody who reviews can tell them from others.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.decimals import half_up
from core.errors import Refusal
from core.review.assignment import Case, Reviewer, bar
from core.review.flow import Network
from core.review.reviews import PEERS, Review, Stage
from core.review.rubric import Rubric
from core.review.sampling import key

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What a plan asks for: which rechecked tickets, and how many each reviewer gets."""

    refs: tuple[str, ...] = ()
    each: int = 0

    @property
    def is_wanted(self) -> bool:
        return bool(self.refs) and self.each > 0


NO_ANCHORS = Anchors()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A rechecked ticket: in which campaign and what it got there, item by item.

    An item that the recheck found not to apply has None.
    """

    ref: str
    number: str
    unit: str
    campaign: int
    title: str
    final: Decimal
    items: Mapping[str, Decimal | None]


def chosen_of(wanted: Anchors, known: Iterable[Anchor]) -> tuple[Anchor, ...]:
    """The anchors a plan names; refuses what is not locked, not rechecked or not comparable."""
    if wanted.each and not wanted.refs:
        raise Refusal("每人要评锚点件，请写明用哪几件。", field="anchors")
    by_ref = {one.ref: one for one in known}
    for ref in wanted.refs:
        if ref not in by_ref:
            raise Refusal(
                f"{ref} 不能作锚点件：要是同一专项、评查表可比、结果已锁定的一次督查里复核过的件，"
                "也不能在这次的总体里。",
                field="anchors",
            )
    return tuple(by_ref[ref] for ref in dict.fromkeys(wanted.refs))


def missing_words(wanted: Anchors, reviewers: int) -> str:
    """A sentence where the anchors cannot reach everybody; each takes two reviewers."""
    needed = -(-reviewers * wanted.each // len(PEERS))
    if not wanted.is_wanted or len(wanted.refs) >= needed:
        return ""
    return (
        f"锚点件每件两人评，{reviewers} 名互评人每人 {wanted.each} 件要 {needed} 件，"
        f"只选了 {len(wanted.refs)} 件，有的人没有锚点件。"
    )


def plant(
    anchors: Iterable[Case],
    reviewers: Iterable[Reviewer],
    *,
    each: int,
    seed: str,
    seen_by: Mapping[str, Collection[str]],
) -> Iterator[tuple[Case, Stage, Reviewer]]:
    """Which reviewer gets which anchor: as many as can be, in an order that the seed decides.

    An anchor goes to at most two reviewers of two units, and to nobody who must keep away from it
    or has seen it before (`seen_by`).
    """
    cases = sorted(anchors, key=lambda one: key(seed, one.ref))
    crowd = sorted(reviewers, key=lambda one: key(seed, one.name))
    taken: dict[str, int] = {}
    for place, case in _largest(cases, crowd, each, seen_by):
        stage = PEERS[taken.get(case.ref, 0)]
        taken[case.ref] = taken.get(case.ref, 0) + 1
        yield case, stage, crowd[place]


def _largest(
    cases: Sequence[Case],
    crowd: Sequence[Reviewer],
    each: int,
    seen_by: Mapping[str, Collection[str]],
) -> Iterator[tuple[int, Case]]:
    """Source → reviewer → unit at an anchor → anchor → sink, filled as far as it goes."""
    units = sorted({one.unit for one in crowd})
    first_case = 2 + len(crowd)
    first_place = first_case + len(cases)
    network = Network(first_place + len(cases) * len(units))
    for place in range(len(crowd)):
        network.add(0, 2 + place, each)
    edges = []
    for number, case in enumerate(cases):
        network.add(first_case + number, 1, len(PEERS))
        at = {unit: first_place + number * len(units) + n for n, unit in enumerate(units)}
        for unit in units:
            network.add(at[unit], first_case + number, 1)
        for place, one in enumerate(crowd):
            if not bar(one, case) and one.name not in seen_by.get(case.ref, ()):
                edges.append((place, case, network.add(2 + place, at[one.unit], 1)))
    network.push(0, 1)
    return ((place, case) for place, case, edge in edges if network.through(edge))


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCloseness:
    """How close the marks of one item come to the anchors, on average of n, in per cent."""

    code: str
    title: str
    n: int
    aligned: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """How close one reviewer comes to the anchors; `aligned` is the mean over items and tickets."""

    unit: str
    officer: str
    n: int
    aligned: Decimal
    items: tuple[ItemCloseness, ...]

    @property
    def furthest(self) -> ItemCloseness | None:
        """The item on which the reviewer is furthest off; None where all are met."""
        least = min(self.items, key=lambda one: one.aligned, default=None)
        return least if least is not None and least.aligned < WHOLE else None


def aligned(given: Decimal | None, anchor: Decimal | None, full: Decimal) -> Fraction | None:
    """100 less what the mark is off, in per cent of the full marks: 10/15 where 7/15 is right: 80.

    Whoever finds that an item does not apply where the recheck found that it does, or the other
    way round, is off by the whole item; None where both find that it does not.
    """
    if given is None and anchor is None:
        return None
    if given is None or anchor is None:
        return Fraction(0)
    return Fraction(WHOLE) - 100 * abs(Fraction(given) - Fraction(anchor)) / Fraction(full)


def closeness(
    anchors: Iterable[Anchor], reviews: Iterable[Review], rubric: Rubric
) -> tuple[Closeness, ...]:
    """Each reviewer of anchors, by unit and name; items in the rubric's order."""
    by_ref = {one.ref: one for one in anchors}
    found: dict[tuple[str, str], list[tuple[str, Fraction]]] = {}
    counts = Counter[tuple[str, str]]()
    for review in reviews:
        if review.ref in by_ref and review.stage in PEERS:
            who = review.unit, review.officer
            counts[who] += 1
            marks = _aligned_items(by_ref[review.ref], review, rubric)
            found.setdefault(who, []).extend(marks)
    return tuple(
        Closeness(
            unit=unit,
            officer=officer,
            n=counts[unit, officer],
            aligned=_mean([value for _, value in some]),
            items=by_item(some, rubric),
        )
        for (unit, officer), some in sorted(found.items())
        if some
    )


def over_all(
    anchors: Iterable[Anchor], reviews: Iterable[Review], rubric: Rubric
) -> tuple[ItemCloseness, ...]:
    """All reviewers together, item by item."""
    by_ref = {one.ref: one for one in anchors}
    marks = [
        one
        for review in reviews
        if review.ref in by_ref and review.stage in PEERS
        for one in _aligned_items(by_ref[review.ref], review, rubric)
    ]
    return by_item(marks, rubric)


def by_item(marks: Sequence[tuple[str, Fraction]], rubric: Rubric) -> tuple[ItemCloseness, ...]:
    found = []
    for item in rubric.items:
        own = [value for code, value in marks if code == item.code]
        if own:
            shown = ItemCloseness(code=item.code, title=item.title, n=len(own), aligned=_mean(own))
            found.append(shown)
    return tuple(found)


def _aligned_items(
    anchor: Anchor, review: Review, rubric: Rubric
) -> Iterator[tuple[str, Fraction]]:
    for item in rubric.items:
        mark = review.marks.item(item.code)
        given = mark.marks if mark.applies else None
        value = aligned(given, anchor.items.get(item.code), item.full)
        if value is not None:
            yield item.code, value


def _mean(values: Sequence[Fraction]) -> Decimal:
    return half_up(sum(values, Fraction()) / len(values))
