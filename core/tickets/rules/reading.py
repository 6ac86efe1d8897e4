"""Reads one rule from its data; everything it refuses begins with the rule's number.

A rule with one case writes its entries at the rule itself; with more, what the cases share. A case
with `each` stands for one case per row, with 〔name〕 replaced by the row's words.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, TypeVar

from core.errors import Refusal
from core.tickets.fields import BY_HEADER
from core.tickets.language.check import complete, condition, refuse_contradiction, value
from core.tickets.language.template import template
from core.tickets.language.tree import And, Compare, FieldValue, Members, Node, Operator
from core.tickets.language.vocabulary import Definition, Vocabulary, nearest
from core.tickets.law.dated import DATES, bases_of, span_of
from core.tickets.rules.examples import example_of
from core.tickets.rules.plain import Data
from core.tickets.rules.rulebook import Example, Rule, RuleCase, Severity
from core.tickets.words import Kind

T = TypeVar("T")

SUBMITTED = "提交态"
RECEIVED = "收到之日"
"""Names every rulebook must define: when a ticket counts as submitted, and which day dates it."""

_OF_CASE = ("condition", "severity", "fields", "message", "basis")
_CASE_ENTRIES = (*_OF_CASE, *DATES, "each")
_RULE_ENTRIES = (
    *(
        "group",
        "id",
        "title",
        "kinds",
        "dated_by",
        "only_submitted",
        "names",
        "case",
        "fires",
        "silent",
    ),
    *("equivalent", *_CASE_ENTRIES),
)


def read_rule(data: Data, vocabulary: Vocabulary, *, examples_on: date) -> Rule:
    """The rule in `data`; `examples_on` is today in examples that name no day."""
    id_ = str(data.get("id", "")).strip()
    try:
        return _read(data, vocabulary, examples_on)
    except Refusal as refusal:
        raise Refusal(f"规则 {id_ or '（没有编号）'} 的{refusal}") from refusal


def _read(data: Data, vocabulary: Vocabulary, examples_on: date) -> Rule:
    _refuse_unknown(data, _RULE_ENTRIES)
    _require(data, ("id", "title"))
    known = _with_own_names(data.get("names", {}), vocabulary)
    kinds = frozenset(_word(Kind, one, "适用类型（kinds）") for one in data.get("kinds", ()))
    only_submitted = bool(data.get("only_submitted", False))
    around = _around(kinds, known, only_submitted=only_submitted)
    cases = [_case(one, known, around, at) for at, one in cases_of(data)]
    _check_equivalents(data)
    return Rule(
        id=data["id"],
        title=data["title"],
        kinds=kinds,
        dated_by=_said("适用日期", lambda: value(data.get("dated_by", RECEIVED), known)),
        span=span_of(data),
        only_submitted=only_submitted,
        cases=tuple(cases),
        examples=tuple(_examples(data, examples_on)),
        group=str(data.get("group", "")),
    )


def _with_own_names(names: Mapping[str, str], vocabulary: Vocabulary) -> Vocabulary:
    if not names:
        return vocabulary
    own = [Definition(name, sentence) for name, sentence in names.items()]
    return complete(vocabulary.defining(own))


def _around(
    kinds: frozenset[Kind], vocabulary: Vocabulary, *, only_submitted: bool
) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """What must hold besides the condition: the kind, and that the ticket is submitted."""
    ordered = tuple(kind for kind in Kind if kind in kinds)
    kind = FieldValue(BY_HEADER["工单类型"])
    of_kind = (Compare(Operator.IN, kind, Members(ordered)),) if kinds else ()
    submitted: tuple[Node, ...] = (vocabulary.meanings[SUBMITTED],) if only_submitted else ()
    return of_kind, submitted


def cases_of(data: Data) -> Iterator[tuple[str, Data]]:
    """Each case with what it takes over from the rule, and how to call it in a message."""
    shared = {key: data[key] for key in _OF_CASE if key in data}
    written = data.get("case", [{"each": data["each"]} if "each" in data else {}])
    for number, one in enumerate(written, start=1):
        _refuse_unknown(one, _CASE_ENTRIES)
        said = f"第 {number} 种情形的" if len(written) > 1 else ""
        for row in one.get("each", [{}]):
            case = {**shared, **{key: one[key] for key in one if key != "each"}}
            yield said, {key: _filled(entry, row) for key, entry in case.items()}


def _filled(entry: Any, row: Mapping[str, str]) -> Any:
    """The entry with 〔name〕 replaced by what the row says."""
    if isinstance(entry, list):
        return [_filled(one, row) for one in entry]
    if isinstance(entry, str):
        for name, words in row.items():
            entry = entry.replace(f"〔{name}〕", words)
    return entry


def _case(
    data: Data,
    vocabulary: Vocabulary,
    around: tuple[tuple[Node, ...], tuple[Node, ...]],
    said: str,
) -> RuleCase:
    _require(data, _OF_CASE, said)
    sentence = data["condition"]
    tree = _said(f"{said}条件", lambda: condition(sentence, vocabulary))
    of_kind, submitted = around
    effective = _all(*of_kind, *submitted, tree)
    _said(f"{said}条件", lambda: refuse_contradiction(effective, sentence))
    return RuleCase(
        condition=_all(*submitted, tree),
        effective=effective,
        severity=_word(Severity, data["severity"], f"{said}级别（severity）"),
        fields=tuple(_key(header, said) for header in data["fields"]),
        message=_said(f"{said}提示", lambda: template(data["message"], vocabulary)),
        basis=bases_of(data["basis"]),
        span=span_of(data),
    )


def _all(*parts: Node) -> Node:
    """All parts in one 且, those of an inner 且 on the same level."""
    flat = [one for part in parts for one in (part.parts if isinstance(part, And) else (part,))]
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def _examples(data: Data, examples_on: date) -> Iterator[Example]:
    for entry, fires in (("fires", True), ("silent", False)):
        for number, one in enumerate(data.get(entry, ()), start=1):
            said = f"第 {number} 个{'应报' if fires else '不应报'}例子"
            read = partial(example_of, one, fires=fires, examples_on=examples_on)
            yield _said(said, read)


def _check_equivalents(data: Data) -> None:
    """What `mutation` may let pass: a change, and the reason why it changes nothing."""
    for number, one in enumerate(data.get("equivalent", ()), start=1):
        _require(one, ("change", "reason"), f"第 {number} 处等价改动的")


def _said(what: str, read: Callable[[], T]) -> T:
    """The result of `read`, with `what` in front of what it refuses."""
    try:
        return read()
    except Refusal as refusal:
        raise Refusal(f"{what}，{refusal}") from refusal


def _key(header: str, said: str) -> str:
    field = BY_HEADER.get(header)
    if field is None:
        raise Refusal(f"{said}栏目（fields）里没有“{header}”这一栏。{nearest(header, BY_HEADER)}")
    return field.key


W = TypeVar("W", bound=StrEnum)


def _word(words: type[W], text: str, what: str) -> W:
    for word in words:
        if word == text:
            return word
    raise Refusal(f"{what}没有“{text}”。可以写：{'、'.join(words)}。")


def _require(data: Data, entries: Collection[str], said: str = "") -> None:
    for entry in entries:
        if not data.get(entry):
            raise Refusal(f"{said}“{entry}”没有写，请补上。")


def _refuse_unknown(data: Data, entries: Collection[str]) -> None:
    for entry in data:
        if entry not in entries:
            raise Refusal(f"条目“{entry}”不认识。{nearest(entry, entries)}")
