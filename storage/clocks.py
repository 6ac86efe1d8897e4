"""Keeps the courses of the tickets' clocks beside the tickets, and reads them back."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from core.tickets.clocks import Course, Side, TermUnit
from storage.tables.clocks import clock

_KEYS = tuple(field.name for field in fields(Course))
_WORDS = {"side": Side, "unit": TermUnit}

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
    row = {key: getattr(course, key) for key in _KEYS}
    return row | {"ticket_id": owner, "side": course.side.name, "unit": course.unit.name}


def course_of(row: Row[Any]) -> Course:
    """The course that a row of the table `clock` keeps."""
    values = {key: getattr(row, key) for key in _KEYS}
    return Course(**values | {"side": Side[row.side], "unit": TermUnit[row.unit]})
