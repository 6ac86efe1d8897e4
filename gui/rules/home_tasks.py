"""What the rulebook asks of the officer who sits here: lines for 待办."""

from collections.abc import Iterator, Sequence

from core.people import Action
from core.tickets.rules.versions import RulebookVersion, VersionState
from gui.desk import Desk
from gui.tasks import Source, Task
from storage.database import Reading
from storage.rules import versions

SHOWN = 3


def to_confirm(desk: Desk, connection: Reading) -> Iterator[Task]:
    """Versions that somebody else proposed."""
    if not desk.may(Action.CONFIRM_RULES):
        return
    for version in versions(connection):
        if version.state is VersionState.PROPOSED and desk.officer.name not in _hands(version):
            since = f"，自 {version.effective_from} 起" if version.effective_from else ""
            yield Task(
                icon="list-checks",
                title=f"填报规则{version.name}，请您确认",
                why=f"{version.proposed_by}提交{since}，理由：{version.reason}",
                verb="去确认",
                page="rules",
                target=version.number,
            )


def sent_back(desk: Desk, connection: Reading) -> Iterator[Task]:
    """The newest version, where it was sent back to the officer who proposed it."""
    if not desk.may(Action.EDIT_RULES):
        return
    found = versions(connection)[:1]
    for version in found:
        if version.state is VersionState.REJECTED and version.proposed_by == desk.officer.name:
            yield Task(
                icon="undo-2",
                title=f"填报规则{version.name}被退回",
                why=f"{version.decided_by}：{version.opinion}",
                verb="去改",
                page="rules",
                target=version.number,
            )


def _hands(version: RulebookVersion) -> set[str]:
    return {*version.authors, version.proposed_by}


RULE_SOURCES: Sequence[Source] = (to_confirm, sent_back)
