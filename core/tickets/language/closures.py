"""The executor in core: makes Python functions of checked sentences, once, to be called often.

A condition gives True, False, or None for unknown; a value gives None for empty and raises Unknown.
Texts and lists come as they stand on the ticket, so "empty" is asked with `is_empty`.
"""

import operator
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Any, TypeAlias

from core.tickets.case import Case
from core.tickets.fields import is_empty
from core.tickets.language.comparing import day_of, test
from core.tickets.language.comparisons import CONTENT
from core.tickets.language.effort import effort_by_character, fixed_effort, length_of
from core.tickets.language.function import Function, Unknown
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.tree import (
    And,
    Applied,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Derived,
    Emptiness,
    FieldValue,
    Members,
    Node,
    Not,
    Or,
    type_of,
    walk,
)
from core.tickets.language.value_types import Sort

Condition: TypeAlias = Callable[[Case], bool | None]
Value: TypeAlias = Callable[[Case], Any]


def compile_condition(node: Node) -> Condition:
    """A function that says whether the condition holds for a case; None where that is unknown."""
    match node:
        case And():
            return _all([compile_condition(part) for part in node.parts])
        case Or():
            return _any([compile_condition(part) for part in node.parts])
        case Not():
            return _not(compile_condition(node.part))
        case Derived():
            return compile_condition(node.meaning)
        case Compare():
            right = _right_side(node.right)
            return _knowing(node, test(node, compile_value(node.left), right))
        case Emptiness():
            return _knowing(node, _emptiness(node))
    return _knowing(node, _is_true(compile_value(node)))


def compile_value(node: Node) -> Value:
    """A function that gives the value for a case: None where it is empty; raises Unknown."""
    match node:
        case FieldValue():
            return attrgetter(f"ticket.{node.field.path}")
        case Constant():
            return _constant(node.value)
        case Members():
            return _constant(node.words)
        case Derived():
            return _named(node)
        case Applied():
            return _applied(node)
        case Choose():
            return _chosen(node)
        case Arithmetic():
            return _calculated(node)
    return _as_value(compile_condition(node))


_LONG = {Sort.TEXT, Sort.LIST}
_NOTHING = object()


def _named(node: Derived) -> Value:
    """The value of a name; of a text put together it is kept, since many rules look at the same."""
    get = compile_value(node.meaning)
    if type_of(node).sort not in _LONG or not isinstance(node.meaning, Applied):
        return get
    key = node.name, hash(node.meaning)

    def run(case: Case) -> Any:
        found = case.known.get(key, _NOTHING)
        if found is _NOTHING:
            found = case.known[key] = get(case)
        return found

    return run


def _all(parts: Sequence[Condition]) -> Condition:
    def run(case: Case) -> bool | None:
        result: bool | None = True
        for part in parts:
            holds = part(case)
            if holds is False:
                return False
            if holds is None:
                result = None
        return result

    return run


def _any(parts: Sequence[Condition]) -> Condition:
    def run(case: Case) -> bool | None:
        result: bool | None = False
        for part in parts:
            holds = part(case)
            if holds is True:
                return True
            if holds is None:
                result = None
        return result

    return run


def _not(part: Condition) -> Condition:
    def run(case: Case) -> bool | None:
        holds = part(case)
        return None if holds is None else not holds

    return run


def _knowing(node: Node, condition: Callable[[Case], bool]) -> Condition:
    """The condition, giving None where it asks for what cannot be known; others are left alone."""
    if not any(_can_be_unknown(one) for one in walk(node)):
        return condition

    def run(case: Case) -> bool | None:
        try:
            return condition(case)
        except Unknown:
            return None

    return run


def _can_be_unknown(node: Node) -> bool:
    """Whether it asks for what may not be known, or for so much that it may not be worth it."""
    if isinstance(node, Compare):
        return node.operator in CONTENT
    return isinstance(node, Applied | Arithmetic)


def _right_side(node: Node) -> Value | None:
    """None where the right side is a constant, which the test then takes from the tree."""
    return None if isinstance(node, Constant | Members) else compile_value(node)


def _emptiness(node: Emptiness) -> Callable[[Case], bool]:
    get, wanted = compile_value(node.operand), node.wanted
    if type_of(node.operand).sort in {Sort.TEXT, Sort.LIST, Sort.EVIDENCE}:
        return lambda case: is_empty(get(case)) is wanted
    return lambda case: (get(case) is None) is wanted


def _is_true(get: Value) -> Callable[[Case], bool]:
    return lambda case: get(case) is True


def _constant(value: Any) -> Value:
    given = value.numbers if isinstance(value, NumberTable) else value
    return lambda _case: given


def _as_value(condition: Condition) -> Value:
    def run(case: Case) -> bool:
        holds = condition(case)
        if holds is None:
            raise Unknown("条件无法判断")
        return holds

    return run


def _applied(node: Applied) -> Value:
    function, run = node.function, node.function.run
    gets = [compile_value(argument) for argument in node.arguments]
    strict, asks_case = not function.takes_empty, function.asks_case
    fixed, each = fixed_effort(function), effort_by_character(function, node.arguments)

    def call(case: Case) -> Any:
        values = [get(case) for get in gets]
        if strict and any(map(is_empty, values)):
            return None
        case.spend(fixed + each * length_of(values))
        return run(case, *values) if asks_case else run(*values)

    return _asked_once(function, gets, call) if function.asks_others else call


def _asked_once(function: Function, gets: Sequence[Value], call: Value) -> Value:
    """Of other tickets the same thing is asked once."""

    def run(case: Case) -> Any:
        key = function.name, *(get(case) for get in gets)
        found = case.known.get(key, _NOTHING)
        if found is _NOTHING:
            found = case.known[key] = call(case)
        return found

    return run


def _chosen(node: Choose) -> Value:
    condition = _as_value(compile_condition(node.condition))
    yes, no = compile_value(node.yes), compile_value(node.no)
    return lambda case: (yes if condition(case) else no)(case)


_SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def _calculated(node: Arithmetic) -> Value:
    sign = _SIGNS[node.sign]
    left, right = compile_value(node.left), compile_value(node.right)
    moves_day = type_of(node.left).is_dated and not type_of(node.right).is_dated

    def run(case: Case) -> Any:
        one, other = left(case), right(case)
        if one is None or other is None:
            return None
        if moves_day:
            return _moved(day_of(one), sign(0, int(other)))
        if isinstance(one, date):
            return (day_of(one) - day_of(other)).days
        return _within_reason(sign(one, other))

    return run


_LARGEST = 10**30


def _within_reason(number: Any) -> Any:
    if not -_LARGEST < number < _LARGEST:
        raise Unknown("算出来的数太大")
    return number


def _moved(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        raise Unknown("算出来的日期太远") from None
