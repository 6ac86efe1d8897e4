"""The sheet of rules to data: a first row for each rule and each case, further rows behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.errors import Refusal
from core.tickets.intake.table import Cell
from core.tickets.rules.entries import BASIS_ENTRIES, RULE_ENTRIES, Part
from core.tickets.rules.faults import Place
from core.tickets.rules.sheets import cells, layout
from core.tickets.rules.sheets.rows import Rows, Titled

_WORDS = {RULE_ENTRIES["kinds"], RULE_ENTRIES["fields"]}
_DAYS = {
    *(RULE_ENTRIES["since"], RULE_ENTRIES["until"]),
    *(BASIS_ENTRIES["since"], BASIS_ENTRIES["until"]),
}
_READ: Mapping[str, Callable[[Cell], Any]] = {
    **dict.fromkeys(_WORDS, cells.words),
    **dict.fromkeys(_DAYS, cells.day),
    RULE_ENTRIES["only_submitted"]: cells.flag,
}


class RuleRows:
    """Reads the rules, by number."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def read(self) -> dict[str, dict[str, Any]]:
        rules: dict[str, dict[str, Any]] = {}
        current, case = "", 0
        for number, row in self._rows.of(Part.RULES.value):
            id_ = cells.text(row.pop(RULE_ENTRIES["id"], None)) or current
            at = self._case_number(number, row.pop(layout.CASE, None))
            if at is None:
                continue
            if not id_ or (id_ in rules and id_ != current):
                said = f"规则 {id_} 在上面写过了，同一条的行要放在一起，不同的规则编号要不同。"
                self._wrong(number, "id", said if id_ else "要写规则的编号。")
                continue
            if id_ not in rules:
                rules[id_] = {"id": id_}
                self._begin(rules[id_], row, Place(part=Part.RULES, name=id_), number, at)
            else:
                at = at or case
                self._go_on(rules[id_], row, Place(part=Part.RULES, name=id_, case=at), number)
            current, case = id_, at
        return rules

    def _case_number(self, row: int, cell: Cell) -> int | None:
        said = cells.text(cell)
        if not said:
            return 0
        if said.isascii() and said.isdigit() and len(said) < 4:
            return int(said)
        self._wrong(row, "case", f"要写 1、2、3，现在是“{said[:10]}”。")
        return None

    def _begin(
        self, rule: dict[str, Any], row: Titled, place: Place, number: int, case: int
    ) -> None:
        """The first row of a rule, which may also be that of its first case."""
        self._rows.origins.note(place, number)
        self._fill(rule, row, layout.HEAD)
        if case:
            self._go_on(rule, row, replace(place, case=case), number)
        else:
            self._fill(rule, row, layout.OF_CASE)
            self._add_further(rule, row, number)

    def _fill(self, target: dict[str, Any], row: Titled, entries: Iterable[str]) -> None:
        for entry in entries:
            title = RULE_ENTRIES[entry]
            if title in row:
                target[entry] = _READ.get(title, cells.text)(row.pop(title))

    def _go_on(self, rule: dict[str, Any], row: Titled, place: Place, number: int) -> None:
        """A further row: of the rule itself, of its last case, or the first of a new one."""
        written, case = rule.setdefault("case", []), place.case
        if case == len(written) + 1:
            written.append({})
            self._rows.origins.note(place, number)
            self._fill(written[-1], row, layout.OF_CASE)
            self._add_further(written[-1], row, number)
        elif case == len(written):
            self._add_further(written[-1] if case else rule, row, number)
        else:
            said = (
                f"上面写到第 {len(written)} 种情形，这里不能写第 {case} 种。请按 1、2、3 的次序写。"
            )
            self._wrong(number, "case", said)

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
                self._wrong(number, "each", str(refusal))
        for title in row:
            said = f"接着写的行里只能写依据和逐项替换。另一种情形请在“{layout.CASE}”里写号。"
            self._rows.say(Part.RULES.value, number, title, said)

    def _wrong(self, row: int, entry: str, said: str) -> None:
        self._rows.say(Part.RULES.value, row, RULE_ENTRIES[entry], said)
