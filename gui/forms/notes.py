"""What is said below a field: the finding as a value, and the line that shows it.

Without a finding there is no line, so that the rows stand close; the form takes care that what
somebody is typing in stays where it is when a line comes or goes.
"""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui import icons, theme

SEVERITIES = {"error": "必改", "warn": "须确认", "hint": "提示"}
"""Severities, worst first, with the words a reader says before the sentence."""

ICONS = {
    "error": ("circle-x", "danger-text"),
    "warn": ("triangle-alert", "warn-text"),
    "hint": ("lightbulb", "accent-text"),
}
INDENT = 19
MOST_LINES = 2
_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class FieldNote(NamedTuple):
    """A finding at a field: error, warn or hint, and one sentence.

    `spans` are the parts of the field's text it is about, (start, end) in characters. `offer` is a
    verb shown behind the sentence (确认并写理由); the form says when it is pressed.
    """

    key: str
    severity: str
    sentence: str
    spans: tuple[tuple[int, int], ...] = ()
    offer: str = ""

    @property
    def rank(self) -> int:
        return list(SEVERITIES).index(self.severity)


class NoteLine(QWidget):
    offer_taken = Signal(object)
    """Carries the note whose offer was pressed."""

    def __init__(self) -> None:
        super().__init__()
        self._note: FieldNote | None = None
        self._more = 0
        self._prefix = ""
        self._lines = 1
        self._link = QRect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def note(self) -> FieldNote | None:
        return self._note

    def say(self, note: FieldNote | None, *, prefix: str = "", more: int = 0) -> None:
        """Show a note, the name of its field where the line has several, and how many more."""
        if (note, prefix, more) == (self._note, self._prefix, self._more):
            return
        self._note, self._prefix, self._more = note, prefix, more
        self.setAccessibleName(self.words)
        self._fit()
        self.setVisible(note is not None)
        self.update()

    @property
    def words(self) -> str:
        if self._note is None:
            return ""
        rest = f"　另有 {self._more} 条" if self._more else ""
        return f"{self._prefix}{self._note.sentence}{rest}"

    def sizeHint(self) -> QSize:
        return QSize(60, self._line_height() * self._lines + 2)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font("caption"))

    def _line_height(self) -> int:
        return self._metrics().height()

    def _text_width(self) -> int:
        return max(self.width() - INDENT - self._offer_width(), 60)

    def _offer_width(self) -> int:
        if self._note is None or not self._note.offer:
            return 0
        return self._metrics().horizontalAdvance(self._note.offer) + 12

    def _fit(self) -> None:
        """Take as many lines as the sentence needs."""
        lines = 1
        if self._note is not None and self.width() > INDENT:
            room = QRect(0, 0, self._text_width(), 1000)
            needed = self._metrics().boundingRect(room, _FLAGS, self.words)
            lines = min(max(1, needed.height() // self._line_height()), MOST_LINES)
        if lines != self._lines or self.height() != self.sizeHint().height():
            self._lines = lines
            self.setFixedHeight(self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._note is not None and self._link.contains(event.position().toPoint()):
            self.offer_taken.emit(self._note)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._note is None:
            return
        icon, tone = ICONS[self._note.severity]
        painter = QPainter(self)
        painter.drawPixmap(
            QPointF(0, round(self._line_height() / 2) - 6), icons.pixmap(icon, tone, 14)
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour(tone))
        room = QRect(INDENT, 0, self._text_width(), self.height())
        painter.drawText(room, _FLAGS, self.words)
        if self._note.offer:
            self._paint_offer(painter)
        painter.end()

    def _paint_offer(self, painter: QPainter) -> None:
        assert self._note is not None  # noqa: S101 -- only painted with a note
        used = self._metrics().horizontalAdvance(self.words) if self._lines == 1 else 10**6
        x = INDENT + min(used, self._text_width()) + 12
        self._link = QRect(x, 0, self._offer_width(), self._line_height())
        painter.setPen(theme.colour("accent-text"))
        painter.drawText(self._link, int(Qt.AlignmentFlag.AlignVCenter), self._note.offer)
