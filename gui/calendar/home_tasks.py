"""What the calendar asks of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.calendar.versions import in_force, opened
from core.people import Action
from core.tickets.rules.versions import VersionState
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.calendar_versions import calendar_versions
from storage.database import Reading

MONTHS_AHEAD = 2
"""So many months before a year without a calendar the section hears of it."""


def to_decide(desk: Desk, connection: Reading) -> Iterator[Task]:
    """What somebody else proposed, what came back to its author, a year that is missing."""
    if not desk.may(Action.EDIT_CALENDAR):
        return
    versions = calendar_versions(connection)
    found = opened(versions)
    if found is not None:
        own = desk.officer.name in found.authors
        if found.state is VersionState.PROPOSED and not own:
            yield Task(
                icon="calendar-days",
                title="工作日历改了，请您确认",
                why=f"{found.authors[-1]}提交，理由：{found.reason}",
                verb="去确认",
                page="calendar",
            )
        if own and found.opinion:
            yield Task(
                icon="undo-2",
                title="工作日历的改动被退回",
                why=found.opinion,
                verb="去改",
                page="calendar",
            )
    month = desk.today.year * 12 + desk.today.month - 1 + MONTHS_AHEAD
    year = month // 12
    if year not in in_force(versions).content.years and found is None:
        yield Task(
            icon="calendar-days",
            title=f"{year} 年的放假安排还没有录入",
            why="跨到这一年的期限都是估算；一人录入，另一人确认",
            verb="去录入",
            page="calendar",
            target=year,
        )


CALENDAR_SOURCES: Sequence[Source] = (to_decide,)
