"""The bubble of the tour: step n of m, what is here, how it is used, and three buttons.

Enter and → go on, ← goes back, Esc puts the tour down; Tab goes round the buttons.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QProgressBar,
    QPushButton,
    QWidget,
)

from gui import theme
from gui.boxes import column, row
from gui.buttons import button, reachable
from gui.labels import key_cap, label, paragraph, set_paragraph
from gui.tour.steps import Step

WIDTH = 404
BAR = 96
BLUR, DOWN = 32, 8
_BACK, _ON, _LEAVE, _PRESS = "back", "on", "leave", "press"
_KEYS = {
    Qt.Key.Key_Left: _BACK,
    Qt.Key.Key_Right: _ON,
    Qt.Key.Key_Escape: _LEAVE,
    Qt.Key.Key_Return: _PRESS,
    Qt.Key.Key_Enter: _PRESS,
}


class Bubble(QFrame):
    asked_on = Signal()
    asked_back = Signal()
    put_down = Signal()
    """Esc: enough for now."""

    dropped = Signal()
    """不再看: enough for good."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("role", "dialog")
        self._count = label("", "caption")
        self._title = label("", "section", wrap=True)
        self._cap = key_cap("")
        self._words = paragraph("", "second")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(BAR)
        self.drop = button("不再看", "quiet", on=self.dropped.emit)
        self.back = button("上一步", "dense", on=self.asked_back.emit)
        self.on = button("", "primary", on=self.asked_on.emit)
        for press in (self.drop, self.back, self.on):
            press.installEventFilter(self)
        self._lay_out()
        self._cast_shadow()

    def _lay_out(self) -> None:
        head = row(label("认识窗口　Esc 先放下", "caption"), None, self._count)
        foot = row(self._bar, None, self.drop, self.back, self.on, gap=6)
        self.setLayout(
            column(
                head,
                row((self._title, 1), self._cap),
                self._words,
                4,
                foot,
                gap=6,
                margins=(18, 14, 14, 14),
            )
        )

    def _cast_shadow(self) -> None:
        effect = QGraphicsDropShadowEffect(self)
        effect.setBlurRadius(BLUR)
        effect.setOffset(0, DOWN)
        effect.setColor(QColor(0, 0, 0, 90))
        self.setGraphicsEffect(effect)

    def say(self, step: Step, number: int, count: int) -> None:
        """Show step `number` of `count`, and tell who listens instead of reading."""
        self._count.setText(f"第 {number} 步，共 {count} 步")
        self._title.setText(step.title)
        set_paragraph(self._words, f"{step.what}{step.how}")
        self._cap.setText(step.key)
        self._cap.setVisible(bool(step.key))
        self._bar.setRange(0, count)
        self._bar.setValue(number)
        self._bar.setAccessibleName(self._count.text())
        self.back.setEnabled(number > 1)
        self.on.setText("看完了　Enter" if number == count else "下一步　Enter")
        keys = f"快捷键 {step.key}。" if step.key else ""
        self.setAccessibleName(f"认识窗口，{self._count.text()}：{step.title}")
        self.setAccessibleDescription(f"{step.what}{step.how}{keys}")
        self.on.setAccessibleDescription(f"{step.title}。{self.accessibleDescription()}")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    @property
    def count(self) -> str:
        return self._count.text()

    @property
    def title(self) -> str:
        return self._title.text()

    def fit(self, room: QSize) -> QSize:
        """The size in which all its words are seen, not wider than `room`."""
        self.ensurePolished()
        width = min(theme.text_size(WIDTH), room.width())
        layout = self.layout()
        assert layout is not None  # noqa: S101 -- laid out in the constructor
        layout.activate()
        return QSize(width, layout.totalHeightForWidth(width))

    def take_focus(self) -> None:
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 -- Qt's own name
        """Keep Tab within the bubble."""
        ring = [press for press in (self.on, self.drop, self.back) if reachable(press)]
        here = QApplication.focusWidget()
        if not ring:
            return False
        place = ring.index(here) if isinstance(here, QPushButton) and here in ring else -1
        reason = Qt.FocusReason.TabFocusReason
        ring[(place + (1 if next else -1)) % len(ring)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the tour's own keys before the buttons and the window's shortcuts do."""
        if not isinstance(event, QKeyEvent) or Qt.Key(event.key()) not in _KEYS:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QPushButton):
            self._obey(_KEYS[Qt.Key(event.key())], watched)
            return True
        return False

    def _obey(self, wish: str, at: QPushButton) -> None:
        match wish:
            case "back" if self.back.isEnabled():
                self.asked_back.emit()
            case "on":
                self.asked_on.emit()
            case "leave":
                self.put_down.emit()
            case "press":
                at.click()
