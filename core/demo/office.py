"""The invented office: its units, its officers, and who held which post when."""

from datetime import date
from typing import Any

from core.demo.arrivals import first_day
from core.demo.material import Material
from core.people import Officer, Post, Role, Unit, UnitKind


def units(material: Material) -> list[Unit]:
    return [Unit(name, UnitKind(kind)) for name, kind in material.office["units"]]


def officers(material: Material, today: date) -> list[Officer]:
    """Everybody with their posts; a post begins so many months ago and may have ended since."""
    return [
        Officer(name=name, posts=tuple(_post(row, today) for row in rows))
        for name, rows in material.office["officers"]
    ]


def _post(row: list[Any], today: date) -> Post:
    unit, role, since, *ended = row
    until = date.fromordinal(first_day(today, ended[0]).toordinal() - 1) if ended else None
    return Post(unit=unit, role=Role(role), since=first_day(today, since), until=until)


class Staff:
    """Who handles and who leads in a unit on a day."""

    def __init__(self, everybody: list[Officer]) -> None:
        self._posts = [(officer.name, post) for officer in everybody for post in officer.posts]
        self._known: dict[tuple[str, Role, date], tuple[str, ...]] = {}

    def handlers(self, unit: str, day: date) -> tuple[str, ...]:
        return self._holders(unit, Role.HANDLER, day)

    def leader(self, unit: str, day: date) -> str:
        return self._holders(unit, Role.STATION_LEADER, day)[0]

    def _holders(self, unit: str, role: Role, day: date) -> tuple[str, ...]:
        key = (unit, role, day)
        if key not in self._known:
            self._known[key] = tuple(
                name
                for name, post in self._posts
                if post.unit == unit and post.role is role and post.held_on(day)
            )
        return self._known[key]
