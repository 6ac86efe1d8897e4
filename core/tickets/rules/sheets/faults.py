"""What is wrong in a workbook, by sheet, row and column, so that a person finds the cell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from core.tickets.rules.entries import RULE_ENTRIES, Part
from core.tickets.rules.faults import Fault, Place
from core.tickets.rules.sheets import layout


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFault:
    """One thing that is wrong; `row` as the spreadsheet program counts, 0 for the whole sheet."""

    sheet: str
    row: int = 0
    column: str = ""
    said: str

    def __str__(self) -> str:
        row = f"第 {self.row} 行" if self.row else ""
        column = f"“{self.column}”列" if self.column else ""
        return f"“{self.sheet}”表{row}{column}：{self.said}"


@dataclass(slots=True)
class Origins:
    """From which row each thing of a rulebook was read."""

    rows: dict[Place, int] = field(default_factory=dict)

    def note(self, place: Place, row: int) -> None:
        self.rows.setdefault(replace(place, column=""), row)

    def located(self, faults: Iterable[Fault]) -> Iterator[SheetFault]:
        for fault in faults:
            place = fault.place
            sheet, row = self._row(place)
            yield SheetFault(sheet=sheet, row=row, column=_column(place), said=str(fault))

    def _row(self, place: Place) -> tuple[str, int]:
        exact = replace(place, column="")
        sheet = _SHEETS.get(place.column, place.part.value)
        if place.part is Part.RULES and place.column == RULE_ENTRIES["names"]:
            exact = Place(part=Part.NAMES, name=place.name, case=1)
        for known in (exact, replace(exact, case=0), replace(exact, example=0)):
            if known in self.rows:
                return sheet, self.rows[known]
        return sheet, 0


_SHEETS = {
    RULE_ENTRIES["names"]: Part.NAMES.value,
    RULE_ENTRIES["equivalent"]: layout.EQUIVALENTS,
}
"""Entries of a rule that stand in a sheet of their own."""


def _column(place: Place) -> str:
    return "" if place.column in _SHEETS else place.column
