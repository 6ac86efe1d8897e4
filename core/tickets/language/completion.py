"""Which words may stand at a place of a sentence: for completion, and for the words offered.

Where a word is half written, words that hold what is written; behind a whole word, what may follow.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from core.tickets.language.comparisons import MEMBERSHIP, operator_problem
from core.tickets.language.function import Parameter
from core.tickets.language.grammar import MAX_LENGTH, NAME_CHARACTER, may_follow
from core.tickets.language.pieces import Piece, Role, pieces
from core.tickets.language.tree import CHOOSE, Operator, type_of
from core.tickets.language.value_types import FLAG, Sort, ValueType, type_of_field
from core.tickets.language.vocabulary import Vocabulary

_WORD = re.compile(rf"(?:{NAME_CHARACTER}|[不且或非为])+$")
_SAID = {Role.JOINER: "连接", Role.OPERATOR: "比较", Role.VALUE: "可选的值"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word to put in the place of what stands from `start` to the cursor; `help` explains it."""

    text: str
    role: Role
    help: str = ""
    start: int = 0


def suggestions(
    sentence: str, at: int, vocabulary: Vocabulary, *, first: Sequence[str] = ()
) -> list[Suggestion]:
    """What may be written at the cursor; words named in `first` come before the others."""
    before = sentence[:at]
    if len(sentence) > MAX_LENGTH:
        return []
    hit = _WORD.search(before)
    written = hit.group() if hit else ""
    start = at - len(written)
    begun = [
        replace(one, start=start)
        for one in _following(before[:start], vocabulary)
        if written in one.text and written != one.text
    ]
    begun.sort(key=lambda one: (not one.text.startswith(written), one.text not in first))
    following = (replace(one, start=at) for one in _following(before, vocabulary))
    return begun if begun or not written else list(following)


def _following(before: str, vocabulary: Vocabulary) -> Iterator[Suggestion]:
    """What may stand behind a beginning that ends with a whole word."""
    allowed = may_follow(before)
    there = pieces(before, vocabulary)
    place = _Place(there, vocabulary)
    if "COMPARISON" in allowed:
        yield from place.operators()
    if "_AND" in allowed and (place.holds or "COMPARISON" not in allowed):
        yield from _words(("且", "或"), Role.JOINER)
    if "NAME" in allowed:
        yield from place.values()
    if "NOT" in allowed and not place.is_argument:
        yield from _words(("非",), Role.JOINER)


def _words(words: Iterable[str], role: Role) -> Iterator[Suggestion]:
    return (Suggestion(word, role, _SAID.get(role, "")) for word in words)


