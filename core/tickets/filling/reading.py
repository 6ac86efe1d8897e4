"""Makes the logic of the fields from data laid out as `resources/guidance/logic.toml`.

What is wrong is refused with the field, the entry, the place and the remedy; all of it at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, FIELDS, Field
from core.tickets.filling.fitting import misfit
from core.tickets.filling.logic import Constraint, Default, DerivedRule, FieldLogic, FormLogic
from core.tickets.language.check import condition, value
from core.tickets.language.mistakes import Mistake
from core.tickets.language.template import template
from core.tickets.language.tree import Node
from core.tickets.language.value_types import type_of_field
from core.tickets.language.vocabulary import Vocabulary, nearest

Data = Mapping[str, Any]
T = TypeVar("T")

_ENTRIES = ("header", "appears", "required", "default", "calculated", "how", "constraint")
_OF_DEFAULT = ("value", "when", "why", "puts")
_OF_CONSTRAINT = ("holds", "message")


def logic_of(data: Data, vocabulary: Vocabulary) -> FormLogic:
    """The logic in `data["field"]`."""
    read: list[FieldLogic] = []
    mistakes: list[str] = []
    for one in data["field"]:
        try:
            read.append(_field_logic(one, vocabulary))
        except Refusal as refusal:
            mistakes.append(f"填报逻辑里“{one.get('header', '')}”{refusal}")
    derived: list[DerivedRule] = []
    for one in data.get("derived", ()):
        try:
            derived.append(_derived(one, vocabulary))
        except Refusal as refusal:
            mistakes.append(f"填报逻辑里算出来的“{one.get('name', '')}”{refusal}")
    mistakes += [*_twice(read), *_no_answers(data.get("says_nothing", ()))]
    if mistakes:
        raise Refusal("\n".join(mistakes))
    return FormLogic(read, says_nothing=data.get("says_nothing", ()), derived=derived)


def _twice(read: Iterable[FieldLogic]) -> Iterator[str]:
    seen: set[str] = set()
    for one in read:
        if one.key in seen:
            yield f"填报逻辑里有一栏写了两次：{one.key}。请并成一处。"
        seen.add(one.key)


def _no_answers(words: Iterable[str]) -> Iterator[str]:
    known = {"否", *(str(word) for field in FIELDS if field.words for word in field.words)}
    for word in words:
        if word not in known:
            yield f"填报逻辑的“says_nothing”里，没有哪一栏可以填“{word}”。{nearest(word, known)}"


def field_named(header: object) -> Field:
    """The field of that ledger heading; a heading that is none is refused."""
    found = BY_HEADER.get(str(header))
    if found is None:
        raise Refusal(f"不是台账的栏目。{nearest(str(header), BY_HEADER)}")
    return found


def _field_logic(data: Data, vocabulary: Vocabulary) -> FieldLogic:
    field = field_named(data.get("header", ""))
    refuse_unknown(data, _ENTRIES)
    required = data.get("required")
    if data.get("calculated") and data.get("default"):
        raise Refusal("又是计算的，又有默认值，请留一样。")
    return FieldLogic(
        key=field.key,
        appears=_condition(data, "appears", "出现条件（appears）", vocabulary),
        required=None
        if required is True
        else _condition(data, "required", "必填条件（required）", vocabulary),
        always_required=required is True,
        defaults=tuple(_default(one, field, vocabulary) for one in data.get("default", ())),
        calculated=_calculated(data, field, vocabulary),
        how=said("怎么算的（how）", lambda: template(data["how"], vocabulary))
        if "how" in data
        else None,
        constraints=tuple(_constraint(one, vocabulary) for one in data.get("constraint", ())),
    )


def _derived(data: Data, vocabulary: Vocabulary) -> DerivedRule:
    refuse_unknown(data, ("name", "at", "value", "appears", "how"))
    return DerivedRule(
        name=data["name"],
        key=said("栏目（at）", lambda: field_named(data["at"])).key,
        value=said("计算（value）", lambda: value(data["value"], vocabulary)),
        how=said("怎么算的（how）", lambda: template(data["how"], vocabulary)),
        appears=_condition(data, "appears", "出现条件（appears）", vocabulary),
    )


def _condition(data: Data, entry: str, name: str, vocabulary: Vocabulary) -> Node | None:
    if entry not in data:
        return None
    return said(name, lambda: condition(data[entry], vocabulary))


def _default(data: Data, field: Field, vocabulary: Vocabulary) -> Default:
    refuse_unknown(data, _OF_DEFAULT)
    return Default(
        value=said("默认值（default）", lambda: value_for(field, data["value"], vocabulary)),
        when=_condition(data, "when", "默认值的条件（when）", vocabulary),
        why=data["why"],
        puts=bool(data.get("puts", False)),
    )


def _calculated(data: Data, field: Field, vocabulary: Vocabulary) -> Node | None:
    if "calculated" not in data:
        return None
    if "how" not in data:
        raise Refusal("是计算的，没有写怎么算的（how），请补上。")
    return said("计算（calculated）", lambda: value_for(field, data["calculated"], vocabulary))


def _constraint(data: Data, vocabulary: Vocabulary) -> Constraint:
    refuse_unknown(data, _OF_CONSTRAINT)
    return Constraint(
        holds=said("约束（holds）", lambda: condition(data["holds"], vocabulary)),
        message=said("约束的提示（message）", lambda: template(data["message"], vocabulary)),
    )


def value_for(field: Field, sentence: str, vocabulary: Vocabulary) -> Node:
    """A sentence whose value can stand in the field; a Mistake where it cannot."""
    node = value(sentence, vocabulary, type_of_field(field))
    if problem := misfit(field, node):
        raise Mistake(problem, sentence=sentence, at=node.at)
    return node


def said(what: str, read: Callable[[], T]) -> T:
    """The result of `read`, with `what` in front of what it refuses."""
    try:
        return read()
    except Refusal as refusal:
        raise Refusal(f"的{what}，{refusal}") from refusal


def refuse_unknown(data: Data, entries: Iterable[str]) -> None:
    """Refuse an entry that nobody reads: it would be a mistyped one."""
    for entry in data:
        if entry not in entries:
            raise Refusal(f"的条目“{entry}”不认识。{nearest(entry, entries)}")
