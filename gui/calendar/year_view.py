"""One year, month by month: days off, make-up days, what a draft changes; a word for each."""

from collections.abc import Iterator
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.workdays import Day, DayKind
from gui import theme

MONTHS, ACROSS, ROWS = 12, 4, 8
"""Rows of a month: its name, the weekdays, six weeks."""
GAP, TITLE = 10, 22
LEAST_CELL, CELL_HEIGHT = 22, 22
WEEKDAYS = "一二三四五六日"
_WORDS = {DayKind.HOLIDAY: "节", DayKind.OFF: "休", DayKind.WORK: "班"}
_TONES = {DayKind.HOLIDAY: "danger", DayKind.OFF: "danger", DayKind.WORK: "info"}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearView(QWidget):
    """One tab stop; arrows move the current day."""

    chosen = Signal(object)
    """The day that became the current one."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._year, self._known = 2000, False
        self._days: dict[date, Day] = {}
        self._changed: frozenset[date] = frozenset()
        self._today = date.min
        self.current = date(2000, 1, 1)

    def show_year(
        self,
        year: int,
        days: dict[date, Day],
        changed: frozenset[date],
        today: date,
        *,
        known: bool,
    ) -> None:
        """Show `year`; `changed` days differ from the calendar in force."""
        if year != self._year:
            self.current = today if today.year == year else date(year, 1, 1)
        self._year, self._known, self._days = year, known, days
        self._changed, self._today = changed, today
        off = sum(1 for d in days.values() if d.date.year == year and d.kind is not DayKind.WORK)
        self.setAccessibleName(f"{year} 年日历，放假 {off} 天，当前 {self.said(self.current)}")
        self.updateGeometry()
        self.update()

    def said(self, day: date) -> str:
        """2026 年 2 月 14 日 星期六 补班（春节）."""
        marked = self._days.get(day)
        usual = "工作日" if day.weekday() < 5 else "周末"
        kind = f"{marked.kind.value}（{marked.name}）" if marked else usual
        weekday = WEEKDAYS[day.weekday()]
        return f"{day.year} 年 {day.month} 月 {day.day} 日　星期{weekday}　{kind}"

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        cell = theme.text_size(LEAST_CELL)
        return QSize(ACROSS * (7 * cell + GAP), MONTHS // ACROSS * self._month_height())

    def _month_height(self) -> int:
        return theme.text_size(TITLE) + (ROWS - 1) * theme.text_size(CELL_HEIGHT) + GAP

    def _cell(self) -> float:
        return (self.width() / ACROSS - GAP) / 7

    def _corner(self, month: int) -> QPointF:
        at = month - 1
        return QPointF(
            at % ACROSS * (self.width() / ACROSS) + GAP / 2, at // ACROSS * self._month_height()
        )

    def _rect(self, day: date) -> QRectF:
        corner, height = self._corner(day.month), theme.text_size(CELL_HEIGHT)
        week = (day.day - 1 + day.replace(day=1).weekday()) // 7
        top = corner.y() + theme.text_size(TITLE) + (week + 1) * height
        return QRectF(corner.x() + day.weekday() * self._cell(), top, self._cell(), height)

    def _all_days(self) -> Iterator[date]:
        day = date(self._year, 1, 1)
        while day.year == self._year:
            yield day
            day += timedelta(days=1)

    def day_at(self, point: QPointF) -> date | None:
        return next((day for day in self._all_days() if self._rect(day).contains(point)), None)

    def go_to(self, day: date) -> None:
        if day.year != self._year:
            return
        self.current = day
        self.setAccessibleName(f"{self._year} 年日历，当前 {self.said(day)}")
        self.update()
        self.chosen.emit(day)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position())
        if day is not None:
            self.go_to(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.go_to(self.current + timedelta(days=step))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for month in range(1, MONTHS + 1):
            self._paint_head(painter, month)
        for day in self._all_days():
            self._paint_day(painter, day)
        painter.end()

    def _paint_head(self, painter: QPainter, month: int) -> None:
        corner, cell = self._corner(month), self._cell()
        painter.setFont(theme.font("dense", "strong"))
        painter.setPen(theme.colour("text"))
        title = QRectF(corner.x(), corner.y(), 7 * cell, theme.text_size(TITLE))
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, f"  {month} 月")
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text-3"))
        for place, word in enumerate(WEEKDAYS):
            at = QRectF(
                corner.x() + place * cell, title.bottom(), cell, theme.text_size(CELL_HEIGHT)
            )
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, word)

    def _paint_day(self, painter: QPainter, day: date) -> None:
        rect, marked = self._rect(day).adjusted(1, 1, -1, -1), self._days.get(day)
        ink = "text" if day.weekday() < 5 else "text-3"
        if marked is not None:
            tone = _TONES[marked.kind]
            painter.fillRect(rect, theme.colour(f"{tone}-soft"))
            ink = f"{tone}-text"
        self._paint_edge(painter, day, rect)
        painter.setPen(theme.colour(ink))
        # With its word a day takes more room than its cell has at the usual size.
        painter.setFont(
            theme.font("caption" if marked else "dense", "medium" if marked else "regular")
        )
        word = _WORDS[marked.kind] if marked else ""
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, f"{day.day}{word}")

    def _paint_edge(self, painter: QPainter, day: date, rect: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if day in self._changed:
            painter.setPen(QPen(theme.colour("text-2"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(rect)
        if day == self._today:
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(rect)
        if day == self.current:
            width = 2 if self.hasFocus() else 1
            painter.setPen(QPen(theme.colour("focus"), width))
            painter.drawRect(rect)
