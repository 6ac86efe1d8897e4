"""本月指标: the appraisal figures of this month against their targets, and their tickets.

The tiles stand from the start and only change what they say, so that nothing moves when the
figures come.
"""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from core.figures.words import NOTHING
from gui import icons
from gui.boxes import column, row
from gui.buttons import button
from gui.desk import Desk
from gui.labels import label, picture
from gui.theme import set_state

if TYPE_CHECKING:
    from storage.figures.overview import Overview, Tile

COLUMNS, USUAL = 2, 6
MARKS = {True: ("circle-check", "ok"), False: ("triangle-alert", "warn"), None: ("eye", "")}


class MonthSheet(QFrame):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("home-month")
        self.setProperty("role", "card")
        self.setAccessibleName("本月指标")
        self._title = label("本月指标", "section")
        self._said = label("正在统计", "caption")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(14)
        self._tiles: list[_TileBox] = []
        self.is_counting = True
        all_figures = button("全部指标", "quiet", on=lambda: desk.go("figures"))
        head = row(self._title, 2, self._said, None, all_figures)
        self.setLayout(column(head, self._grid, gap=6, margins=(16, 12, 8, 12)))
        self._make(USUAL)

    def show_overview(self, found: "Overview") -> None:
        """Show the figures of a unit, or of the bureau."""
        self.is_counting = False
        self._title.setText(f"{found.unit or '全局'}本月指标")
        self._said.setText(f"截至 {found.until.month} 月 {found.until.day} 日")
        self._make(len(found.tiles))
        for tile, made in zip(found.tiles, self._tiles, strict=False):
            made.show_tile(tile)

    def _make(self, number: int) -> None:
        """As many tiles as there are figures."""
        while len(self._tiles) < number:
            at = len(self._tiles)
            self._tiles.append(_TileBox(self._desk))
            self._grid.addWidget(self._tiles[-1], at // COLUMNS, at % COLUMNS)
        for at, made in enumerate(self._tiles):
            made.setVisible(at < number)


class _TileBox(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._tile: Tile | None = None
        self._name = label("", "dense")
        self._value = label(NOTHING, "figure")
        self._mark = picture("eye", "text-3", 14)
        self._standing = label("", "caption")
        self._lists = button("看工单", "quiet", on=lambda: desk.go("tickets", self._wanted()))
        self._lists.setEnabled(False)
        head = row(self._name, None, self._lists)
        foot = row(self._mark, self._standing, None, gap=4)
        self.setLayout(column(head, self._value, 2, foot, gap=0))

    def show_tile(self, tile: "Tile") -> None:
        self._tile = tile
        value, standing = tile.figure.value, _standing(tile)
        icon, tone = MARKS[tile.is_reached]
        self._name.setText(tile.name)
        self._value.setText(NOTHING if value is None else f"{value}%")
        self._value.setAccessibleName(f"{tile.name} {self._value.text()}，{standing}")
        icons.set_icon(self._mark, icon, f"{tone}-text" if tone else "text-3", 14)
        self._standing.setText(standing)
        set_state(self._standing, tone, "tone")
        self._lists.setAccessibleName(f"看{tile.name}的工单")
        self._lists.setEnabled(tile.wanted is not None and bool(tile.figure.denominator))

    def _wanted(self) -> object:
        return self._tile.wanted if self._tile is not None else None


def _standing(tile: "Tile") -> str:
    """目标 98%　达标; 目标 99%　差 1.48 个百分点; 只观察; 暂无."""
    if tile.figure.value is None:
        return "暂无" if not tile.target else f"目标 {tile.target}%　暂无"
    if not tile.target:
        return f"{tile.figure.numerator:f}/{tile.figure.denominator:f}　只观察"
    few = "　样本少" if tile.figure.is_few else ""
    return f"目标 {tile.target}%　{tile.gap or '达标'}{few}"
