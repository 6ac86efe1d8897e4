"""Events of a ticket's clocks that no ledger has (计时事项): entered in the program, with proof.

They belong to the ticket and outlive every import. What they do to a clock is for
`core/tickets/clocks` to say.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseRecord:
    """One suspension (扣除期) of the clock with this code; without `last` it goes on."""

    clock: str
    first: date
    last: date | None
    proof: str
    """By what it began: 检测委托书; once it is over, also by what it ended: 报告签收."""
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantRecord:
    """The one extension (延长) of a clock: approved on a day, by whom, why."""

    clock: str
    approved_on: date
    approved_by: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """All that was entered; `days` by name, see `DAYS`."""

    pauses: tuple[PauseRecord, ...] = ()
    grants: tuple[GrantRecord, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)

    def day(self, key: str) -> date | None:
        return self.days.get(key)


NOTHING = Timing()

DAYS: Mapping[str, str] = {
    "id_proof_due": "补材料截止日",
    "id_proof_received_on": "补材料收到日",
    "clue_found_on": "调解中发现线索日",
    "clue_decided_on": "线索核查决定日",
    "case_decided_on": "案件处理决定日",
}
"""The days that can be entered, and what they are called."""


def plain(timing: Timing) -> dict[str, Any] | None:
    """As JSON; None where nothing was entered."""
    if timing == NOTHING:
        return None
    return {
        "pauses": [
            {
                "clock": one.clock,
                "first": one.first.isoformat(),
                "last": one.last and one.last.isoformat(),
                "proof": one.proof,
                "who": one.who,
            }
            for one in timing.pauses
        ],
        "grants": [
            {
                "clock": one.clock,
                "approved_on": one.approved_on.isoformat(),
                "approved_by": one.approved_by,
                "reason": one.reason,
                "who": one.who,
            }
            for one in timing.grants
        ],
        "days": {key: day.isoformat() for key, day in sorted(timing.days.items())},
    }


def timing_of(data: Mapping[str, Any] | None) -> Timing:
    """What `plain` made data of."""
    if not data:
        return NOTHING
    day = date.fromisoformat
    return Timing(
        pauses=tuple(
            PauseRecord(**{**o, "first": day(o["first"]), "last": o["last"] and day(o["last"])})
            for o in data["pauses"]
        ),
        grants=tuple(
            GrantRecord(**{**o, "approved_on": day(o["approved_on"])}) for o in data["grants"]
        ),
        days={key: day(text) for key, text in data["days"].items()},
    )
