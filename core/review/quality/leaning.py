"""Which way reviewers lean (宽严): how far their marks are from the recheck of the same ticket.

Every difference is taken within one ticket, so that nobody counts as strict for having been given
the worse ones. A mean of differences has its Student t interval; one that holds 0 says nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.decimals import half_up
from core.review.intervals import Interval, difference_interval
from core.review.report import TicketResult
from core.review.reviews import PEERS, Review, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """How far the marks of a unit lie above (+) or below (−) the recheck, on average of n marks."""

    unit: str
    n: int
    mean: Decimal
    interval: Interval | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves no doubt on which side the unit stands."""
        return self.interval is not None and (self.interval.low > 0 or self.interval.high < 0)

    def word(self, above: str, below: str) -> str:
        """`above` or `below` where it is clear, else that it cannot be told."""
        if self.interval is None:
            return "样本少"
        if not self.is_clear:
            return "看不出偏向"
        return above if self.mean > 0 else below


@dataclass(frozen=True, slots=True, kw_only=True)
class Reciprocity:
    """Two units that reviewed each other, and how they marked each other (对评).

    Means of the differences from the recheck: of marks the two gave each other, and of marks they
    gave everybody else. `more` says how much kinder they were to each other.
    """

    units: tuple[str, str]
    n: int
    mean: Decimal
    elsewhere: Decimal | None
    more: Leaning | None


Given = tuple[str, str, Decimal]
"""One peer mark: reviewing unit, handling unit, difference from the recheck."""


def given_marks(tickets: Iterable[TicketResult], reviews: Iterable[Review]) -> list[Given]:
    """The peer marks of tickets that have been rechecked, before vetoes."""
    by_ref: dict[str, list[Review]] = {}
    for review in reviews:
        by_ref.setdefault(review.ref, []).append(review)
    found = []
    for ticket in tickets:
        own = {review.stage: review for review in by_ref.get(ticket.ref, ())}
        recheck = own.get(Stage.RECHECK)
        if recheck is None:
            continue
        for stage in (*PEERS, Stage.THIRD):
            if (peer := own.get(stage)) is not None:
                apart = peer.score.original - recheck.score.original
                found.append((peer.unit, ticket.unit, apart))
    return found


def severity(given: Sequence[Given]) -> tuple[Leaning, ...]:
    """Each reviewing unit by name: above 0 it is lenient (偏宽), below 0 strict (偏严)."""
    return _by_unit((by, apart) for by, _of, apart in given)


def inflation(tickets: Iterable[TicketResult], reviews: Iterable[Review]) -> tuple[Leaning, ...]:
    """Each handling unit: how far its self reviews lie above the recheck (自评偏高)."""
    originals = {(one.ref, one.stage): one.score.original for one in reviews}
    return _by_unit(
        (ticket.unit, own - recheck)
        for ticket in tickets
        if (own := originals.get((ticket.ref, Stage.SELF))) is not None
        and (recheck := originals.get((ticket.ref, Stage.RECHECK))) is not None
    )


def reciprocity(given: Sequence[Given]) -> tuple[Reciprocity, ...]:
    """Every pair of units that reviewed each other, by name."""
    arcs = {(by, of) for by, of, _ in given}
    pairs = sorted({(min(arc), max(arc)) for arc in arcs if (arc[1], arc[0]) in arcs})
    return tuple(_pair(one, other, given) for one, other in pairs)


def _pair(one: str, other: str, given: Sequence[Given]) -> Reciprocity:
    both = {one, other}
    between = [apart for by, of, apart in given if {by, of} == both]
    usual = _usual((by, apart) for by, of, apart in given if by in both and {by, of} != both)
    more = [apart - usual[by] for by, of, apart in given if {by, of} == both and by in usual]
    outside = [apart for by, of, apart in given if by in both and {by, of} != both]
    return Reciprocity(
        units=(one, other),
        n=len(between),
        mean=_mean(between),
        elsewhere=_mean(outside) if outside else None,
        more=_leaning(f"{one}、{other}", more) if more else None,
    )


def _usual(marks: Iterable[tuple[str, Decimal]]) -> Mapping[str, Decimal]:
    """What each unit gives on average."""
    return {unit: _mean(apart) for unit, apart in _grouped(marks).items()}


def _by_unit(marks: Iterable[tuple[str, Decimal]]) -> tuple[Leaning, ...]:
    return tuple(_leaning(unit, apart) for unit, apart in sorted(_grouped(marks).items()))


def _grouped(marks: Iterable[tuple[str, Decimal]]) -> dict[str, list[Decimal]]:
    grouped: dict[str, list[Decimal]] = {}
    for unit, apart in marks:
        grouped.setdefault(unit, []).append(apart)
    return grouped


def _leaning(unit: str, apart: Sequence[Decimal]) -> Leaning:
    return Leaning(unit=unit, n=len(apart), mean=_mean(apart), interval=difference_interval(apart))


def _mean(apart: Sequence[Decimal]) -> Decimal:
    return half_up(Fraction(sum(map(Fraction, apart)), len(apart)))
