"""What the rubrics ask of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.people import Action
from core.review.rubric_versions import opened
from core.tickets.rules.versions import VersionState
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.database import Reading
from storage.review.rubric_versions import keys, rubric_versions


def to_decide(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Versions that somebody else proposed, and one's own drafts that were sent back."""
    if not desk.may(Action.EDIT_RUBRICS):
        return
    for key in keys():
        found = opened(rubric_versions(connection, key))
        if found is None:
            continue
        own, title = desk.officer.name in found.authors, found.rubric.title
        if found.state is VersionState.PROPOSED and not own:
            yield Task(
                icon="table-2",
                title=f"{title}{found.rubric.version} 版，请您确认",
                why=f"{found.authors[-1]}提交，理由：{found.reason}",
                verb="去确认",
                page="rubrics",
                target=key,
            )
        if own and found.opinion:
            yield Task(
                icon="undo-2",
                title=f"{title}的修改被退回",
                why=found.opinion,
                verb="去改",
                page="rubrics",
                target=key,
            )


RUBRIC_SOURCES: Sequence[Source] = (to_decide,)
