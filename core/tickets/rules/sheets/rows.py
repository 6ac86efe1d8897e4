"""The rows of a workbook by the titles of their columns; what is wrong is taken down by cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from core.errors import Refusal
from core.tickets.intake.table import Cell, Row, cell_text, is_blank
from core.tickets.language.vocabulary import nearest
from core.tickets.rules.entries import Part
from core.tickets.rules.faults import MOST_FAULTS
from core.tickets.rules.sheets import layout
from core.tickets.rules.sheets.faults import Origins, SheetFault

Sheets: TypeAlias = Mapping[str, Iterable[Row]]
"""The rows of each sheet, by its name."""

Titled: TypeAlias = dict[str, Cell]
"""A row by the titles of its columns; blank cells are left out."""

MOST_ROWS = 20_000
_SAID_AT_ONCE = 20


@dataclass(slots=True)
class Rows:
    """The sheets of a rulebook while they are read, and from which row each thing came."""

    sheets: Sheets
    faults: list[SheetFault] = field(default_factory=list)
    origins: Origins = field(default_factory=Origins)

    def of(self, sheet: str) -> Iterator[tuple[int, Titled]]:
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

    def say(self, sheet: str, row: int, column: str, said: str) -> None:
        self._add(SheetFault(sheet=sheet, row=row, column=column, said=said))
