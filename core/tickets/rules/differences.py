"""What differs between two rulebooks: rule by rule and word by word, as people compare them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from core.tickets.rules.entries import ENTRIES, KEY_OF, PART_KEYS, RULE_ENTRIES, Part, said_entry
from core.tickets.rules.plain import Data, tidy
from core.tickets.rules.sheets.cells import cell_of, text

EXAMPLES_ON = "例子的今日"


class Change(StrEnum):
    ADDED = "新增"
    REMOVED = "删去"
    CHANGED = "改动"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """One column before and after, as text; of what has several items only those that differ."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A rule, name, list or table that was added, removed or changed."""

    part: Part
    name: str
    title: str
    change: Change
    entries: tuple[EntryChange, ...] = ()

    def __str__(self) -> str:
        columns = "、".join(entry.column for entry in self.entries)
        title = f"“{self.title}”" if self.title else ""
        return f"{self.change} {self.part} {self.name}{title}{'：' + columns if columns else ''}"


def differences(old: Data, new: Data) -> tuple[Difference, ...]:
    """Everything that differs, rules first; an order that differs alone is no difference."""
    before, after = tidy(old), tidy(new)
    found = [one for key, part in PART_KEYS.items() for one in _of_part(part, key, before, after)]
    return (*found, *_of_day(before, after))


def _of_part(part: Part, key: str, old: Data, new: Data) -> Iterator[Difference]:
    before, after = by_name(old, part, key), by_name(new, part, key)
    for name in {**before, **after}:
        was, is_ = before.get(name), after.get(name)
        title = str((is_ or was or {}).get("title", ""))
        if was is None:
            yield Difference(part=part, name=name, title=title, change=Change.ADDED)
        elif is_ is None:
            yield Difference(part=part, name=name, title=title, change=Change.REMOVED)
        elif entries := tuple(_of_entries(part, was, is_)):
            change = Change.CHANGED
            yield Difference(part=part, name=name, title=title, change=change, entries=entries)


def by_name(data: Data, part: Part, key: str) -> dict[str, Data]:
    """The things of a part by what tells them apart."""
    return {str(one.get(KEY_OF[part], "")): one for one in data.get(key, ())}


def _of_day(old: Data, new: Data) -> Iterator[Difference]:
    before, after = (text(cell_of(data.get("examples_on"))) for data in (old, new))
    if before != after:
        entry = EntryChange(column=EXAMPLES_ON, before=before, after=after)
        yield Difference(
            part=Part.EXAMPLES, name="", title="", change=Change.CHANGED, entries=(entry,)
        )


def _of_entries(part: Part, old: Data, new: Data) -> Iterator[EntryChange]:
    before, after = (dict(_columns(part, one)) for one in (old, new))
    for column in {**before, **after}:
        was, is_ = before.get(column, ()), after.get(column, ())
        gone = [said for said, one in was if not _is_among(one, is_)]
        come = [said for said, one in is_ if not _is_among(one, was)]
        if gone or come:
            yield EntryChange(column=column, before="\n".join(gone), after="\n".join(come))


Items: TypeAlias = Collection[tuple[str, Any]]
"""What an entry has, one or several: as text, and as it is."""


def _is_among(wanted: Any, items: Items) -> bool:
    return any(one == wanted for _, one in items)


def _columns(part: Part, thing: Data) -> Iterator[tuple[str, Items]]:
    """Each entry with what the office calls it, and its items."""
    for entry, value in thing.items():
        if entry == "case":
            for number, case in enumerate(value, start=1):
                for inner, one in case.items():
                    yield f"第 {number} 种情形的{said_entry(inner)}", _items(inner, one)
        elif entry == "names" and part is Part.RULES:
            for name, sentence in value.items():
                yield f"{RULE_ENTRIES['names']}“{name}”", [(sentence, sentence)]
        else:
            yield ENTRIES[part].get(entry, entry), _items(entry, value)


def _items(entry: str, value: Any) -> Items:
    if isinstance(value, Mapping):
        return [(f"{key}：{text(cell_of(one))}", (key, one)) for key, one in value.items()]
    if isinstance(value, list):
        said = _said_basis if entry == "basis" else said_item
        return [(said(one), one) for one in value]
    return [(text(cell_of(value)), value)]


def _said_basis(basis: Any) -> str:
    """An article with the days between which it holds."""
    if not isinstance(basis, Mapping):
        return str(basis)
    days = [
        f"{basis[key]} {said}" for key, said in (("since", "起"), ("until", "止")) if key in basis
    ]
    return f"{basis.get('text', '')}（{'，'.join(days)}）" if days else str(basis.get("text", ""))


def said_item(item: Any) -> str:
    """An example, a row of replacements, a word: on one line."""
    if not isinstance(item, Mapping):
        return text(cell_of(item))
    return "，".join(f"{said_entry(key)}：{_said(one)}" for key, one in item.items())


def _said(value: Any) -> str:
    if isinstance(value, list):
        return "；".join(
            f"（{said_item(one)}）" if isinstance(one, Mapping) else str(one) for one in value
        )
    return text(cell_of(value))
