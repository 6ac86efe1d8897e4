"""An office of a section and two stations on a store, moving one ticket: for tests of its life."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from core.people import Officer, Post, Role, Unit, UnitKind
from core.tickets.fields import changed
from core.tickets.handover import submit
from core.tickets.life.needs import Order
from core.tickets.life.standing import Position
from core.tickets.life.table import Move
from core.tickets.ticket import Ticket
from core.tickets.words import Verdict
from core.tickets.writing import amend
from storage.database import Store
from storage.lives import life_of, movements, office
from storage.loading import load_by_ref
from storage.moving import move_many
from storage.tables.tickets import ticket as ticket_table
from storage.ticket_lists import clocks_of_ticket
from tests.samples import a_ticket

REF = "SJ2026112300001"
START = datetime(2026, 11, 23, 9, 0)


def person(name: str, unit: str, role: Role) -> Officer:
    return Officer(name=name, posts=(Post(unit=unit, role=role, since=date(2024, 1, 1)),))


HANDLER = person("陆明远", "九亭所", Role.HANDLER)
COLLEAGUE = person("周景行", "泗泾所", Role.HANDLER)
LEADER = person("赵文博", "九亭所", Role.STATION_LEADER)
HEAD = person("许怀远", "消保科", Role.SECTION_HEAD)


class Clock:
    """Goes on by an hour at each step, so that what came later is later."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


class Bureau:
    """A store with four people, and moves made on it as the program makes them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock = store, clock

    def tick(self) -> None:
        self.clock.now += timedelta(hours=1)

    def move(self, move: Move, by: Officer, *refs: str, **said: Any) -> int:
        """One step with a move for each ticket; gives its number."""
        self.tick()
        with self.store.transaction(who=by.name, what=move.value) as tx:
            order = Order(by=by, at=tx.at, office=office(tx.connection), **said)
            move_many(tx, move, refs or (REF,), order)
            return tx.step_id

    def hand_in(self, ref: str = REF) -> None:
        self.tick()
        with self.store.transaction(who=HANDLER.name, what="送审") as tx:
            ticket = tx.tickets.get(ref)
            submit(tx.handling, ticket, [], by=HANDLER, at=tx.at, rulebook="1")

    def agree(self, *refs: str) -> int:
        return self.move(Move.APPROVE, LEADER, *refs)

    def write(self, by: Officer = HANDLER, ref: str = REF, **values: object) -> None:
        self.tick()
        with self.store.transaction(who=by.name, what="保存") as tx:
            new = changed(tx.tickets.get(ref), values)
            amend(tx.tickets, tx.handling, new, by=by, at=tx.at)

    def undo(self, step: int) -> None:
        self.tick()
        with self.store.transaction(who=HEAD.name, what="撤销") as tx:
            tx.undo(step)

    def ticket(self, ref: str = REF) -> Ticket:
        with self.store.reading() as connection:
            [found] = load_by_ref(connection, [ref])
            return found.ticket

    def place(self, ref: str = REF) -> Position:
        """Where it lies; what lists are told must be the same."""
        with self.store.reading() as connection:
            there = life_of(connection, ref).position
            listed = connection.execute(
                ticket_table.select().where(ticket_table.c.ref == ref)
            ).one()
            assert listed.position == there.name
            return there

    def done(self, ref: str = REF) -> list[Move]:
        with self.store.reading() as connection:
            return [one.move for one in movements(connection, ref) if one.undone_at is None]

    def clocks(self, ref: str = REF) -> dict[str, date | None]:
        with self.store.reading() as connection:
            [found] = load_by_ref(connection, [ref])
            return {one.code: one.due for one in clocks_of_ticket(connection, found.id, START)}


def a_bureau(path: Path) -> Bureau:
    """A new store with four people and one ticket that is found to be unsubstantiated."""
    clock = Clock()
    store = Store.open(path, now=clock)
    with store.transaction(who="测试", what="准备") as tx:
        tx.people.add_units(
            [
                Unit("九亭所", UnitKind.STATION),
                Unit("泗泾所", UnitKind.STATION),
                Unit("消保科", UnitKind.SECTION),
            ]
        )
        for one in (HANDLER, COLLEAGUE, LEADER, HEAD):
            tx.people.save_officer(one)
        tx.tickets.save(a_ticket(verdict=Verdict.UNSUBSTANTIATED))
    return Bureau(store, clock)
