"""Reminders among 待办: the highest levels first, each with how its clock stands."""

from collections.abc import Iterator, Sequence

from core.tickets.reminders.reminder import LEVELS
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.calendar import clock_law
from storage.database import Reading
from storage.reminders import reminders_for

SHOWN = 3
"""So many are named; all of them stand on their page."""


def to_answer(desk: Desk, connection: Reading) -> Iterator[Task]:
    found = reminders_for(connection, desk.officer.name, desk.today)
    for one in found[:SHOWN]:
        left = len(found) - SHOWN
        more = f"，另有 {left} 条" if left > 0 and one is found[SHOWN - 1] else ""
        yield Task(
            icon="clock-alert",
            title=f"{LEVELS[one.due.level]}催办：{clock_law().rule(one.due.clock).name}",
            why=f"{one.due.ref}，{one.due.said}{more}",
            verb="去签收",
            page="reminders",
        )


def waiting(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return len(reminders_for(connection, desk.officer.name, desk.today))


REMINDER_SOURCES: Sequence[Source] = (to_answer,)
