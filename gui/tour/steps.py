"""The steps of the tours as data (resources/tour): where each points, and what it says.

Which tour somebody gets goes by what they do in the office.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.people import Role
from storage.resources import read_toml

NAMES = ("section", "leader", "handler", "reviewer", "onlooker")
"""The files, in the order in which a person with several roles is matched; the last is for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One stop: a page, the object name of a widget on it, a title and two sentences."""

    page: str
    anchor: str
    title: str
    what: str
    how: str
    key: str = ""
    """The shortcut that belongs here, as it is written on a key cap."""
    target: str = ""
    """What the page is asked to show, as `desk.go` takes it."""
    find: str = ""
    """What is to be looked up and shown, a name in `gui.tour.targets.FINDING`."""
    instead: str = ""
    """What stands in the place of the anchor while there is nothing to show yet."""


@dataclass(frozen=True, slots=True)
class Tour:
    name: str
    roles: frozenset[Role]
    steps: tuple[Step, ...]


@cache
def tours() -> tuple[Tour, ...]:
    """All tours, in the order in which they are matched."""
    return tuple(_tour(name, read_toml(f"tour/{name}.toml")) for name in NAMES)


def _tour(name: str, data: dict[str, Any]) -> Tour:
    roles = frozenset(Role(role) for role in data["roles"])
    return Tour(name, roles, tuple(Step(**step) for step in data["step"]))


def tour_for(roles: Collection[Role]) -> Tour:
    """The tour for somebody who has these roles."""
    known = tours()
    return next((tour for tour in known if tour.roles & set(roles)), known[-1])
