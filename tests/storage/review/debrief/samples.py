"""A closed campaign with known shortfalls, and a clock that can be moved past its appeals."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from core.people import Officer, Role
from core.review.campaign import Plan
from core.review.reviews import PEERS, Stage
from storage.database import Store
from storage.people import officers
from storage.review.debrief.reading import Debrief, debrief
from storage.review.reading import load_tasks
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    STATIONS,
    a_plan,
    a_quarter,
    assigned,
    fill,
    full_marks,
    hand_in,
    officer,
    people,
)
from tests.stores import open_store

HEAD = "钱科长"
LATER = datetime(2026, 12, 4, 9, 0)
"""Some days after the last appeal could have come in."""

USUAL = {"九亭所": {"B10": "4", "B4": "0"}, "中山所": {"B10": "0"}}


class Office:
    """Five stations with leaders, two officers of the section; tickets of a quarter."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.store = open_store(path, lambda: self.now)
        people(self.store, reviewers=3)
        with self.store.transaction(who="管理员", what="登记人员") as tx:
            tx.people.save_officer(officer(HEAD, "消保科", Role.SECTION_HEAD))
            for unit in STATIONS:
                tx.people.save_officer(officer(f"{unit}所长", unit, Role.STATION_LEADER))
        fill(self.store, *a_quarter())

    def person(self, name: str) -> Officer:
        with self.store.reading() as connection:
            return next(one for one in officers(connection) if one.name == name)

    def campaign(
        self, less: Mapping[str, Mapping[str, str]] | None = None, plan: Plan | None = None
    ) -> int:
        """A closed campaign; `less` says by unit which items got fewer marks."""
        return closed(self.store, USUAL if less is None else less, plan)

    def debrief(self, id_: int = 1) -> Debrief:
        with self.store.reading() as connection:
            return debrief(connection, id_, today=self.now.date())


def closed(
    store: Store, less: Mapping[str, Mapping[str, str]] = USUAL, plan: Plan | None = None
) -> int:
    id_ = assigned(store, plan or a_plan(total=10))
    with store.reading() as connection:
        units = {task.ref: task.handling_unit for task in load_tasks(connection, id_)}
    for ref, unit in units.items():
        hand_in(store, id_, ref, (Stage.SELF, *PEERS))
        hand_in(store, id_, ref, [Stage.RECHECK], full_marks(**less.get(unit, {})))
    with store.transaction(who=SECTION, what="结束督查") as tx:
        tx.campaigns.close(id_)
    return id_
