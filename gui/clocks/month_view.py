"""A month of days, in each how many clocks end on it; off days and what is overdue in words too."""

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.workdays import DAY, Calendar
from gui import theme
from gui.chips import paint_chip

WEEKDAYS, WEEKS, HEAD = "一二三四五六日", 6, 26
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class MonthView(QWidget):
    """One tab stop; arrows move the current day, over the end of the month too."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.current = self._today = date(2000, 1, 1)
        self._numbers: dict[date, int] = {}
        self._calendar: Calendar | None = None

    def show_days(self, numbers: dict[date, int], calendar: Calendar, today: date) -> None:
        if self._calendar is None:
            self.current = today
        self._numbers, self._calendar, self._today = numbers, calendar, today
        self._say()
        self.update()

    def _say(self) -> None:
        day = self.current
        number = self._numbers.get(day, 0)
        self.setAccessibleName(f"{day.year} 年 {day.month} 月 {day.day} 日，{number} 件到期")

    def sizeHint(self) -> QSize:
        return QSize(theme.text_size(560), theme.text_size(420))

    def _first(self) -> date:
        first = self.current.replace(day=1)
        return first - first.weekday() * DAY

    def _rect(self, place: int) -> QRectF:
        head = theme.text_size(HEAD)
        width, height = self.width() / 7, (self.height() - head) / WEEKS
        return QRectF(place % 7 * width, head + place // 7 * height, width, height)

    def go_to(self, day: date) -> None:
        self.current = day
        self._say()
        self.update()
        self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.go_to(self.current + timedelta(days=step))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for place in range(7 * WEEKS):
            if self._rect(place).contains(event.position()):
                self.go_to(self._first() + place * DAY)
                return

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text-3"))
        for place, word in enumerate(WEEKDAYS):
            at = QRectF(place * self.width() / 7, 0, self.width() / 7, theme.text_size(HEAD))
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, word)
        for place in range(7 * WEEKS):
            self._paint(painter, self._first() + place * DAY, self._rect(place))
        painter.end()

    def _paint(self, painter: QPainter, day: date, rect: QRectF) -> None:
        inside = rect.adjusted(2, 2, -2, -2)
        works = self._calendar is None or self._calendar.is_workday(day)
        painter.fillRect(inside, theme.colour("surface" if works else "sunken"))
        if day == self.current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 2 if self.hasFocus() else 1))
            painter.drawRect(inside)
        this_month = day.month == self.current.month
        painter.setPen(theme.colour("text" if this_month else "text-off"))
        painter.setFont(theme.font("dense", "medium" if day == self._today else "regular"))
        said = f"{day.day}　今天" if day == self._today else f"{day.day}"
        top = inside.adjusted(6, 2, -4, 0)
        painter.drawText(top, Qt.AlignmentFlag.AlignTop, said if works else f"{said}　休")
        number = self._numbers.get(day, 0)
        if number and this_month:
            late = "overdue" if day < self._today else "today" if day == self._today else "near"
            at = QPointF(inside.x() + 6, inside.bottom() - theme.text_size(16))
            paint_chip(painter, at, f"{number} 件", late)
