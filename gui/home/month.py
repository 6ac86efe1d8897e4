"""本月指标: the appraisal figures of this month against their targets, and their tickets."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from core.figures.words import NOTHING
from gui import theme
from gui.boxes import box, clear, column, row
from gui.buttons import button
from gui.desk import Desk
from gui.labels import label, picture

if TYPE_CHECKING:
    from storage.figures.overview import Overview, Tile

COLUMNS = 2
HEIGHT = 318
"""Kept free from the start, so that nothing moves when the figures come."""

MARKS = {True: ("circle-check", "ok"), False: ("triangle-alert", "warn")}


class MonthSheet(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("home-month")
        self.setProperty("role", "card")
        self.setAccessibleName("本月指标")
        self._title = label("本月指标", "section")
        self._said = label("正在统计。", "caption")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(14)
        all_figures = button("全部指标", "quiet", on=lambda: desk.go("figures"))
        head = row(self._title, 2, self._said, None, all_figures)
        self.setLayout(column(head, self._grid, gap=6, margins=(16, 12, 8, 12)))
        self.setMinimumHeight(theme.text_size(HEIGHT))
        self.is_counting = True

    def show_overview(self, found: "Overview") -> None:
        """Show the figures of a unit, or of the bureau."""
        self.is_counting = False
        self._title.setText(f"{found.unit or '全局'}本月指标")
        self._said.setText(f"截至 {found.until.month} 月 {found.until.day} 日")
        clear(self._grid)
        for at, tile in enumerate(found.tiles):
            self._grid.addWidget(self._tile(tile), at // COLUMNS, at % COLUMNS)
        self.setMinimumHeight(0)  # from now on no lower than what stands in it

    def _tile(self, tile: "Tile") -> QWidget:
        value = tile.figure.value
        said = label(NOTHING if value is None else f"{value}%", "figure")
        said.setAccessibleName(f"{tile.name} {said.text()}，{_standing(tile)}")
        icon, tone = (
            MARKS.get(tile.is_reached, ("", "")) if tile.is_reached is not None else ("", "")
        )
        marks = [picture(icon, f"{tone}-text", 14)] if icon else []
        standing = row(*marks, label(_standing(tile), "caption", tone=tone), None, gap=4)
        lists = button("看工单", "quiet", on=lambda: self._list(tile))
        lists.setAccessibleName(f"看{tile.name}的工单")
        lists.setEnabled(tile.wanted is not None and bool(tile.figure.denominator))
        head = row(label(tile.name, "dense"), None, lists)
        return box(column(head, said, 2, standing, gap=0))

    def _list(self, tile: "Tile") -> None:
        self._desk.go("tickets", tile.wanted)


def _standing(tile: "Tile") -> str:
    """目标 98%　达标; 目标 99%　差 1.48 个百分点; 只观察; 暂无."""
    if tile.figure.value is None:
        return "暂无" if not tile.target else f"目标 {tile.target}%　暂无"
    if not tile.target:
        return f"{tile.figure.numerator:f}/{tile.figure.denominator:f}　只观察"
    few = "　样本少" if tile.figure.is_few else ""
    return f"目标 {tile.target}%　{tile.gap or '达标'}{few}"
