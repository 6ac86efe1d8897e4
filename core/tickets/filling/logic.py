"""What follows from a ticket as it stands: which fields apply, are required, calculated, proposed.

A field that does not apply counts as empty for everything, but the ticket keeps what it holds. An
empty field satisfies its constraint. What cannot be known never hides, requires or refuses.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.tickets.case import Case
from core.tickets.fields import BY_KEY, EMPTY_VALUES, changed, is_empty
from core.tickets.filling.dependence import layers, looked_at, refuse_circle
from core.tickets.filling.fitting import fitted
from core.tickets.language.closures import Condition, Value, compile_condition, compile_value
from core.tickets.language.explain import Reason, compile_explanation
from core.tickets.language.function import Unknown
from core.tickets.language.said_values import said
from core.tickets.language.template import Template
from core.tickets.language.tree import Node
from core.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """A value for an empty field; `puts` it in without asking, or only proposes it (建议)."""

    value: Node
    why: str
    when: Node | None = None
    puts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What must hold of a field that is filled in, and what is said where it does not."""

    holds: Node
    message: Template


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLogic:
    """All that is said about one field; `required` is None where it never is.

    A calculated field cannot be typed in; `how` says how it is worked out (怎么算的).
    """

    key: str
    appears: Node | None = None
    required: Node | None = None
    always_required: bool = False
    defaults: tuple[Default, ...] = ()
    calculated: Node | None = None
    how: Template | None = None
    constraints: tuple[Constraint, ...] = ()

    def follows_from(self) -> frozenset[str]:
        """The fields this one depends on; a constraint only judges, nothing follows from it."""
        nodes = [self.appears, self.required, self.calculated]
        nodes += [part for one in self.defaults for part in (one.value, one.when)]
        return looked_at(node for node in nodes if node is not None)

    def settles_from(self) -> frozenset[str]:
        """The fields that decide whether this one applies and what it is calculated to."""
        return looked_at(node for node in (self.appears, self.calculated) if node is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivedRule:
    """Something worked out that is no field of the ticket (60 日届满), said at the field `key`."""

    name: str
    key: str
    value: Node
    how: Template
    appears: Node | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """What was worked out, in words, and how."""

    name: str
    key: str
    text: str
    how: str


@dataclass(frozen=True, slots=True)
class Settled:
    """A ticket with its fields settled.

    In `case` fields that do not apply are empty and calculated fields hold their values.
    """

    case: Case
    hidden: frozenset[str]
    calculated: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value for a field that is empty: why, and whether to put it in without asking."""

    value: Any
    why: str
    puts: bool


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What is wrong with one field by itself: required and empty, or against its constraint."""

    key: str
    message: str
    why: str
    is_missing: bool


class _Compiled:
    """The logic of one field, ready to run."""

    def __init__(self, logic: FieldLogic) -> None:
        self.logic = logic
        self.field = BY_KEY[logic.key]
        self.nothing = EMPTY_VALUES.get(self.field.type)
        self.appears = _condition(logic.appears)
        self.required = _condition(logic.required)
        self.calculated = _value(logic.calculated)
        self.defaults = [
            (_condition(one.when), compile_value(one.value), one) for one in logic.defaults
        ]
        self.constraints = [(compile_condition(one.holds), one) for one in logic.constraints]

    def hides(self, case: Case) -> bool:
        return self.appears is not None and self.appears(case) is False

    def requires(self, case: Case) -> bool:
        if self.logic.always_required:
            return True
        return self.required is not None and self.required(case) is True

    def worked_out(self, case: Case) -> Any:
        """What the field is calculated to, or what stands there where that cannot be known."""
        assert self.calculated is not None  # noqa: S101 -- only asked of calculated fields
        try:
            return fitted(self.field, self.calculated(case))
        except Unknown:
            return self.field.get(case.ticket)

    def proposal(self, case: Case) -> Proposal | None:
        for when, value, default in self.defaults:
            if when is not None and when(case) is not True:
                continue
            try:
                given = fitted(self.field, value(case))
            except Unknown:
                continue
            return Proposal(given, default.why, default.puts)
        return None

    def missing(self, case: Case) -> Shortfall:
        """That the field is required and empty."""
        required = self.logic.required
        why = f"{self.field.header} 为空"
        if required is not None:
            why = f"{compile_explanation(required)(case).sentence()}，且 {why}"
        return Shortfall(self.logic.key, f"请填写{self.field.header}。", why, is_missing=True)

    def broken(self, case: Case) -> Iterable[Shortfall]:
        """The constraints that do not hold."""
        for holds, constraint in self.constraints:
            if holds(case) is False:
                why = compile_explanation(constraint.holds, holds=False)(case).sentence()
                message = constraint.message.fill(case)
                yield Shortfall(self.logic.key, message, why, is_missing=False)


class FormLogic:
    """The logic of all fields; refuses fields that follow from each other in a circle."""

    def __init__(
        self,
        fields: Iterable[FieldLogic],
        *,
        says_nothing: Collection[str] = frozenset(),
        derived: Iterable[DerivedRule] = (),
    ) -> None:
        """`says_nothing` are answers that are as good as none in a field that does not apply."""
        self._derived = [
            (_condition(one.appears), compile_value(one.value), one) for one in derived
        ]
        self.says_nothing = frozenset(says_nothing)
        self.fields: Mapping[str, FieldLogic] = {one.key: one for one in fields}
        refuse_circle({key: one.follows_from() for key, one in self.fields.items()})
        self._compiled = {key: _Compiled(one) for key, one in self.fields.items()}
        self._layers = layers(
            {
                key: one.settles_from()
                for key, one in self.fields.items()
                if one.appears is not None or one.calculated is not None
            }
        )

    def settle(self, case: Case) -> Settled:
        """Work out, layer by layer, which fields apply and what the calculated ones are."""
        whole, hidden, calculated = case.ticket, set[str](), dict[str, Any]()
        for layer in self._layers:
            changes = False
            for key in layer:
                compiled = self._compiled[key]
                if compiled.hides(case):
                    hidden.add(key)
                    changes = changes or compiled.field.get(whole) != compiled.nothing
                elif compiled.calculated is not None:
                    calculated[key] = compiled.worked_out(case)
                    changes = changes or calculated[key] != compiled.field.get(whole)
            if changes:  # most tickets hold nothing in fields that do not apply
                case = _standing(case, whole, hidden, calculated)
        return Settled(case, frozenset(hidden), calculated)

    def applying(self, settled: Settled, keys: Iterable[str]) -> frozenset[str]:
        """Those of `keys` that apply."""
        return frozenset(keys) - settled.hidden

    def required(self, settled: Settled) -> frozenset[str]:
        """The fields that apply and must be filled in."""
        return frozenset(
            key
            for key, one in self._compiled.items()
            if key not in settled.hidden and one.requires(settled.case)
        )

    def requires(self, case: Case, key: str) -> bool:
        """Whether the field must be filled in, should it apply."""
        one = self._compiled.get(key)
        return one is not None and one.requires(case)

    def is_ever_required(self, key: str) -> bool:
        logic = self.fields.get(key)
        return logic is not None and (logic.always_required or logic.required is not None)

    def shortfalls(self, settled: Settled) -> tuple[Shortfall, ...]:
        """What is missing, and what stands against its constraint, in the order of the data."""
        required, found = self.required(settled), []
        for key, one in self._compiled.items():
            empty = one.field.is_empty(settled.case.ticket)
            if empty and key in required:
                found.append(one.missing(settled.case))
            elif not empty:
                found += one.broken(settled.case)
        return tuple(found)

    def proposals(self, settled: Settled) -> dict[str, Proposal]:
        """Values for fields that apply and are empty, by key."""
        found = {}
        for key, one in self._compiled.items():
            if key in settled.hidden or not one.field.is_empty(settled.case.ticket):
                continue
            made = one.proposal(settled.case)
            if made is not None and not is_empty(made.value):
                found[key] = made
        return found

    def how(self, settled: Settled, key: str) -> str:
        """How a calculated field was worked out, in words."""
        template = self.fields[key].how
        return "" if template is None else template.fill(settled.case)

    def derived(self, settled: Settled) -> tuple[Derived, ...]:
        """What can be worked out beside the fields that apply."""
        found = []
        for appears, value, rule in self._derived:
            hidden = rule.key in settled.hidden
            if hidden or (appears is not None and appears(settled.case) is not True):
                continue
            worth = _known(value, settled.case)
            if not is_empty(worth):
                found.append(Derived(rule.name, rule.key, said(worth), rule.how.fill(settled.case)))
        return tuple(found)

    def why_asked(self, case: Case, key: str) -> Reason | None:
        """Why a field that applies is asked for; None where it is asked of every ticket."""
        logic, settled = self.fields.get(key), self.settle(case)
        if logic is None or logic.appears is None:
            return None
        holds = compile_condition(logic.appears)(settled.case) is True
        return compile_explanation(logic.appears)(settled.case) if holds else None


def _standing(
    case: Case, whole: Ticket, hidden: Iterable[str], calculated: Mapping[str, Any]
) -> Case:
    """The case as far as it is settled; the ticket `whole` itself is never changed."""
    return Case(
        changed(whole, calculated) if calculated else whole,
        case.around,
        submitting=case.submitting,
        hidden=frozenset(hidden),
    )


def _known(value: Value, case: Case) -> Any:
    try:
        return value(case)
    except Unknown:
        return None


def _condition(node: Node | None) -> Condition | None:
    return None if node is None else compile_condition(node)


def _value(node: Node | None) -> Value | None:
    return None if node is None else compile_value(node)
