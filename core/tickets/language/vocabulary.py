"""The words a sentence may use: fields, derived names, word lists, number tables and functions.

All of it is tables, so that completion, help and the check of names are looking things up. Derived
names (收到之日, 退单件 …) are sentences themselves and are checked, cycles included, when the
vocabulary is made.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, Field
from core.tickets.language.function import Function
from core.tickets.language.grammar import OPERATOR_WORDS
from core.tickets.language.library import FUNCTIONS
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.tree import CHOOSE, Derived
from core.tickets.language.word_lists import WordList

_WRITABLE = re.compile(r"[^\W\d][\w·#]*")
_COMPARED = 30
"""So much of an unknown word is compared with the known ones."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A derived name: what it is called, the sentence it stands for, and what it is for."""

    name: str
    sentence: str
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """Everything that can be named; `meanings` holds the derived names once they are checked.

    Told apart by identity, so that what was read with one can be kept with it.
    """

    definitions: Mapping[str, Definition] = field(default_factory=dict)
    word_lists: Mapping[str, WordList] = field(default_factory=dict)
    tables: Mapping[str, NumberTable] = field(default_factory=dict)
    fields: Mapping[str, Field] = field(default_factory=lambda: BY_HEADER)
    functions: Mapping[str, Function] = field(default_factory=lambda: FUNCTIONS)
    meanings: Mapping[str, Derived] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        """Everything a value can be called: fields first, then derived names."""
        return (*self.fields, *self.definitions)

    def function_names(self) -> tuple[str, ...]:
        return (CHOOSE, *self.functions)

    def defining(self, definitions: Iterable[Definition]) -> "Vocabulary":
        """The same with further names, still to be given their meanings."""
        return replace(self, definitions={**self.definitions, **by_name(definitions)})


def by_name(definitions: Iterable[Definition]) -> dict[str, Definition]:
    """Definitions by name; the same name twice is refused."""
    found: dict[str, Definition] = {}
    for definition in definitions:
        if definition.name in found:
            raise Refusal(f"名称“{definition.name}”定义了两次，请留一个。")
        found[definition.name] = definition
    return found


@dataclass(frozen=True, slots=True)
class WrongName:
    """What is wrong with a name (or word list, or table, by `kind`); `mark` is in its sentence."""

    kind: str
    name: str
    said: str
    mark: int | None = None

    def __str__(self) -> str:
        return f"{self.kind}“{self.name}”{'' if self.mark is None else '的意思，'}{self.said}"


def bad_names(vocabulary: Vocabulary) -> Iterator[WrongName]:
    """The names that cannot be written in a sentence, or that mean two things."""
    taken: dict[str, str] = dict.fromkeys(vocabulary.fields, "栏目")
    for kind, names in (
        ("名称", vocabulary.definitions),
        ("词表", vocabulary.word_lists),
        ("数表", vocabulary.tables),
    ):
        for name in names:
            if problem := _unwritable(name):
                yield WrongName(kind, name, problem)
            elif name in taken:
                yield WrongName(kind, name, f"和一个{taken[name]}同名，请换一个名称。")
            taken.setdefault(name, kind)


def _unwritable(name: str) -> str:
    if inside := OPERATOR_WORDS.search(name):
        return f"里有“{inside.group()}”，会被当成条件里的词，请换一个名称。"
    if not _WRITABLE.fullmatch(name):
        return "只能用汉字、字母和数字，不能以数字开头，请换一个名称。"
    return ""


def nearest(word: str, known: Iterable[str]) -> str:
    """“是不是‘…’？” for the known word most like `word`, or nothing."""
    found = extractOne(word[:_COMPARED], list(known), scorer=ratio, score_cutoff=50)
    return f"是不是“{found[0]}”？" if found else ""
