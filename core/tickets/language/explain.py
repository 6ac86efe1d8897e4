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
from core.tickets.language.texts import join
from core.tickets.language.tree import (
    And,
    Applied,
    Compare,
    Constant,
    Derived,
    Emptiness,
    FieldValue,
    Members,
    Node,
    Not,
    Operator,
    Or,
    field_keys,
    type_of,
    walk,
)
from core.tickets.language.value_types import Sort
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
            return _emptiness(node, empty=node.wanted is holds)
        case Compare() if node.operator in CONTENT:
            return _content(node, holds=holds)
        case Compare():
            return _comparison(node, holds=holds)
    return _statement(node, holds=holds)


def _group(parts: Sequence[Node], joined: str, *, holds: bool, every: bool) -> Explanation:
    """The parts that count: every one, or those that turned out as the whole did."""
    tried = [(compile_condition(part), compile_explanation(part, holds=holds)) for part in parts]

    def run(case: Case) -> Reason:
        counting = [why(case) for turned_out, why in tried if every or turned_out(case) is holds]
        return counting[0] if len(counting) == 1 else Reason("", tuple(counting), joined)

    return run


def _derived(node: Derived, *, holds: bool) -> Explanation:
    why = compile_explanation(node.meaning, holds=holds)
    text = node.name if holds else f"非{node.name}"

    def run(case: Case) -> Reason:
        inner = why(case)
        return Reason(text, inner.parts or (inner,), inner.joined)

    return run


def _statement(node: Node, *, holds: bool) -> Explanation:
    """A yes/no as it is: a field that is 是, or a function that says so."""
    text = say(node)
    if isinstance(node, Applied) and node.function.reads:
        text = node.function.reads.format(*map(say, node.arguments))
    said = text if holds else f"并非 {text}"
    return lambda _case: Reason(said)


def _emptiness(node: Emptiness, *, empty: bool) -> Explanation:
    """A field is filled in or not; of what was worked out the value says more."""
    name, shown = say(node.operand), _shown(node.operand)
    if empty or isinstance(node.operand, FieldValue):
        return lambda _case: Reason(f"{name} {'为空' if empty else '已填写'}")
    return lambda case: Reason(f"{name} 是 {shown(case)}")


def _comparison(node: Compare, *, holds: bool) -> Explanation:
    left, name = _shown(node.left), say(node.left)
    as_said = _against(node, holds=holds)
    verb = "为" if type_of(node.left).sort is Sort.FLAG else "是"

    def run(case: Case) -> Reason:
        value = left(case)
        return Reason(f"{name} {verb} {value}{as_said(case)}" if value else f"{name} 没有填写")

    return run


def _against(node: Compare, *, holds: bool) -> Callable[[Case], str]:
    """What the value was compared with; nothing where the value itself says it."""
    equal = node.operator in EQUALITY | MEMBERSHIP
    alike = holds is (node.operator in {Operator.IS, Operator.IN})
    fixed = isinstance(node.right, Constant | Members)
    if equal and fixed and (alike or type_of(node.left).sort is Sort.FLAG):
        return lambda _case: ""
    sign = ("是" if alike else "不是") if equal else _sign(node.operator, holds=holds)
    said, other = f"，{sign} {say(node.right)}", _shown(node.right)
    return lambda case: said if fixed else f"{said} {other(case) or ''}"


_OPPOSITES = {
    Operator.GREATER: Operator.NOT_GREATER,
    Operator.LESS: Operator.NOT_LESS,
    Operator.BEFORE: Operator.NOT_BEFORE,
    Operator.AFTER: Operator.NOT_AFTER,
}
_OPPOSITES |= {opposite: one for one, opposite in _OPPOSITES.items()}


def _sign(operator: Operator, *, holds: bool) -> str:
    return operator.value if holds else _OPPOSITES[operator].value


def _content(node: Compare, *, holds: bool) -> Explanation:
    name, text, found = say(node.left), compile_value(node.left), _finder(node)
    verb = _verb(node.operator, holds=holds)

    def run(case: Case) -> Reason:
        value = _known(text, case)
        if is_empty(value):
            return Reason(f"{name} 没有填写")
        return Reason(f"{name} {verb} {found(value) if holds else say(node.right)}")

    return run


def _verb(operator: Operator, *, holds: bool) -> str:
    if operator is Operator.ONLY:
        return "只有" if holds else "不只有"
    return "出现" if holds else "没有出现"


def _finder(node: Compare) -> Callable[[Any], str]:
    """Gives the word that was found, in quotes, or what was looked for where that says more."""
    if node.operator is not Operator.CONTAINS_ANY or not isinstance(node.right, Members):
        return lambda _value: say(node.right)
    words = node.right.as_words()
    return lambda value: f"“{words.found(join(value))}”"


def _is_private(node: Node) -> bool:
    """Whether the value could tell who the petitioner is."""
    finds = any(isinstance(one, Applied) and one.function.finds_private for one in walk(node))
    return finds or bool(field_keys(node) & PRIVATE)


def _known(get: Callable[[Case], Any], case: Case) -> Any:
    try:
        return get(case)
    except Unknown:
        return None


def _shown(node: Node) -> Callable[[Case], str | None]:
    """Gives a value for show; None when there is none."""
    if isinstance(node, Members):
        return lambda _case: say(node)
    if _is_private(node):
        return lambda _case: COVERED
    get = compile_value(node)

    def run(case: Case) -> str | None:
        value = _known(get, case)
        return None if is_empty(value) else said_briefly(value)

    return run
