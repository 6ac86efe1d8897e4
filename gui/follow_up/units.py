"""How far each unit is: always in sight under the list, whoever owes most first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame

from gui import theme
from gui.boxes import column, row
from gui.labels import label
from gui.tables.cells import Cell, Column, Tag, Words
from gui.tables.view import Table
from storage.follow_up.counting import UnitCoverage

HEIGHT = 190


class UnitStrip(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName("各单位的回访")
        self._said = label("", "caption")
        self.table: Table[UnitCoverage] = Table(
            "各单位的回访", _columns(), key=lambda one: one.unit
        )
        head = row(label("各单位", "section"), self._said, None, margins=(16, 10, 16, 4))
        self.setLayout(column(head, (self.table, 1), gap=0))
        self.setFixedHeight(theme.text_size(HEIGHT))

    def show_units(self, units: Sequence[UnitCoverage], year: int) -> None:
        ordered = sorted(units, key=lambda one: (-one.open_explanations, one.share or 0, one.unit))
        self.table.show_rows(ordered)
        due, called = sum(one.due for one in units), sum(one.called for one in units)
        owed = sum(one.open_explanations for one in units)
        share = f"{100 * called / due:.2f}%" if due else "—"
        self._said.setText(
            f"{year} 年应回访 {due} 件，已回访 {called} 件，覆盖率 {share}；待说明 {owed} 件"
        )


def _columns() -> tuple[Column[UnitCoverage], ...]:
    def number(key: str, title: str, width: int = 64) -> Column[UnitCoverage]:
        return Column(
            key=key, title=title, cell=lambda o: str(getattr(o, key)), width=width, right=True
        )

    return (
        Column(key="unit", title="单位", cell=lambda o: Words(o.unit, "text"), width=84),
        Column(key="owed", title="待说明", cell=_owed, width=88),
        number("due", "应回访"),
        number("called", "已回访"),
        Column(key="share", title="覆盖率", cell=_share, width=76, right=True),
        number("unreached", "联系不上", 68),
        number("refused", "拒访", 48),
        number("dissatisfied", "不满意", 60),
    )


def _share(one: UnitCoverage) -> Cell:
    return "—" if one.share is None else f"{one.share}%"


def _owed(one: UnitCoverage) -> Cell:
    return Tag(f"{one.open_explanations} 件", "warn") if one.open_explanations else "0"
