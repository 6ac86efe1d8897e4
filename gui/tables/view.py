"""`Table`: the one table view; rows are the target, one ring round the current row.

    table = Table("工单", COLUMNS, key=lambda t: t.ref, ticks=True)
    table.show_rows(values, load_more=lambda last: next_page(last))
    table.opened.connect(self._open)          # Enter, double click, click on a column that opens

All by keyboard: ↑↓ PgUp PgDn Home End; Enter open, Space preview; X tick, Shift+↑↓ tick a range,
Ctrl+A tick all, Esc untick. A table without ticks marks its current row instead.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from gui import theme
from gui.preferences import Preferences
from gui.tables.cells import Column
from gui.tables.model import Rows
from gui.tables.painter import CellPainter

T = TypeVar("T")

HEIGHTS = {"dense": 32, "row": 36, "roomy": 48}
"""Rows are 紧凑, 标准, or two lines high."""
TICK_WIDTH = 44
LEAST_STRETCH = 180


class Table(QTableView, Generic[T]):
    opened = Signal(object)
    previewed = Signal(object)
    current_changed = Signal(object)
    """All three carry the value of a row; `current_changed` carries None for no row."""

    ticked_changed = Signal(int)
    """How many rows are ticked now."""

    sort_wanted = Signal(str, bool)
    """The head of this column was pressed; True for descending. Who shows rows sorts them."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], Hashable],
        ticks: bool = False,
        height: str = "row",
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.rows: Rows[T] = Rows(columns, key=key, ticks=ticks, parent=self)
        self._painter = CellPainter(self, self.rows)
        self._anchor = -1
        self._hidden_for_now: set[int] = set()
        self._height = height
        self._sort = ("", False)
        self._scale = theme.scale()
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self._set_up()
        self._set_up_head()
        self.set_row_height(height)
        self.rows.ticks_changed.connect(lambda: self.ticked_changed.emit(len(self.rows.ticked)))

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(20)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsMovable(True)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(24)
        head.setFixedHeight(theme.text_size(theme.size("table-head")))
        head.setSortIndicatorShown(False)
        head.sectionClicked.connect(self._on_head_clicked)
        head.sectionResized.connect(self._on_section_resized)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda at: self.column_menu().popup(head.mapToGlobal(at))
        )
        self._size_columns()
        for section, column in self._sections():
            self.setColumnHidden(section, column.hidden)

    def _sections(self) -> Iterable[tuple[int, Column[T]]]:
        return enumerate(self.rows.columns, start=int(self.rows.has_ticks))

    def _size_columns(self) -> None:
        head = self.horizontalHeader()
        if self.rows.has_ticks:
            self.setColumnWidth(0, TICK_WIDTH)
            head.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        for section, column in self._sections():
            self.setColumnWidth(section, theme.text_size(column.width))
            if column.stretch:
                head.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        self._stretch()

    def _stretch(self, *_: object) -> None:
        """Give the stretching column what the others leave, but enough to be read."""
        for section, column in self._sections():
            if column.stretch:
                others = self.horizontalHeader().length() - self.columnWidth(section)
                left = self.viewport().width() - others
                self.setColumnWidth(section, max(left, theme.text_size(LEAST_STRETCH)))

    # what pages use

    def show_rows(
        self, values: Iterable[T], load_more: Callable[[T], Sequence[T]] | None = None
    ) -> None:
        """Show rows; the current row stays current by its key, and the list where it was."""
        here = self.currentIndex()
        key = self.rows.key(here.row()) if here.isValid() else None
        scrolled = self.verticalScrollBar().value()
        self.rows.show(values, load_more)
        row = self.rows.row_of(key) if key is not None else -1
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row, self._first_section()))
            self.verticalScrollBar().setValue(scrolled)
        else:
            self.currentChanged(QModelIndex(), QModelIndex())

    def show_whole(self, values: Sequence[T]) -> None:
        """Show rows and be as high as all of them: the page scrolls, the table does not."""
        self.show_rows(values)
        head = self.horizontalHeader().height()
        self.setFixedHeight(head + theme.text_size(HEIGHTS[self._height]) * len(values) + 2)

    def current(self) -> T | None:
        """The value of the current row."""
        index = self.currentIndex()
        return self.rows.value(index.row()) if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Make a row current and bring it into sight."""
        if 0 <= row < self.rows.rowCount():
            index = self.rows.index(row, self._first_section())
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def ticked(self) -> list[T]:
        return self.rows.ticked

    def set_row_height(self, name: str) -> None:
        """Make the rows `dense`, `row` or `roomy`."""
        self._height = name
        text = theme.text_size(HEIGHTS[name]) - HEIGHTS[name]
        self.verticalHeader().setDefaultSectionSize(HEIGHTS[name] + round(text * 0.7))

    def show_sort(self, key: str, *, descending: bool = False) -> None:
        """Put the arrow on the column by which the rows are sorted."""
        self._sort = (key, descending)
        for section, column in self._sections():
            if column.key == key:
                order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
                self.horizontalHeader().setSortIndicatorShown(True)
                self.horizontalHeader().setSortIndicator(section, order)

    def hide_for_now(self, keys: Collection[str]) -> None:
        """Hide these columns as long as room is short; the others are as they were chosen."""
        for section, column in self._sections():
            if column.key in keys and not self.isColumnHidden(section):
                self._hidden_for_now.add(section)
                self.setColumnHidden(section, True)
            elif column.key not in keys and section in self._hidden_for_now:
                self._hidden_for_now.discard(section)
                self.setColumnHidden(section, False)

    def column_menu(self) -> QMenu:
        """A menu to choose which columns are seen and by which the rows are sorted."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for section, column in self._sections():
            entry = menu.addAction(column.title)
            entry.setCheckable(True)
            entry.setChecked(not self.isColumnHidden(section))
            entry.setEnabled(not column.stretch)
            entry.toggled.connect(lambda on, section=section: self.setColumnHidden(section, not on))
        sortable = [(s, column) for s, column in self._sections() if column.sorts]
        if sortable:
            menu.addSeparator()
        for section, column in sortable:
            entry = menu.addAction(f"按{column.title}排列")
            entry.triggered.connect(
                lambda _on=False, section=section: self._on_head_clicked(section)
            )
        return menu

    def remember_in(self, preferences: Preferences, name: str) -> None:
        """Bring back order, widths and choice of columns, and keep them when they change."""
        key = f"columns/{name}"
        shape = [column.key for column in self.rows.columns]
        kept = preferences.read(key) or {}
        head = self.horizontalHeader()
        if kept.get("shape") == shape and kept.get("scale") == theme.scale():
            arrow = (head.sortIndicatorSection(), head.sortIndicatorOrder())
            shown = head.isSortIndicatorShown()
            head.restoreState(QByteArray.fromBase64(kept["state"].encode()))
            head.setSortIndicator(*arrow)
            head.setSortIndicatorShown(shown)

        def keep(*_: object) -> None:
            state = bytes(head.saveState().toBase64().data()).decode()
            preferences.write(key, {"shape": shape, "scale": theme.scale(), "state": state})

        head.sectionMoved.connect(keep)
        head.sectionResized.connect(lambda _s, old, new: keep() if 0 in (old, new) else None)
        head.sectionCountChanged.connect(keep)

    # keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._obey(event):
            super().keyPressEvent(event)

    def _obey(self, event: QKeyEvent) -> bool:
        key, row = Qt.Key(event.key()), self.currentIndex().row()
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        match key:
            case Qt.Key.Key_Escape if self.rows.ticked:
                self.rows.untick_all()
            case Qt.Key.Key_A if control and self.rows.has_ticks:
                self.rows.tick(range(self.rows.rowCount()))
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.go_to(0 if key == Qt.Key.Key_Home else self.rows.rowCount() - 1)
            case Qt.Key.Key_Down | Qt.Key.Key_Up if shift and self.rows.has_ticks:
                self._extend(1 if key == Qt.Key.Key_Down else -1)
            case _ if row >= 0 and not (control or shift):
                return self._obey_on_row(key, row)
            case _:
                return False
        return True

    def _obey_on_row(self, key: Qt.Key, row: int) -> bool:
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit(self.rows.value(row))
            case Qt.Key.Key_Space:
                self.previewed.emit(self.rows.value(row))
            case Qt.Key.Key_X if self.rows.has_ticks:
                self._toggle(row)
            case _:
                return False
        return True

    def _toggle(self, row: int) -> None:
        self._anchor = row
        self.rows.tick([row], on=not self.rows.is_ticked(row))

    def _extend(self, step: int) -> None:
        """Tick from where the range began to the next row."""
        row = self.currentIndex().row()
        if self._anchor < 0:
            self._anchor = row
        there = min(max(row + step, 0), self.rows.rowCount() - 1)
        low, high = sorted((self._anchor, there))
        if abs(there - self._anchor) < abs(row - self._anchor):
            self.rows.tick([row], on=False)
        self.rows.tick(range(low, high + 1))
        anchor = self._anchor
        self.go_to(there)
        self._anchor = anchor

    def keyboardSearch(self, _search: str) -> None:
        """Letters are shortcuts in lists, not a search."""

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        column = self.rows.column_at(index.column())
        if column is None:
            self._toggle(index.row())
        elif column.opens:
            self.opened.emit(self.rows.value(index.row()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        column = self.rows.column_at(index.column()) if index.isValid() else None
        if column is None:
            self.mousePressEvent(event)
        elif not column.opens:
            self.opened.emit(self.rows.value(index.row()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row() if index.isValid() else -1)
        column = self.rows.column_at(index.column()) if index.isValid() else None
        if column is not None and column.opens:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()
        super().mouseMoveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, row: int) -> None:
        before, self._painter.hovered = self._painter.hovered, row
        for changed in {before, row} - {-1}:
            self._update_row(changed)

    # looks

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        row = current.row() if current.isValid() else -1
        if not self.rows.has_ticks:
            self._painter.marked = row
        self._anchor = -1
        for changed in {current.row(), previous.row()} - {-1}:
            self._update_row(changed)
        if not (current.isValid() and previous.isValid() and current.row() == previous.row()):
            self.current_changed.emit(self.rows.value(row) if row >= 0 else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.go_to(0)
        self._update_row(self.currentIndex().row())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._update_row(self.currentIndex().row())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        index = self.currentIndex()
        if not (self.hasFocus() and index.isValid()):
            return
        ring = self._row_rect(index.row())
        painter = QPainter(self.viewport())
        colour = theme.colour("focus")
        for edge in (
            QRect(ring.left(), ring.top(), ring.width(), 2),
            QRect(ring.left(), ring.bottom() - 1, ring.width(), 2),
            QRect(ring.left(), ring.top(), 2, ring.height()),
            QRect(ring.right() - 1, ring.top(), 2, ring.height()),
        ):
            painter.fillRect(edge, colour)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._scale != theme.scale():
            self._scale = theme.scale()
            self.set_row_height(self._height)
            self.horizontalHeader().setFixedHeight(theme.text_size(theme.size("table-head")))
            self._size_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def _on_section_resized(self, section: int, _old: int, _new: int) -> None:
        column = self.rows.column_at(section)
        if column is None or not column.stretch:
            self._stretch()

    def _first_section(self) -> int:
        return int(self.rows.has_ticks)

    def _row_rect(self, row: int) -> QRect:
        width = min(self.viewport().width(), self.horizontalHeader().length())
        return QRect(0, self.rowViewportPosition(row), width, self.rowHeight(row))

    def _update_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(self._row_rect(row))

    def _on_head_clicked(self, section: int) -> None:
        key, descending = self._sort
        column = self.rows.column_at(section)
        if column is None or not column.sorts:
            self.show_sort(key, descending=descending)  # Qt has moved its arrow already
            return
        down = column.key == key and not descending
        self.show_sort(column.key, descending=down)
        self.sort_wanted.emit(column.key, down)
