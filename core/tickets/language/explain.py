"""Says why a condition held, with the values it found: 因为 工单类型 是 举报，且 不予立案情形 为空.

Of an 且 all parts are given, of an 或 only those that held; behind 非 it is told why the rest did
not hold. Who the petitioner is never stands in an explanation.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from core.tickets.case import Case
from core.tickets.fields import is_empty
from core.tickets.language.closures import compile_condition, compile_value
from core.tickets.language.comparisons import CONTENT, EQUALITY, MEMBERSHIP
from core.tickets.language.function import Unknown
from core.tickets.language.said_values import said_briefly
from core.tickets.language.text_functions import join
from core.tickets.language.tree import (
    And,
    Applied,
    Compare,
    Constant,
    Derived,
    Emptiness,
    Members,
    Node,
    Not,
    Operator,
    Or,
    field_keys,
)
from core.tickets.language.wording import say

PRIVATE = frozenset({"petitioner_name", "petitioner_phone", "petitioner_address"})
COVERED = "（已遮盖）"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a part of a condition held or did not: a plain statement, or parts joined by 且 or 或."""

    text: str
    parts: tuple["Reason", ...] = ()
    joined: str = ""

    def sentence(self) -> str:
        """The whole reason as one line."""
        if not self.parts:
            return self.text
        inner = f"，{self.joined} ".join(part.nested() for part in self.parts)
        return f"{self.text}（{inner}）" if self.text else inner

    def nested(self) -> str:
        """The reason inside another one: joined parts in brackets."""
        return f"（{self.sentence()}）" if self._is_bare_group() else self.sentence()

    def _is_bare_group(self) -> bool:
        return not self.text and len(self.parts) > 1

    def __str__(self) -> str:
        return f"因为 {self.sentence()}"


Explanation: TypeAlias = Callable[[Case], Reason]


def compile_explanation(node: Node, *, holds: bool = True) -> Explanation:
    """A function that says for a case why `node` holds or, with `holds` False, why it does not."""
    match node:
        case And():
            return _group(node.parts, "且" if holds else "或", holds=holds, every=holds)
        case Or():
            return _group(node.parts, "或" if holds else "且", holds=holds, every=not holds)
        case Not():
            return compile_explanation(node.part, holds=not holds)
        case Derived():
            return _derived(node, holds=holds)
        case Emptiness():
            text = f"{say(node.operand)} {'为空' if node.wanted is holds else '已填写'}"
            return lambda _case: Reason(text)
        case Compare():
            return _comparison(node, holds=holds)
    text = say(node) if holds else f"不成立：{say(node)}"
    return _applied(node, holds=holds) if isinstance(node, Applied) else lambda _case: Reason(text)


def _group(parts: Sequence[Node], joined: str, *, holds: bool, every: bool) -> Explanation:
    """The parts that count: every one, or those that turned out as the whole did."""
    tried = [(compile_condition(part), compile_explanation(part, holds=holds)) for part in parts]

    def run(case: Case) -> Reason:
        counting = [why(case) for turned_out, why in tried if every or turned_out(case) is holds]
        return counting[0] if len(counting) == 1 else Reason("", tuple(counting), joined)

    return run


def _derived(node: Derived, *, holds: bool) -> Explanation:
    why = compile_explanation(node.meaning, holds=holds)
    text = f"{'是' if holds else '不是'}{node.name}"

    def run(case: Case) -> Reason:
        inner = why(case)
        return Reason(text, inner.parts or (inner,), inner.joined)

    return run


def _applied(node: Applied, *, holds: bool) -> Explanation:
    arguments = [say(argument) for argument in node.arguments]
    text = node.function.reads.format(*arguments) if node.function.reads else say(node)
    said = text if holds else f"并非{text}"
    return lambda _case: Reason(said)


def _comparison(node: Compare, *, holds: bool) -> Explanation:
    left, right = _shown(node.left), _shown(node.right)
    if node.operator in CONTENT:
        return _content(node, holds=holds)
    name, other, sign = say(node.left), say(node.right), node.operator.value
    positive = node.operator in {Operator.IS, Operator.IN}
    equal = node.operator in EQUALITY | MEMBERSHIP

    def run(case: Case) -> Reason:
        value = left(case)
        if value is None:
            return Reason(f"{name} 没有填写")
        if equal and positive is holds and isinstance(node.right, Constant | Members):
            return Reason(f"{name} 是 {value}")
        if equal:
            return Reason(f"{name} 是 {value}，{'是' if positive is holds else '不是'} {other}")
        against = "" if isinstance(node.right, Constant) else f" {right(case) or ''}"
        said = f"{sign} {other}{against}"
        return Reason(f"{name} 是 {value}，{said if holds else f'并非{said}'}")

    return run


def _content(node: Compare, *, holds: bool) -> Explanation:
    name, text, found = say(node.left), compile_value(node.left), _finder(node)
    verb = _verb(node.operator, holds=holds)

    def run(case: Case) -> Reason:
        value = _known(text, case)
        if is_empty(value):
            return Reason(f"{name} 没有填写")
        return Reason(f"{name} {verb} {found(value) if holds else _other(node)}")

    return run


def _verb(operator: Operator, *, holds: bool) -> str:
    if operator is Operator.ONLY:
        return "只有" if holds else "不只有"
    return "出现" if holds else "没有出现"


def _finder(node: Compare) -> Callable[[Any], str]:
    """Gives the word that was found, in quotes, or what was looked for where that says more."""
    if node.operator is not Operator.CONTAINS_ANY or not isinstance(node.right, Members):
        return lambda _value: _other(node)
    words = node.right.as_words()
    return lambda value: f"“{words.found(join(value))}”"


def _other(node: Compare) -> str:
    return COVERED if field_keys(node.right) & PRIVATE else say(node.right)


def _known(get: Callable[[Case], Any], case: Case) -> Any:
    try:
        return get(case)
    except Unknown:
        return None


def _shown(node: Node) -> Callable[[Case], str | None]:
    """Gives a value for show; None when there is none."""
    if isinstance(node, Members):
        return lambda _case: say(node)
    if field_keys(node) & PRIVATE:
        return lambda _case: COVERED
    get = compile_value(node)

    def run(case: Case) -> str | None:
        value = _known(get, case)
        return None if is_empty(value) else said_briefly(value)

    return run
