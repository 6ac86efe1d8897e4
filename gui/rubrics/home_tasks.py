"""What the rubrics ask of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.people import Action
from core.review.formula_versions import waiting
from core.review.rubric_versions import opened
from core.tickets.rules.versions import VersionState
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.database import Reading
from storage.review.formula_versions import formula_versions
from storage.review.rubric_versions import rubric_keys, rubric_versions


def to_decide(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Versions that somebody else proposed, and one's own drafts that were sent back."""
    if not desk.may(Action.EDIT_RUBRICS):
        return
    for key in rubric_keys(connection):
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


def formula_to_confirm(desk: Desk, connection: Reading) -> Iterator[Task]:
    """A formula that somebody else proposed."""
    found = waiting(formula_versions(connection)) if desk.may(Action.EDIT_RUBRICS) else None
    if found is not None and found.author != desk.officer.name:
        yield Task(
            icon="calculator",
            title=f"计分办法{found.formula.version}，请您确认",
            why=f"{found.author}提交，理由：{found.reason}",
            verb="去确认",
            page="formula",
        )


RUBRIC_SOURCES: Sequence[Source] = (to_decide, formula_to_confirm)
