"""Keeps the courses of the tickets' clocks beside the tickets, and reads them back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.tickets.clocks import ClockLaw, Course, Side, TermUnit
from core.tickets.clocks.counting import Grant, Pause
from core.tickets.clocks.law import Limit
from storage.tables.clocks import clock

_RECORDED = ("pauses", "grant")
"""What is in the column `facts`."""
_KEYS = tuple(field.name for field in fields(Course) if field.name not in _RECORDED)

CHUNK = 500


def keep_courses(connection: Connection, found: Iterable[tuple[int, Sequence[Course]]]) -> None:
    """Put these courses, by ticket id, in the place of what was kept of the same tickets."""
    pairs = list(found)
    for begin in range(0, len(pairs), CHUNK):
        some = pairs[begin : begin + CHUNK]
        connection.execute(delete(clock).where(clock.c.ticket_id.in_([owner for owner, _ in some])))
        rows = [row_of(owner, course) for owner, courses in some for course in courses]
        if rows:
            connection.execute(insert(clock), rows)


def courses_of(connection: Connection, ids: Sequence[int]) -> dict[int, list[Course]]:
    """The kept courses of some tickets, by ticket id, in no order."""
    courses: dict[int, list[Course]] = {owner: [] for owner in ids}
    for begin in range(0, len(ids), CHUNK):
        some = clock.c.ticket_id.in_(ids[begin : begin + CHUNK])
        for row in connection.execute(select(clock).where(some)):
            courses[row.ticket_id].append(course_of(row))
    return courses


def row_of(owner: int, course: Course) -> dict[str, Any]:
    return {"ticket_id": owner, **values_of(course)}


def values_of(course: Course) -> dict[str, Any]:
    """The columns of a course, but for whose it is."""
    row = {key: getattr(course, key) for key in _KEYS}
    words = {"side": course.side.name, "unit": course.unit.name}
    return row | words | {"facts": _facts(course)}


def course_of(row: Row[Any]) -> Course:
    """The course that a row of the table `clock` keeps."""
    values = {key: getattr(row, key) for key in _KEYS}
    words = {"side": Side[row.side], "unit": TermUnit[row.unit]}
    return Course(**values | words, **_recorded(row.facts))


def course_from(
    code: str, rule_set: str, start: str, facts: str | None, *, law: ClockLaw
) -> Course:
    """The course that begins like this, not counted yet; the values as they lie in the database."""
    provision = law.rule(code).provision_in(rule_set)
    limit = provision.limits[0] if provision else Limit(1, TermUnit.NATURAL)
    return Course(
        code=code,
        side=law.rule(code).side,
        rule_set=rule_set,
        start=date.fromisoformat(start),
        due=None,
        unit=limit.unit,
        term=limit.days,
        **_recorded(json.loads(facts) if facts and facts != "null" else None),
    )


def _facts(course: Course) -> dict[str, Any] | None:
    if not course.pauses and course.grant is None:
        return None
    grant = course.grant
    return {
        "pauses": [[_text(one.first), _text(one.last)] for one in course.pauses],
        "grant": None if grant is None else [_text(grant.approved), grant.days],
    }


def _recorded(facts: Mapping[str, Any] | None) -> dict[str, Any]:
    if facts is None:
        return {}
    grant = facts["grant"]
    return {
        "pauses": tuple(Pause(date.fromisoformat(a), _date(b)) for a, b in facts["pauses"]),
        "grant": None if grant is None else Grant(date.fromisoformat(grant[0]), grant[1]),
    }


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
