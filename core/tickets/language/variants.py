"""The sentences that differ from one by a single sign: 且 for 或, 大于 for 不小于, 非 left out.

Whoever checks whether a rule would be noticed when broken (`core.tickets.rules.mutation`) breaks it
in these ways. The sentence is looked at as it was read, before its words have a meaning.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from core.tickets.language.grammar import parse
from core.tickets.language.tree import (
    CHOOSE,
    And,
    Arithmetic,
    Call,
    Choice,
    Compare,
    Emptiness,
    Literal,
    Node,
    Not,
    Operator,
    Or,
    Range,
)
from core.tickets.language.wording import said_constant, say


def variants(sentence: str) -> Iterator[tuple[str, str, int]]:
    """Every sentence that differs by one sign: the sentence, what was changed, and where."""
    for one in _variants(parse(sentence)):
        yield say(one.node), one.change, one.at


@dataclass(frozen=True, slots=True)
class _Variant:
    """A node with one sign changed. A `loose` change still wants saying what it stands in."""

    node: Any
    change: str
    at: int
    loose: bool = False


def _variants(node: Node) -> Iterator[_Variant]:
    """Every tree that differs from `node` by one sign."""
    yield from _own(node)
    for child, rebuilt in _slots(node):
        for one in _variants(child):
            change = f"“{say(node)}”里的{one.change}" if one.loose else one.change
            yield replace(one, node=rebuilt(one.node), change=change, loose=False)


def _slots(node: Node) -> Iterator[tuple[Node, Callable[[Node], Node]]]:
    """The nodes below, each with how to put another in its place."""
    match node:
        case And() | Or():
            for at, part in enumerate(node.parts):
                yield part, partial(_with_part, node, at)
        case Call():
            for at, part in enumerate(node.arguments):
                yield part, partial(_with_argument, node, at)
        case Not():
            yield node.part, lambda new: replace(node, part=new)
        case Emptiness():
            yield node.operand, lambda new: replace(node, operand=new)
        case Compare() | Arithmetic():
            yield node.left, lambda new: replace(node, left=new)
            yield node.right, lambda new: replace(node, right=new)


def _with_part(node: And | Or, at: int, new: Node) -> Node:
    return replace(node, parts=_put(node.parts, at, new))


def _with_argument(node: Call, at: int, new: Node) -> Node:
    return replace(node, arguments=_put(node.arguments, at, new))


def _put(parts: tuple[Any, ...], at: int, new: Any) -> tuple[Any, ...]:
    return (*parts[:at], new, *parts[at + 1 :])


def _own(node: Node) -> Iterator[_Variant]:
    """What can be changed at the node itself."""
    match node:
        case And() | Or():
            yield from _joined(node)
        case Not():
            yield _Variant(node.part, f"“{say(node)}”去掉“非”", node.at)
        case Literal():
            yield from _moved(node)
        case Choice():
            yield from _fewer(node)
        case Compare() | Emptiness() | Arithmetic() | Call():
            for new in _others(node):
                yield _Variant(new, f"“{say(node)}”改成“{say(new)}”", node.at)


def _others(node: Compare | Emptiness | Arithmetic | Call) -> Iterator[Node]:
    """The node with another sign, turned round, or with its two branches changed over."""
    match node:
        case Emptiness():
            yield replace(node, wanted=not node.wanted)
        case Compare():
            yield from (replace(node, operator=other) for other in _OTHERS[node.operator])
            if node.operator in _WITHOUT_OPPOSITE:
                yield Not(node, node.at)
        case Arithmetic() if node.sign in "+-":
            yield replace(node, sign="-" if node.sign == "+" else "+")
        case Call(name=name, arguments=(condition, yes, no)) if name == CHOOSE:
            yield replace(node, arguments=(condition, no, yes))


def _joined(node: And | Or) -> Iterator[_Variant]:
    sign, other = ("且", "或") if isinstance(node, And) else ("或", "且")
    turned = Or(node.parts, node.at) if isinstance(node, And) else And(node.parts, node.at)
    yield _Variant(turned, f"“{say(node)}”的“{sign}”改成“{other}”", node.at)
    for at, part in enumerate(node.parts):
        left = (*node.parts[:at], *node.parts[at + 1 :])
        rest = left[0] if len(left) == 1 else replace(node, parts=left)
        yield _Variant(rest, f"去掉“{say(part)}”", part.at)


_O = Operator

_OTHERS: Mapping[Operator, tuple[Operator, ...]] = {
    _O.IS: (_O.IS_NOT,),
    _O.IS_NOT: (_O.IS,),
    _O.IN: (_O.NOT_IN,),
    _O.NOT_IN: (_O.IN,),
    _O.GREATER: (_O.NOT_GREATER, _O.NOT_LESS),
    _O.NOT_GREATER: (_O.GREATER, _O.LESS),
    _O.LESS: (_O.NOT_LESS, _O.NOT_GREATER),
    _O.NOT_LESS: (_O.LESS, _O.GREATER),
    _O.BEFORE: (_O.NOT_BEFORE, _O.NOT_AFTER),
    _O.NOT_BEFORE: (_O.BEFORE, _O.AFTER),
    _O.AFTER: (_O.NOT_AFTER, _O.NOT_BEFORE),
    _O.NOT_AFTER: (_O.AFTER, _O.BEFORE),
    _O.CONTAINS: (),
    _O.CONTAINS_ANY: (_O.ONLY,),
    _O.ONLY: (_O.CONTAINS_ANY,),
}
"""What an operator is easily taken for: its opposite, and the one that differs on the limit."""

_WITHOUT_OPPOSITE = frozenset({_O.CONTAINS, _O.CONTAINS_ANY, _O.ONLY})


def _moved(node: Literal) -> Iterator[_Variant]:
    for value in _beside(node.value):
        change = f"“{said_constant(node.value)}”改成“{said_constant(value)}”"
        yield _Variant(replace(node, value=value), change, node.at, loose=True)


def _beside(value: object) -> Iterator[Any]:
    """The values next to a number or a day."""
    match value:
        case bool() | str():
            return
        case int():
            yield from (value - 1, value + 1) if value > 0 else (value + 1,)
        case Decimal():
            step = Decimal(1).scaleb(int(value.as_tuple().exponent))
            yield from (value - step, value + step)
        case date():
            yield from (value - timedelta(days=1), value + timedelta(days=1))


def _fewer(node: Choice) -> Iterator[_Variant]:
    """One of the values in brackets left out, or the end of a range moved."""
    for at, item in enumerate(node.items):
        if len(node.items) > 1:
            rest = (*node.items[:at], *node.items[at + 1 :])
            change = f"“{_said_item(item)}”去掉"
            yield _Variant(replace(node, items=rest), change, item.at, loose=True)
        for new in _other_ranges(item):
            change = f"“{_said_item(item)}”改成“{_said_item(new)}”"
            yield _Variant(
                replace(node, items=_put(node.items, at, new)), change, item.at, loose=True
            )


def _other_ranges(item: object) -> Iterator[Range]:
    if isinstance(item, Range):
        ends = [(item.low + 1, item.high), (item.low, item.high - 1), (item.low, item.high + 1)]
        if item.low > 0:
            ends.append((item.low - 1, item.high))
        yield from (Range(low, high, item.at) for low, high in ends if low <= high)


def _said_item(item: Any) -> str:
    return f"{item.low}至{item.high}" if isinstance(item, Range) else say(item)
