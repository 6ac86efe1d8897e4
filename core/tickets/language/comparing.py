"""How two values are compared: one small test for each operator and sort of value.

Comparisons with an empty value do not hold, except that an empty yes/no counts as 否.
"""

import operator
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from core.tickets.case import Case
from core.tickets.fields import is_empty
from core.tickets.language.comparisons import CONTENT, EQUALITY, MEMBERSHIP, ORDER
from core.tickets.language.effort import effort_of_words
from core.tickets.language.texts import all_among, by_length, consists_of, elements
from core.tickets.language.tree import Compare, Constant, Members, Node, Operator, type_of
from core.tickets.language.value_types import Sort
from core.tickets.language.word_lists import WordList

Value: TypeAlias = Callable[[Case], Any]
Test: TypeAlias = Callable[[Case], bool]
Relation: TypeAlias = Callable[[Any, Any], bool]

_RELATIONS: Mapping[Operator, Relation] = {
    Operator.IS: operator.eq,
    Operator.IS_NOT: operator.ne,
    Operator.GREATER: operator.gt,
    Operator.NOT_GREATER: operator.le,
    Operator.LESS: operator.lt,
    Operator.NOT_LESS: operator.ge,
    Operator.BEFORE: operator.lt,
    Operator.NOT_BEFORE: operator.ge,
    Operator.AFTER: operator.gt,
    Operator.NOT_AFTER: operator.le,
}


def day_of(value: date) -> date:
    """The day of a date or a time; dates and times are compared by day."""
    return value.date() if isinstance(value, datetime) else value


def test(node: Compare, left: Value, right: Value | None) -> Test:
    """The test for a comparison; `right` is None where the tree holds a constant there."""
    type_ = type_of(node.left)
    if node.operator in MEMBERSHIP:
        return _member(node, left)
    if node.operator in CONTENT:
        return _content(node, left, right)
    if type_.sort is Sort.FLAG:
        return _flag(node, left, right)
    get_right = right or _given(node.right)
    if node.operator in ORDER or type_.is_dated:
        return _by_day(_RELATIONS[node.operator], left, get_right)
    if right is None and node.operator in EQUALITY:
        return _equality(node, left)
    return _related(_RELATIONS[node.operator], left, get_right)


def _given(node: Node) -> Value:
    assert isinstance(node, Constant)  # noqa: S101 -- everything else has been compiled
    value = node.value
    return lambda _case: value


def _related(relation: Relation, left: Value, right: Value) -> Test:
    def holds(case: Case) -> bool:
        one, other = left(case), right(case)
        return not is_empty(one) and not is_empty(other) and relation(one, other)

    return holds


def _by_day(relation: Relation, left: Value, right: Value) -> Test:
    def holds(case: Case) -> bool:
        one, other = left(case), right(case)
        return one is not None and other is not None and relation(day_of(one), day_of(other))

    return holds


def _equality(node: Compare, left: Value) -> Test:
    """Equality with a constant, which is never empty."""
    assert isinstance(node.right, Constant)  # noqa: S101 -- the caller has made sure
    value = node.right.value
    if node.operator is Operator.IS:
        return lambda case: left(case) == value
    return lambda case: not is_empty(got := left(case)) and got != value


def _flag(node: Compare, left: Value, right: Value | None) -> Test:
    get_right = right or _given(node.right)
    alike = node.operator is Operator.IS
    return lambda case: ((left(case) is True) == (get_right(case) is True)) is alike


def _member(node: Compare, left: Value) -> Test:
    assert isinstance(node.right, Members)  # noqa: S101 -- the grammar allows nothing else
    values = frozenset(node.right.values)
    if node.operator is Operator.IN:
        return lambda case: left(case) in values
    return lambda case: not is_empty(got := left(case)) and got not in values


def _content(node: Compare, left: Value, right: Value | None) -> Test:
    listed = type_of(node.left).is_listed
    if node.operator is Operator.CONTAINS:
        return _contains(left, right or _given(node.right), listed=listed)
    assert isinstance(node.right, Members)  # noqa: S101 -- the grammar allows nothing else
    words = node.right.as_words()
    if node.operator is Operator.ONLY:
        return _only(left, words, listed=listed)
    return _contains_any(left, words, listed=listed)


def _contains_any(left: Value, words: WordList, *, listed: bool) -> Test:
    found, each = words.found, 1 + effort_of_words(words.words)

    def holds(case: Case) -> bool:
        text = left(case) or ""
        case.spend(len(text) * each)
        return bool(found(text))

    def holds_of_list(case: Case) -> bool:
        items = elements(left(case))
        case.spend(sum(map(len, items)) * each)
        return any(map(found, items))

    return holds_of_list if listed else holds


def _contains(left: Value, right: Value, *, listed: bool) -> Test:
    def holds(case: Case) -> bool:
        whole, part = left(case), right(case)
        if is_empty(whole) or is_empty(part):
            return False
        looked_for = part.strip()
        return (
            any(looked_for in text for text in elements(whole)) if listed else looked_for in whole
        )

    return holds


def _only(left: Value, words: WordList, *, listed: bool) -> Test:
    if listed:
        return lambda case: all_among(left(case), words.words)
    words_by_length = by_length(words.words)

    def holds(case: Case) -> bool:
        text = left(case)
        if is_empty(text):
            return False
        case.spend(len(text) * len(words_by_length))
        return consists_of(text, words_by_length)

    return holds
