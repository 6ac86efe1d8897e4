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
        self._pipes = _Pipes(groups, reviewers)

    def bounds(self) -> Bounds:
        """The least spread there is: the greatest least load and the least greatest load.

        Both can be had at once, because a flow that gives everybody `low` can be augmented to one
        that ships everything under the cap `high`, and nobody's load becomes less by augmenting.
        """
        even, rest = divmod(self.total, self.reviewers)
        low = _last(0, even, lambda load: self._shipped(load) == load * self.reviewers)
        evenly = even + bool(rest)
        high = -_last(-self.total, -evenly, lambda load: self._shipped(-load) == self.total)
        return Bounds(low, high)

    def short_of(self, cap: int) -> int:
        """How many reviews cannot be given out when nobody may get more than `cap`."""
        return self.total - self._shipped(cap)

    def flow(self, bounds: Bounds, forbidden: frozenset[Arc] = NOTHING) -> Flow | None:
        """Some flow with all loads within bounds and no forbidden arc; None when there is none."""
        pipes = self._pipes
        pipes.open(bounds.low, forbidden)
        if pipes.fill() < bounds.low * self.reviewers:
            return None
        pipes.widen(bounds.high - bounds.low)
        pipes.fill()
        return pipes.flow() if pipes.shipped == self.total else None

    def _shipped(self, cap: int) -> int:
        self._pipes.open(cap, NOTHING)
        return self._pipes.fill()


class _Pipes:
    """source → group → unit → reviewer → sink, as one network that is drained and filled again.

    Where a group may be reviewed by all of a unit, it runs through the unit's own node, which all
    such groups share; where somebody of the unit must keep away, through a node of its own.
    """

    def __init__(self, groups: Sequence[Group], reviewers: int) -> None:
        self._groups = groups
        whole = _whole_units(groups)
        places = sum(len(group.by_unit) for group in groups)
        first_unit = 2 + len(groups)
        first_place = first_unit + len(whole)
        first_reviewer = first_place + places
        self._network = Network(first_reviewer + reviewers)
        self._source, self._sink = 0, 1
        self._into_unit: dict[tuple[int, str], int] = {}
        self._arcs: dict[Arc, list[tuple[int, int]]] = {}
        self._taken: dict[tuple[int, int], int] = {}
        self._shared: dict[str, list[tuple[int, int]]] = {}
        self.shipped = 0
        total = REVIEWS_EACH * sum(group.size for group in groups)
        for number, (unit, members) in enumerate(whole.items()):
            self._shared[unit] = [
                (one, self._network.add(first_unit + number, first_reviewer + one, total))
                for one in members
            ]
        node = {unit: first_unit + number for number, unit in enumerate(whole)}
        for position, group in enumerate(groups):
            self._network.add(self._source, 2 + position, REVIEWS_EACH * group.size)
            for place, (unit, members) in enumerate(group.by_unit.items(), start=first_place):
                is_whole = len(members) == len(whole[unit])
                into = self._network.add(
                    2 + position, node[unit] if is_whole else place, group.size
                )
                self._arcs.setdefault((group.unit, unit), []).append((into, group.size))
                if is_whole:
                    self._into_unit[position, unit] = into
                    continue
                for one in members:
                    self._taken[position, one] = self._network.add(
                        place, first_reviewer + one, group.size
                    )
            first_place += len(group.by_unit)
        self._into_sink = [
            self._network.add(first_reviewer + reviewer, self._sink, 0)
            for reviewer in range(reviewers)
        ]

    def open(self, cap: int, forbidden: frozenset[Arc]) -> None:
        """Empty again, with `cap` on every reviewer and nothing through forbidden arcs."""
        self._network.drain()
        self.shipped = 0
        self.widen(cap)
        for arc in forbidden:
            for edge, size in self._arcs.get(arc, ()):
                self._network.raise_capacity(edge, -size)

    def fill(self) -> int:
        self.shipped += self._network.push(self._source, self._sink)
        return self.shipped

    def widen(self, by: int) -> None:
        for edge in self._into_sink:
            self._network.raise_capacity(edge, by)

    def flow(self) -> Flow:
        through = ((place, self._network.through(edge)) for place, edge in self._taken.items())
        found = {place: amount for place, amount in through if amount}
        for unit, members in self._shared.items():
            found |= self._within(unit, members)
        return found

    def _within(self, unit: str, members: Sequence[tuple[int, int]]) -> Flow:
        """What ran through a unit's own node, told apart again: group by group, in turn."""
        left = [(one, self._network.through(edge)) for one, edge in members]
        found: dict[tuple[int, int], int] = {}
        for position in range(len(self._groups)):
            edge = self._into_unit.get((position, unit))
            wanted = self._network.through(edge) if edge is not None else 0
            while wanted:
                one, room = left.pop()
                found[position, one] = taken = min(wanted, room)
                wanted -= taken
                if room > taken:
                    left.append((one, room - taken))
        return found


def _whole_units(groups: Sequence[Group]) -> Mapping[str, Sequence[int]]:
    """All reviewers of each unit that may review anything."""
    found: dict[str, dict[int, None]] = {}
    for group in groups:
        for unit, members in group.by_unit.items():
            found.setdefault(unit, {}).update(dict.fromkeys(members))
    return {unit: sorted(members) for unit, members in found.items()}


def _last(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The greatest number from low to high for which `holds`, which is true of `low`.

    Near `high` it is looked for first, in strides that double: there it nearly always is.
    """
    stride = 1
    while low < high:
        middle = max(high - stride + 1, (low + high + 1) // 2)
        if holds(middle):
            low = middle
            stride = high - low + 1
        else:
            high = middle - 1
            stride *= 2
    return low
