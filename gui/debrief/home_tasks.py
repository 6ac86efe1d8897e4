"""What remedies ask of the officer who sits here: lines for 待办, a count for the navigation."""

from collections.abc import Iterator, Sequence

from core.people import Action
from core.review.debrief.remedies import (
    Remedy,
    RemedyState,
    in_order,
    may_decide,
    may_prove,
    seen_by,
)
from gui.debrief.words import due_words
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.database import Reading
from storage.review.debrief.reading import waits_for_debrief
from storage.review.debrief.remedies import open_remedies

MOST = 3


def _open(desk: Desk, connection: Reading) -> list[Remedy]:
    today = desk.today
    return in_order(seen_by(desk.officer, open_remedies(connection), today=today), today=today)


def to_put_right(desk: Desk, connection: Reading) -> Iterator[Task]:
    """What the officer has to put right, and what is overdue in the officer's unit."""
    found = [one for one in _open(desk, connection) if _asks(desk, one)]
    for one in found[:MOST]:
        back = f"，退回原因：{one.sent_back}" if one.sent_back else ""
        whose = "" if one.owner == desk.officer.name else f"，责任人{one.owner}"
        yield Task(
            icon="flag",
            title=f"整改：{one.wanted.problem}",
            why=f"{len(one.wanted.refs)} 件，{due_words(one, desk.today)}{whose}{back}",
            verb="去整改",
            page="remedies",
            target=one.id,
        )


def _asks(desk: Desk, one: Remedy) -> bool:
    own = one.owner == desk.officer.name
    can = may_prove(desk.officer, one, today=desk.today)
    return can and (own or (one.is_overdue(desk.today) and desk.may(Action.SEE_CAMPAIGN)))


def to_sign_off(desk: Desk, connection: Reading) -> Iterator[Task]:
    """For the section: what waits to be signed off, and who is late."""
    if not desk.may(Action.FOLLOW_REMEDIES):
        return
    found = _open(desk, connection)
    proven = [one for one in found if may_decide(desk.officer, one, today=desk.today)]
    late = [one for one in found if one.is_overdue(desk.today)]
    if proven:
        yield Task(
            icon="flag",
            title=f"{len(proven)} 项整改等着销号",
            why=_units(proven),
            verb="去销号",
            page="remedies",
            target=RemedyState.PROVEN.value,
        )
    if late:
        yield Task(
            icon="flag",
            title=f"{len(late)} 项整改超期",
            why=f"{_units(late)}，还没有提交",
            verb="去督办",
            page="remedies",
            target="超期",
        )


def to_debrief(desk: Desk, connection: Reading) -> Iterator[Task]:
    """For the section: the last campaign, once its results are locked and nobody has begun."""
    if not desk.may(Action.FOLLOW_REMEDIES):
        return
    about = waits_for_debrief(connection, today=desk.today)
    if about is not None:
        yield Task(
            icon="clipboard-list",
            title=f"{about.plan.title}可以复盘了",
            why="申诉期已过，结果已锁定，还没有归要点、立整改",
            verb="去复盘",
            page="debrief",
            target=about.id,
        )


def _units(some: Sequence[Remedy]) -> str:
    return "、".join(dict.fromkeys(one.wanted.unit for one in some))


REMEDY_SOURCES: Sequence[Source] = (to_put_right, to_sign_off, to_debrief)


def waiting(desk: Desk) -> int:
    """How many remedies wait for this very officer, for the count in the navigation."""
    with desk.store.reading() as connection:
        found = _open(desk, connection)
    own = [one for one in found if one.owner == desk.officer.name]
    return sum(
        (one in own and one.state is RemedyState.OPEN)
        or may_decide(desk.officer, one, today=desk.today)
        for one in found
    )