class _Place:
    """The end of a beginning: what stands before it, and so what is wanted there."""

    def __init__(self, there: Sequence[Piece], vocabulary: Vocabulary) -> None:
        self._there = there
        self._vocabulary = vocabulary
        self._open = _last_open(there)
        self._left = _left_of_operator(there, self._open)

    @property
    def holds(self) -> bool:
        """Whether what stands there can be true by itself."""
        return self._type_at(len(self._there) - 1) == FLAG

    @property
    def is_argument(self) -> bool:
        return self._parameter() is not None

    def operators(self) -> Iterator[Suggestion]:
        """Those that go with the value before; all of them where its type is not known."""
        type_ = self._type_at(len(self._there) - 1)
        for operator in Operator:
            if type_ is None or not operator_problem(operator, type_):
                yield Suggestion(operator, Role.OPERATOR, _SAID[Role.OPERATOR])
        yield from _words(("为空", "不为空"), Role.OPERATOR)

    def values(self) -> Iterator[Suggestion]:
        """Words of the enumeration compared with, word lists, or whatever has the right type."""
        if self._left is not None:
            yield from self._compared(self._there[self._left], self._type_at(self._left - 1))
        elif (parameter := self._parameter()) is not None:
            yield from self._for(parameter)
        else:
            yield from self._named(frozenset(Sort))

    def _compared(self, operator: Piece, type_: ValueType | None) -> Iterator[Suggestion]:
        if type_ is not None and (type_.words or type_ == FLAG):
            yield from _words(map(str, type_.words or ("是", "否")), Role.VALUE)
            return
        listing = operator.text in {*MEMBERSHIP, Operator.CONTAINS_ANY, Operator.ONLY}
        if listing and not self._is_bracketed():
            yield from self._lists()
        elif not listing:
            yield from self._named(_comparable(type_))

    def _is_bracketed(self) -> bool:
        return self._open is not None and self._left == self._open - 1

    def _for(self, parameter: Parameter) -> Iterator[Suggestion]:
        if parameter.type is not None and parameter.type.words:
            yield from _words(map(str, parameter.type.words), Role.VALUE)
        if Sort.WORDS in parameter.sorts:
            yield from self._lists()
        if Sort.TABLE in parameter.sorts:
            tables = self._vocabulary.tables.values()
            yield from (Suggestion(one.name, Role.LIST, one.help) for one in tables)
        yield from self._named(parameter.sorts - {Sort.WORDS, Sort.TABLE, Sort.WORD})

    def _lists(self) -> Iterator[Suggestion]:
        for one in self._vocabulary.word_lists.values():
            yield Suggestion(one.name, Role.LIST, one.help)

    def _named(self, sorts: frozenset[Sort]) -> Iterator[Suggestion]:
        known = self._vocabulary
        for field in known.fields.values():
            if type_of_field(field).sort in sorts:
                yield Suggestion(field.header, Role.FIELD, f"{field.group}一栏")
        for name, derived in known.meanings.items():
            if type_of(derived).sort in sorts:
                yield Suggestion(name, Role.NAME, known.definitions[name].help)
        for function in known.functions.values():
            if function.gives.sort in sorts:
                yield Suggestion(f"{function.name}(", Role.FUNCTION, function.help)
        if len(sorts) > 1:
            yield Suggestion(f"{CHOOSE}(", Role.FUNCTION, "条件成立取前一个值，否则取后一个。")

    def _parameter(self) -> Parameter | None:
        """The parameter that is written here, inside the brackets of a function."""
        if self._open is None or self._open == 0:
            return None
        function = self._vocabulary.functions.get(self._there[self._open - 1].text)
        if function is None or not function.parameters:
            return None
        return function.parameter(_commas(self._there[self._open + 1 :]))

    def _type_at(self, end: int) -> ValueType | None:
        """The type of the value that ends with that piece, as far as it can be told from there."""
        if end < 0:
            return None
        piece = self._there[end]
        if piece.text in ")）":
            opening = _last_open(self._there[:end])
            called = self._there[opening - 1].text if opening else ""
            function = self._vocabulary.functions.get(called)
            return function.gives if function else None
        if piece.role is Role.FIELD:
            return type_of_field(self._vocabulary.fields[piece.text])
        derived = self._vocabulary.meanings.get(piece.text)
        return type_of(derived) if derived is not None else None


def _last_open(there: Sequence[Piece]) -> int | None:
    """The position of the bracket that is still open at the end, the innermost one."""
    depth = 0
    for position in range(len(there) - 1, -1, -1):
        if there[position].text in {")", "）"}:
            depth += 1
        elif there[position].text in {"(", "（"}:
            if depth == 0:
                return position
            depth -= 1
    return None


def _left_of_operator(there: Sequence[Piece], opened: int | None) -> int | None:
    """The position of the operator whose right side is written at the end."""
    if there and there[-1].role is Role.OPERATOR:
        return len(there) - 1
    if opened and there[opened - 1].role is Role.OPERATOR:
        return opened - 1
    return None


def _commas(there: Sequence[Piece]) -> int:
    depth = commas = 0
    for piece in there:
        depth += (piece.text in {"(", "（"}) - (piece.text in {")", "）"})
        commas += depth == 0 and piece.text in {",", "，", "、"}
    return commas


def _comparable(type_: ValueType | None) -> frozenset[Sort]:
    if type_ is None:
        return frozenset(Sort)
    if type_.is_dated:
        return frozenset({Sort.DAY, Sort.TIME})
    return frozenset({Sort.TEXT if type_.is_listed else type_.sort})
