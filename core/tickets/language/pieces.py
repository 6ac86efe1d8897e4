"""What each piece of a sentence is, also of one that is still being written and cannot be read.

For colouring an editor and for completion; what a sentence means is decided by `check` alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.tickets.language.binding import YES_NO
from core.tickets.language.grammar import NAME_CHARACTER
from core.tickets.language.vocabulary import Vocabulary


class Role(StrEnum):
    FIELD = "栏目"
    NAME = "名称"
    FUNCTION = "函数"
    LIST = "词表"
    VALUE = "值"
    OPERATOR = "比较"
    JOINER = "连接"
    SIGN = "符号"
    UNKNOWN = "不认识"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of the sentence, from `start` up to `end`."""

    start: int
    end: int
    text: str
    role: Role


_TOKEN = re.compile(
    rf"""(?P<VALUE>“(?:[^“”]|””|““)*”?|"(?:[^"]|"")*"?
        |\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日|\d+\s*至\s*\d+
        |\d+(?:\.\d+)?万?(?!{NAME_CHARACTER}))
    |(?P<OPERATOR>不?为\s*空(?!{NAME_CHARACTER})|不?属于|包含任一|只含|包含
        |不?为|不?大于|不?小于|不?早于|不?晚于)
    |(?P<JOINER>[且或非])
    |(?P<NAME>(?:{NAME_CHARACTER})+)
    |(?P<SIGN>\S)""",
    re.VERBOSE,
)


def pieces(sentence: str, vocabulary: Vocabulary) -> list[Piece]:
    """The pieces of the sentence in order, without the blanks between them."""
    known = _roles(vocabulary)
    return [_piece(hit, known) for hit in _TOKEN.finditer(sentence)]


def _piece(hit: re.Match[str], known: Mapping[str, Role]) -> Piece:
    text, kind = hit.group(), hit.lastgroup or ""
    role = known.get(text, Role.UNKNOWN) if kind == "NAME" else Role[kind]
    return Piece(hit.start(), hit.end(), text, role)


def _roles(vocabulary: Vocabulary) -> dict[str, Role]:
    """What each word is; a word of an enumeration only where it is nothing else."""
    return {
        **dict.fromkeys(words_of(vocabulary), Role.VALUE),
        **dict.fromkeys((*vocabulary.word_lists, *vocabulary.tables), Role.LIST),
        **dict.fromkeys(vocabulary.function_names(), Role.FUNCTION),
        **dict.fromkeys(vocabulary.definitions, Role.NAME),
        **dict.fromkeys(vocabulary.fields, Role.FIELD),
    }


def words_of(vocabulary: Vocabulary) -> set[str]:
    """All words of all enumerations that a sentence can be about."""
    fields = (field.words for field in vocabulary.fields.values())
    taken = (
        parameter.type.words
        for function in vocabulary.functions.values()
        for parameter in function.parameters
        if parameter.type is not None
    )
    given = (function.gives.words for function in vocabulary.functions.values())
    enums = {words for words in (*fields, *taken, *given) if words is not None}
    return {str(word) for words in enums for word in words} | set(YES_NO)
