"""The examples of a rule at work: what the rule does on each, and where it does otherwise."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from core.tickets.case import Case, OtherTickets, Surroundings
from core.tickets.fields import BY_KEY, ticket_of
from core.tickets.language.said_values import said_briefly
from core.tickets.neighbours import Gathered, neighbour_of
from core.tickets.rules.rulebook import Example, Finding, Rule, Rulebook
from core.tickets.rules.silence import Silence

OWN_REF = "例子"

Around = Callable[[date, OtherTickets], Surroundings]
"""Makes the surroundings of an example: the calendar and the clocks come from outside."""


@dataclass(frozen=True, slots=True)
class WrongExample:
    """An example on which the rule does not do as it should, and what it did.

    `number` counts from 1 among those that should fire, or among the others.
    """

    rule: str
    number: int
    example: Example
    found: Finding | None

    def __str__(self) -> str:
        kind = "应报" if self.example.fires else "不应报"
        which = f"规则 {self.rule} 的第 {self.number} 个{kind}例子"
        return f"{which}{self._did()}（{_shown(self.example)}）。请改规则，或改这个例子。"

    def _did(self) -> str:
        if self.found is None:
            return "没有报"
        if not self.example.fires:
            return f"报了“{self.found.message}”"
        return f"报成了{self.found.severity}“{self.found.message}”"


def _shown(example: Example) -> str:
    """What stands in an example, in the office's words."""
    values = (f"{BY_KEY[key].header}：{said_briefly(one)}" for key, one in example.values.items())
    return "，".join(values) or "空的工单"


@dataclass(frozen=True, slots=True)
class TriedExample:
    """An example as the rule judged it: whether it fired, whether it should, and why."""

    example: Example
    fired: bool
    holds: bool
    because: str


def wrong_examples(rulebook: Rulebook, around: Around) -> Iterator[WrongExample]:
    """The examples, of all rules, on which the rule does not do as it should."""
    for rule in rulebook.rules:
        alone = Rulebook(version="", rules=(rule,))
        numbers: Counter[bool] = Counter()
        for example in rule.examples:
            numbers[example.fires] += 1
            found = next(iter(alone.findings(case_of(example, around))), None)
            if not as_expected(example, found):
                yield WrongExample(rule.id, numbers[example.fires], example, found)


def tried_examples(rule: Rule, around: Around) -> Iterator[TriedExample]:
    """What the rule does on each of its examples, in order."""
    alone, silence = Rulebook(version="", rules=(rule,)), Silence(rule)
    for example in rule.examples:
        case = case_of(example, around)
        found = next(iter(alone.findings(case)), None)
        holds = as_expected(example, found)
        if found is None:
            because = silence.because(case)
        elif example.fires and not holds:
            because = f"报的是 {found.severity}：{found.message}"
        else:
            because = str(found.because)
        yield TriedExample(example, found is not None, holds, because)


def as_expected(example: Example, found: Finding | None) -> bool:
    """Whether the rule did on the example as it should, by severity and message where named."""
    if found is None or not example.fires:
        return (found is not None) is example.fires
    return example.severity in {None, found.severity} and example.message in found.message


def case_of(example: Example, around: Around) -> Case:
    """The example as the rules see a ticket, with the other tickets it names around it."""
    others = (
        neighbour_of(ticket_of(values, ref=f"{OWN_REF}{at}"))
        for at, values in enumerate(example.others, start=1)
    )
    ticket = ticket_of(example.values, ref=OWN_REF)
    seen = around(example.today, Gathered(others))
    if example.units:
        seen = replace(seen, units=frozenset(example.units))
    return Case(ticket, seen, submitting=example.submitting)
