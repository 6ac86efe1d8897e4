"""Who is reminded of a clock: the handler, then the leader, then the heads; deputies stand in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from core.people import Officer, Role, holders
from core.workdays import Calendar

SECTION_ROLES = (Role.SECTION_HEAD, Role.SECTION_OFFICER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """Who is there today, as plain facts."""

    officers: Sequence[Officer]
    away: frozenset[str] = frozenset()
    deputies: Mapping[str, str] = field(default_factory=dict)
    """Who stands in for whom, by name."""
    today: date


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody to remind; `instead_of` names who is away, "" where nobody is."""

    name: str
    instead_of: str = ""


def recipient(name: str, staff: Staff, otherwise: Iterable[str] = ()) -> Addressee | None:
    """Who hears what is meant for `name`: the person, or else a deputy who is there.

    Else the first of `otherwise` who is; None where nobody is left.
    """
    seen: set[str] = set()
    there = _there(staff)
    at = name
    while at and at not in seen:
        if at in there:
            return Addressee(at, "" if at == name else name)
        seen.add(at)
        at = staff.deputies.get(at, "")
    found = next((one for one in otherwise if one in there), None)
    return None if found is None else Addressee(found, name)


def _there(staff: Staff) -> frozenset[str]:
    """Those who hold a post today and are not away."""
    posted = (one.name for one in staff.officers if one.posts_on(staff.today))
    return frozenset(posted) - staff.away


def addressees(level: int, handler: str, unit: str, staff: Staff) -> tuple[Addressee, ...]:
    """Whom to remind on a level, each once, whoever is told first in front.

    1: the handler; 2: also the leaders of the unit; 3: also the head of the section, else the
    section. A handler nobody can be told for falls to the leaders.
    """
    leaders = _names(staff, Role.STATION_LEADER, unit)
    wanted = [recipient(handler, staff, leaders)] if handler else []
    if level >= 2 or not any(wanted):
        wanted += [recipient(name, staff) for name in leaders]
    if level >= 3 or not any(wanted):
        wanted += [recipient(name, staff) for name in _section(staff)]
    by_name: dict[str, Addressee] = {}
    for one in wanted:
        if one is not None:
            by_name.setdefault(one.name, one)
    return tuple(by_name.values())


def _names(staff: Staff, role: Role, unit: str) -> list[str]:
    return [one.name for one in holders(staff.officers, role, unit, today=staff.today)]


def _section(staff: Staff) -> list[str]:
    """The head of the section, or where there is none the officers of it."""
    for role in SECTION_ROLES:
        found = [o.name for o in staff.officers if role in o.roles_on(staff.today)]
        if any(recipient(name, staff) for name in found):
            return found
    return []


def is_office_time(now: datetime, calendar: Calendar, opens: time, closes: time) -> bool:
    """Whether somebody may be disturbed: on a working day, in working hours."""
    return calendar.is_workday(now.date()) and opens <= now.time() < closes
