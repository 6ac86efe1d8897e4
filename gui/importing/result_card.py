"""What an import would do: four figures, and the rows a person must look at (试导结果)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from core.tickets.intake.plan import Conflict, Side
from core.tickets.intake.tally import Tally
from gui.boxes import box, column, row
from gui.buttons import Strip, button
from gui.importing.tables import REJECTED_COLUMNS, UPDATE_COLUMNS, conflict_columns
from gui.labels import label, picture
from gui.tables.view import Table

FIGURES = (
    ("会新增", "plus", "added"),
    ("会更新", "pencil-line", "updated"),
    ("没有变化", "equal", "unchanged"),
    ("导不进", "circle-x", "rejected"),
)
NAMES = ("导不进的", "有冲突的", "会更新的")
ROWS = 6
"""How many rows are seen at once."""


class ResultCard(QFrame):
    side_chosen = Signal(object)
    """A conflict whose side is to be changed."""

    all_chosen = Signal(object)
    """The `Side` that counts for all conflicts."""

    rejected_wanted = Signal()

    def __init__(self, choices: Mapping[tuple[str, str], Side]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("试导结果")
        self._tally: Tally | None = None
        self._figures: dict[str, QLabel] = {}
        self._read = label("", "caption")
        self.which = Strip(NAMES)
        self.which.chosen.connect(lambda _n: self._show_rows())
        self.rejected = Table("导不进的行", REJECTED_COLUMNS, key=lambda p: p[0].row)
        self.conflicts: Table[Conflict] = Table(
            "有冲突的格", conflict_columns(choices), key=lambda c: (c.ref, c.key)
        )
        self.updates = Table("会更新的工单", UPDATE_COLUMNS, key=lambda u: u.row, height="roomy")
        self._tables: tuple[Table[Any], ...] = (self.rejected, self.conflicts, self.updates)
        self.conflicts.opened.connect(self.side_chosen)
        self._save = button("导不进的另存表格…", "quiet", "download", on=self.rejected_wanted.emit)
        self._ledger_wins = button(
            "都用台账的", "quiet", on=lambda: self.all_chosen.emit(Side.LEDGER)
        )
        self._store_wins = button(
            "都留程序里的", "quiet", on=lambda: self.all_chosen.emit(Side.STORE)
        )
        self._lay_out()

    def _lay_out(self) -> None:
        tables = QVBoxLayout()
        for table in self._tables:
            tables.addWidget(table)
        safe = "还没有写入任何数据。空格不会抹掉程序里已有的内容。"
        self.setLayout(
            column(
                row(label("试导结果", "section"), None, self._read),
                8,
                row(*(self._figure(*one) for one in FIGURES), gap=12),
                10,
                row(self.which, None, self._ledger_wins, self._store_wins),
                4,
                tables,
                6,
                row(picture("info", "text-3", 14), label(safe, "caption"), None, self._save),
                gap=0,
                margins=(16, 12, 16, 12),
            )
        )

    def _figure(self, title: str, icon: str, name: str) -> tuple[QWidget, int]:
        tone = "danger-text" if name == "rejected" else "accent-text"
        number = label("", "figure")
        number.setAccessibleName(title)
        self._figures[name] = number
        head = row(picture(icon, tone), label(title, "second"), None, gap=6)
        return box(column(head, row(number, label("件", "dense"), None, gap=4), gap=2)), 1

    def figure(self, name: str) -> str:
        """What a figure says: added, updated, unchanged, rejected."""
        return self._figures[name].text()

    def show_tally(self, tally: Tally) -> None:
        """Show a new result, beginning with what stands in the way."""
        self._tally = tally
        for place, found in enumerate((tally.rejected, tally.conflicts, tally.updates)):
            if found:
                self.which.choose(place)
                break
        counts = (tally.added, tally.updated, tally.unchanged, len(tally.rejected))
        for (_, _, name), number in zip(FIGURES, counts, strict=True):
            self._figures[name].setText(f"{number}")
        self._read.setText(f"{tally.read} 行")
        self._save.setVisible(bool(tally.rejected))
        self.refresh()

    def refresh(self) -> None:
        """Show the rows again, with the sides chosen since."""
        tally = self._tally
        if tally is None:
            return
        self.rejected.show_rows(tally.rejected)
        self.conflicts.show_rows(tally.conflicts)
        self.updates.show_rows(tally.updates)
        self._show_rows()

    def _show_rows(self) -> None:
        tally = self._tally
        if tally is None:
            return
        numbers = (len(tally.rejected), len(tally.conflicts), tally.updated)
        for place, table in enumerate(self._tables):
            self.which.button(place).setText(f"{NAMES[place]} {numbers[place]}")
            table.setVisible(place == self.which.current and bool(numbers[place]))
            table.setFixedHeight(_room(table))
        self.which.setVisible(any(numbers))
        conflicts = self.which.current == 1 and bool(tally.conflicts)
        self._ledger_wins.setVisible(conflicts)
        self._store_wins.setVisible(conflicts)


def _room(table: Table[Any]) -> int:
    """As high as its rows, up to `ROWS` of them."""
    rows = min(max(table.rows.rowCount(), 1), ROWS)
    return (
        table.horizontalHeader().height() + rows * table.verticalHeader().defaultSectionSize() + 2
    )
