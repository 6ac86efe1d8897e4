"""What follow-ups ask of the officer who sits here: lines for 待办, a count for the navigation."""

from collections.abc import Iterator, Sequence

from core.figures.words import day
from core.follow_up.callback import Standing
from core.follow_up.due import due_of
from core.people import Action, reach
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.calendar import calendar
from storage.database import Reading
from storage.follow_up.reading import (
    Followed,
    dissatisfied,
    owned_escalations,
    to_call,
    under_escalation,
)
from storage.follow_up.rules import follow_up_rules
from storage.follow_up.writing import wants_escalation

MOST = 3


def calls(desk: Desk, connection: Reading) -> Iterator[Task]:
    """For the section: who is to be called, first and again."""
    if not desk.may(Action.CALL_BACK):
        return
    for found, target, title in (
        (to_call(connection), Standing.TO_CALL, "件要回访"),
        (
            _standing(connection, None, Standing.TO_CALL_AGAIN),
            Standing.TO_CALL_AGAIN,
            "件要再次回访",
        ),
    ):
        if found:
            yield Task(
                icon="message-square-text",
                title=f"{len(found)} {title}",
                why=_first_due(found),
                verb="去回访",
                page="follow-up",
                target=target.value,
            )


def explanations(desk: Desk, connection: Reading) -> Iterator[Task]:
    """For a unit: what the officer's own tickets, or the whole unit's, have to answer for."""
    units = reach(desk.officer, Action.EXPLAIN_CALLBACK, today=desk.today)
    if units == frozenset():
        return
    leads = desk.may(Action.SIGN_EXPLANATION)
    for one in _standing(connection, units, Standing.TO_EXPLAIN):
        ticket = one.follow_up.ticket
        if leads or ticket.handler == desk.officer.name:
            said = one.follow_up.explanation
            back = f"，退回原因：{said.sent_back}" if said is not None and said.sent_back else ""
            whose = "" if ticket.handler == desk.officer.name else f"，{ticket.handler}办的"
            yield Task(
                icon="pencil-line",
                title="回访不满意，请写情况说明",
                why=f"{one.follow_up.ref}，{_first_due([one])}{whose}{back}",
                verb="去说明",
                page="follow-up",
                target=one.follow_up.ref,
            )


def signatures(desk: Desk, connection: Reading) -> Iterator[Task]:
    """For a unit's leader: what waits for a name."""
    units = reach(desk.officer, Action.SIGN_EXPLANATION, today=desk.today)
    found = _standing(connection, units, Standing.TO_SIGN) if units != frozenset() else []
    if found:
        yield Task(
            icon="user-round-pen",
            title=f"{len(found)} 件情况说明等您签字",
            why=_first_due(found),
            verb="去签字",
            page="follow-up",
            target=Standing.TO_SIGN.value,
        )


def escalations(desk: Desk, connection: Reading) -> Iterator[Task]:
    """What the officer has to analyse; for the section also what is to be raised and concluded."""
    for one in owned_escalations(connection, desk.officer.name)[:MOST]:
        back = f"，退回原因：{one.sent_back}" if one.sent_back else ""
        late = "，已超期" if one.is_overdue(desk.today) else ""
        yield Task(
            icon="flag",
            title=f"专项督办由您分析：{one.origin.value}",
            why=f"{one.ref}，{day(one.due)}前{late}{back}",
            verb="去分析",
            page="follow-up",
            target=one.ref,
        )
    if not desk.may(Action.ESCALATE):
        return
    watched = under_escalation(connection)
    raised = [one for one in (*watched, *_unhappy(connection)) if wants_escalation(one)]
    new = len({one.id for one in raised})
    if new:
        yield Task(
            icon="flag",
            title=f"{new} 件要立专项督办",
            why="市级回访不满意，或者再次回访仍不满意，还没有人负责",
            verb="去督办",
            page="follow-up",
            target="待立督办",
        )
    ready = [one for one in watched if _waits(one, desk)]
    if ready:
        yield Task(
            icon="flag",
            title=f"{len(ready)} 件专项督办等结论",
            why="分析已经交来，由没有写分析的人下结论",
            verb="去认定",
            page="follow-up",
            target="督办中",
        )


def _waits(one: Followed, desk: Desk) -> bool:
    there = one.escalation
    return (
        there is not None
        and there.analysed_at is not None
        and there.concluded_at is None
        and desk.officer.name not in (there.owner, there.analysed_by)
    )


def _unhappy(connection: Reading) -> list[Followed]:
    return dissatisfied(connection)


def _standing(
    connection: Reading, units: frozenset[str] | None, wanted: Standing
) -> list[Followed]:
    rounds = follow_up_rules().rounds
    found = dissatisfied(connection, units)
    return [one for one in found if one.follow_up.standing(rounds) is wanted]


def _first_due(found: Sequence[Followed]) -> str:
    days = [due_of(one.follow_up, follow_up_rules(), calendar()) for one in found]
    first = min((one for one in days if one is not None), default=None)
    return f"最早的一件 {day(first)}前" if first is not None else "没有期限"


FOLLOW_UP_SOURCES: Sequence[Source] = (calls, explanations, signatures, escalations)
