from datetime import date, datetime, time
from typing import Any

from core.people import Officer, Post, Role
from core.tickets.reminders.escalation import Staff, addressees, is_office_time, recipient
from storage.calendar import calendar

TODAY = date(2026, 11, 23)
UNIT = "九亭所"


def someone(name: str, role: Role, unit: str = UNIT) -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=date(2020, 1, 1)),))


OFFICERS = (
    someone("陆明远", Role.HANDLER),
    someone("沈念", Role.HANDLER),
    someone("赵所长", Role.STATION_LEADER),
    someone("周所长", Role.STATION_LEADER, "中山所"),
    someone("许怀远", Role.SECTION_HEAD, "消保科"),
    someone("许知夏", Role.SECTION_OFFICER, "消保科"),
)


def told(level: int, handler: str = "陆明远", **facts: Any) -> list[tuple[str, str]]:
    staff = Staff(officers=OFFICERS, today=TODAY, **facts)
    return [(one.name, one.instead_of) for one in addressees(level, handler, UNIT, staff)]


def test_each_level_reaches_further() -> None:
    assert told(1) == [("陆明远", "")]
    assert told(2) == [("陆明远", ""), ("赵所长", "")]
    assert told(3) == [("陆明远", ""), ("赵所长", ""), ("许怀远", "")]


def test_the_deputy_hears_for_who_is_away_and_says_for_whom() -> None:
    facts: dict[str, Any] = {"away": frozenset({"陆明远"}), "deputies": {"陆明远": "沈念"}}
    assert told(1, **facts) == [("沈念", "陆明远")]


def test_a_deputy_who_is_away_too_passes_it_on_and_a_circle_ends() -> None:
    facts: dict[str, Any] = {
        "away": frozenset({"陆明远", "沈念"}),
        "deputies": {"陆明远": "沈念", "沈念": "陆明远"},
    }
    assert told(1, **facts) == [("赵所长", "陆明远")]


def test_a_ticket_without_a_handler_is_the_leaders() -> None:
    assert told(1, "") == [("赵所长", "")]
    assert told(1, "离职者") == [("赵所长", "离职者")]


def test_where_the_head_of_the_section_is_away_the_section_hears() -> None:
    assert ("许知夏", "") in told(3, away=frozenset({"许怀远"}))


def test_nobody_is_left() -> None:
    staff = Staff(officers=(), today=TODAY)
    assert recipient("陆明远", staff) is None
    assert addressees(3, "陆明远", UNIT, staff) == ()


def test_nobody_is_disturbed_at_midnight_or_on_a_holiday() -> None:
    def works(moment: str) -> bool:
        now = datetime.fromisoformat(moment)
        return is_office_time(now, calendar(), time(9), time(17))

    assert works("2026-11-23 09:00")
    assert not works("2026-11-23 00:00")
    assert not works("2026-11-23 17:00")
    assert not works("2026-11-22 10:00")
    assert not works("2026-10-01 10:00")
    assert works("2026-02-14 10:00")
