"""Keeping units from reviewing each other (对评): as few such pairs as the loads allow.

Two units that review each other's tickets are a mutual pair. Whether a set of arcs suffices is a
question to `sharing`; here is the search over which arcs to give up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.review.flow import Network
from core.review.sharing import NOTHING, REVIEWS_EACH, Arc, Bounds, Flow, Sharing

Pair = frozenset[str]

PATIENCE = 200_000
"""After so many edges, flow after flow, the best flow is taken and said not to be proven best."""


@dataclass(frozen=True, slots=True)
class Result:
    flow: Flow
    pairs: frozenset[Pair]
    is_proven: bool
    """Whether no assignment with the same spread of loads has fewer mutual pairs."""


def fewest_pairs(
    sharing: Sharing,
    bounds: Bounds,
    units: Mapping[int, str],
    forbidden: frozenset[Arc] = NOTHING,
) -> Result | None:
    """A flow within bounds with the fewest mutual pairs; `units` names each reviewer's unit.

    None where no flow within bounds does without the forbidden arcs.
    """
    first = sharing.flow(bounds, forbidden)
    return None if first is None else _Search(sharing, bounds, units, forbidden).run(first)


class _OutOfTriesError(Exception):
    """The search has looked at enough flows."""


class _Search:
    def __init__(
        self,
        sharing: Sharing,
        bounds: Bounds,
        units: Mapping[int, str],
        forbidden: frozenset[Arc],
    ) -> None:
        self._sharing = sharing
        self._forbidden = forbidden
        self._bounds = bounds
        self._units = units
        edges = sum(len(m) for group in sharing.groups for m in group.by_unit.values())
        self._tries_left = PATIENCE // edges

    def run(self, first: Flow) -> Result:
        best = self._greedy(first)
        least = self._least()
        try:
            for allowed in range(least, len(self._pairs(best))):
                better = self._exact(self._forbidden, frozenset(), allowed)
                if better is not None:
                    return Result(better, self._pairs(better), is_proven=True)
        except _OutOfTriesError:
            return Result(best, self._pairs(best), is_proven=False)
        return Result(best, self._pairs(best), is_proven=True)

    def _greedy(self, flow: Flow) -> Flow:
        """Give up one arc of each mutual pair as it turns up, and never think again."""
        forbidden, kept = self._forbidden, frozenset[Pair]()
        while mutual := self._pairs(flow) - kept:
            pair = _first(mutual)
            for arc in self._arcs(pair, flow):
                other = self._sharing.flow(self._bounds, forbidden | {arc})
                if other is not None:
                    forbidden, flow = forbidden | {arc}, other
                    break
            else:
                kept |= {pair}
        return flow

    def _exact(self, forbidden: frozenset[Arc], kept: frozenset[Pair], allowed: int) -> Flow | None:
        """A flow with at most `allowed` mutual pairs beside those kept, or None: there is none."""
        if not self._tries_left:
            raise _OutOfTriesError
        self._tries_left -= 1
        flow = self._sharing.flow(self._bounds, forbidden)
        if flow is None:
            return None
        mutual = self._pairs(flow) - kept
        if len(mutual) <= allowed:
            return flow
        pair = _first(mutual)
        for arc in self._arcs(pair, flow):
            found = self._exact(forbidden | {arc}, kept, allowed)
            if found is not None:
                return found
        return self._exact(forbidden, kept | {pair}, allowed - 1) if allowed else None

    def _least(self) -> int:
        """There cannot be fewer mutual pairs than this: each unit needs two others."""
        needy = sorted({group.unit for group in self._sharing.groups})
        reviewed_by = {
            unit: {
                by for group in self._sharing.groups if group.unit == unit for by in group.by_unit
            }
            for unit in needy
        }
        pairs = sorted(
            {frozenset((unit, by)) for unit in needy for by in reviewed_by[unit]}, key=sorted
        )
        network = Network(2 + len(needy) + len(pairs))
        for place, unit in enumerate(needy, start=2):
            network.add(0, place, REVIEWS_EACH)
            for pair_place, pair in enumerate(pairs, start=2 + len(needy)):
                if unit in pair and (pair - {unit}) & reviewed_by[unit]:
                    network.add(place, pair_place, 1)
        for pair_place in range(2 + len(needy), 2 + len(needy) + len(pairs)):
            network.add(pair_place, 1, 1)
        return REVIEWS_EACH * len(needy) - network.push(0, 1)

    def _pairs(self, flow: Flow) -> frozenset[Pair]:
        arcs = self._used(flow)
        return frozenset(frozenset(arc) for arc in arcs if arc[::-1] in arcs)

    def _arcs(self, pair: Pair, flow: Flow) -> list[Arc]:
        """Both arcs of a pair, the one with less on it first."""
        used = self._used(flow)
        one, other = sorted(pair)
        return sorted([(one, other), (other, one)], key=lambda arc: (used[arc], arc))

    def _used(self, flow: Flow) -> dict[Arc, int]:
        used: dict[Arc, int] = {}
        for (group, reviewer), amount in flow.items():
            arc = (self._sharing.groups[group].unit, self._units[reviewer])
            used[arc] = used.get(arc, 0) + amount
        return used


def _first(pairs: Iterable[Pair]) -> Pair:
    return min(pairs, key=sorted)
