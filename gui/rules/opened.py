"""What the rule desk is opened on, read from the store at once: versions, and the data to edit."""

from dataclasses import dataclass
from datetime import date

from core.tickets.rules.differences import differences
from core.tickets.rules.entries import Part
from core.tickets.rules.plain import Data
from core.tickets.rules.versions import RulebookVersion, VersionState, current
from storage.database import Reading
from storage.rules import rulebook_data, versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """`base` is what a draft begins from, `in_force` what checks tickets that come in today."""

    versions: tuple[RulebookVersion, ...]
    """Newest first."""
    base: RulebookVersion
    base_data: Data
    in_force: RulebookVersion
    draft: RulebookVersion | None
    draft_data: Data | None
    waiting: RulebookVersion | None
    """The version that waits for a second officer; the oldest of several."""
    waiting_data: Data | None

    @property
    def pending(self) -> frozenset[str]:
        """The numbers of the rules that are other in the version that waits."""
        if self.waiting_data is None:
            return frozenset()
        found = differences(self.base_data, self.waiting_data)
        return frozenset(one.name for one in found if one.part is Part.RULES)

    @property
    def data(self) -> Data:
        """What is edited: the draft, or else what a draft would begin from."""
        return self.base_data if self.draft_data is None else self.draft_data

    @property
    def over(self) -> str:
        """The fingerprint of the draft that saving would replace; "" where there is none."""
        return self.draft.fingerprint if self.draft else ""

    @property
    def next_number(self) -> int:
        """The number that a draft has or would get."""
        return self.draft.number if self.draft else self.versions[0].number + 1


def open_rules(connection: Reading, today: date) -> Opened:
    """Read all of it; the store always has at least one version in force."""
    found = versions(connection)
    confirmed = [one for one in found if one.state is VersionState.CONFIRMED]
    draft = next((one for one in found if one.state is VersionState.DRAFT), None)
    waiting = [one for one in found if one.state is VersionState.PROPOSED]
    return Opened(
        versions=tuple(found),
        base=confirmed[0],
        base_data=rulebook_data(connection, confirmed[0].number),
        in_force=current(confirmed, today),
        draft=draft,
        draft_data=rulebook_data(connection, draft.number) if draft else None,
        waiting=waiting[-1] if waiting else None,
        waiting_data=rulebook_data(connection, waiting[-1].number) if waiting else None,
    )
