"""Data to sheets: every entry in its column, so that reading the sheets gives the same data."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import Any

from core.errors import Refusal
from core.tickets.fields import FIELDS
from core.tickets.intake.table import Cell
from core.tickets.rules.entries import BASIS_ENTRIES, Part
from core.tickets.rules.example_reading import OTHERS
from core.tickets.rules.plain import Data, tidy
from core.tickets.rules.sheets import layout
from core.tickets.rules.sheets.cells import cell_of, each_cell, words_cell
from core.tickets.rules.sheets.layout import FilledSheet

_WORDS = frozenset({"kinds", "fields"})


def sheets_of(data: Data) -> tuple[FilledSheet, ...]:
    """All sheets of a rulebook; refuses rules that nothing tells apart."""
    data = tidy(data)
    rules = data.get("rules", [])
    _refuse_unnumbered(rules)
    headers = _headers(rules)
    return (
        FilledSheet(layout.ABOUT, (layout.ABOUT, ""), tuple(_about(data))),
        _sheet(Part.RULES.value, (row for rule in rules for row in _rule_rows(rule))),
        FilledSheet(
            Part.EXAMPLES.value,
            (*layout.EXAMPLE_TITLES, *headers),
            tuple(row for rule in rules for row in _example_rows(rule, headers)),
        ),
        _sheet(Part.NAMES.value, _name_rows(data)),
        _sheet(Part.LISTS.value, _list_rows(data)),
        _sheet(Part.TABLES.value, _table_rows(data)),
        _sheet(layout.EQUIVALENTS, _equivalent_rows(data)),
    )


def _sheet(name: str, rows: Iterable[tuple[Cell, ...]]) -> FilledSheet:
    return FilledSheet(name, layout.TITLES[name], tuple(rows))


def _refuse_unnumbered(rules: Iterable[Data]) -> None:
    seen: set[str] = set()
    for rule in rules:
        number = rule.get("id", "")
        if not number or number in seen:
            said = "没有编号，或编号和别的规则一样，导出后分不清。请先改好。"
            raise Refusal(f"规则“{rule.get('title', '')}”{said}")
        seen.add(number)


def _about(data: Data) -> Iterator[tuple[Cell, ...]]:
    yield layout.EXAMPLES_TODAY, cell_of(data.get("examples_on"))
    yield from ((line, None) for line in layout.EXPLAINED)


def _rule_rows(rule: Data) -> Iterator[tuple[Cell, ...]]:
    head = [_entry(rule, entry) for entry in layout.HEAD]
    yield from _case_rows(rule, head, None)
    number = [head[0], *[None] * (len(head) - 1)]
    for at, case in enumerate(rule.get("case", ()), start=1):
        yield from _case_rows(case, number, at)


def _case_rows(case: Data, head: list[Cell], at: int | None) -> Iterator[tuple[Cell, ...]]:
    """The row of a rule or a case, and a further one for each basis and each replacement."""
    first = (*head, at, *(_entry(case, entry) for entry in layout.OF_CASE))
    further = (head[0], *[None] * (len(head) - 1), at, *[None] * len(layout.OF_CASE))
    many = zip_longest(_bases(case.get("basis", "")), case.get("each", ()))
    for place, (basis, row) in enumerate(many):
        beginning = further if place else first
        yield (*beginning, *(basis or [None] * 3), each_cell(row) if row else None)
    if not case.get("basis") and not case.get("each"):
        yield (*first, *[None] * 4)


def _entry(data: Data, entry: str) -> Cell:
    value = data.get(entry)
    return words_cell(value) if entry in _WORDS and isinstance(value, list) else cell_of(value)


def _bases(entry: Any) -> Iterator[list[Cell]]:
    if isinstance(entry, list):
        for one in entry:
            dated = one if isinstance(one, Mapping) else {"text": one}
            yield [cell_of(dated.get(key)) for key in BASIS_ENTRIES]
    elif entry:
        yield [entry, None, None]


def _headers(rules: Iterable[Data]) -> tuple[str, ...]:
    """The columns of the ledger that examples fill in, in its order; unknown ones behind."""
    used = {
        header
        for rule in rules
        for example in _examples(rule)
        for one in (example, *example.get(OTHERS, ()))
        for header in one
    } - {*layout.EXAMPLE_TITLES, OTHERS}
    known = [field.header for field in FIELDS if field.header in used]
    return (*known, *sorted(used - set(known)))


def _examples(rule: Data) -> Iterator[Data]:
    for entry in ("fires", "silent"):
        yield from rule.get(entry, ())


def _example_rows(rule: Data, headers: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    for entry, said in (("fires", layout.FIRES), ("silent", layout.SILENT)):
        for example in rule.get(entry, ()):
            yield _example_row(rule, said, example, headers)
            for other in example.get(OTHERS, ()):
                yield _example_row(rule, OTHERS, other, headers)


def _example_row(
    rule: Data, said: str, example: Data, headers: tuple[str, ...]
) -> tuple[Cell, ...]:
    special = (cell_of(example.get(title)) for title in layout.EXAMPLE_TITLES[2:])
    return (rule["id"], said, *special, *(cell_of(example.get(header)) for header in headers))


def _name_rows(data: Data) -> Iterator[tuple[Cell, ...]]:
    for one in data.get("names", ()):
        yield None, one.get("name"), one.get("means"), one.get("help")
    for rule in data.get("rules", ()):
        for name, means in rule.get("names", {}).items():
            yield rule["id"], name, means, None


def _list_rows(data: Data) -> Iterator[tuple[Cell, ...]]:
    for one in data.get("lists", ()):
        for place, word in enumerate(one.get("words") or [None]):
            yield one.get("name"), word, None if place else one.get("help")


def _table_rows(data: Data) -> Iterator[tuple[Cell, ...]]:
    for one in data.get("tables", ()):
        for place, (key, number) in enumerate(one.get("rows", {}).items() or [(None, None)]):
            yield one.get("name"), key, number, None if place else one.get("help")


def _equivalent_rows(data: Data) -> Iterator[tuple[Cell, ...]]:
    for rule in data.get("rules", ()):
        for one in rule.get("equivalent", ()):
            yield rule["id"], None, one.get("change"), one.get("reason")
    for name in data.get("names", ()):
        for one in name.get("equivalent", ()):
            yield None, name.get("name"), one.get("change"), one.get("reason")
