"""The rulebook (规则集): what each fill-in rule asks, and what it finds on a ticket.

Rules are values made from data by `data`; here they are compiled once and run. The first case
of a rule that holds counts; a case that is unknown does not fire, and leaves the later ones to try.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from core.tickets.case import Case
from core.tickets.fields import BY_KEY
from core.tickets.language.closures import Condition, Value, compile_condition, compile_value
from core.tickets.language.day_functions import day_of
from core.tickets.language.explain import Explanation, Reason, compile_explanation
from core.tickets.language.function import Unknown
from core.tickets.language.template import Template
from core.tickets.language.tree import Emptiness, FieldValue, Node, walk
from core.tickets.law.dated import ALWAYS, Basis, Span, basis_on
from core.tickets.ticket import Ticket
from core.tickets.words import Kind


class Severity(StrEnum):
    """What a finding asks of the officer."""

    ERROR = "必改"
    WARN = "须确认"
    HINT = "提示"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCase:
    """One way in which a rule can be broken; `effective` is the condition with the rule's own."""

    condition: Node
    effective: Node
    severity: Severity
    fields: tuple[str, ...]
    message: Template
    basis: tuple[Basis, ...]
    span: Span = ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A ticket on which a rule must, or must not, fire; by header, as an officer would write it."""

    fires: bool
    today: date
    values: Mapping[str, object]
    others: tuple[Mapping[str, object], ...] = ()
    submitting: bool = False
    units: tuple[str, ...] = ()
    severity: Severity | None = None
    message: str = ""
    """Words that the message must have; several cases of a rule are told apart by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A fill-in rule (填报规则). Without `kinds` it applies to every ticket.

    `dated_by` gives the day that decides which law holds; `span` is when the rule holds.
    """

    id: str
    title: str
    kinds: frozenset[Kind]
    dated_by: Node
    span: Span
    only_submitted: bool
    cases: tuple[RuleCase, ...]
    examples: tuple[Example, ...] = field(default=(), compare=False)
    group: str = field(default="", compare=False)
    """Under which heading people find it; says nothing to the ticket."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has to say about a ticket, in short; `fields` are keys."""

    rule: str
    severity: Severity
    fields: tuple[str, ...]
    message: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Found):
    """The same with all that is shown beside the ticket; `because` says why it fired."""

    title: str
    because: Reason
    anchor: str
    """The field to go to: one that is missing, else the first of `fields`, "" without any."""


_Said: TypeAlias = tuple[str, Severity, tuple[str, ...], str, str]


class _CompiledCase:
    """A case ready to run; how to explain it is worked out when it first fires."""

    def __init__(self, case: RuleCase) -> None:
        self.case = case
        self.holds: Condition = compile_condition(case.condition)
        asked = [node.operand for node in walk(case.condition) if isinstance(node, Emptiness)]
        self._missing = frozenset(one.field.key for one in asked if isinstance(one, FieldValue))

    @cached_property
    def why(self) -> Explanation:
        return compile_explanation(self.case.effective)

    def anchor(self, ticket: Ticket) -> str:
        """The first field that the condition asks to be filled in and that is empty."""
        fields = self.case.fields
        empty = (k for k in fields if k in self._missing and BY_KEY[k].is_empty(ticket))
        return next(empty, fields[0] if fields else "")


class _CompiledRule:
    """A rule ready to run."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule
        self._day = day_of_law(rule.dated_by)
        self._cases = [_CompiledCase(case) for case in rule.cases]
        spans = [rule.span, *(case.span for case in rule.cases)]
        self._is_dated = any(span != ALWAYS for span in spans)

    def finding(self, case: Case) -> Finding | None:
        compiled = self.first(case)
        return None if compiled is None else self._made(compiled, case)

    def found(self, case: Case) -> Found | None:
        compiled = self.first(case)
        return None if compiled is None else Found(*self._said(compiled, case))

    def first(self, case: Case) -> _CompiledCase | None:
        """The first of the rule's cases that holds."""
        day = self._day(case) if self._is_dated else None
        if self._is_dated and not self.rule.span.holds_on(day):
            return None
        for compiled in self._cases:
            applies = not self._is_dated or compiled.case.span.holds_on(day)
            if applies and compiled.holds(case) is True:
                return compiled
        return None

    def _made(self, compiled: _CompiledCase, case: Case) -> Finding:
        return Finding(
            *self._said(compiled, case),
            title=self.rule.title,
            because=compiled.why(case),
            anchor=compiled.anchor(case.ticket),
        )

    def _said(self, compiled: _CompiledCase, case: Case) -> _Said:
        found = compiled.case
        basis = basis_on(found.basis, self._day(case))
        return self.rule.id, found.severity, found.fields, found.message.fill(case), basis


def day_of_law(dated_by: Node) -> Callable[[Case], date | None]:
    """A function that says which day decides what law holds for a case; None where nobody knows."""
    get: Value = compile_value(dated_by)

    def run(case: Case) -> date | None:
        try:
            day = day_of(get(case))
        except Unknown:
            return None
        return None if day is None else case.day_of_law(day)

    return run


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """All rules in force, in the order of their numbers; compiled when first used.

    `version` is its name and a hash of the data, kept on every ticket that was checked.
    """

    version: str
    rules: tuple[Rule, ...]

    def findings(self, case: Case) -> tuple[Finding, ...]:
        """What the rules find on the ticket, each rule at most once."""
        compiled = self._by_kind[case.ticket.kind]
        found = (rule.finding(case) for rule in compiled)
        return tuple(finding for finding in found if finding is not None)

    def found(self, case: Case) -> tuple[Found, ...]:
        """The same in short, for many tickets: without why, which takes time to put together."""
        said = (rule.found(case) for rule in self._by_kind[case.ticket.kind])
        return tuple(one for one in said if one is not None)

    def fired(self, case: Case) -> list[str]:
        """The numbers of the rules that fire, for counting: nothing is said about why."""
        compiled = self._by_kind[case.ticket.kind]
        return [one.rule.id for one in compiled if one.first(case) is not None]

    def rule(self, id_: str) -> Rule:
        """The rule with that number."""
        return next(rule for rule in self.rules if rule.id == id_)

    @cached_property
    def _by_kind(self) -> Mapping[Kind | None, tuple[_CompiledRule, ...]]:
        compiled = [_CompiledRule(rule) for rule in self.rules]
        return {
            kind: tuple(one for one in compiled if not one.rule.kinds or kind in one.rule.kinds)
            for kind in (None, *Kind)
        }
