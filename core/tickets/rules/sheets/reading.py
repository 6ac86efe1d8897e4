"""Sheets to data: row by row, each cell by its column; what cannot be placed is named and left out.

What the data then says is checked where all data is checked; here only what is wrong with the
sheets themselves is found, and from which row each thing came.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_HEADER
from core.tickets.intake.table import Cell, cell_text
from core.tickets.language.vocabulary import nearest
from core.tickets.rules.data import EXAMPLES_ON, faults_of
from core.tickets.rules.entries import (
    EQUIVALENT_ENTRIES,
    LIST_ENTRIES,
    NAME_ENTRIES,
    TABLE_ENTRIES,
    Part,
)
from core.tickets.rules.example_reading import MESSAGE, OTHERS, SEVERITY, SUBMITTING, TODAY, UNITS
from core.tickets.rules.faults import Place
from core.tickets.rules.plain import tidy
from core.tickets.rules.sheets import cells, layout
from core.tickets.rules.sheets.faults import SheetFault
from core.tickets.rules.sheets.rows import Rows, Sheets, Titled
from core.tickets.rules.sheets.rule_rows import RuleRows


@dataclass(frozen=True, slots=True)
class ReadRulebook:
    """The data that the sheets hold, and everything that is wrong with them."""

    data: dict[str, Any]
    faults: tuple[SheetFault, ...]


def read_sheets(sheets: Sheets) -> ReadRulebook:
    """The rulebook in these sheets; refuses a workbook that holds none."""
    return _Reading(sheets).whole()


_READ_SPECIAL: Mapping[str, Callable[[Cell], Any]] = {
    TODAY: cells.day,
    SUBMITTING: cells.flag,
    SEVERITY: cells.text,
    MESSAGE: cells.text,
    UNITS: cells.items,
}


class _Reading:
    def __init__(self, sheets: Sheets) -> None:
        self._rows = Rows(sheets)

    def whole(self) -> ReadRulebook:
        data = tidy(self.data())
        located = self._rows.origins.located(faults_of(data))
        return ReadRulebook(data, (*self._rows.faults, *located))

    def data(self) -> dict[str, Any]:
        if Part.RULES.value not in self._rows.sheets:
            names = "、".join(f"“{name}”" for name in layout.TITLES)
            raise Refusal(f"这个文件里没有“{Part.RULES}”表，不是规则集。要有的表是：{names}。")
        rules = RuleRows(self._rows).read()
        self._examples(rules)
        named = self._names(rules)
        self._equivalents(rules, named)
        return {
            EXAMPLES_ON: self._examples_on(),
            "names": list(named.values()),
            "lists": list(self._lists().values()),
            "tables": list(self._tables().values()),
            "rules": list(rules.values()),
        }

    # examples

    def _examples(self, rules: Mapping[str, dict[str, Any]]) -> None:
        current: dict[str, Any] | None = None
        for number, row in self._rows.of(Part.EXAMPLES.value):
            id_ = cells.text(row.pop(layout.RULE, None))
            kind = cells.text(row.pop(layout.EXAMPLE, None))
            example = {title: _of_example(title, cell) for title, cell in row.items()}
            if id_ not in rules:
                near = nearest(id_, rules) or "请核对编号。"
                self._rows.say(
                    Part.EXAMPLES.value, number, layout.RULE, f"没有规则“{id_[:20]}”。{near}"
                )
                current = None
            elif kind == OTHERS and current is not None:
                current.setdefault(OTHERS, []).append(example)
            elif kind in _ENTRY_OF:
                current = example
                self._add_example(rules[id_], _ENTRY_OF[kind], example, number)
            else:
                said = f"要写{layout.FIRES}、{layout.SILENT}，或在一个例子下面写{OTHERS}。"
                self._rows.say(Part.EXAMPLES.value, number, layout.EXAMPLE, said)

    def _add_example(
        self, rule: dict[str, Any], entry: str, example: dict[str, Any], number: int
    ) -> None:
        examples = rule.setdefault(entry, [])
        examples.append(example)
        place = Place(
            part=Part.EXAMPLES, name=rule["id"], fires=entry == "fires", example=len(examples)
        )
        self._rows.origins.note(place, number)

    # names, lists, tables

    def _names(self, rules: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        names: dict[str, dict[str, Any]] = {}
        for number, row in self._rows.of(Part.NAMES.value):
            id_ = cells.text(row.pop(layout.RULE, None))
            name = cells.text(row.pop(NAME_ENTRIES["name"], None))
            means = cells.text(row.pop(NAME_ENTRIES["means"], None))
            if not name:
                self._rows.say(Part.NAMES.value, number, NAME_ENTRIES["name"], "要写名称。")
            elif id_ and id_ not in rules:
                near = nearest(id_, rules) or "请核对编号，大家都用的名称这一格空着。"
                self._rows.say(
                    Part.NAMES.value, number, layout.RULE, f"没有规则“{id_[:20]}”。{near}"
                )
            elif name in (rules[id_].get("names", {}) if id_ else names):
                self._rows.say(
                    Part.NAMES.value, number, NAME_ENTRIES["name"], "上面写过了，请留一个。"
                )
            elif id_:
                rules[id_].setdefault("names", {})[name] = means
                self._rows.origins.note(Place(part=Part.NAMES, name=id_, case=1), number)
            else:
                help_ = cells.text(row.pop(NAME_ENTRIES["help"], None))
                names[name] = {"name": name, "means": means, "help": help_}
                self._rows.origins.note(Place(part=Part.NAMES, name=name), number)
        return names

    def _lists(self) -> dict[str, dict[str, Any]]:
        lists: dict[str, dict[str, Any]] = {}
        for one, row, _ in self._grouped(Part.LISTS, LIST_ENTRIES, lists):
            if LIST_ENTRIES["words"] in row:
                one.setdefault("words", []).append(cells.text(row[LIST_ENTRIES["words"]]))
        return lists

    def _tables(self) -> dict[str, dict[str, Any]]:
        tables: dict[str, dict[str, Any]] = {}
        for one, row, number in self._grouped(Part.TABLES, TABLE_ENTRIES, tables):
            key = cells.text(row.get(layout.KEY))
            if not key and TABLE_ENTRIES["rows"] in row:
                self._rows.say(Part.TABLES.value, number, layout.KEY, "要写名目。")
            elif key in one.setdefault("rows", {}):
                self._rows.say(Part.TABLES.value, number, layout.KEY, "上面写过了，请留一行。")
            elif key:
                one["rows"][key] = cells.number(row.get(TABLE_ENTRIES["rows"]))
        return tables

    def _grouped(
        self, part: Part, entries: Mapping[str, str], found: dict[str, dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], Titled, int]]:
        """The rows with the thing each belongs to, by the name in its first column."""
        current = ""
        for number, row in self._rows.of(part.value):
            name = current = cells.text(row.pop(entries["name"], None)) or current
            if not name:
                self._rows.say(part.value, number, entries["name"], "要写名称。")
                continue
            one = found.setdefault(name, {"name": name})
            self._rows.origins.note(Place(part=part, name=name), number)
            if entries["help"] in row:
                one.setdefault("help", cells.text(row[entries["help"]]))
            yield one, row, number

    def _equivalents(
        self, rules: Mapping[str, dict[str, Any]], names: Mapping[str, dict[str, Any]]
    ) -> None:
        for number, row in self._rows.of(layout.EQUIVALENTS):
            id_, name = (cells.text(row.pop(title, None)) for title in layout.EQUIVALENT_TITLES[:2])
            owner = rules.get(id_) if id_ else names.get(name)
            if owner is None:
                said = f"没有规则或名称“{(id_ or name)[:20]}”，请核对。"
                self._rows.say(layout.EQUIVALENTS, number, layout.RULE, said)
                continue
            written = {key: cells.text(row.get(title)) for key, title in EQUIVALENT_ENTRIES.items()}
            owner.setdefault("equivalent", []).append(written)

    def _examples_on(self) -> Any:
        for row in self._rows.sheets.get(layout.ABOUT, ()):
            if cell_text(row.cell(0)) == layout.EXAMPLES_TODAY:
                return cells.day(row.cell(1))
        return None


_ENTRY_OF = {layout.FIRES: "fires", layout.SILENT: "silent"}


def _of_example(title: str, cell: Cell) -> Any:
    if title in _READ_SPECIAL:
        return _READ_SPECIAL[title](cell)
    field_ = BY_HEADER.get(title)
    return cells.value(None if field_ is None else field_.type, cell)
