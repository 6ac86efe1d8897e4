"""The bar of a long job at the bottom of the window: name, done of all, time left, 取消.

It appears after 600 ms, so that short work makes no flicker, and shows the job that runs now.
"""

from math import ceil
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from gui import icons
from gui.boxes import column, row
from gui.buttons import button
from gui.jobs import Jobs, Progress
from gui.labels import ElidedLabel, label

DELAY = 600
GO_ON = "可以继续做别的。"


class Spinner(QWidget):
    """A busy icon that turns once a second, or stands still where motion is not wanted."""

    def __init__(self, *, moves: bool = True) -> None:
        super().__init__()
        self.setFixedSize(16, 16)
        self.moves = moves
        self._angle = 0
        self._timer = QTimer(self, interval=83)
        self._timer.timeout.connect(self._turn)

    def run(self, *, running: bool) -> None:
        if running and self.moves:
            self._timer.start()
        else:
            self._timer.stop()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate(8, 8)
        painter.rotate(self._angle)
        painter.drawPixmap(-8, -8, icons.pixmap("loader-circle", "accent-text"))
        painter.end()

    def _turn(self) -> None:
        self._angle = (self._angle + 30) % 360
        self.update()


class JobBar(QFrame):
    def __init__(self, *, moves: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "job")
        self._queue: list[Progress] = []
        self._began = 0.0
        self.spinner = Spinner(moves=moves)
        self.title = label("", "section")
        self.state = label("", "dense")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.meaning = ElidedLabel("caption")
        self.cancel = button("取消", "dense", on=self._stop)
        self.setLayout(
            column(
                row(self.spinner, self.title, None, self.state, self.cancel),
                self._bar,
                self.meaning,
                gap=6,
                margins=(20, 10, 16, 10),
            )
        )
        self._delay = QTimer(self, singleShot=True, interval=DELAY)
        self._delay.timeout.connect(self._appear)
        self.hide()

    def watch(self, jobs: Jobs) -> None:
        jobs.started.connect(self._on_started)
        jobs.ended.connect(self._on_ended)

    def _on_started(self, progress: Progress) -> None:
        if progress.title:
            self._queue.append(progress)
            if len(self._queue) == 1:
                self._follow(progress)

    def _follow(self, progress: Progress) -> None:
        self._began = monotonic()
        self.title.setText(progress.title)
        self.state.clear()
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(progress.title)
        self.meaning.say(GO_ON + progress.cancelling)
        self.cancel.setEnabled(True)
        progress.moved.connect(self._on_moved)
        self._delay.start()

    def _on_moved(self, done: int, total: int, what: str) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        said = f"{done} / {total}" if total else what
        if (left := self._seconds_left(done, total)) is not None:
            said += f"，约剩 {time_left(left)}"
        if self._queue and not self._queue[0].stopping:
            self.state.setText(said)

    def _seconds_left(self, done: int, total: int) -> float | None:
        spent = monotonic() - self._began
        if not 0 < done < total or spent < DELAY / 1000:
            return None
        return spent / done * (total - done)

    def _appear(self) -> None:
        if self._queue:
            self.spinner.run(running=True)
            self.show()

    def _stop(self) -> None:
        if self._queue:
            self._queue[0].cancel()
            self.cancel.setEnabled(False)
            self.state.setText("正在停下")

    def _on_ended(self, progress: Progress) -> None:
        if progress not in self._queue:
            return
        self._queue.remove(progress)
        self._delay.stop()
        self.spinner.run(running=False)
        self.hide()
        if self._queue:
            self._follow(self._queue[0])


def time_left(seconds: float) -> str:
    """Say a time the way one says it: 6 秒, 3 分钟."""
    return f"{ceil(seconds)} 秒" if seconds < 60 else f"{ceil(seconds / 60)} 分钟"
