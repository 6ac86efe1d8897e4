"""One walk through a tour: goes to each step's page, lights its widget, and follows it.

A step whose widget is not there is passed over. When the lit widget goes away because somebody
works on, the walk ends by itself; nobody is held up.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.buttons import reachable
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.tour.anchors import anchor_of, bring_into_sight, chain_of, seen_of
from gui.tour.bubble import Bubble
from gui.tour.placing import EDGE, place
from gui.tour.spotlight import Spotlight
from gui.tour.steps import Step
from gui.tour.targets import FINDING

PATIENCE = 300
"""Milliseconds a widget may be away (a page may be loading) before its step is given up."""
TRY_AGAIN = 30
_MOVING = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
    QEvent.Type.ChildRemoved,
    QEvent.Type.StyleChange,
}


class Walk(QObject):
    stepped = Signal(int)
    """Carries the place of the step that is shown now."""

    put_down = Signal(int)
    """Left at this step, to be taken up again."""

    finished = Signal()
    """Seen to the end, or not wanted any more."""

    def __init__(self, window: MainWindow, desk: Desk, steps: Sequence[Step]) -> None:
        super().__init__(window)
        self._window, self._desk, self._steps = window, desk, tuple(steps)
        self._focus_before = window.focusWidget()
        self._place, self._way, self._waited = 0, 1, 0
        self._anchor: QWidget | None = None
        self._watched: list[QWidget] = []
        self.spotlight = Spotlight(window)
        self.bubble = Bubble(window)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._point)
        self._connect()

    def _connect(self) -> None:
        self.spotlight.pressed.connect(self.bubble.take_focus)
        self.bubble.asked_on.connect(lambda: self._step(1))
        self.bubble.asked_back.connect(lambda: self._step(-1))
        self.bubble.put_down.connect(self.leave)
        self.bubble.dropped.connect(self._finish)

    @property
    def step(self) -> Step:
        return self._steps[self._place]

    @property
    def anchor(self) -> QWidget | None:
        """The widget that is lit."""
        return self._anchor

    def begin(self, place: int = 0) -> None:
        self._go(min(max(place, 0), len(self._steps) - 1))

    def leave(self) -> None:
        """Put the tour down at this step."""
        place = self._place
        self._clear_away()
        self.put_down.emit(place)

    def _finish(self) -> None:
        self._clear_away()
        self.finished.emit()

    # steps

    def _step(self, way: int) -> None:
        there = self._place + way
        if there == len(self._steps):
            self._finish()
        elif there >= 0:
            self._way = way
            self._go(there)

    def _go(self, place: int) -> None:
        self._place, self._waited = place, 0
        self._unwatch()
        self._anchor = None
        step, window = self.step, self._window
        here = window.place.name if window.place is not None else ""
        if step.target or here != step.page:
            find = FINDING.get(step.find)
            window.go(step.page, find(self._desk) if find else step.target or None)
        self._soon.start(0)

    def _pass_over(self) -> None:
        """Go on in the direction in which one came; from the first step forward."""
        if self._place + self._way < 0:
            self._way = 1
        self._step(self._way)

    # pointing

    def _point(self) -> None:
        """Light the widget of this step where it is now."""
        if self._has_gone_elsewhere():
            self.leave()
            return
        found = anchor_of(self._window, self.step)
        if found is None:
            self._miss()
            return
        self._waited = 0
        if found is not self._anchor:
            self._arrive(found)
        self._show(found)

    def _has_gone_elsewhere(self) -> bool:
        """Whether somebody has turned to another page while a widget was lit."""
        place = self._window.place
        return self._anchor is not None and place is not None and place.name != self.step.page

    def _arrive(self, anchor: QWidget) -> None:
        is_new = self._anchor is None
        self._unwatch()
        self._anchor = anchor
        bring_into_sight(anchor)
        self._watched = chain_of(self._window, anchor)
        for widget in self._watched:
            widget.installEventFilter(self)
        if is_new:
            self.bubble.say(self.step, self._place + 1, len(self._steps))
            self._window.narrowed_to = (self.bubble, anchor)
            self.bubble.show()
            self.bubble.take_focus()
            self.stepped.emit(self._place)

    def _show(self, anchor: QWidget) -> None:
        room = self._window.rect()
        self.spotlight.setGeometry(room)
        self.spotlight.light(seen_of(self._window, anchor))
        size = self.bubble.fit(room.adjusted(EDGE, EDGE, -EDGE, -EDGE).size())
        self.bubble.resize(size)
        self.bubble.move(place(room, self.spotlight.hole, size))
        self.spotlight.raise_()
        self.bubble.raise_()

    def _miss(self) -> None:
        """Wait a moment for the widget; then pass the step over, or end where work goes on."""
        if self._waited < PATIENCE:
            self._waited += TRY_AGAIN
            self._soon.start(TRY_AGAIN)
        elif self._anchor is None:
            self._pass_over()
        else:
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            if not self._soon.isActive():
                self._soon.start(0)
        elif watched is self._window and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False

    def _on_key(self, event: QKeyEvent) -> bool:
        """Esc that the lit widget has no use for puts the tour down."""
        wanted = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if wanted:
            self.leave()
        return wanted

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def _clear_away(self) -> None:
        """Take veil and bubble off the window, and give the focus back."""
        self._soon.stop()
        self._unwatch()
        self._window.narrowed_to = ()
        here = self._window.focusWidget()
        if here is None or self.bubble.isAncestorOf(here):
            self._give_focus_back()
        for widget in (self.bubble, self.spotlight):
            widget.hide()
            widget.deleteLater()

    def _give_focus_back(self) -> None:
        before = self._focus_before
        if before is not None and isValid(before) and reachable(before):
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._window.focus_page()
