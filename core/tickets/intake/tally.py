"""What an import did or would do, added up for a person to read (试导结果)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.tickets.fields import BY_KEY, as_text, differences
from core.tickets.intake.plan import Conflict, Fate, Outcome
from core.tickets.intake.rows import Problem, Remark

SHOWN = 500
"""How many changed rows and remarks are kept to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Updated:
    """A ticket that the ledger changes: (before, after) as text, by our heading."""

    row: int
    ref: str
    changes: Mapping[str, tuple[str, str]]


@dataclass(slots=True, kw_only=True)
class Tally:
    """Counts of rows, and the rows a person must look at."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    conflicts: list[Conflict] = field(default_factory=list)
    rejected: list[tuple[Problem, ...]] = field(default_factory=list)
    """For each row that is not taken everything that is wrong with it."""
    updates: list[Updated] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    unmapped: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """How many rows an import would write: the number on the button."""
        return self.added + self.updated

    def count(self, outcome: Outcome) -> None:
        self.read += 1
        match outcome.fate:
            case Fate.ADDED:
                self.added += 1
            case Fate.UPDATED:
                self.updated += 1
                self._keep_update(outcome)
            case Fate.UNCHANGED:
                self.unchanged += 1
            case Fate.REJECTED:
                self.rejected.append(outcome.problems)
        self.conflicts += outcome.conflicts
        self.remarks += outcome.remarks[: SHOWN - len(self.remarks)]

    def _keep_update(self, outcome: Outcome) -> None:
        if len(self.updates) >= SHOWN or outcome.before is None or outcome.after is None:
            return
        changes = {
            BY_KEY[key].header: (as_text(old), as_text(new))
            for key, (old, new) in differences(outcome.before, outcome.after).items()
        }
        self.updates.append(Updated(row=outcome.row, ref=outcome.ref, changes=changes))

    def document(self) -> dict[str, Any]:
        """The JSON document of `import`; one entry for each row that is not taken."""
        return {
            "read": self.read,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "conflicts": [
                {
                    "row": one.row,
                    "column": one.column,
                    "ledger": as_text(one.ledger),
                    "store": as_text(one.store),
                }
                for one in self.conflicts
            ],
            "rejected": [
                {
                    "row": problems[0].row,
                    "column": problems[0].column,
                    "value": problems[0].value,
                    "reason": whole_reason(problems),
                }
                for problems in self.rejected
            ],
            "unmapped_columns": list(self.unmapped),
        }


def whole_reason(problems: tuple[Problem, ...]) -> str:
    """The first reason, and a word on the other columns of the row that are wrong too."""
    others = [f"“{one.column}”：{one.reason}" for one in problems[1:]]
    return problems[0].reason + ("".join((" 这一行还有", "".join(others))) if others else "")
