"""Work that would hold up the window: one worker thread, results back on the GUI thread.

A job is a plain function that takes a `Progress`. It may open its own transaction and write
files; it never touches a widget.

    desk.jobs.start(lambda progress: export(path, progress), then=self._done,
                    title="正在导出 1291 件工单", cancelling="取消后不会留下半个文件。")
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

log = logging.getLogger(__name__)

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 -- a wish, not a fault
    """The officer no longer wants the result."""


class Progress(QObject):
    """A job's only way to talk: say how far it got, and learn whether to stop."""

    moved = Signal(int, int, str)
    """How many are done, of how many (0: nobody knows), and at what."""

    def __init__(self, parent: QObject, *, title: str = "", cancelling: str = "") -> None:
        super().__init__(parent)
        self.title = title
        self.cancelling = cancelling
        self._stop = Event()

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Report; raises `Cancelled` where the officer has pressed 取消."""
        if self._stop.is_set():
            raise Cancelled
        self.moved.emit(done, total, what)

    def cancel(self) -> None:
        self._stop.set()

    @property
    def stopping(self) -> bool:
        return self._stop.is_set()


class Jobs(QObject):
    """Runs jobs one after another, so that at most one of them writes."""

    started = Signal(object)
    ended = Signal(object)
    """Both carry the `Progress`; `ended` comes however the job ended, before its result is used."""

    failed = Signal(object)
    """Carries the exception: a Refusal, a Trouble, or a bug."""

    _came_home = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._running: set[Progress] = set()
        self._is_shut = False
        self._came_home.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def start(
        self,
        job: Callable[[Progress], T],
        then: Callable[[T], Any],
        *,
        title: str = "",
        cancelling: str = "",
        instead: Callable[[BaseException], bool] | None = None,
    ) -> Progress:
        """Run `job`; on success call `then` with its result, on the GUI thread.

        `title` says what is going on (正在导入 1291 件工单), `cancelling` what 取消 would
        mean; a job without a title shows no bar. `instead` is asked first when the job fails; it
        answers True when it has dealt with the failure, and also hears of `Cancelled`.
        """
        progress = Progress(self, title=title, cancelling=cancelling)
        if self._is_shut:  # a timer may still ring while the window closes
            progress.cancel()
            return progress
        self._running.add(progress)
        self.started.emit(progress)
        future = self._pool.submit(job, progress)
        future.add_done_callback(
            lambda done: self._came_home.emit(partial(self._finish, progress, done, then, instead))
        )
        return progress

    def shut_down(self) -> None:
        """Ask all jobs to stop and wait for them; results are no longer delivered."""
        self._is_shut = True
        for progress in self._running:
            progress.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _deliver(self, finish: Callable[[], None]) -> None:
        finish()

    def _finish(
        self,
        progress: Progress,
        done: Future[T],
        then: Callable[[T], Any],
        instead: Callable[[BaseException], bool] | None,
    ) -> None:
        self._running.discard(progress)
        self.ended.emit(progress)
        progress.deleteLater()
        if done.cancelled():
            return
        error = done.exception()
        if error is None:
            then(done.result())
        elif instead is not None and instead(error):
            return
        elif isinstance(error, Cancelled):
            log.info("job cancelled")
        else:
            self.failed.emit(error)
