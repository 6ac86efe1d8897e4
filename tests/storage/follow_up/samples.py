"""An office with a station, a section, and tickets that are to be called back."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.words import Verdict
from storage.database import Store
from storage.people import officers
from tests.samples import a_ticket

HANDLER, LEADER, CALLER, HEAD = "陆明远", "桑立言", "柳回音", "单明鉴"
CLOSED = datetime(2026, 11, 16, 16, 0)
SINCE = date(2020, 1, 1)


class Clock:
    """A clock that tests set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Office:
    def __init__(self, path: Path) -> None:
        self.path = str(path)
        self.clock = Clock(datetime(2026, 11, 17, 9, 30))
        self.store = Store.open(path, now=self.clock)
        with self.store.transaction(who="测试", what="建人员") as tx:
            tx.people.add_units(
                [Unit("九亭所", UnitKind.STATION), Unit("消保科", UnitKind.SECTION)]
            )
            for name, unit, role in (
                (HANDLER, "九亭所", Role.HANDLER),
                (LEADER, "九亭所", Role.STATION_LEADER),
                (CALLER, "消保科", Role.SECTION_OFFICER),
                (HEAD, "消保科", Role.SECTION_HEAD),
            ):
                post = Post(unit=unit, role=role, since=SINCE)
                tx.people.save_officer(Officer(name=name, posts=(post,)))

    def person(self, name: str) -> Officer:
        with self.store.reading() as connection:
            return next(one for one in officers(connection) if one.name == name)

    def add(self, number: str, **changes: Any) -> str:
        values = {"closed_at": CLOSED, "verdict": Verdict.SUBSTANTIATED, **changes}
        with self.store.transaction(who="测试", what="登记工单") as tx:
            tx.tickets.save(a_ticket(number=number, **values))
        return number

    def write(self, who: str, **step: Any) -> Any:
        """One step of `tx.follow_ups`: `office.write(CALLER, rate=("SJ1", {...}))`."""
        ((name, (ref, values)),) = step.items()
        with self.store.transaction(who=who, what="回访") as tx:
            return getattr(tx.follow_ups, name)(ref, by=self.person(who), **values)
