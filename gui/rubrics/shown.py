"""What the page of rubrics shows: the versions of one rubric, and the one that is looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.review.rubric import Rubric
from core.review.rubric_changes import Difference, differences, not_comparable
from core.review.rubric_faults import Fault, Known, faults
from core.review.rubric_versions import RubricVersion, confirmed, in_force, opened
from core.tickets.rules.versions import VersionState
from gui.desk import Desk
from storage.review.rubric_versions import known_to_rubrics, rubric_keys, rubric_versions
from storage.rules import rulebooks

STATES = {
    VersionState.DRAFT: ("草稿", "draft"),
    VersionState.PROPOSED: ("待确认", "warn"),
    VersionState.CONFIRMED: ("已确认", "ok"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """`rules` are the titles of the fill-in rules by number, for the cues."""

    key: str
    versions: tuple[RubricVersion, ...]
    known: Known
    rules: Mapping[str, str]

    @property
    def in_force(self) -> RubricVersion:
        return in_force(self.versions)

    @property
    def opened(self) -> RubricVersion | None:
        return opened(self.versions)

    @property
    def newest(self) -> RubricVersion:
        return self.versions[0]

    def before(self, version: RubricVersion) -> Rubric | None:
        """The version that was in force before; None for the first."""
        older = (one for one in self.versions if one.number < version.number and not one.is_open)
        return next((one.rubric for one in older), None)

    def faults(self, rubric: Rubric) -> list[Fault]:
        return list(faults(rubric, self.known))

    def name(self, version: RubricVersion) -> str:
        """2026-2 版　在用."""
        word = "在用" if version == confirmed(self.versions) else STATES[version.state][0]
        if word == "已确认":
            word = "以前的"
        return f"{version.rubric.version} 版　{word}"


def changes(before: Rubric | None, rubric: Rubric) -> tuple[Difference, ...]:
    return differences(before, rubric) if before else ()


def warning(before: Rubric | None, rubric: Rubric) -> str:
    return not_comparable(before, rubric) if before else ""


def titles(desk: Desk) -> dict[str, str]:
    """The rubrics there are: what they are called, by key."""
    with desk.store.reading() as connection:
        some = {key: rubric_versions(connection, key) for key in rubric_keys(connection)}
    return {key: (confirmed(found) or found[0]).rubric.name for key, found in some.items()}


def read(desk: Desk, key: str) -> Shown:
    with desk.store.reading() as connection:
        return Shown(
            key=key,
            versions=tuple(rubric_versions(connection, key)),
            known=known_to_rubrics(connection, desk.today),
            rules={rule.id: rule.title for rule in rulebooks(connection).current(desk.today).rules},
        )
