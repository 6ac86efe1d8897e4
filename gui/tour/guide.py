"""When the tour is shown: once by itself for each person, and whenever it is asked for.

Another officer who sits down for the first time is offered it; only what opens a store begins it.
"""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from core.people import Officer
from gui.desk import Desk
from gui.main_window import MainWindow
from gui.notices import Offer
from gui.tour.memory import Memory
from gui.tour.steps import Step, Tour, tour_for
from gui.tour.walk import Walk

LATER = 900
"""Milliseconds after the store is open: the first list is there, and what is loaded behind it."""


class Guide(QObject):
    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self.walk: Walk | None = None
        self._first = QTimer(self, singleShot=True, interval=LATER)
        self._first.timeout.connect(self._begin_once)
        window.tour_asked.connect(self.start)

    def begin(self, desk: Desk) -> None:
        """Serve this desk; a person who has never seen the tour gets it now."""
        self._end_walk()
        self._desk = desk
        desk.officer_changed.connect(self._on_officer)
        self._first.start()

    def start(self) -> None:
        """Begin the tour, where it was left; nothing happens while one is shown."""
        desk = self._desk
        if desk is None or self.walk is not None:
            return
        tour = self._tour(desk)
        steps = self._steps(tour, desk)
        if not steps:
            return
        memory = self._memory(desk)
        walk = Walk(self._window, desk, steps)
        walk.stepped.connect(lambda place: memory.keep(tour.name, place))
        walk.put_down.connect(lambda place: self._on_put_down(place, len(steps)))
        walk.finished.connect(lambda: memory.end(tour.name))
        walk.finished.connect(self._forget_walk)
        self.walk = walk
        walk.begin(memory.place(tour.name))

    def _begin_once(self) -> None:
        desk = self._desk
        if desk is None or not self._memory(desk).is_new:
            return
        if QApplication.activeModalWidget() is None and QApplication.activePopupWidget() is None:
            self.start()

    def _on_officer(self, _officer: Officer) -> None:
        """End what was shown to somebody else; offer the tour to who has never seen it."""
        self._end_walk()
        desk = self._desk
        if desk is None:
            return
        memory, tour = self._memory(desk), self._tour(desk)
        if memory.is_new:
            memory.keep(tour.name, 0)
            offer = Offer("认识窗口", self.start)
            said = f"{desk.officer.name}第一次坐在这里，用两分钟认识一下窗口？"
            desk.say(said, offer=offer)

    def _on_put_down(self, place: int, count: int) -> None:
        self._forget_walk()
        if self._desk is not None:
            said = f"认识窗口停在第 {place + 1} 步，共 {count} 步。以后在“帮助”里接着看。"
            self._desk.say(said, offer=Offer("接着看", self.start))

    def _end_walk(self) -> None:
        self._first.stop()
        if self.walk is not None:
            self.walk.blockSignals(True)
            self.walk.leave()
            self._forget_walk()

    def _forget_walk(self) -> None:
        if self.walk is not None:
            self.walk.deleteLater()
            self.walk = None

    @staticmethod
    def _tour(desk: Desk) -> Tour:
        return tour_for(desk.officer.roles_on(desk.today))

    def _steps(self, tour: Tour, desk: Desk) -> list[Step]:
        """The steps on pages that are open to who sits here."""
        may_open = {place.name for place in self._window.places if place.open_to(desk)}
        return [step for step in tour.steps if step.page in may_open]

    @staticmethod
    def _memory(desk: Desk) -> Memory:
        return Memory(desk.preferences, desk.officer.name)
