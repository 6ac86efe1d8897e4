"""The shipped calendar and law of time limits, read from `resources/` once."""

import csv
from datetime import date
from functools import cache
from io import StringIO

from core.tickets.clocks import ClockLaw, law_of
from core.workdays import Calendar, Day, DayKind
from storage.law import rule_sets
from storage.resources import read_json, read_text


@cache
def calendar() -> Calendar:
    """The days off and make-up days of the years whose notice the program ships."""
    days = [
        Day(date.fromisoformat(row["date"]), DayKind[row["kind"].upper()], row["name"])
        for row in _rows("calendar/days.csv")
    ]
    return Calendar(tuple(days), frozenset(int(row["year"]) for row in _rows("calendar/years.csv")))


@cache
def clock_law() -> ClockLaw:
    return law_of(read_json("law/clocks.json"), rule_sets)


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(read_text(name))))
