"""A ticket as it was after a step, with what the store alone knows of it and clocks ask for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.audit import Change, Step
from core.tickets.life.table import Move
from core.tickets.ticket import Ticket
from core.tickets.timing import timing_of
from storage.timeline.versions import Version


def after_step(
    state: Ticket | None, done: Sequence[tuple[Step, Change]], version: Version | None
) -> Ticket | None:
    """The ticket after what was `done` in one step; `version` is what it wrote on its fields."""
    if version is not None:
        state = _carried(version.ticket, state)
    for step, change in done:
        if state is not None:
            state = replace(state, **_beside(step, change))
    return state


def _carried(new: Ticket | None, old: Ticket | None) -> Ticket | None:
    if new is None or old is None:
        return new
    return replace(new, rule_set=old.rule_set, timing=old.timing, returned_on=old.returned_on)


def _beside(step: Step, change: Change) -> dict[str, Any]:
    after = change.after or {}
    match change.subject:
        case "timing":
            return {"timing": timing_of(change.after)}
        case "rule_set_pin":
            return {"rule_set": after.get("rule_set", "")}
        case "movement" if after.get("move") == Move.RETURN.name and not after.get("rework"):
            return {"returned_on": step.at.date()}
    return {}
