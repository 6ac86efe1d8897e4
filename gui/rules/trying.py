"""Jobs of the rule desk: a trial on past tickets, and the mutation check of one rule or of all."""

from collections.abc import Callable, Sequence
from datetime import date
from time import perf_counter

from core.errors import Refusal
from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.mutation import MutationResult, check_rule, check_rulebook
from core.tickets.rules.plain import Data
from core.tickets.rules.rulebook import Rulebook
from core.tickets.rules.trial import Bench, Trial
from gui.desk import Desk
from gui.jobs import Progress
from storage.judging import example_surroundings
from storage.rules import rulebooks
from storage.rules.trial import TrialScope, run_trial


def start_trial(
    desk: Desk,
    then: Rulebook,
    only: str | None,
    scope: TrialScope,
    show: Callable[[Trial, float], object],
) -> Progress:
    """Try a rulebook, or the one rule `only`, beside the one in force; `show` gets the seconds."""
    store, now = desk.store, desk.now()

    def run(progress: Progress) -> tuple[Trial, float]:
        began = perf_counter()
        with store.reading() as connection:
            in_force = rulebooks(connection).current(now.date())
            bench = Bench(in_force, then, only=None if only is None else {only})
            trial = run_trial(connection, bench, scope, now, progress)
        return trial, perf_counter() - began

    return desk.jobs.start(
        run,
        lambda found: show(*found),
        title="正在旧工单上试",
        cancelling="取消后什么也没有变，工单和规则都不动。",
    )


def start_check(
    desk: Desk,
    rule: Data,
    vocabulary: Vocabulary,
    examples_on: date,
    show: Callable[[MutationResult], object],
) -> Progress:
    """Check one rule by mutation, quietly; a rule that cannot be read is passed over."""

    def run(_progress: Progress) -> MutationResult | None:
        try:
            return check_rule(rule, vocabulary, example_surroundings, examples_on=examples_on)
        except Refusal:
            return None

    return desk.jobs.start(run, lambda found: show(found) if found is not None else None)


def start_check_of_all(
    desk: Desk, data: Data, show: Callable[[Sequence[MutationResult]], object]
) -> Progress:
    """Check every rule and every name by mutation."""

    def run(progress: Progress) -> list[MutationResult]:
        return list(check_rulebook(data, example_surroundings, progress))

    return desk.jobs.start(
        run,
        show,
        title="正在把规则一处一处改错，看例子发现不发现",
        cancelling="取消后什么也没有变。",
    )
