"""Finds comparisons of one value with constants that can never hold together.

Within 且 every comparison of the same value narrows what it may be; when nothing is left the
sentence can never hold. Branches of 或 are looked at one by one, each with what stands around it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.tickets.language.tree import (
    And,
    Compare,
    Constant,
    Derived,
    Emptiness,
    Members,
    Node,
    Not,
    Operator,
    Or,
    type_of,
)
from core.tickets.language.value_types import FLAG, ValueType
from core.tickets.language.wording import say


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot hold together, and where the later of the two stands."""

    said: str
    at: int


@dataclass(frozen=True, slots=True)
class _Claim:
    """One comparison of `subject` with constants; `at` is its place in the sentence at hand."""

    subject: Node
    said: Node
    at: int


def contradiction(tree: Node, around: tuple[_Claim, ...] = ()) -> Contradiction | None:
    """The first part of the sentence that can never hold, given the claims `around` it."""
    claims = list(around)
    for claim in _claims(tree, None):
        same = [one for one in claims if one.subject == claim.subject]
        if not _can_hold([*same, claim]):
            return _against(claim, same)
        claims.append(claim)
    for branch in _branches(tree):
        if found := contradiction(branch, tuple(claims)):
            return found
    return None


def _claims(node: Node, at: int | None) -> Iterator[_Claim]:
    """What must hold for `node` to hold; `at` is where the derived name stands that says it."""
    here = node.at if at is None else at
    match node:
        case And():
            for part in node.parts:
                yield from _claims(part, at)
        case Compare() if isinstance(node.right, Constant | Members):
            yield _Claim(node.left, node, here)
        case Emptiness():
            yield _Claim(node.operand, node, here)
        case Not(Emptiness() as inner):
            yield _Claim(inner.operand, Emptiness(inner.operand, not inner.wanted), here)
        case Derived() if type_of(node) == FLAG:
            yield from _claims(node.meaning, here)


def _branches(node: Node) -> Iterator[Node]:
    """The branches of every 或 that must hold for `node` to hold."""
    match node:
        case Or():
            yield from node.parts
        case And():
            for part in node.parts:
                yield from _branches(part)


def _against(claim: _Claim, same: Sequence[_Claim]) -> Contradiction:
    said = say(claim.said)
    if not _can_hold([claim]) or not same:
        return Contradiction(f"“{said}”永远不会成立，这一条永远不会报。请核对。", claim.at)
    other = next((one for one in same if not _can_hold([one, claim])), same[-1])
    before = f"前面的“{say(other.said)}”"
    return Contradiction(f"“{said}”和{before}不能同时成立，这一条永远不会报。请核对。", claim.at)


def _can_hold(claims: Iterable[_Claim]) -> bool:
    """Whether some value satisfies all claims, which are about the same subject."""
    left = _Left()
    for claim in claims:
        left.narrow(claim.said)
    return left.is_something()


@dataclass(slots=True)
class _Left:
    """What a value may still be."""

    type: ValueType | None = None
    empty: bool = True
    filled: bool = True
    among: set[Any] | None = None
    out: set[Any] = field(default_factory=set)
    low: tuple[Any, bool] | None = None
    high: tuple[Any, bool] | None = None
    """A limit and whether it is included."""

    def narrow(self, said: Node) -> None:
        match said:
            case Emptiness():
                self.empty &= said.wanted
                self.filled &= not said.wanted
            case Compare():
                self.type = type_of(said.left)
                self._compare(said.operator, _values(said.right))

    def _compare(self, operator: Operator, values: tuple[Any, ...]) -> None:
        if self.type == FLAG:
            # An empty yes/no counts as 否.
            yes = values[0] is (operator is Operator.IS)
            self._keep({yes})
            self.empty &= not yes
            return
        self.empty = False
        if operator in {Operator.IS, Operator.IN}:
            self._keep(set(values))
        elif operator in {Operator.IS_NOT, Operator.NOT_IN}:
            self.out |= set(values)
        elif operator in _UPWARDS:
            self.low = max(filter(None, (self.low, (values[0], _UPWARDS[operator]))), key=_lowest)
        elif operator in _DOWNWARDS:
            ends = filter(None, (self.high, (values[0], _DOWNWARDS[operator])))
            self.high = min(ends, key=_highest)

    def _keep(self, values: set[Any]) -> None:
        self.among = values if self.among is None else self.among & values

    def is_something(self) -> bool:
        return self.empty or (self.filled and self._has_value())

    def _has_value(self) -> bool:
        known = self.among
        if known is None and self.type is not None and self.type.words:
            known = set(self.type.words)
        if known is not None:
            return any(value not in self.out and self._is_within(value) for value in known)
        if self.low is None or self.high is None or self.low[0] < self.high[0]:
            return True
        (low, with_low), (high, with_high) = self.low, self.high
        return low == high and with_low and with_high and low not in self.out

    def _is_within(self, value: Any) -> bool:
        above = self.low is None or value > self.low[0] or (self.low[1] and value == self.low[0])
        below = (
            self.high is None or value < self.high[0] or (self.high[1] and value == self.high[0])
        )
        return above and below


_UPWARDS = {
    Operator.GREATER: False,
    Operator.AFTER: False,
    Operator.NOT_LESS: True,
    Operator.NOT_BEFORE: True,
}
_DOWNWARDS = {
    Operator.LESS: False,
    Operator.BEFORE: False,
    Operator.NOT_GREATER: True,
    Operator.NOT_AFTER: True,
}


def _lowest(limit: tuple[Any, bool]) -> tuple[Any, bool]:
    """Of two lower limits the one that excludes its value is the stricter."""
    return limit[0], not limit[1]


def _highest(limit: tuple[Any, bool]) -> tuple[Any, bool]:
    return limit


def _values(node: Node) -> tuple[Any, ...]:
    return (
        node.values
        if isinstance(node, Members)
        else (node.value,)
        if isinstance(node, Constant)
        else ()
    )
