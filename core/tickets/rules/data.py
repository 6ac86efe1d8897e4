"""Makes the vocabulary and the rulebook from data, and says everything that is wrong with it.

Takes data that has been read already, from the store, a file, a spreadsheet or the rule desk.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

from core.errors import Refusal
from core.tickets.language.check import completed
from core.tickets.language.number_tables import NumberTable
from core.tickets.language.tree import type_of
from core.tickets.language.value_types import Sort
from core.tickets.language.vocabulary import Definition, Vocabulary
from core.tickets.language.word_lists import WordList, problems
from core.tickets.rules.entries import KEY_OF, NAME_ENTRIES, Part
from core.tickets.rules.faults import Collector, Fault, Place, TooManyFaults
from core.tickets.rules.plain import Data, refuse_excess
from core.tickets.rules.reading import RECEIVED, SUBMITTED, Reader
from core.tickets.rules.rulebook import Rule, Rulebook
from core.tickets.rules.shape import sound_things

Things = Mapping[Part, Sequence[Data]]

EXAMPLES_ON = "examples_on"
"""The entry that says which day is today in examples that name none."""


def faults_of(data: Data) -> tuple[Fault, ...]:
    """Everything that is wrong with a rulebook, in the order of its parts."""
    faults = Collector()
    with suppress(TooManyFaults):
        read_rulebook(data, faults, version="")
    return tuple(faults.faults)


def rulebook_of(data: Data, *, version: str) -> Rulebook:
    """The rulebook in `data`; raises `Faults` where anything is wrong with it."""
    faults = Collector()
    made = read_rulebook(data, faults, version=version)
    faults.refuse()
    return made


def read_rulebook(data: Data, faults: Collector, *, version: str) -> Rulebook:
    """The rules that can be read; what is wrong with the others is taken down."""
    refuse_excess(data)
    things = sound_things(data, faults)
    vocabulary = _vocabulary(things, faults)
    examples_on = _examples_on(data, faults)
    read = [Reader(one, vocabulary, examples_on, faults).rule() for one in things[Part.RULES]]
    _refuse_twice(things[Part.RULES], Part.RULES, faults)
    rules: list[Rule] = [one for one in read if one is not None]
    return Rulebook(version=version, rules=tuple(sorted(rules, key=lambda rule: rule.id)))


def vocabulary_of(data: Data) -> Vocabulary:
    """The vocabulary in `data`: `names`, `lists` and `tables`; raises `Faults`."""
    faults = Collector()
    words = {key: data[key] for key in _NAMED if key in data}
    made = _vocabulary(sound_things(words, faults), faults)
    faults.refuse()
    return made


_NAMED = ("names", "lists", "tables")


def wider_vocabulary(data: Data, program: Data) -> Vocabulary:
    """The vocabulary in `data`, and the words that only `program` has, where they still fit."""
    own = {one["name"] for part in _NAMED for one in data.get(part, ())}
    both = {
        part: [
            *data.get(part, ()),
            *(one for one in program.get(part, ()) if one["name"] not in own),
        ]
        for part in _NAMED
    }
    try:
        return vocabulary_of(both)
    except Refusal:
        return vocabulary_of(data)


def _vocabulary(things: Things, faults: Collector) -> Vocabulary:
    """What can be named; wrong names are left out, and taken down."""
    for part in (Part.NAMES, Part.LISTS, Part.TABLES):
        _refuse_twice(things[part], part, faults)
    made, wrong = completed(
        Vocabulary(
            definitions={one.name: one for one in _definitions(things[Part.NAMES], faults)},
            word_lists={one.name: one for one in _lists(things[Part.LISTS], faults)},
            tables={one.name: one for one in map(_table, things[Part.TABLES])},
        )
    )
    for one in wrong:
        place = Place(part=Part(one.kind), name=one.name)
        column = "" if one.mark is None else NAME_ENTRIES["means"]
        faults.add(place.at(column), one.said, one.mark)
    faults.unread |= made.definitions.keys() - made.meanings.keys()
    _refuse_missing(made, things[Part.NAMES], faults)
    return made


def _lists(things: Iterable[Data], faults: Collector) -> Iterator[WordList]:
    for one in things:
        name, words = one.get("name", ""), tuple(one.get("words", ()))
        wrong = list(problems(words))
        for said in wrong:
            faults.add(Place(part=Part.LISTS, name=name), said)
        if wrong:
            faults.unread.add(name)
        else:
            yield WordList(name, words, one.get("help", ""))


def _definitions(things: Iterable[Data], faults: Collector) -> Iterator[Definition]:
    for one in things:
        name, means = one.get("name", ""), one.get("means", "")
        if not means:
            place = Place(part=Part.NAMES, name=name, column=NAME_ENTRIES["means"])
            faults.add(place, "没有写，请补上。")
            faults.unread.add(name)
        else:
            yield Definition(name, means, one.get("help", ""))


def _table(one: Data) -> NumberTable:
    rows = tuple(one.get("rows", {}).items())
    return NumberTable(one.get("name", ""), rows, one.get("help", ""))


_ASKED_FOR = (
    (RECEIVED, (Sort.DAY, Sort.TIME), "要是一个日期，请改它的意思。"),
    (SUBMITTED, (Sort.FLAG,), "要是一个条件，请改它的意思。"),
)
"""The names that the program itself asks for, what they must be, and what to do."""


def _refuse_missing(made: Vocabulary, things: Sequence[Data], faults: Collector) -> None:
    """Take down where the names are wrong that the program itself asks for."""
    for name, sorts, said in _ASKED_FOR:
        place = Place(part=Part.NAMES, name=name)
        if not any(one.get("name") == name for one in things):
            faults.add(place, "没有了，程序要用到它，不能删。请补上。")
            faults.unread.add(name)
        elif name in made.meanings and type_of(made.meanings[name]).sort not in sorts:
            faults.add(place.at(NAME_ENTRIES["means"]), said)


def _refuse_twice(things: Sequence[Data], part: Part, faults: Collector) -> None:
    named = Counter(one.get(KEY_OF[part], "") for one in things)
    for name, count in named.items():
        if count > 1 and name:
            faults.add(Place(part=part, name=name), f"写了 {count} 次，请留一个，或给另一个改名。")
        elif not name and part is not Part.RULES:
            faults.add(Place(part=part), "有一条没有写名称，请补上。")


def _examples_on(data: Data, faults: Collector) -> date:
    day = data.get(EXAMPLES_ON)
    if isinstance(day, date) and not isinstance(day, datetime):
        return day
    faults.add(Place(part=Part.EXAMPLES), "没有写例子的今日，请写成 2026-11-23 的样子。")
    return date.max
