"""`CellPainter`: the one delegate, which paints every cell of every table from its value.

It makes no widget, and no font or metric per cell. It paints the ground of the row and the hairline
below it; the ring round the current row is the view's.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from gui import icons, theme
from gui.chips import STATES, paint_chip
from gui.tables.cells import Cell, Counts, Entry, Heading, Pair, Prose, Share, Stack, Tag, Words
from gui.tables.model import Rows
from gui.utf16 import characters

PADDING = 8
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_LEFT = _MIDDLE | Qt.AlignmentFlag.AlignLeft
_RIGHT = _MIDDLE | Qt.AlignmentFlag.AlignRight
_SMOOTH = QPainter.RenderHint.Antialiasing


class CellPainter(QStyledItemDelegate):
    def __init__(self, view: QTableView, rows: Rows[Any]) -> None:
        super().__init__(view)
        self._rows = rows
        self.hovered = -1
        self.marked = -1
        """The current row of a table that marks it; -1 where ticks are what is marked."""

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        column = self._rows.column_at(index.column())
        width = theme.text_size(column.width) if column else theme.size("control")
        return QSize(width, theme.size("row"))

    def editorEvent(self, *_: object) -> bool:
        """Nothing: the view ticks; Qt's own check box would tick a second time."""
        return False

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row, section = index.row(), index.column()
        rect: QRect = option.rect  # type: ignore[attr-defined]  # missing in the stubs
        painter.save()
        painter.setRenderHint(_SMOOTH, False)
        painter.fillRect(rect, theme.colour(self._ground(row)))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, theme.colour("line"))
        column = self._rows.column_at(section)
        if column is None:
            self._paint_tick(painter, rect, on=self._rows.is_ticked(row))
        else:
            painter.setClipRect(rect)
            at = QRectF(rect).adjusted(PADDING, 0, -PADDING, -1)
            _paint_cell(painter, at, column.cell(self._rows.value(row)), right=column.right)
        painter.restore()

    def _ground(self, row: int) -> str:
        if row == self.marked or (self._rows.has_ticks and self._rows.is_ticked(row)):
            return "selection"
        return "hover" if row == self.hovered else "surface"

    @staticmethod
    def _paint_tick(painter: QPainter, rect: QRect, *, on: bool) -> None:
        side = QRectF(rect.center().x() - 7.5, rect.center().y() - 7.5, 16, 16)
        painter.setRenderHint(_SMOOTH)
        painter.setPen(theme.colour("accent" if on else "control-line"))
        painter.setBrush(theme.colour("accent" if on else "surface"))
        painter.drawRoundedRect(side, 4, 4)
        if on:
            spot = QPointF(side.x() + 1, side.y() + 1)
            painter.drawPixmap(spot, icons.pixmap("check", "on-accent", 14))


@lru_cache(maxsize=16)
def _metrics_at(weight: str, _scale: float) -> QFontMetricsF:
    return QFontMetricsF(theme.font("dense", weight))


def metrics(weight: str = "regular") -> QFontMetricsF:
    return _metrics_at(weight, theme.scale())


def _paint_cell(painter: QPainter, at: QRectF, cell: Cell, *, right: bool) -> None:
    match cell:
        case str():
            _paint_text(painter, at, cell, right=right)
        case Words():
            _paint_words(painter, at, cell, right=right)
        case Tag():
            indent = 0 if STATES[cell.state].ground == "bare" else -2
            paint_chip(painter, QPointF(at.x() + indent, at.center().y()), cell.text, cell.state)
        case _:
            _PAINTERS[type(cell)](painter, at, cell)


def _paint_words(painter: QPainter, at: QRectF, cell: Words, *, right: bool) -> None:
    if cell.icon:
        at = _paint_icon(painter, at, cell.icon, cell.tone)
    weight = "medium" if cell.strong else "regular"
    _paint_text(painter, at, cell.text, cell.tone, weight, right=right)


def _paint_stack(painter: QPainter, at: QRectF, cell: Stack) -> None:
    half = at.height() / 2
    first = QRectF(at.x(), at.y() + 3, at.width(), half - 2)
    rest = QRectF(at.x(), at.y() + half - 1, at.width(), half - 2)
    _paint_text(painter, first, cell.first, "text", "medium")
    _paint_text(painter, rest, cell.rest)


