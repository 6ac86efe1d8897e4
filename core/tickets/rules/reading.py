"""Reads one rule from its data; everything wrong with it is taken down with its column."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TypeVar

from core.tickets.language.check import completed, value
from core.tickets.language.mistakes import Mistake
from core.tickets.language.tree import Node, type_of
from core.tickets.language.vocabulary import Definition, Vocabulary
from core.tickets.law.dated import span_of
from core.tickets.rules.case_reading import CaseReader, word
from core.tickets.rules.entries import RULE_ENTRIES, Part
from core.tickets.rules.example_reading import read_example
from core.tickets.rules.faults import Collector, Place
from core.tickets.rules.plain import Data
from core.tickets.rules.rulebook import Example, Rule, RuleCase
from core.tickets.rules.shape import is_sound
from core.tickets.rules.written import written_cases
from core.tickets.words import Kind

T = TypeVar("T")

SUBMITTED = "提交态"
RECEIVED = "收到之日"
"""Names every rulebook must define: when a ticket counts as submitted, and which day dates it."""

_NUMBER = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


def vocabulary_for(data: Data, vocabulary: Vocabulary) -> Vocabulary:
    """What the sentences of a rule may name: all words, and its own names that can be read."""
    names: Mapping[str, str] = data.get("names", {})
    own = vocabulary.defining(Definition(name, text) for name, text in names.items())
    return completed(own)[0] if names else vocabulary


def read_rule(data: Data, vocabulary: Vocabulary, *, examples_on: date) -> Rule:
    """The rule in `data`; `examples_on` is today in examples that name no day."""
    faults = Collector()
    rule = None
    if is_sound(Part.RULES, data, faults):
        rule = Reader(data, vocabulary, examples_on, faults).rule()
    faults.refuse()
    assert rule is not None  # noqa: S101 -- otherwise a fault was taken down
    return rule


@dataclass(slots=True)
class Reader:
    """Reads one rule that has the shape of one; takes down in `faults` what is wrong."""

    data: Data
    vocabulary: Vocabulary
    examples_on: date
    faults: Collector
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.place = Place(part=Part.RULES, name=self.data.get("id", ""))

    def rule(self) -> Rule | None:
        """The rule, or None where something is wrong with it."""
        before = self.faults.taken_down
        self._check_head()
        self._define_own_names()
        kinds = self._kinds()
        dated_by = self._read("dated_by", self._dated_by)
        read = list(self._cases(kinds))
        examples = list(self._examples())
        if self.faults.taken_down > before or dated_by is None or not read:
            return None
        return Rule(
            id=self.data["id"],
            title=self.data["title"],
            kinds=kinds,
            dated_by=dated_by,
            span=span_of(self.data),
            only_submitted=bool(self.data.get("only_submitted")),
            cases=tuple(read),
            examples=tuple(one for one in examples if one is not None),
            group=self.data.get("group", ""),
        )

    def _check_head(self) -> None:
        for entry in ("id", "title"):
            if not self.data.get(entry):
                self._wrong(entry, "没有写，请补上。")
        if self.place.name and not _NUMBER.fullmatch(self.place.name):
            self._wrong("id", "只能用字母、数字和短横，例如 F-061。请改编号。")
        if span_of(self.data).is_never:
            self._wrong("until", "比生效日期早，这条规则永远用不上。请核对两个日期。")
        for number, one in enumerate(self.data.get("equivalent", ()), start=1):
            if not one.get("change") or not one.get("reason"):
                self._wrong("equivalent", f"第 {number} 处要写明改动和为什么等价，请补上。")

    def _define_own_names(self) -> None:
        names: Mapping[str, str] = self.data.get("names", {})
        own = self.vocabulary.defining(Definition(name, text) for name, text in names.items())
        shadowed = [name for name in names if name in self.vocabulary.definitions]
        for name in shadowed:
            self._wrong("names", f"“{name}”在名称表里已经有了，请换一个名称。")
        if names and not shadowed:
            self.vocabulary, wrong = completed(own)
            self.faults.unread |= own.definitions.keys() - self.vocabulary.meanings.keys()
            for one in wrong:
                self._wrong(
                    "names", f"“{one.name}”{'' if one.mark is None else '，'}{one.said}", one.mark
                )

    def _kinds(self) -> frozenset[Kind]:
        found = (
            self._read("kinds", partial(word, Kind, one)) for one in self.data.get("kinds", ())
        )
        return frozenset(kind for kind in found if kind is not None)

    def _dated_by(self) -> Node:
        sentence = self.data.get("dated_by", RECEIVED)
        node = value(sentence, self.vocabulary)
        if not type_of(node).is_dated:
            said = f"这里要一个日期，“{sentence[:20]}”是{type_of(node)}。请写日期的栏目或名称。"
            raise Mistake(said, sentence=sentence, at=0)
        return node

    def _cases(self, kinds: frozenset[Kind]) -> Iterator[RuleCase]:
        """The cases; of those that `each` stands for only the first that is wrong is named."""
        if "case" in self.data and "each" in self.data:
            self._wrong("each", "有几种情形时要写在各种情形的行里。请移过去。")
        wrong: set[int] = set()
        for one in written_cases(self.data):
            if one.number not in wrong:
                place = replace(self.place, case=one.number)
                reader = CaseReader(self.vocabulary, self.faults, place, kinds, self._submitted())
                read = reader.read(one)
                if read is None:
                    wrong.add(one.number)
                else:
                    yield read

    def _submitted(self) -> tuple[Node, ...]:
        if not self.data.get("only_submitted"):
            return ()
        meaning = self.vocabulary.meanings.get(SUBMITTED)
        return () if meaning is None else (meaning,)

    def _examples(self) -> Iterator[Example | None]:
        for entry, fires in (("fires", True), ("silent", False)):
            for number, one in enumerate(self.data.get(entry, ()), start=1):
                place = Place(part=Part.EXAMPLES, name=self.place.name, fires=fires, example=number)
                yield read_example(one, place, self.examples_on, self.faults)

    def _read(self, entry: str, read: Callable[[], T]) -> T | None:
        return self.faults.read(self.place.at(RULE_ENTRIES[entry]), read)

    def _wrong(self, entry: str, said: str, mark: int | None = None) -> None:
        self.faults.add(self.place.at(RULE_ENTRIES[entry]), said, mark)
