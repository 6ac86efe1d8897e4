"""What briefings ask of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.briefing.issue import State
from core.people import Action
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.briefing.issues import issues, structure
from storage.database import Reading


def to_decide(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Issues that wait for the leader, and one's own that were sent back or may be given out."""
    edits, approves = desk.may(Action.EDIT_BRIEFING), desk.may(Action.APPROVE_BRIEFING)
    if not (edits or approves):
        return
    for one in issues(connection):
        name = f"{one.period.label}的{structure(one.kind).name}"
        own = one.author == desk.officer.name
        if one.state is State.SUBMITTED and approves and not own:
            yield _task("file-text", f"{name}，请您批", f"{one.author}送审", "去批", one.id)
        elif one.state is State.DRAFT and one.opinion and edits:
            yield _task("undo-2", f"{name}被退回", one.opinion, "去改", one.id)
        elif one.state is State.APPROVED and edits:
            yield _task("send", f"{name}可以签发了", f"{one.decided_by}已批准", "去签发", one.id)


def _task(icon: str, title: str, why: str, verb: str, id_: int) -> Task:
    return Task(icon=icon, title=title, why=why, verb=verb, page="briefing", target=id_)


BRIEFING_SOURCES: Sequence[Source] = (to_decide,)
