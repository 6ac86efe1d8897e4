"""What the figures ask of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.figures.period import month
from core.figures.versions import opened
from core.people import Action
from core.tickets.rules.versions import VersionState
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.database import Reading
from storage.figures.closing import waiting_months
from storage.figures.versions import indicator_versions


def to_confirm(desk: Desk, connection: Reading) -> Iterator[Task]:
    """A month that somebody else closed."""
    if not desk.may(Action.CLOSE_MONTH):
        return
    for first, closed_by in waiting_months(connection):
        if closed_by != desk.officer.name:
            yield Task(
                icon="chart-column",
                title=f"{month(first).label}的指标封存了，请您确认",
                why=f"{closed_by}封存，确认以后不再改动",
                verb="去确认",
                page="figures",
                target=month(first),
            )


def definitions(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Definitions that somebody else proposed, and one's own draft that was sent back."""
    found = opened(indicator_versions(connection)) if desk.may(Action.EDIT_INDICATORS) else None
    if found is None:
        return
    own = desk.officer.name in found.authors
    if found.state is VersionState.PROPOSED and not own:
        yield Task(
            icon="chart-column",
            title=f"指标口径 {found.label} 版，请您确认",
            why=f"{found.authors[-1]}提交，理由：{found.reason}",
            verb="去确认",
            page="definitions",
        )
    if own and found.opinion:
        yield Task(
            icon="undo-2",
            title="指标口径的修改被退回",
            why=found.opinion,
            verb="去改",
            page="definitions",
        )


FIGURE_SOURCES: Sequence[Source] = (to_confirm, definitions)
