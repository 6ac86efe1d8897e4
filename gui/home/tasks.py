"""What others wait for (待办): a sentence with its reason, leading to the work.

Which tasks there are stands in `SOURCES`, in the order they are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from core.people import Action, reach
from core.tickets.life.standing import Position
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


_WAITING = (
    (Position.TO_DISPATCH, Action.DISPATCH_TICKET, "inbox", "待分派", "去分派", "待分派"),
    (Position.DECLINED, Action.DECIDE_DECLINE, "undo-2", "退单等您决定", "去看", "退单待定"),
    (
        Position.AT_SECTION,
        Action.CLEAR_TICKET,
        "shield-check",
        "等消保科审批",
        "去审批",
        "待我审批",
    ),
    (
        *(Position.AT_BUREAU, Action.APPROVE_NOT_FILED, "shield-check"),
        *("不予立案等您批准", "去看", "待我批准不予立案"),
    ),
)
"""What lies with the section or the bureau leader: where, by which permission, and its words."""


def waiting(desk: Desk, connection: Reading) -> Iterator[Task]:
    """What the section, or the bureau leader, has to send on."""
    for place, action, icon, title, verb, view in _WAITING:
        if not desk.may(action):
            continue
        wanted = replace(seen_by(desk.officer, desk.today), position=place)
        number = count(connection, wanted, desk.now())
        if number:
            yield Task(
                icon=icon,
                title=title,
                why=f"{number} 件",
                verb=verb,
                page="tickets",
                target=view,
            )


def reworks(desk: Desk, connection: Reading) -> Iterator[Task]:
    """What the section returned to the handler who sits here."""
    if not desk.may(Action.SUBMIT_TICKET):
        return
    base = seen_by(desk.officer, desk.today)
    wanted = replace(base, handler=desk.officer.name, position=Position.REWORK)
    number = count(connection, wanted, desk.now())
    if number:
        yield Task(
            icon="undo-2",
            title="退回重办，请重新核查",
            why=f"{number} 件，各有自己的重办时限",
            verb="去办",
            page="tickets",
            target=wanted,
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


SOURCES: Sequence[Source] = (to_approve, waiting, reworks, returned, with_findings, unfinished)


def tasks(desk: Desk, connection: Reading, sources: Sequence[Source]) -> list[Task]:
    """All tasks of the officer who sits here."""
    return [task for source in sources for task in source(desk, connection)]
