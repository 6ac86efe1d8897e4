"""The notice bar below the top bar: one sentence at a time, the newest; it never takes the focus.

What is done stays 8 s (20 s with 撤销), what is to be seen to stays until it is closed.
"""

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from gui import icons, theme
from gui.boxes import row
from gui.buttons import button, tool
from gui.labels import ElidedLabel, picture
from gui.notices import Notice, Tone

HEIGHT = 44
SLIDE = 120
KEPT = 20
_ICONS = {
    Tone.OK: "circle-check",
    Tone.INFO: "info",
    Tone.WARN: "triangle-alert",
    Tone.DANGER: "circle-x",
}


class NoticeBar(QFrame):
    unread_changed = Signal(bool)
    """Whether something was said that left before anybody closed it."""

    def __init__(self, *, moves: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self.moves = moves
        self.history: list[Notice] = []
        self._waiting: list[Notice] = []
        self._shown: Notice | None = None
        self._icon = picture("info")
        self._text = ElidedLabel()
        self._more = ElidedLabel("dense")
        self.others = button("", "quiet", on=self._list_waiting)
        self.offer = button("", "quiet", on=self._take_offer)
        self._close = tool("x", "关闭这条通知", on=self.close_notice)
        self.setLayout(
            row(
                self._icon,
                self._text,
                self._more,
                None,
                self.others,
                self.offer,
                self._close,
                margins=(20, 4, 12, 4),
            )
        )
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._expire)
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.setDuration(SLIDE)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.hide()

    @property
    def shown(self) -> Notice | None:
        return self._shown

    def say(self, notice: Notice) -> None:
        """Show a notice in place of the one that is shown."""
        self.history = [*self.history, notice][-KEPT:]
        before = self._shown
        if before is not None and before.seconds is None and before.text != notice.text:
            self._waiting.append(before)
        self._waiting = [one for one in self._waiting if one.text != notice.text]
        self._show(notice)
        event = QAccessibleEvent(self, QAccessible.Event.Alert)
        QAccessible.updateAccessibility(event)

    def close_notice(self) -> None:
        """Close what is shown, and show what still waits."""
        if self._waiting:
            self._show(self._waiting.pop())
        else:
            self._shown = None
            self._timer.stop()
            self.hide()

    def forget(self) -> None:
        """Close everything: somebody else sits down."""
        self._waiting.clear()
        self.history = []
        self.close_notice()
        self.unread_changed.emit(False)

    def _show(self, notice: Notice) -> None:
        was_hidden = self._shown is None
        self._shown = notice
        icons.set_icon(self._icon, _ICONS[notice.tone], f"{notice.tone}-text")
        self._text.say(notice.text)
        self._more.say(notice.more)
        self._more.setVisible(bool(notice.more))
        self.others.setText(f"还有 {len(self._waiting)} 条")
        self.others.setVisible(bool(self._waiting))
        self.offer.setVisible(notice.offer is not None)
        if notice.offer is not None:
            keys = f"　{notice.offer.keys}" if notice.offer.keys else ""
            self.offer.setText(notice.offer.words + keys)
        self.setAccessibleName("　".join(filter(None, (notice.text, notice.more))))
        theme.set_state(self, str(notice.tone), "tone")
        self._timer.stop()
        if notice.seconds is not None:
            self._timer.start(notice.seconds * 1000)
        self._appear(slide=was_hidden)

    def _appear(self, *, slide: bool) -> None:
        height = max(HEIGHT, theme.text_size(HEIGHT - 12) + 12)
        self.setMinimumHeight(0)
        if slide and self.moves:
            self._slide.stop()
            self._slide.setStartValue(0)
            self._slide.setEndValue(height)
            self._slide.start()
        else:
            self.setMaximumHeight(height)
        self.show()

    def _expire(self) -> None:
        self.close_notice()
        self.unread_changed.emit(True)

    def _take_offer(self) -> None:
        notice = self._shown
        self.close_notice()
        if notice is not None and notice.offer is not None:
            notice.offer.do()

    def _list_waiting(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for notice in reversed(self._waiting):
            entry = menu.addAction(notice.text)
            icons.set_icon(entry, _ICONS[notice.tone], f"{notice.tone}-text")
            entry.triggered.connect(lambda _on=False, one=notice: self.say(one))
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))


def history_menu(bar: NoticeBar, parent: QWidget) -> QMenu:
    """What was said lately, newest first (the bell)."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if not bar.history:
        menu.addAction("打开程序以来还没有提示").setEnabled(False)
    for notice in reversed(bar.history):
        entry = menu.addAction(notice.text)
        icons.set_icon(entry, _ICONS[notice.tone], f"{notice.tone}-text")
        entry.triggered.connect(lambda _on=False, one=notice: bar.say(one))
    return menu
