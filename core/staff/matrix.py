"""The table of permissions as people read it: actions down, roles across, how far in each cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.people import PERMISSIONS, Action, Reach, Role

WORDS: Mapping[Reach | None, str] = {
    Reach.EVERYWHERE: "全局",
    Reach.OWN_UNIT: "本单位",
    None: "",
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One action, and how far each role may go with it."""

    action: Action
    reaches: Mapping[Role, Reach | None]

    def words(self, role: Role) -> str:
        return WORDS[self.reaches[role]]


def matrix() -> tuple[MatrixRow, ...]:
    """All of it, in the order in which the actions are declared."""
    return tuple(
        MatrixRow(action, {role: PERMISSIONS[role].get(action) for role in Role})
        for action in Action
    )
