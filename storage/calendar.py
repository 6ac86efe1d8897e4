"""By what the clocks of this store are counted: its calendar, the law, and the section's settings.

`timekeeping` is the one way to ask. `calendar` and `clock_law` are what the program brings, for
stores that are being made and for examples that must come out the same everywhere.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from typing import Any

from sqlalchemy import Connection, select

from core.calendar.content import Content, content_of
from core.tickets.clocks import ClockLaw, law_of
from core.tickets.clocks.options import with_options
from core.tickets.rules.versions import VersionState
from core.workdays import Calendar, Day, DayKind
from storage.law import SETS, rule_sets
from storage.resources import read_json, read_text
from storage.settings import read_setting
from storage.tables.calendar import calendar_version

OPTIONS = "clocks"
"""The key under which the section's settings of clocks are kept."""

_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Timekeeping:
    law: ClockLaw
    calendar: Calendar
    fingerprint: str
    """The same as long as both are: what was counted by another one is out of date."""


def timekeeping(connection: Connection) -> Timekeeping:
    """What holds in this store now."""
    query = select(calendar_version.c.hash).where(calendar_version.c.state == _CONFIRMED)
    newest = query.order_by(calendar_version.c.number.desc()).limit(1)
    days = connection.execute(newest).scalar() or ""
    options = json.dumps(read_setting(connection, OPTIONS, {}), sort_keys=True)
    if (days, options) not in _made:
        _made[days, options] = _make(connection, days, options)
    return _made[days, options]


def calendar_of(connection: Connection) -> Calendar:
    """The confirmed calendar of this store."""
    return timekeeping(connection).calendar


def kept_by(days: Calendar, options: dict[str, Any]) -> Timekeeping:
    """What would hold with this calendar and these settings; its fingerprint is never kept."""
    return Timekeeping(_law(json.dumps(options, sort_keys=True)), days, "")


@cache
def calendar() -> Calendar:
    """The days off and make-up days of the years whose notice the program ships."""
    return shipped().calendar


@cache
def shipped() -> Content:
    days = (
        Day(
            date.fromisoformat(row["date"]),
            DayKind[row["kind"].upper()],
            row["name"],
            row["source"],
        )
        for row in _rows("calendar/days.csv")
    )
    years = {int(row["year"]): row["source"] for row in _rows("calendar/years.csv")}
    return Content(tuple(days), years)


@cache
def festivals() -> tuple[str, ...]:
    """Those that the notice of every year names."""
    return tuple(read_json("calendar/festivals.json"))


@cache
def clock_law() -> ClockLaw:
    return law_of(read_json("law/clocks.json"), rule_sets)


def shipped_options() -> Any:
    """The settings as the program brings them."""
    return read_json("law/clocks.json")


_CONFIRMED = VersionState.CONFIRMED.name
_made: dict[tuple[str, str], Timekeeping] = {}


def _make(connection: Connection, days: str, options: str) -> Timekeeping:
    query = select(calendar_version.c.data).where(calendar_version.c.hash == days).limit(1)
    data = connection.execute(query).scalar()
    found = shipped() if data is None else content_of(data)
    parts = [days, options, _law_hash()]
    fingerprint = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_LENGTH]
    return Timekeeping(_law(options), found.calendar, fingerprint)


@cache
def _law(options: str) -> ClockLaw:
    return law_of(with_options(read_json("law/clocks.json"), json.loads(options)), rule_sets)


@cache
def _law_hash() -> str:
    """Of all that the law's data says of clocks: terms, and when which rule set holds."""
    names = ["law/clocks.json", *(f"law/sets/{name}.toml" for name in SETS)]
    return hashlib.sha256("\n".join(map(read_text, names)).encode()).hexdigest()


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(read_text(name))))
