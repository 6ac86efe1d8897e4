"""Reads one case of a rule: its sentence checked, message, fields and basis made into values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from core.errors import Refusal
from core.tickets.fields import BY_HEADER
from core.tickets.language.check import condition, refuse_contradiction
from core.tickets.language.template import template
from core.tickets.language.tree import And, Compare, FieldValue, Members, Node, Operator
from core.tickets.language.vocabulary import Vocabulary, nearest
from core.tickets.law.dated import bases_of, span_of
from core.tickets.rules.entries import RULE_ENTRIES
from core.tickets.rules.faults import Collector, Place
from core.tickets.rules.plain import Data
from core.tickets.rules.rulebook import RuleCase, Severity
from core.tickets.rules.written import OF_CASE, REPLACED, WrittenCase
from core.tickets.words import Kind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Reads a case at `place`; takes down what is wrong with it.

    `kinds` and `submitted` are what must hold besides the condition itself.
    """

    vocabulary: Vocabulary
    faults: Collector
    place: Place
    kinds: frozenset[Kind]
    submitted: tuple[Node, ...]

    def read(self, one: WrittenCase) -> RuleCase | None:
        """The case, or None where something is wrong with it."""
        before = self.faults.taken_down
        for entry in OF_CASE:
            if not one.data.get(entry):
                self._wrong(entry, "没有写，请补上。")
        for entry in ("condition", "fields", "message") if one.is_replaced else ():
            self._check_replaced(entry, one.data.get(entry, ""))
        made = None if self.faults.taken_down > before else self._made(one.data)
        return None if self.faults.taken_down > before else made

    def _made(self, data: Data) -> RuleCase | None:
        self._check_dates(data)
        tree = self._read("condition", lambda: self._condition(data["condition"]))
        severity = self._read("severity", lambda: word(Severity, data["severity"]))
        keys = [self._read("fields", partial(_key, one)) for one in data["fields"]]
        message = self._read("message", lambda: template(data["message"], self.vocabulary))
        if tree is None or severity is None or message is None or self._lacks_basis(data):
            return None
        return RuleCase(
            condition=_all(*self.submitted, tree),
            effective=self._effective(tree),
            severity=severity,
            fields=tuple(key for key in keys if key is not None),
            message=message,
            basis=bases_of(data["basis"]),
            span=span_of(data),
        )

    def _condition(self, sentence: str) -> Node:
        tree = condition(sentence, self.vocabulary)
        refuse_contradiction(self._effective(tree), sentence)
        return tree

    def _effective(self, tree: Node) -> Node:
        """The condition with what must hold besides it."""
        ordered = tuple(kind for kind in Kind if kind in self.kinds)
        kind = FieldValue(BY_HEADER["工单类型"])
        of_kind = (Compare(Operator.IN, kind, Members(ordered)),) if ordered else ()
        return _all(*of_kind, *self.submitted, tree)

    def _check_replaced(self, entry: str, text: Any) -> None:
        if left := REPLACED.search("\n".join(text) if isinstance(text, list) else text):
            said = f"“{left.group()}”没有替换的词，请写进“{RULE_ENTRIES['each']}”。"
            self._wrong(entry, said)

    def _check_dates(self, data: Data) -> None:
        if span_of(data).is_never:
            self._wrong("until", "比生效日期早，这种情形永远用不上。请核对两个日期。")
        for one in _dated_bases(data):
            if span_of(one).is_never:
                self._wrong("basis", "里的“依据止”比“依据起”早，请核对两个日期。")

    def _lacks_basis(self, data: Data) -> bool:
        lacks = any(not one.get("text") for one in _dated_bases(data))
        if lacks:
            self._wrong("basis", "有日期而没有写依据，请补上。")
        return lacks

    def _read(self, entry: str, read: Callable[[], T]) -> T | None:
        return self.faults.read(self.place.at(RULE_ENTRIES[entry]), read)

    def _wrong(self, entry: str, said: str) -> None:
        self.faults.add(self.place.at(RULE_ENTRIES[entry]), said)


def _dated_bases(data: Data) -> list[Mapping[str, Any]]:
    bases = data["basis"]
    return [one for one in bases if isinstance(one, Mapping)] if isinstance(bases, list) else []


def _all(*parts: Node) -> Node:
    """All parts in one 且, those of an inner 且 on the same level."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _key(header: str) -> str:
    field_ = BY_HEADER.get(header)
    if field_ is None:
        raise Refusal(f"没有“{header}”这一栏。{nearest(header, BY_HEADER)}")
    return field_.key


W = TypeVar("W", bound=StrEnum)


def word(words: type[W], text: str) -> W:
    """The word of that vocabulary that reads `text`."""
    for one in words:
        if one == text:
            return one
    raise Refusal(f"没有“{text}”这一种。可以写：{'、'.join(words)}。")
