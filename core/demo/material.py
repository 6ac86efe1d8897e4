"""All that the demo is made from, read once from `resources/demo/`: people, places, words, shares.

Nothing is chosen here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from core.demo.matter import Enquiry, Matter, Texts, texts
from core.tickets.words import Kind

Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is at work: its town, the town's short name, and real streets there."""

    town: str
    short: str
    roads: Texts


@dataclass(frozen=True, slots=True)
class LawVersion:
    """An article as it stood between two days; `ground` is the item's number in its list."""

    since: date
    until: date
    title: str
    ground: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The data of the demo. `plan`, `desk` and `wording` are read where they are used, by name."""

    office: Raw
    places: Mapping[str, Place]
    petitioners: Raw
    traders: Raw
    law: Mapping[str, tuple[LawVersion, ...]]
    wording: Raw
    plan: Raw
    desk: Raw
    matters: tuple[Matter, ...]
    enquiries: tuple[Enquiry, ...]

    @classmethod
    def of(cls, raw: Raw, matters: Sequence[Raw]) -> Self:
        """Shape the parsed files; `raw` has one entry for each file except the matters."""
        return cls(
            office=raw["office"],
            places={unit: _place(place) for unit, place in raw["places"].items()},
            petitioners=raw["petitioners"],
            traders=raw["traders"],
            law={key: tuple(map(_version, rows)) for key, rows in raw["law"].items()},
            wording=raw["wording"],
            plan=raw["plan"],
            desk=raw["desk"],
            matters=tuple(map(Matter.of, matters)),
            enquiries=tuple(map(Enquiry.of, raw["enquiries"])),
        )

    def law_on(self, key: str, day: date) -> LawVersion:
        """The article that `key` means, as it stood on `day`."""
        return next(v for v in self.law[key] if v.since <= day <= v.until)

    def matter(self, key: str) -> Matter:
        return next(matter for matter in self.matters if matter.key == key)

    def matters_for(self, kind: Kind) -> tuple[Matter, ...]:
        return tuple(matter for matter in self.matters if kind in matter.kinds)


def _place(raw: Raw) -> Place:
    return Place(raw["town"], raw["short"], texts(raw["roads"]))


def _version(row: Sequence[Any]) -> LawVersion:
    since, until, title, *ground = row
    return LawVersion(
        since=date.fromisoformat(since) if since else date.min,
        until=date.fromisoformat(until) if until else date.max,
        title=title,
        ground=ground[0] if ground else 0,
    )
