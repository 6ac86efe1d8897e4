"""How much work a part of a sentence is, so that hostile rules cannot keep the program busy.

Counted roughly in characters looked at: what an honest rulebook needs for a ticket is a hundredth
of what a case may spend (`core.tickets.case.MOST_EFFORT`).
"""

from collections.abc import Iterable, Sequence
from typing import Any

from core.tickets.language.function import Function
from core.tickets.language.tree import Members, Node
from core.tickets.language.word_lists import NUMBER_SIGN

_LOOK_UP, _CALENDAR, _CALL = 50_000, 1_000, 5
_PLAIN_WORDS_AT_ONCE, _BY_NUMBER_SIGN = 16, 10


def fixed_effort(function: Function) -> int:
    """What a call costs however short its texts are."""
    if function.asks_others:
        return _LOOK_UP
    return _CALENDAR if function.asks_case else _CALL


def effort_by_character(function: Function, arguments: Iterable[Node]) -> int:
    """What each character of the texts costs, given the words that are looked for in them."""
    words = sum(effort_of_words(one.as_words().words) for one in _listed(arguments))
    return function.weight + words


def _listed(arguments: Iterable[Node]) -> Iterable[Members]:
    return (one for one in arguments if isinstance(one, Members))


def effort_of_words(words: Sequence[str]) -> int:
    """What looking for these words costs for each character of a text."""
    signs = sum(word.count(NUMBER_SIGN) for word in words)
    return len(words) // _PLAIN_WORDS_AT_ONCE + signs * _BY_NUMBER_SIGN


def length_of(values: Iterable[Any]) -> int:
    """How many characters the texts among the values have."""
    total = 0
    for value in values:
        if type(value) is str:
            total += len(value)
        elif type(value) is tuple:
            total += sum(len(item) if type(item) is str else 20 for item in value)
    return total
