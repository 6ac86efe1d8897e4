"""Linked units (关联单位): pairs the section would rather not have review each other's tickets.

The last of the aims: an assignment keeps its loads and its few mutual pairs, and within that takes
as few linked arcs as giving them up one after the other can spare.
"""

from collections.abc import Iterable, Mapping, Sequence

from core.errors import Refusal
from core.review.mutual import Pair, Result, fewest_pairs
from core.review.sharing import NOTHING, Arc, Bounds, Flow, Sharing


def linked_pairs(data: Iterable[Sequence[str]]) -> frozenset[Pair]:
    """Read the pairs from the JSON in which the office keeps them."""
    return frozenset(frozenset(pair) for pair in data)


def plain(pairs: Iterable[Pair]) -> list[list[str]]:
    return sorted(sorted(pair) for pair in pairs)


def read_pairs(text: str, units: Iterable[str]) -> frozenset[Pair]:
    """The pairs as somebody writes them, one on a line: 九亭所、泗泾所. Refuses unknown units."""
    known, found = set(units), set()
    for line in filter(None, map(str.strip, text.splitlines())):
        names = [name for name in line.replace("、", " ").replace("，", " ").split() if name]
        if len(names) != 2 or names[0] == names[1]:
            raise Refusal(f"“{line}”请写成两个单位，用顿号隔开，一行一对。", field="linked")
        for name in names:
            if name not in known:
                raise Refusal(f"没有“{name}”这个单位，请按单位名册上的名称写。", field="linked")
        found.add(frozenset(names))
    return frozenset(found)


def used_arcs(sharing: Sharing, flow: Flow, units: Mapping[int, str]) -> frozenset[Arc]:
    return frozenset((sharing.groups[group].unit, units[by]) for group, by in flow)


def spare_linked(
    sharing: Sharing,
    bounds: Bounds,
    units: Mapping[int, str],
    result: Result,
    linked: frozenset[Pair],
) -> Result:
    """The same loads and no more mutual pairs, with fewer reviews among linked units if it can."""
    forbidden, kept = NOTHING, NOTHING
    while arcs := _linked(sharing, result, units, linked) - kept:
        arc = min(arcs)
        other = fewest_pairs(sharing, bounds, units, forbidden | {arc})
        if other is not None and len(other.pairs) <= len(result.pairs):
            forbidden, result = forbidden | {arc}, other
        else:
            kept |= {arc}
    return result


def _linked(
    sharing: Sharing, result: Result, units: Mapping[int, str], linked: frozenset[Pair]
) -> frozenset[Arc]:
    arcs = used_arcs(sharing, result.flow, units)
    return frozenset(arc for arc in arcs if frozenset(arc) in linked)
