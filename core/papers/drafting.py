"""Fills a form from a ticket: what the paper says, and what is still missing in it.

The facts come in with the type their reader may know (`facts.py`); nothing here sees a ticket.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from core.paper import Block, Cell, Flush, FormTable, Note, Paper, Prose, Seal
from core.papers.facts import COLUMNS, Facts, Reader, values_of
from core.papers.form import (
    PLACE,
    Entry,
    FlushLine,
    Form,
    Items,
    Listed,
    NoteLines,
    Part,
    SealLine,
    Text,
)
from core.papers.words import (
    BLANK,
    BY_HAND,
    official_day,
    official_moment,
    ticked,
)
from core.tickets.fields import BY_KEY, FieldType, is_empty

HAND_DAY = "　　　　年　　月　　日"
BLANKS = {
    FieldType.DATE: f"{BLANK}年{BLANK}月{BLANK}日",
    FieldType.DATETIME: f"{BLANK}年{BLANK}月{BLANK}日{BLANK}时",
}
FACT_BLANKS = {"received_on": BLANKS[FieldType.DATE]}
BOXES_LEFT = f"{ticked(on=False)}是　{ticked(on=False)}否"
BOXED = frozenset({"publish_boxes", "delegate_boxes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """In whose name a paper is given, and by whom."""

    bureau: str
    unit: str
    handler: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """What a paper still lacks: an entry of the form, or a field of the ticket; by key."""

    label: str
    entry: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form filled for one reader; `facts` tells by its type what that reader may know."""

    form: Form
    reader: Reader
    facts: Facts
    paper: Paper
    missing: tuple[Missing, ...]


def draft(  # noqa: PLR0913 -- all but the first three go by name
    form: Form,
    reader: Reader,
    facts: Facts,
    *,
    office: Office,
    entries: Mapping[str, Any],
    number: str,
    made_at: datetime,
    day: date | None = None,
) -> Draft:
    """Fill `form` for `reader`. Without a `day` the paper is not issued yet, and bears none."""
    filling = _Filling(form, reader, facts, office, entries)
    seal_day = official_day(day) if day else HAND_DAY
    blocks = tuple(block for part in form.parts for block in filling.blocks(part, seal_day))
    paper = Paper(
        title=form.title,
        subtitle=number,
        mark=form.mark,
        author=f"{office.bureau}市场监督管理局",
        subject=form.mark,
        made_at=made_at,
        blocks=blocks,
    )
    return Draft(
        form=form, reader=reader, facts=facts, paper=paper, missing=tuple(filling.missing.values())
    )


class _Filling:
    """One form being filled; collects what is missing, each place once."""

    def __init__(
        self,
        form: Form,
        reader: Reader,
        facts: Facts,
        office: Office,
        entries: Mapping[str, Any],
    ) -> None:
        self.missing: dict[str, Missing] = {}
        self._form = form
        self._facts = values_of(facts)
        self._entries = {entry.key: entry for entry in form.entries}
        self._typed = entries
        self._given: dict[str, Callable[[], str]] = {
            "addressee": lambda: self.fill(form.address(reader).addressee),
            "bureau": lambda: office.bureau,
            "unit": lambda: office.unit,
            "handler": lambda: office.handler,
            "hand_day": lambda: HAND_DAY,
        }

    def fill(self, text: str) -> str:
        """`text` with its places filled; a place that is missing is left open and noted."""
        return PLACE.sub(lambda found: self._at(found[1]), text)

    def blocks(self, part: Part, day: str) -> Iterator[Block]:
        match part:
            case Text():
                yield Prose(self.fill(part.text))
            case FlushLine():
                yield Flush(self.fill(part.text))
            case Listed():
                yield from map(Prose, self._listed(self._entries[part.entry]))
            case Items():
                yield from map(Prose, self._ticked(part))
            case SealLine():
                yield Seal(self.fill(part.text), day)
            case NoteLines():
                yield Note(part.text)
            case FormTable():
                rows = tuple(tuple(map(self._cell, row)) for row in part.rows)
                yield replace(part, rows=rows)

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, text=self.fill(cell.text))

    def _listed(self, entry: Entry) -> list[str]:
        items = [item for item in self._typed.get(entry.key) or () if item.strip()]
        if not items:
            return [self._at(entry.key)]
        return [f"{place}. {item}" for place, item in enumerate(items, start=entry.first)]

    def _ticked(self, part: Items) -> list[str]:
        chosen = self._facts[part.by].strip("〔〕")
        return [f"{ticked(on=item.startswith(f'（{chosen}）'))}{item}" for item in part.items]

    def _at(self, name: str) -> str:
        if name in self._given:
            return self._given[name]()
        if name in self._entries:
            return self._entered(self._entries[name])
        return self._facts[name] or self._without_fact(name)

    def _entered(self, entry: Entry) -> str:
        value = self._typed.get(entry.key)
        if not is_empty(value):
            return said(entry, value)
        if entry.optional:
            return entry.blank or BY_HAND
        self.missing[entry.key] = Missing(label=entry.label, entry=entry.key)
        return entry.blank or BLANKS.get(entry.type, BLANK)

    def _without_fact(self, name: str) -> str:
        if name not in self._form.optional:
            key = COLUMNS.get(name, name)
            self.missing[name] = Missing(label=BY_KEY[key].header, field=key)
            return FACT_BLANKS.get(name, BLANK)
        return BOXES_LEFT if name in BOXED else BY_HAND


def said(entry: Entry, value: Any) -> str:
    """An entry as it stands within a sentence; the items of a list are numbered on."""
    match value:
        case datetime():
            return official_moment(value)
        case date():
            return official_day(value)
        case tuple():
            items = [item.strip().rstrip("；。") for item in value if item.strip()]
            numbered = [f"{place}. {item}" for place, item in enumerate(items[1:], entry.first + 1)]
            return "；".join((items[0], *numbered)) + "。"
    return str(value).strip()
