"""Good and bad examples of a field (好例差例), each pair with the reason.

A pair also says on which ticket both stand, so that it can be tried: the good way must pass the
rules at its field, the bad way must be caught by the rule the pair names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_HEADER, EMPTY_VALUES, Field, FieldType
from core.tickets.language.vocabulary import nearest
from core.tickets.law.dated import ALWAYS, DATES, Span, span_of
from core.tickets.rules.example_reading import example_of
from core.tickets.rules.rulebook import Example

Data = Mapping[str, Any]

_ENTRIES = (
    *("field", "good", "bad", "why", "rule", "good_as", "bad_as"),
    *("with", "good_with", "bad_with"),
    *DATES,
)
_WRITTEN = (FieldType.TEXT, FieldType.LIST, FieldType.EVIDENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The same field written well and badly, in words for a person.

    `tried_good` and `tried_bad` are the two as tickets; None where the words cannot be a value.
    """

    key: str
    good: str
    bad: str
    why: str
    rule: str = ""
    span: Span = ALWAYS
    """When it teaches what the law says; an example of another time would teach it wrongly."""
    tried_good: Example | None = field(default=None, compare=False)
    tried_bad: Example | None = field(default=None, compare=False)


def pairs_of(entries: Iterable[Data], examples_on: date) -> dict[str, tuple[Pair, ...]]:
    """The pairs in `entries` by the key of their field, in order; Refusal for what is wrong."""
    found: dict[str, tuple[Pair, ...]] = {}
    for number, one in enumerate(entries, start=1):
        try:
            pair = _pair(one, examples_on)
        except Refusal as refusal:
            said = f"第 {number} 对好例差例（{one.get('field', '没有写栏目')}）"
            raise Refusal(f"{said}：{refusal}") from refusal
        found[pair.key] = (*found.get(pair.key, ()), pair)
    return found


def _pair(data: Data, examples_on: date) -> Pair:
    for entry in data:
        if entry not in _ENTRIES:
            raise Refusal(f"条目“{entry}”不认识。{nearest(entry, _ENTRIES)}")
    for entry in ("good", "bad", "why"):
        if not data.get(entry):
            raise Refusal(f"“{entry}”没有写，请补上。")
    asked = BY_HEADER.get(data["field"])
    if asked is None:
        raise Refusal(f"没有“{data['field']}”这一栏。{nearest(data['field'], BY_HEADER)}")
    return Pair(
        key=asked.key,
        good=data["good"],
        bad=data["bad"],
        why=data["why"],
        rule=data.get("rule", ""),
        span=span_of(data),
        tried_good=_tried(data, "good", asked, examples_on),
        tried_bad=_tried(data, "bad", asked, examples_on),
    )


def _tried(data: Data, which: str, asked: Field, examples_on: date) -> Example | None:
    """The ticket on which the good or the bad way stands."""
    own = f"{which}_as"
    if own not in data and asked.type not in _WRITTEN:
        return None
    value = data[own] if own in data else _written(asked, data[which])
    values = {**data.get("with", {}), **data.get(f"{which}_with", {}), asked.header: value}
    given = {header: one for header, one in values.items() if one != ""}
    fires = which == "bad" and bool(data.get("rule"))
    example = example_of(given, fires=fires, examples_on=examples_on)
    return replace(example, values={**_empty(values), **example.values})


def _empty(values: Data) -> dict[str, object]:
    """What is said to be empty, by key."""
    empty = [BY_HEADER[header] for header, one in values.items() if one == ""]
    return {field.key: EMPTY_VALUES.get(field.type) for field in empty}


def _written(asked: Field, text: str) -> str | list[str]:
    return text if asked.type is FieldType.TEXT else text.splitlines()
