"""`Rows`: the one item model of the program, for any list of values; it knows no storage.

It shows what it is given, can ask for more behind the last value (key paging), and remembers which
rows are ticked by their keys, so that ticks outlive a reload.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from gui.tables.cells import Cell, Column, said

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Role = Qt.ItemDataRole
_CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_TICK = _CELL | Qt.ItemFlag.ItemIsUserCheckable


class Rows(QAbstractTableModel, Generic[T]):
    """Rows of values under columns, with an optional column of ticks in front."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], Hashable],
        ticks: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.has_ticks = ticks
        self._key = key
        self._values: list[T] = []
        self._load_more: Callable[[T], Sequence[T]] | None = None
        self._ticked: dict[Hashable, None] = {}

    def show(
        self, values: Iterable[T], load_more: Callable[[T], Sequence[T]] | None = None
    ) -> None:
        """Show these rows; `load_more` gives the next ones behind a value, none when it is over."""
        self.beginResetModel()
        self._values = list(values)
        self._load_more = load_more
        here = {self._key(value) for value in self._values}
        gone = [key for key in self._ticked if key not in here]
        for key in gone:
            del self._ticked[key]
        self.endResetModel()
        if gone:
            self.ticks_changed.emit()

    @property
    def values(self) -> Sequence[T]:
        return self._values

    def value(self, row: int) -> T:
        return self._values[row]

    def row_of(self, key: Hashable) -> int:
        """The row with this key, or -1."""
        return next((r for r, value in enumerate(self._values) if self._key(value) == key), -1)

    def key(self, row: int) -> Hashable:
        return self._key(self._values[row])

    def column_at(self, section: int) -> Column[T] | None:
        """The column at a section; None for the ticks."""
        place = section - self.has_ticks
        return self.columns[place] if 0 <= place < len(self.columns) else None

    def cell(self, row: int, section: int) -> Cell:
        column = self.column_at(section)
        return "" if column is None else column.cell(self._values[row])

    # ticks

    @property
    def ticked(self) -> list[T]:
        """The ticked rows, in the order they are shown."""
        return [value for value in self._values if self._key(value) in self._ticked]

    def is_ticked(self, row: int) -> bool:
        return self._key(self._values[row]) in self._ticked

    def tick(self, rows: Iterable[int], *, on: bool = True) -> None:
        for row in rows:
            key = self._key(self._values[row])
            if on:
                self._ticked[key] = None
            else:
                self._ticked.pop(key, None)
        self._tell_ticks()

    def untick_all(self) -> None:
        self._ticked.clear()
        self._tell_ticks()

    def _tell_ticks(self) -> None:
        if self._values:
            last = self.index(len(self._values) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Role.CheckStateRole])
        self.ticks_changed.emit()

    # what Qt asks

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._values)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + self.has_ticks

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.column_at(section)
        match role:
            case Role.DisplayRole:
                return column.title if column else ""
            case Role.AccessibleTextRole:
                return column.title if column else "勾选"
            case Role.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft
                if column is not None and column.right:
                    side = Qt.AlignmentFlag.AlignRight
                return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = self.column_at(index.column())
        if column is None:
            return self._tick_data(index.row(), role)
        match role:
            case Role.DisplayRole | Role.AccessibleTextRole:
                return said(column.cell(self._values[index.row()]))
            case Role.ToolTipRole if column.tip is not None:
                return column.tip(self._values[index.row()])
        return None

    def _tick_data(self, row: int, role: int) -> Any:
        on = self.is_ticked(row)
        match role:
            case Role.CheckStateRole:
                return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            case Role.AccessibleTextRole:
                return "已勾选" if on else "未勾选"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _CELL if self.column_at(index.column()) else _TICK

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if not index.isValid() or role != Role.CheckStateRole or not self.has_ticks:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._load_more is not None and bool(self._values)

    def fetchMore(self, parent: Index) -> None:
        if self._load_more is None or parent.isValid():
            return
        more = self._load_more(self._values[-1])
        if not more:
            self._load_more = None
            return
        start = len(self._values)
        self.beginInsertRows(QModelIndex(), start, start + len(more) - 1)
        self._values.extend(more)
        self.endInsertRows()
