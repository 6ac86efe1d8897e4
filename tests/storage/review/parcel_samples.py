"""The section's store and a unit's, with keys exchanged and a campaign under review."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from core.people import Role, Unit, UnitKind
from core.review.marks import Marks
from core.review.parcels.parcel import Received
from storage.database import Store
from storage.files.parcels import key_file, read_key_file
from storage.review.parcel_keys import own_keys
from storage.review.reviews import queue_of
from tests.samples import NOW
from tests.storage.review.samples import (
    SECTION,
    a_plan,
    a_quarter,
    assigned,
    fill,
    officer,
    people,
)
from tests.stores import open_store

UNIT = "中山所"
UNTIL = date(2026, 12, 10)
CAMPAIGN = 1


class Desks:
    """The section's store, the store of one unit, and how to make more."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.now = NOW
        self.opened: list[Store] = []
        self.section = self.store("section")
        self.unit = self.store("unit")

    def store(self, name: str) -> Store:
        made = open_store(self._folder / f"{name}.db", lambda: self.now)
        self.opened.append(made)
        return made

    def close(self) -> None:
        for store in self.opened:
            store.close()

    def staff(self, store: Store, unit: str) -> None:
        with store.transaction(who="管理员", what="登记人员") as tx:
            tx.people.add_units([Unit(unit, UnitKind.STATION)])
            for number in (1, 2):
                tx.people.save_officer(officer(f"{unit}评{number}", unit, Role.REVIEWER))

    def name(self, store: Store, name: str) -> None:
        with store.transaction(who="管理员", what="密钥") as tx:
            tx.parcels.keys.name_store(name)

    def trust(self, store: Store, other: Store) -> None:
        """Let `store` import the key file of `other`."""
        with other.reading() as connection:
            own = own_keys(connection)
        assert own is not None
        with store.transaction(who="管理员", what="核对公钥") as tx:
            tx.parcels.keys.confirm_key(read_key_file(key_file(own.public)))

    def send(self, id_: int, *, unit: str = UNIT, until: date = UNTIL) -> bytes:
        with self.section.transaction(who=SECTION, what="发包") as tx:
            return tx.parcels.send_tasks(id_, unit, expires_on=until)

    def take(self, store: Store, content: bytes) -> Received:
        with store.transaction(who="收件人", what="收包") as tx:
            return tx.parcels.receive(content)

    def answer(self, id_: int = 1) -> bytes:
        with self.unit.transaction(who=f"{UNIT}评1", what="回传") as tx:
            return tx.parcels.send_reviews(id_, expires_on=UNTIL)


def make_template(folder: Path) -> None:
    """Both stores in `folder`, as section.db and unit.db."""
    made = Desks(folder)
    people(made.section)
    fill(made.section, *a_quarter(4))
    assert assigned(made.section, a_plan(total=10)) == CAMPAIGN
    made.staff(made.unit, UNIT)
    made.name(made.section, "消保科")
    made.name(made.unit, UNIT)
    made.trust(made.section, made.unit)
    made.trust(made.unit, made.section)
    made.close()


def review_all(store: Store, marks: Callable[[int], Marks]) -> None:
    """Every reviewer of the unit's store hands in what lies on the desk."""
    for number in (1, 2):
        who = officer(f"{UNIT}评{number}", UNIT, Role.REVIEWER)
        with store.reading() as connection:
            queue = queue_of(connection, who, today=NOW.date())
        for place, one in enumerate(queue):
            if one.handed_in_at is None:
                with store.transaction(who=who.name, what="评查") as tx:
                    tx.reviews.hand_in(one.task, who, marks(place))
