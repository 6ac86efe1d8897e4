"""Where a ticket stands (阶段) and what each stage still needs, read off its fields.

A stage is done when nothing is missing in it: no required field of it is empty and none of its
other needs is open. Nothing stores stages but a cache.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.tickets.case import Case
from core.tickets.fields import BY_KEY
from core.tickets.filling.logic import FormLogic, Settled
from core.tickets.language.closures import compile_condition
from core.tickets.language.template import Template
from core.tickets.language.tree import Node
from core.tickets.lifecycle import Stage


@dataclass(frozen=True, slots=True)
class Need:
    """What a stage still needs, in words; without a `key` it is no field that is missing."""

    says: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class StageRule:
    """Something a stage needs beside its required fields."""

    holds: Node
    says: Template
    key: str = ""


@dataclass(frozen=True, slots=True)
class StageFields:
    """One stage: the fields filled in during it, and what else it needs."""

    stage: Stage
    keys: tuple[str, ...]
    rules: tuple[StageRule, ...] = ()


class Stages:
    """All stages, with the logic that says which fields are required."""

    def __init__(self, stages: Sequence[StageFields], logic: FormLogic) -> None:
        self._stages: Mapping[Stage, StageFields] = {one.stage: one for one in stages}
        self._logic = logic
        self._may_need = {
            one.stage: tuple(key for key in one.keys if logic.is_ever_required(key))
            for one in stages
        }
        self._rules = {
            one.stage: tuple((compile_condition(rule.holds), rule) for rule in one.rules)
            for one in stages
        }

    def needs(self, stage: Stage, case: Case, hidden: frozenset[str]) -> tuple[Need, ...]:
        """What `stage` still needs; `hidden` are the fields that do not apply."""
        found = [
            Need(BY_KEY[key].header, key)
            for key in self._may_need[stage]
            if key not in hidden
            and BY_KEY[key].is_empty(case.ticket)
            and self._logic.requires(case, key)
        ]
        missing = {need.key for need in found}
        found += [
            Need(rule.says.fill(case), rule.key)
            for holds, rule in self._rules[stage]
            if holds(case) is False and rule.key not in missing
        ]
        return tuple(found)

    def open_needs(self, settled: Settled) -> dict[Stage, tuple[Need, ...]]:
        """What every stage still needs; a stage without needs is done."""
        return {stage: self.needs(stage, settled.case, settled.hidden) for stage in Stage}

    def done(
        self, settled: Settled, needs: Mapping[Stage, Sequence[Need]], now: Stage
    ) -> frozenset[Stage]:
        """The stages whose work is done: nothing is needed, and it is behind us or was begun."""
        order = list(Stage)
        ticket = settled.case.ticket
        return frozenset(
            stage
            for stage in Stage
            if not needs[stage]
            and (
                order.index(stage) < order.index(now)
                or any(not BY_KEY[key].is_empty(ticket) for key in self.keys(stage))
            )
        )

    def stage_of(self, case: Case) -> Stage:
        """The first stage that is not done; a closed ticket waits for, or has had, its callback."""
        if case.ticket.is_closed:
            return Stage.CALLBACK
        settled = self._logic.settle(case)
        open_ones = (s for s in Stage if self.needs(s, settled.case, settled.hidden))
        return next(open_ones, Stage.CALLBACK)

    def keys(self, stage: Stage) -> tuple[str, ...]:
        """The fields that are filled in during a stage, in the order of the work."""
        return self._stages[stage].keys

    def stage_for(self, key: str) -> Stage | None:
        """The stage in which a field is filled in."""
        return next((one.stage for one in self._stages.values() if key in one.keys), None)


def now_at(needs: Mapping[Stage, Sequence[Need]], *, is_closed: bool) -> Stage:
    """The stage at which a ticket with these needs stands."""
    if is_closed:
        return Stage.CALLBACK
    return next((stage for stage in Stage if needs[stage]), Stage.CALLBACK)
