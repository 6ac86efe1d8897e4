"""The sentence as a frozen value: what the grammar reads and what the executors walk.

`Name`, `Call` and `Choice` stand for words whose meaning is still open; `check` replaces them by
`FieldValue`, `Derived`, `Constant`, `Members`, `Applied` and `Choose`. `at` is the place in the
sentence, counted from 0; it does not take part in equality.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from core.tickets.fields import Field
from core.tickets.language.function import Function
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.value_types import (
    DAY,
    FLAG,
    NUMBER,
    WORDS,
    ValueType,
    type_of_field,
)
from core.tickets.language.word_lists import WordList


class Operator(StrEnum):
    """What stands between two values."""

    IS = "为"
    IS_NOT = "不为"
    IN = "属于"
    NOT_IN = "不属于"
    GREATER = "大于"
    NOT_GREATER = "不大于"
    LESS = "小于"
    NOT_LESS = "不小于"
    BEFORE = "早于"
    NOT_BEFORE = "不早于"
    AFTER = "晚于"
    NOT_AFTER = "不晚于"
    CONTAINS = "包含"
    CONTAINS_ANY = "包含任一"
    ONLY = "只含"


ConstantValue: TypeAlias = bool | int | Decimal | date | str | NumberTable
"""A word of a closed vocabulary is a member of its enum, which is a str."""


@dataclass(frozen=True, slots=True)
class Name:
    """A word whose meaning depends on the vocabulary and on what it is compared with."""

    text: str
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """A number, a date or a quoted text."""

    value: ConstantValue
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Range:
    """`1至7`, both ends included; only whole numbers, only inside a choice."""

    low: int
    high: int
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choice:
    """The bracketed list after 属于, 包含任一 and 只含."""

    items: tuple[Name | Literal | Range, ...]
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Call:
    """A function by name, as read."""

    name: str
    arguments: tuple["Node", ...]
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Node", ...]
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Node", ...]
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    operator: Operator
    left: "Node"
    right: "Node"
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Emptiness:
    """为空 (`wanted`) or 不为空."""

    operand: "Node"
    wanted: bool
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`+`, `-` or `*`: numbers, or a date and natural days, or two dates for the days between."""

    sign: str
    left: "Node"
    right: "Node"
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A field of the ticket."""

    field: Field
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Constant:
    value: ConstantValue
    type: ValueType
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Members:
    """What 属于, 包含任一 or 只含 compare with: given in brackets, or a word list by its name."""

    values: tuple[ConstantValue, ...]
    words: WordList | None = None
    at: int = dataclasses.field(default=0, compare=False)

    def as_words(self) -> WordList:
        """The word list, also where the words are given in brackets."""
        return self.words or WordList("", tuple(map(str, self.values)))


@dataclass(frozen=True, slots=True)
class Extent:
    """How much there is to a sentence with its derived names written out: nodes, and levels."""

    nodes: int
    levels: int


@dataclass(frozen=True, slots=True)
class Derived:
    """A name that the vocabulary defines by another sentence."""

    name: str
    meaning: "Node"
    extent: Extent = dataclasses.field(compare=False, repr=False)
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Applied:
    """A function of the vocabulary with its arguments."""

    function: Function
    arguments: tuple["Node", ...]
    at: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Choose:
    """如果(condition, yes, no); only the branch that counts is looked at."""

    condition: "Node"
    yes: "Node"
    no: "Node"
    at: int = dataclasses.field(default=0, compare=False)


Node: TypeAlias = (
    Name
    | Literal
    | Choice
    | Call
    | And
    | Or
    | Not
    | Compare
    | Emptiness
    | Arithmetic
    | FieldValue
    | Constant
    | Members
    | Derived
    | Applied
    | Choose
)

CHOOSE = "如果"
"""The one function that is part of the tree, because it must not look at the other branch."""


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below, in the order of the sentence."""
    match node:
        case And() | Or():
            return node.parts
        case Not():
            return (node.part,)
        case Compare() | Arithmetic():
            return (node.left, node.right)
        case Emptiness():
            return (node.operand,)
        case Call() | Applied():
            return node.arguments
        case Derived():
            return (node.meaning,)
        case Choose():
            return (node.condition, node.yes, node.no)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, also behind derived names."""
    yield node
    for child in children(node):
        yield from walk(child)


def field_keys(node: Node) -> frozenset[str]:
    """The keys of all ticket fields that the sentence looks at."""
    return frozenset(one.field.key for one in walk(node) if isinstance(one, FieldValue))


def extent(node: Node) -> Extent:
    """The extent of a checked sentence; what derived names stand for is not walked again."""
    if isinstance(node, Derived):
        return node.extent
    below = [extent(child) for child in children(node)]
    return Extent(
        1 + sum(one.nodes for one in below), 1 + max((one.levels for one in below), default=0)
    )


def type_of(node: Node) -> ValueType:
    """The type of a checked node."""
    match node:
        case FieldValue():
            return type_of_field(node.field)
        case Constant():
            return node.type
        case Members():
            return WORDS
        case Derived():
            return type_of(node.meaning)
        case Applied():
            return node.function.gives
        case Choose():
            return type_of(node.yes)
        case Arithmetic():
            return _calculated(node)
    return FLAG


def _calculated(node: Arithmetic) -> ValueType:
    """A day with days added is a day; days between two days, and all else, are numbers."""
    left, right = type_of(node.left), type_of(node.right)
    return DAY if left.is_dated and not right.is_dated else NUMBER
