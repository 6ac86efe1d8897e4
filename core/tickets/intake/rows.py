"""One row of a ledger, read by a layout: the values it brings, and what is wrong with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import Refusal
from core.tickets.fields import BY_KEY, Field, is_empty
from core.tickets.intake.dictionary import Dictionary, plain
from core.tickets.intake.profile import Layout, texts_for_number
from core.tickets.intake.table import Cell, Row, cell_text
from core.tickets.intake.values import parse

_OWN_SIGNS = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_LIKE_A_REFERENCE = re.compile(r"#\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a row is not taken: the column, as the file calls it, what stands there, the reason."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to look at in a row that is taken all the same."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A row as values by field key; fields that say nothing are not among them."""

    row: int
    number: str
    values: Mapping[str, Any]
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


IDENTITY = frozenset({"number", "is_rework", "assigned_at"})
"""The fields that tell which ticket a row is about."""


class Reader:
    """Reads rows by one layout; `year` completes dates written without one."""

    def __init__(self, layout: Layout, dictionary: Dictionary, *, year: int | None = None) -> None:
        self.layout = layout
        self.dictionary = dictionary
        self._year = year
        self._columns = layout.columns
        self._identity = tuple(one for one in self._columns if one[1].key in IDENTITY)

    def read(self, row: Row) -> Draft:
        """All that a row brings."""
        return self._read(row, self._columns)

    def identity(self, row: Row) -> Draft:
        """Only what tells which ticket the row is about."""
        return self._read(row, self._identity)

    def _read(self, row: Row, columns: Sequence[tuple[int, Field]]) -> Draft:
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        remarks: list[Remark] = []
        cells, width = row.cells, len(row.cells)
        for column, field in columns:
            if column >= width or (cell := cells[column]) is None:
                continue
            try:
                value = self._value(field, cell)
            except Refusal as refusal:
                problems.append(self._problem(row, field, cell, str(refusal)))
                continue
            if not is_empty(value):
                values[field.key] = value
                remarks += self._remarks(row, field, value)
        number, problem = self._number(row, values)
        return Draft(
            row=row.number,
            number=number,
            values=values | {"number": number},
            problems=((problem,) if problem else ()) + tuple(problems),
            remarks=tuple(remarks),
        )

    def _value(self, field: Field, cell: Cell) -> Any:
        if (words := self.layout.values.get(field.key)) is not None:
            text = cell_text(cell)
            cell = words.get(text, words.get(plain(text), cell))
        return parse(field, cell, self.dictionary, year=self._year)

    def _number(self, row: Row, values: Mapping[str, Any]) -> tuple[str, Problem | None]:
        number = str(values.get("number", ""))
        if not number and self.layout.number is not None:
            number = self.layout.number.number(texts_for_number(row, self.layout))
        reason = self._why_no_number(number)
        field = BY_KEY["number"]
        return number, self._problem(row, field, number, reason) if reason else None

    def _why_no_number(self, number: str) -> str:
        if not number:
            return "这一行没有工单编号，不知道是哪一件。请补上编号再导入。"
        if plain(number) == plain(self.layout.title("number")):
            return "这一行是又一遍表头，不是工单编号。"
        if _LIKE_A_REFERENCE.search(number):
            return f"编号“{number}”里的“#”加数字是程序给重办件用的。请改成原来的编号。"
        if plain(number).rstrip(":") in self.dictionary.not_numbers:
            return f"“{number}”不是工单编号，这一行没有导入。"
        return ""

    def _problem(self, row: Row, field: Field, cell: Cell, reason: str) -> Problem:
        title = self.layout.title(field.key)
        return Problem(row=row.number, column=title, value=cell_text(cell), reason=reason)

    def _remarks(self, row: Row, field: Field, value: Any) -> list[Remark]:
        found = _OWN_SIGNS.findall(value) if isinstance(value, str) else ()
        if not found:
            return []
        codes = "、".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(found))
        title = self.layout.title(field.key)
        said = (
            f"第 {row.number} 行“{title}”里有自造字（{codes}），别的电脑上看不到。请换成正式的字。"
        )
        return [Remark(row=row.number, column=title, sentence=said)]
