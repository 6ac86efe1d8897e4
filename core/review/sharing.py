"""Loads of reviewers as flows: who can take how many tickets of which group.

A group is all tickets of one unit that the same reviewers may review. It needs two reviews for
each ticket, and at most one for each ticket from any one unit. That is enough: slots laid out unit
by unit can then be dealt so that no ticket gets two reviewers of one unit. Names and reasons live
in `assignment.py`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from core.review.flow import Network

REVIEWS_EACH = 2

Arc = tuple[str, str]
"""Whose tickets are reviewed, and by whom: two units."""

Flow = Mapping[tuple[int, int], int]
"""How many tickets of a group (first) a reviewer (second) takes; both by position."""

NOTHING: frozenset[Arc] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """So many tickets of one unit; `by_unit` holds the positions of reviewers, unit by unit."""

    unit: str
    size: int
    by_unit: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most reviews any one reviewer gets."""

    low: int
    high: int


class Sharing:
    """The groups and reviewers of one campaign, and the flows between them."""

    def __init__(self, groups: Sequence[Group], reviewers: int) -> None:
        self.groups = groups
        self.reviewers = reviewers
        self.total = REVIEWS_EACH * sum(group.size for group in groups)

    def bounds(self) -> Bounds:
        """The least spread there is: the greatest least load and the least greatest load.

        Both can be had at once, because a flow that gives everybody `low` can be augmented to one
        that ships everything under the cap `high`, and nobody's load becomes less by augmenting.
        """
        even = self.total // self.reviewers
        low = _last(0, even, lambda load: self._shipped(load) == load * self.reviewers)
        high = -_last(-self.total, -even, lambda load: self._shipped(-load) == self.total)
        return Bounds(low, high)

    def short_of(self, cap: int) -> int:
        """How many reviews cannot be given out when nobody may get more than `cap`."""
        return self.total - self._shipped(cap)

    def flow(self, bounds: Bounds, forbidden: frozenset[Arc] = NOTHING) -> Flow | None:
        """Some flow with all loads within bounds and no forbidden arc; None when there is none."""
        pipes = _Pipes(self, bounds.low, forbidden)
        if pipes.fill() < bounds.low * self.reviewers:
            return None
        pipes.widen(bounds.high - bounds.low)
        pipes.fill()
        return pipes.flow() if pipes.shipped == self.total else None

    def _shipped(self, cap: int) -> int:
        return _Pipes(self, cap, NOTHING).fill()


class _Pipes:
    """source → group → (group, unit) → reviewer → sink, as one network."""

    def __init__(self, sharing: Sharing, cap: int, forbidden: frozenset[Arc]) -> None:
        groups, reviewers = sharing.groups, sharing.reviewers
        pairs = sum(len(group.by_unit) for group in groups)
        self._network = Network(2 + len(groups) + pairs + reviewers)
        self._source, self._sink = 0, 1
        self._taken: dict[tuple[int, int], int] = {}
        self.shipped = 0
        first_reviewer = 2 + len(groups) + pairs
        pair = 2 + len(groups)
        for position, group in enumerate(groups):
            self._network.add(self._source, 2 + position, REVIEWS_EACH * group.size)
            for unit, members in group.by_unit.items():
                is_open = (group.unit, unit) not in forbidden
                self._network.add(2 + position, pair, group.size if is_open else 0)
                for reviewer in members:
                    self._taken[position, reviewer] = self._network.add(
                        pair, first_reviewer + reviewer, group.size
                    )
                pair += 1
        self._into_sink = [
            self._network.add(first_reviewer + reviewer, self._sink, cap)
            for reviewer in range(reviewers)
        ]

    def fill(self) -> int:
        self.shipped += self._network.push(self._source, self._sink)
        return self.shipped

    def widen(self, by: int) -> None:
        for edge in self._into_sink:
            self._network.raise_capacity(edge, by)

    def flow(self) -> Flow:
        through = ((place, self._network.through(edge)) for place, edge in self._taken.items())
        return {place: amount for place, amount in through if amount}


def _last(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The greatest number from low to high for which `holds`, which is true of `low`."""
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
