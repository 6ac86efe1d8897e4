"""Brings together what two people changed in the same rulebook, each rule or word as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.tickets.rules.differences import by_name
from core.tickets.rules.entries import PART_KEYS, Part
from core.tickets.rules.plain import Data, tidy


@dataclass(frozen=True, slots=True)
class Merged:
    """The rulebook with both changes, and what both had changed, each differently, by name."""

    data: dict[str, Any]
    contested: tuple[tuple[Part, str], ...]


def merged(base: Data, ours: Data, theirs: Data) -> Merged:
    """`ours` with what `theirs` changed of `base`; of what is contested `theirs` is taken."""
    base, ours, theirs = tidy(base), tidy(ours), tidy(theirs)
    contested: list[tuple[Part, str]] = []
    parts: dict[str, Any] = {}
    for key, part in PART_KEYS.items():
        old, own, new = (by_name(one, part, key) for one in (base, ours, theirs))
        changed = {name for name in {**old, **new} if old.get(name) != new.get(name)}
        contested += [
            (part, name)
            for name in sorted(changed)
            if own.get(name) not in (old.get(name), new.get(name))
        ]
        parts[key] = list(_taken(own, new, changed).values())
    days = (one.get("examples_on") for one in (base, ours, theirs))
    return Merged(tidy({"examples_on": _day(*days), **parts}), tuple(contested))


def _taken(own: Mapping[str, Data], new: Mapping[str, Data], changed: set[str]) -> dict[str, Data]:
    """In our order, what is new behind."""
    kept = {
        name: new[name] if name in changed else one
        for name, one in own.items()
        if name not in changed or name in new
    }
    return kept | {name: new[name] for name in new if name in changed and name not in own}


def _day(base: Any, ours: Any, theirs: Any) -> Any:
    return ours if theirs == base else theirs
