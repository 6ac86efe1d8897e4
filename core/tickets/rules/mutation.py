"""The mutation check (变异检查): which ways of breaking a rule none of its examples would notice.

A rule whose examples let a wrong sign pass is not told apart from the wrong rule; the section adds
an example that does, or writes down why the two rules are the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.errors import Refusal
from core.tickets.case import Case
from core.tickets.language.vocabulary import Vocabulary
from core.tickets.rules.data import vocabulary_of
from core.tickets.rules.examples import Around, as_expected, case_of
from core.tickets.rules.mutants import Mutant, mutants, name_mutants, rests_on
from core.tickets.rules.reading import read_rule
from core.tickets.rules.rulebook import Example, Rule, Rulebook

Data = Mapping[str, Any]
Tried = Sequence[tuple[Example, Case]]
"""Examples with the case each makes; made once, because many rules are tried on them."""

Said = Callable[[int, int], object]
"""Told how many rules and names are done, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MutationResult:
    """What came of breaking one rule, or one name: how often tried, and what nobody noticed.

    `settled` survived too, but the rulebook says why they mean the same; `idle` are reasons that
    the rulebook gives for changes which are noticed, or are none.
    """

    subject: str
    tried: int
    survivors: tuple[Mutant, ...]
    settled: tuple[tuple[Mutant, str], ...] = ()
    idle: tuple[str, ...] = ()

    @property
    def noticed(self) -> int:
        return self.tried - len(self.survivors) - len(self.settled)


def check_rule(
    data: Data, vocabulary: Vocabulary, around: Around, *, examples_on: date
) -> MutationResult:
    """Break the rule in `data` in every single way and run its examples on each."""
    rule = read_rule(data, vocabulary, examples_on=examples_on)
    return _broken(data, vocabulary, _holding(rule, around), examples_on)


def _broken(data: Data, vocabulary: Vocabulary, tried: Tried, examples_on: date) -> MutationResult:
    left: list[Mutant] = []
    count = 0
    for mutant in mutants(data):
        broken = _readable(mutant.data, vocabulary, examples_on)
        if broken is None:
            continue
        count += 1
        if not is_noticed(broken, tried):
            left.append(mutant)
    return _result(data["id"], count, left, data)


def check_name(name: Data, rulebook: Data, tried: Mapping[str, Tried]) -> MutationResult:
    """Break one name of the rulebook; the examples of every rule that rests on it may notice.

    `tried` are the examples of each rule by its number.
    """
    names: Sequence[Data] = rulebook["names"]
    users = [rule for rule in rulebook["rules"] if rests_on(rule, name["name"], names)]
    left: list[Mutant] = []
    count = 0
    for mutant in name_mutants(name) if users else ():
        others = [mutant.data if one is name else one for one in names]
        try:
            vocabulary = vocabulary_of({**rulebook, "names": others})
        except Refusal:
            continue
        count += 1
        if not any(
            (broken := _readable(user, vocabulary, rulebook["examples_on"])) is None
            or is_noticed(broken, tried[user["id"]])
            for user in users
        ):
            left.append(mutant)
    return _result(f"名称“{name['name']}”", count, left, name)


def check_rulebook(
    data: Data, around: Around, said: Said = lambda _done, _of: None
) -> Iterator[MutationResult]:
    """Every rule in order, then every name; `data` must be a rulebook that can be read."""
    vocabulary, examples_on = vocabulary_of(data), data["examples_on"]
    rules: Sequence[Data] = data["rules"]
    names: Sequence[Data] = data.get("names", ())
    total, tried = len(rules) + len(names), {}
    for done, one in enumerate(rules, start=1):
        rule = read_rule(one, vocabulary, examples_on=examples_on)
        tried[rule.id] = _holding(rule, around)
        yield _broken(one, vocabulary, tried[rule.id], examples_on)
        said(done, total)
    for done, name in enumerate(names, start=len(rules) + 1):
        yield check_name(name, data, tried)
        said(done, total)


def is_noticed(broken: Rule, tried: Tried) -> bool:
    """Whether some example turns out otherwise than it should."""
    alone = Rulebook(version="", rules=(broken,))
    return any(
        not as_expected(example, next(iter(alone.findings(case)), None)) for example, case in tried
    )


def _holding(rule: Rule, around: Around) -> Tried:
    """The examples that hold for the rule as it is; one that does not notices nothing."""
    made = [(example, case_of(example, around)) for example in rule.examples]
    return [one for one in made if not is_noticed(rule, [one])]


def _readable(data: Data, vocabulary: Vocabulary, examples_on: date) -> Rule | None:
    """The broken rule; None where the language itself would refuse it."""
    try:
        return read_rule(data, vocabulary, examples_on=examples_on)
    except Refusal:
        return None


def _result(subject: str, tried: int, left: Iterable[Mutant], data: Data) -> MutationResult:
    reasons = {one["change"]: one["reason"] for one in data.get("equivalent", ())}
    unnoticed = list(left)
    settled = tuple((one, reasons[one.called]) for one in unnoticed if one.called in reasons)
    return MutationResult(
        subject=subject,
        tried=tried,
        survivors=tuple(one for one in unnoticed if one.called not in reasons),
        settled=settled,
        idle=tuple(sorted(reasons.keys() - {one.called for one, _ in settled})),
    )
