"""Writes a tree back as the sentence it stands for; reading it again gives the same tree."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from core.tickets.language.number_tables import NumberTable
from core.tickets.language.tree import (
    CHOOSE,
    And,
    Applied,
    Arithmetic,
    Call,
    Choice,
    Choose,
    Compare,
    Constant,
    Derived,
    Emptiness,
    FieldValue,
    Literal,
    Members,
    Name,
    Node,
    Not,
    Or,
    Range,
)

_LOOSE, _TIGHT, _TIGHTEST = 1, 2, 3
_RANK: Mapping[type, int] = {Or: 0, And: _LOOSE, Not: _TIGHT, Compare: _TIGHT, Emptiness: _TIGHT}
"""What binds less than its surroundings is put in brackets; values bind tightest."""


def say(node: Node) -> str:
    """The sentence for a tree, checked or not."""
    match node:
        case Or():
            return " 或 ".join(_within(part, _LOOSE) for part in node.parts)
        case And():
            return " 且 ".join(_within(part, _TIGHT) for part in node.parts)
        case Not():
            return f"非 {_within(node.part, _TIGHT)}"
        case Compare():
            left = _within(node.left, _TIGHTEST)
            return f"{left} {node.operator} {_within(node.right, _TIGHTEST)}"
        case Emptiness():
            return f"{_within(node.operand, _TIGHTEST)} {'为空' if node.wanted else '不为空'}"
        case Arithmetic():
            return f"{_addend(node.left, node.sign)} {node.sign} {_within_sum(node.right)}"
    return _said_value(node)


def _said_value(node: Node) -> str:
    match node:
        case Name():
            return node.text
        case FieldValue():
            return node.field.header
        case Derived():
            return node.name
        case Literal() | Constant():
            return said_constant(node.value)
        case Choice():
            return f"({', '.join(map(_said_item, node.items))})"
        case Members():
            given = ", ".join(map(said_constant, node.values))
            return node.words.name if node.words else f"({given})"
    return _said_call(node)


def _said_call(node: Node) -> str:
    match node:
        case Call():
            return _called(node.name, node.arguments)
        case Applied():
            return _called(node.function.name, node.arguments)
        case Choose():
            return _called(CHOOSE, (node.condition, node.yes, node.no))
    raise AssertionError(node)


def said_constant(value: object) -> str:
    """A constant as it is written in a sentence: words bare, texts in quotes, days as digits."""
    match value:
        case bool():
            return "是" if value else "否"
        case StrEnum():
            return value.value
        case str():
            return f"“{value.replace('“', '““').replace('”', '””')}”"
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value:f}"
        case NumberTable():
            return value.name
    return str(value)


def _said_item(item: Name | Literal | Range) -> str:
    return f"{item.low}至{item.high}" if isinstance(item, Range) else say(item)


def _called(name: str, arguments: tuple[Node, ...]) -> str:
    return f"{name}({', '.join(map(say, arguments))})"


def _within(node: Node, rank: int) -> str:
    """The sentence for a part, in brackets where it binds less than `rank`."""
    return say(node) if _RANK.get(type(node), _TIGHTEST) >= rank else f"({say(node)})"


def _addend(node: Node, sign: str) -> str:
    """The left side of a calculation; sums are bracketed before a multiplication."""
    is_sum = isinstance(node, Arithmetic) and node.sign != "*"
    return f"({say(node)})" if is_sum and sign == "*" else _within(node, _TIGHTEST)


def _within_sum(node: Node) -> str:
    """The right side of a calculation; whatever is calculated there is bracketed."""
    return f"({say(node)})" if isinstance(node, Arithmetic) else _within(node, _TIGHTEST)
