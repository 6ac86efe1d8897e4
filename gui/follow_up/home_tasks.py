"""What follow-ups ask of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.figures.words import day
from core.follow_up.callback import Standing
from core.follow_up.due import due_of
from core.people import Action, reach
from core.workdays import Calendar
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.calendar import calendar_of
from storage.database import Reading
from storage.follow_up.reading import (
    Followed,
    dissatisfied,
    owned_escalations,
    under_escalation,
    waiting,
)
from storage.follow_up.rules import follow_up_rules
from storage.follow_up.writing import wants_escalation

MOST = 3


def follow_ups(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Everything that follow-ups ask of this officer; the dissatisfied are read once for all."""
    units = reach(desk.officer, Action.SEE_TICKET, today=desk.today)
    if not (desk.may(Action.CALL_BACK) or desk.may(Action.EXPLAIN_CALLBACK)):
        yield from _to_analyse(desk, connection)
        return
    unhappy = dissatisfied(connection, units)
    days = calendar_of(connection)
    if desk.may(Action.CALL_BACK):
        yield from _calls(connection, unhappy, days)
    yield from _explanations(desk, unhappy, days)
    yield from _signatures(desk, unhappy, days)
    yield from _to_analyse(desk, connection)
    if desk.may(Action.ESCALATE):
        yield from _escalations(desk, [*under_escalation(connection), *unhappy])


def _calls(connection: Reading, unhappy: Sequence[Followed], days: Calendar) -> Iterator[Task]:
    """For the section: who is to be called, first and again."""
    number, first = waiting(connection)
    if number and first is not None:
        due = days.add_workdays(first.date(), follow_up_rules().first_call)
        yield _call_task(f"{number} 件要回访", f"最早的一件 {day(due)}前", Standing.TO_CALL)
    again = _those(unhappy, Standing.TO_CALL_AGAIN)
    if again:
        words = f"{len(again)} 件要再次回访"
        yield _call_task(words, _first_due(again, days), Standing.TO_CALL_AGAIN)


def _call_task(title: str, why: str, group: Standing) -> Task:
    return Task(
        icon="message-square-text",
        title=title,
        why=why,
        verb="去回访",
        page="follow-up",
        target=group.value,
    )


def _explanations(desk: Desk, unhappy: Sequence[Followed], days: Calendar) -> Iterator[Task]:
    """For a unit: what the officer's own tickets, or the whole unit's, have to answer for."""
    mine = [one for one in _those(unhappy, Standing.TO_EXPLAIN) if _answers(desk, one)]
    for one in mine[:MOST]:
        said = one.follow_up.explanation
        handler = one.follow_up.ticket.handler
        back = f"，退回原因：{said.sent_back}" if said is not None and said.sent_back else ""
        whose = "" if handler == desk.officer.name else f"，{handler}办的"
        yield Task(
            icon="pencil-line",
            title="回访不满意，请写情况说明",
            why=f"{one.follow_up.ref}，{_first_due([one], days)}{whose}{back}",
            verb="去说明",
            page="follow-up",
            target=one.follow_up.ref,
        )
    if len(mine) > MOST:
        yield Task(
            icon="pencil-line",
            title=f"另有 {len(mine) - MOST} 件回访不满意，要写情况说明",
            why=_first_due(mine[MOST:], days),
            verb="去说明",
            page="follow-up",
            target=Standing.TO_EXPLAIN.value,
        )


def _answers(desk: Desk, one: Followed) -> bool:
    """Whether it is this officer's to explain: their own ticket, or their unit's as its leader."""
    ticket = one.follow_up.ticket
    own = ticket.handler == desk.officer.name and desk.may(Action.EXPLAIN_CALLBACK, ticket.unit)
    return own or desk.may(Action.SIGN_EXPLANATION, ticket.unit)


def _signatures(desk: Desk, unhappy: Sequence[Followed], days: Calendar) -> Iterator[Task]:
    """For a unit's leader: what waits for a name."""
    found = [
        one
        for one in _those(unhappy, Standing.TO_SIGN)
        if desk.may(Action.SIGN_EXPLANATION, one.follow_up.ticket.unit)
    ]
    if found:
        yield Task(
            icon="user-round-pen",
            title=f"{len(found)} 件情况说明等您签字",
            why=_first_due(found, days),
            verb="去签字",
            page="follow-up",
            target=Standing.TO_SIGN.value,
        )


def _to_analyse(desk: Desk, connection: Reading) -> Iterator[Task]:
    """What the officer has to analyse under special escalation."""
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


def _escalations(desk: Desk, found: Sequence[Followed]) -> Iterator[Task]:
    """For the section: what is to be raised, and what waits for a conclusion."""
    new = len({one.id for one in found if wants_escalation(one)})
    if new:
        yield Task(
            icon="flag",
            title=f"{new} 件要立专项督办",
            why="市级回访不满意，或者再次回访仍不满意，还没有人负责",
            verb="去督办",
            page="follow-up",
            target="待立督办",
        )
    ready = len({one.id for one in found if _waits(one, desk)})
    if ready:
        yield Task(
            icon="flag",
            title=f"{ready} 件专项督办等结论",
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


def _those(found: Sequence[Followed], wanted: Standing) -> list[Followed]:
    rounds = follow_up_rules().rounds
    return [one for one in found if one.follow_up.standing(rounds) is wanted]


def _first_due(found: Sequence[Followed], days: Calendar) -> str:
    due = [due_of(one.follow_up, follow_up_rules(), days) for one in found]
    first = min((one for one in due if one is not None), default=None)
    return f"最早的一件 {day(first)}前" if first is not None else "没有期限"


FOLLOW_UP_SOURCES: Sequence[Source] = (follow_ups,)