def _paint_entry(painter: QPainter, at: QRectF, cell: Entry) -> None:
    half = at.height() / 2
    first = QRectF(at.x(), at.y() + 3, at.width(), half - 2)
    title = QRectF(at.x(), at.y() + half - 1, at.width(), half - 2)
    used = metrics("regular").horizontalAdvance(cell.aside)
    number = first.adjusted(0, 0, -used - PADDING, 0)
    _paint_text(painter, number, cell.number, "text-3")
    _paint_text(painter, first, cell.aside, "text-3", right=True)
    _paint_text(painter, title, cell.title, "text", "medium" if cell.strong else "regular")


def _paint_heading(painter: QPainter, at: QRectF, cell: Heading) -> None:
    below = at.adjusted(0, 6, 0, 0)
    _paint_text(painter, below, cell.aside, "text-3", right=True)
    used = metrics("regular").horizontalAdvance(cell.aside)
    _paint_text(painter, below.adjusted(0, 0, -used - PADDING, 0), cell.text, "text", "strong")


def _paint_prose(painter: QPainter, at: QRectF, cell: Prose) -> None:
    first, rest = _two_lines(cell.text, at.width(), theme.scale())
    if not rest:
        _paint_text(painter, at, first, "text")
        return
    high = metrics().height()
    top = at.center().y() - high
    for place, line in enumerate((first, rest)):
        _paint_text(painter, QRectF(at.x(), top + place * high, at.width(), high), line, "text")


@lru_cache(maxsize=512)
def _two_lines(text: str, width: float, _scale: float) -> tuple[str, str]:
    """What fits into the first line by Qt's own rules of breaking, and the rest."""
    layout = QTextLayout(text, theme.font("dense"))
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(width)
    layout.endLayout()
    broken = characters(text, line.textLength())
    return text[:broken], text[broken:]


def _paint_text(
    painter: QPainter,
    at: QRectF,
    text: str,
    tone: str = "text-2",
    weight: str = "regular",
    *,
    right: bool = False,
) -> None:
    font = theme.font("dense", weight)
    measure = metrics(weight)
    if measure.horizontalAdvance(text) > at.width():
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, at.width())
    painter.setFont(font)
    painter.setPen(theme.colour(tone))
    painter.drawText(at, int(_RIGHT if right else _LEFT), text)


def _paint_icon(painter: QPainter, at: QRectF, name: str, tone: str) -> QRectF:
    top = round(at.center().y() - 7)
    painter.drawPixmap(QPointF(round(at.x()), top), icons.pixmap(name, tone, 14))
    return at.adjusted(18, 0, 0, 0)


def _paint_pair(painter: QPainter, at: QRectF, cell: Pair) -> None:
    _paint_text(painter, at, cell.first, "text", "medium")
    rest = at.adjusted(metrics("medium").horizontalAdvance(cell.first) + 10, 0, 0, 0)
    if rest.width() > theme.text_size(26):
        _paint_text(painter, rest, cell.rest)


def _paint_counts(painter: QPainter, at: QRectF, cell: Counts) -> None:
    for count, state, _ in cell.items:
        if not count:
            continue
        tone = f"{STATES[state].tone}-text"
        rest = _paint_icon(painter, at, STATES[state].icon, tone)
        _paint_text(painter, rest, f"{count}", tone, "medium")
        at = rest.adjusted(metrics("medium").horizontalAdvance(f"{count}") + 9, 0, 0, 0)


def _paint_share(painter: QPainter, at: QRectF, cell: Share) -> None:
    bar = QRectF(at.x(), at.center().y() - 3, at.width(), 6)
    painter.setRenderHint(_SMOOTH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("mute-soft"))
    painter.drawRoundedRect(bar, 3, 3)
    if cell.total and cell.done:
        bar.setWidth(bar.width() * cell.done / cell.total)
        painter.setBrush(theme.colour("ok" if cell.done >= cell.total else "accent"))
        painter.drawRoundedRect(bar, 3, 3)


_PAINTERS: dict[type, Callable[[QPainter, QRectF, Any], None]] = {
    Pair: _paint_pair,
    Stack: _paint_stack,
    Prose: _paint_prose,
    Entry: _paint_entry,
    Heading: _paint_heading,
    Counts: _paint_counts,
    Share: _paint_share,
}
