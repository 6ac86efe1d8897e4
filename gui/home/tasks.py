"""What others wait for (待办): a sentence with its reason, leading to the work.

Which tasks there are stands in `SOURCES`, in the order they are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.people import Action, reach
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.database import Reading
from storage.handling import drafts, returned_to, waiting_for_leader
from storage.ticket_lists import count, seen_by


def to_approve(desk: Desk, connection: Reading) -> Iterator[Task]:
    if not desk.may(Action.APPROVE_TICKET):
        return
    units = reach(desk.officer, Action.APPROVE_TICKET, today=desk.today)
    waiting = waiting_for_leader(connection, units)
    if waiting:
        yield Task(
            icon="send",
            title="承办人送审，请您审核",
            why=f"{waiting} 件，审核前承办人不能再改",
            verb="去审核",
            page="tickets",
            target="待我审核",
        )


def returned(desk: Desk, connection: Reading) -> Iterator[Task]:
    found = returned_to(connection, desk.officer.name)
    for ref, reason in found[:3]:
        yield Task(
            icon="undo-2",
            title="分管领导退回，请改好再送审",
            why=f"{ref}，退回原因：{reason}",
            verb="去修改",
            page="ticket",
            target=ref,
        )


def unfinished(desk: Desk, connection: Reading) -> Iterator[Task]:
    found = drafts(connection, desk.officer.name)
    for draft in found[:3]:
        what = f"工单 {draft.ref}" if draft.ref else "新登记的工单"
        yield Task(
            icon="pencil-line",
            title="草稿没有写完",
            why=f"{what}，{draft.at:%m 月 %d 日 %H:%M} 存的草稿",
            verb="接着写",
            page="ticket",
            target=draft.ref,
        )


def with_findings(desk: Desk, connection: Reading) -> Iterator[Task]:
    if not desk.may(Action.SUBMIT_TICKET):
        return
    base = seen_by(desk.officer, desk.today)
    mine = replace(base, handler=desk.officer.name, is_closed=False, has_findings=True)
    number = count(connection, mine, desk.now())
    if number:
        yield Task(
            icon="triangle-alert",
            title="填报有问题，还没有改",
            why=f"您的在办件中有 {number} 件，送审前要改好",
            verb="去改",
            page="tickets",
            target="有问题未改",
        )


SOURCES: Sequence[Source] = (to_approve, returned, with_findings, unfinished)


def tasks(desk: Desk, connection: Reading, sources: Sequence[Source]) -> list[Task]:
    """All tasks of the officer who sits here."""
    return [task for source in sources for task in source(desk, connection)]
