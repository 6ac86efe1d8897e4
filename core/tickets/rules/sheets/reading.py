"""Sheets to data: row by row, each cell by its column; what cannot be placed is named and left out.

What the data then says is checked where all data is checked; here only what is wrong with the
sheets themselves is found, and from which row each thing came.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_HEADER
from core.tickets.intake.table import Cell, Row, cell_text, is_blank
from core.tickets.language.vocabulary import nearest
from core.tickets.rules.data import EXAMPLES_ON, faults_of
from core.tickets.rules.entries import (
    BASIS_ENTRIES,
    EQUIVALENT_ENTRIES,
    LIST_ENTRIES,
    NAME_ENTRIES,
    RULE_ENTRIES,
    TABLE_ENTRIES,
    Part,
)
from core.tickets.rules.examples import MESSAGE, OTHERS, SEVERITY, SUBMITTING, TODAY, UNITS
from core.tickets.rules.faults import MOST_FAULTS, Place
from core.tickets.rules.plain import tidy
from core.tickets.rules.sheets import cells, layout
from core.tickets.rules.sheets.faults import Origins, SheetFault

Sheets = Mapping[str, Iterable[Row]]
"""The rows of each sheet, by its name."""

MOST_ROWS = 20_000
_SAID_AT_ONCE = 20


@dataclass(frozen=True, slots=True)
class ReadRulebook:
    """The data that the sheets hold, and everything that is wrong with them."""

    data: dict[str, Any]
    faults: tuple[SheetFault, ...]


def read_sheets(sheets: Sheets) -> ReadRulebook:
    """The rulebook in these sheets; refuses a workbook that holds none."""
    reading = _Reading(sheets)
    data = tidy(reading.data())
    located = reading.origins.located(faults_of(data))
    return ReadRulebook(data, (*reading.faults, *located))


Titled = dict[str, Cell]
"""A row by the titles of its columns; blank cells are left out."""

_WORDS = {RULE_ENTRIES["kinds"], RULE_ENTRIES["fields"]}
_DAYS = {
    RULE_ENTRIES["since"],
    RULE_ENTRIES["until"],
    BASIS_ENTRIES["since"],
    BASIS_ENTRIES["until"],
}
_READ: Mapping[str, Callable[[Cell], Any]] = {
    **dict.fromkeys(_WORDS, cells.words),
    **dict.fromkeys(_DAYS, cells.day),
    RULE_ENTRIES["only_submitted"]: cells.flag,
}
_READ_SPECIAL: Mapping[str, Callable[[Cell], Any]] = {
    TODAY: cells.day,
    SUBMITTING: cells.flag,
    SEVERITY: cells.text,
    MESSAGE: cells.text,
    UNITS: cells.items,
}


@dataclass(slots=True)
class _Reading:
    sheets: Sheets
    faults: list[SheetFault] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)

    def data(self) -> dict[str, Any]:
        if Part.RULES.value not in self.sheets:
            names = "、".join(f"“{name}”" for name in layout.TITLES)
            raise Refusal(f"这个文件里没有“{Part.RULES}”表，不是规则集。要有的表是：{names}。")
        rules = self._rules()
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

    # rules

    def _rules(self) -> dict[str, dict[str, Any]]:
        rules: dict[str, dict[str, Any]] = {}
        current, case = "", 0
        for number, row in self._rows(Part.RULES.value):
            id_ = cells.text(row.pop(RULE_ENTRIES["id"], None)) or current
            at = self._case_number(number, row.pop(layout.CASE, None))
            if at is None:
                continue
            if not id_ or (id_ in rules and id_ != current):
                said = f"规则 {id_} 在上面写过了，同一条的行要放在一起，不同的规则编号要不同。"
                self._wrong(Part.RULES, number, "id", said if id_ else "要写规则的编号。")
            elif id_ not in rules:
                rules[id_] = {"id": id_}
                self._begin(rules[id_], row, Place(part=Part.RULES, name=id_), number)
            else:
                at = at or (case if id_ == current else 0)
                self._go_on(rules[id_], row, at, Place(part=Part.RULES, name=id_, case=at), number)
            current, case = id_, at
        return rules

    def _case_number(self, row: int, cell: Cell) -> int | None:
        said = cells.text(cell)
        if not said:
            return 0
        if said.isascii() and said.isdigit() and len(said) < 4:
            return int(said)
        self._wrong(Part.RULES, row, "case", f"要写 1、2、3，现在是“{said[:10]}”。")
        return None

    def _begin(self, target: dict[str, Any], row: Titled, place: Place, number: int) -> None:
        """The first row of a rule or a case."""
        self.origins.note(place, number)
        entries = layout.OF_CASE if place.case else (*layout.HEAD, *layout.OF_CASE)
        for entry in entries:
            title = RULE_ENTRIES[entry]
            if title in row:
                target[entry] = _READ.get(title, cells.text)(row.pop(title))
        self._add_further(target, row, number)

    def _go_on(
        self, rule: dict[str, Any], row: Titled, case: int, place: Place, number: int
    ) -> None:
        """A further row: of the rule itself, of its last case, or the first of a new one."""
        written = rule.setdefault("case", [])
        if case == len(written) + 1:
            written.append({})
            self._begin(written[-1], row, place, number)
        elif case == len(written):
            self._add_further(written[-1] if case else rule, row, number)
        else:
            said = (
                f"上面写到第 {len(written)} 种情形，这里不能写第 {case} 种。请按 1、2、3 的次序写。"
            )
            self._wrong(Part.RULES, number, "case", said)

    def _add_further(self, target: dict[str, Any], row: Titled, number: int) -> None:
        basis = {
            entry: _READ.get(title, cells.text)(row.pop(title))
            for entry, title in BASIS_ENTRIES.items()
            if title in row
        }
        if basis:
            target.setdefault("basis", []).append(basis)
        if layout.EACH in row:
            try:
                target.setdefault("each", []).append(cells.each(row.pop(layout.EACH)))
            except Refusal as refusal:
                self._wrong(Part.RULES, number, "each", str(refusal))
        for title in row:
            said = f"接着写的行里只能写依据和逐项替换。另一种情形请在“{layout.CASE}”里写号。"
            self._add(SheetFault(sheet=Part.RULES.value, row=number, column=title, said=said))

    # examples

    def _examples(self, rules: Mapping[str, dict[str, Any]]) -> None:
        current: dict[str, Any] | None = None
        for number, row in self._rows(Part.EXAMPLES.value):
            id_ = cells.text(row.pop(layout.RULE, None))
            kind = cells.text(row.pop(layout.EXAMPLE, None))
            example = {title: _of_example(title, cell) for title, cell in row.items()}
            if id_ not in rules:
                near = nearest(id_, rules) or "请核对编号。"
                self._say(Part.EXAMPLES, number, layout.RULE, f"没有规则“{id_[:20]}”。{near}")
                current = None
            elif kind == OTHERS and current is not None:
                current.setdefault(OTHERS, []).append(example)
            elif kind in _ENTRY_OF:
                current = example
                self._add_example(rules[id_], _ENTRY_OF[kind], example, number)
            else:
                said = f"要写{layout.FIRES}、{layout.SILENT}，或在一个例子下面写{OTHERS}。"
                self._say(Part.EXAMPLES, number, layout.EXAMPLE, said)

    def _add_example(
        self, rule: dict[str, Any], entry: str, example: dict[str, Any], number: int
    ) -> None:
        examples = rule.setdefault(entry, [])
        examples.append(example)
        place = Place(
            part=Part.EXAMPLES, name=rule["id"], fires=entry == "fires", example=len(examples)
        )
        self.origins.note(place, number)

    # names, lists, tables

    def _names(self, rules: Mapping[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        names: dict[str, dict[str, Any]] = {}
        for number, row in self._rows(Part.NAMES.value):
            id_ = cells.text(row.pop(layout.RULE, None))
            name = cells.text(row.pop(NAME_ENTRIES["name"], None))
            means = cells.text(row.pop(NAME_ENTRIES["means"], None))
            if not name:
                self._say(Part.NAMES, number, NAME_ENTRIES["name"], "要写名称。")
            elif id_ and id_ not in rules:
                near = nearest(id_, rules) or "请核对编号，大家都用的名称这一格空着。"
                self._say(Part.NAMES, number, layout.RULE, f"没有规则“{id_[:20]}”。{near}")
            elif name in (rules[id_].get("names", {}) if id_ else names):
                self._say(Part.NAMES, number, NAME_ENTRIES["name"], "上面写过了，请留一个。")
            elif id_:
                rules[id_].setdefault("names", {})[name] = means
                self.origins.note(Place(part=Part.NAMES, name=id_, case=1), number)
            else:
                help_ = cells.text(row.pop(NAME_ENTRIES["help"], None))
                names[name] = {"name": name, "means": means, "help": help_}
                self.origins.note(Place(part=Part.NAMES, name=name), number)
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
                self._say(Part.TABLES, number, layout.KEY, "要写名目。")
            elif key in one.setdefault("rows", {}):
                self._say(Part.TABLES, number, layout.KEY, "上面写过了，请留一行。")
            elif key:
                one["rows"][key] = cells.number(row.get(TABLE_ENTRIES["rows"]))
        return tables

    def _grouped(
        self, part: Part, entries: Mapping[str, str], found: dict[str, dict[str, Any]]
    ) -> Iterator[tuple[dict[str, Any], Titled, int]]:
        """The rows with the thing each belongs to, by the name in its first column."""
        current = ""
        for number, row in self._rows(part.value):
            name = current = cells.text(row.pop(entries["name"], None)) or current
            if not name:
                self._say(part, number, entries["name"], "要写名称。")
                continue
            one = found.setdefault(name, {"name": name})
            self.origins.note(Place(part=part, name=name), number)
            if entries["help"] in row:
                one.setdefault("help", cells.text(row[entries["help"]]))
            yield one, row, number

    def _equivalents(
        self, rules: Mapping[str, dict[str, Any]], names: Mapping[str, dict[str, Any]]
    ) -> None:
        for number, row in self._rows(layout.EQUIVALENTS):
            id_, name = (cells.text(row.pop(title, None)) for title in layout.EQUIVALENT_TITLES[:2])
            owner = rules.get(id_) if id_ else names.get(name)
            if owner is None:
                said = f"没有规则或名称“{(id_ or name)[:20]}”，请核对。"
                self._add(SheetFault(sheet=layout.EQUIVALENTS, row=number, said=said))
                continue
            written = {key: cells.text(row.get(title)) for key, title in EQUIVALENT_ENTRIES.items()}
            owner.setdefault("equivalent", []).append(written)

    def _examples_on(self) -> Any:
        for row in self.sheets.get(layout.ABOUT, ()):
            if cell_text(row.cell(0)) == layout.EXAMPLES_TODAY:
                return cells.day(row.cell(1))
        return None

    # rows

    def _rows(self, sheet: str) -> Iterator[tuple[int, Titled]]:
        """The rows below the titles, blank ones left out; unknown columns are named once."""
        titles: list[str] | None = None
        for count, row in enumerate(self.sheets.get(sheet, ())):
            if count > MOST_ROWS:
                raise Refusal(f"“{sheet}”表超过 {MOST_ROWS} 行，不像人写的规则，没有读。")
            if titles is None:
                titles = [cell_text(cell) for cell in row.cells]
                self._check_titles(sheet, titles, row.number)
                continue
            titled = {
                title: cell
                for title, cell in zip(titles, row.cells, strict=False)
                if title and not is_blank(cell)
            }
            if titled:
                yield row.number, titled

    def _check_titles(self, sheet: str, titles: list[str], row: int) -> None:
        known = layout.TITLES[sheet]
        for title in known:
            if title not in titles:
                self._add(SheetFault(sheet=sheet, row=row, said=f"缺“{title}”列，请补上。"))
        for title in {title for title in titles if title and titles.count(title) > 1}:
            said = f"“{title}”列有两列，请删掉一列。"
            self._add(SheetFault(sheet=sheet, row=row, column=title, said=said))
        for title in titles:
            if title and title not in known and sheet != Part.EXAMPLES.value:
                said = f"没有这一列。{nearest(title, known) or '请删掉。'}"
                self._add(SheetFault(sheet=sheet, row=row, column=title, said=said))

    def _add(self, fault: SheetFault) -> None:
        self.faults.append(fault)
        if len(self.faults) >= MOST_FAULTS:
            lines = "\n".join(map(str, self.faults[:_SAID_AT_ONCE]))
            raise Refusal(f"表里的错误太多，没有再往下读。先改这些：\n{lines}")

    def _wrong(self, part: Part, row: int, entry: str, said: str) -> None:
        self._say(part, row, RULE_ENTRIES[entry], said)

    def _say(self, part: Part, row: int, column: str, said: str) -> None:
        self._add(SheetFault(sheet=part.value, row=row, column=column, said=said))


_ENTRY_OF = {layout.FIRES: "fires", layout.SILENT: "silent"}


def _of_example(title: str, cell: Cell) -> Any:
    if title in _READ_SPECIAL:
        return _READ_SPECIAL[title](cell)
    field_ = BY_HEADER.get(title)
    return cells.value(None if field_ is None else field_.type, cell)
