"""Jobs: results come home to the GUI thread; a wish to stop is heard; failures are told."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from gui.jobs import Cancelled, Jobs, Progress


def _say(name: str, _progress: Progress) -> str:
    return name


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


def test_the_result_comes_home_to_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[tuple[int, bool]] = []
    here = threading.current_thread()
    worker: list[threading.Thread] = []

    def work(_progress: Progress) -> int:
        worker.append(threading.current_thread())
        return 42

    jobs.start(work, lambda result: heard.append((result, threading.current_thread() is here)))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(42, True)]
    assert worker[0] is not here


def test_jobs_run_one_after_another(jobs: Jobs, qtbot: QtBot) -> None:
    order: list[str] = []
    for name in ("一", "二", "三"):
        jobs.start(partial(_say, name), order.append)
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == ["一", "二", "三"]


def test_a_cancelled_job_stops_at_its_next_report(jobs: Jobs, qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    results: list[object] = []
    stopped: list[BaseException] = []

    def work(progress: Progress) -> str:
        begun.set()
        go_on.wait(5)
        progress(1, 2)
        return "到了头"

    def hear(error: BaseException) -> bool:
        stopped.append(error)
        return True

    progress = jobs.start(work, results.append, instead=hear)
    begun.wait(5)
    progress.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(stopped))
    assert isinstance(stopped[0], Cancelled)
    assert results == []


def test_a_failing_job_is_told_once_and_the_next_one_runs(jobs: Jobs, qtbot: QtBot) -> None:
    def fail(_progress: Progress) -> None:
        raise ValueError

    after: list[str] = []
    with qtbot.waitSignal(jobs.failed) as told:
        jobs.start(fail, lambda _result: None)
    assert isinstance(told.args[0], ValueError)
    jobs.start(lambda _p: "好", after.append)
    qtbot.waitUntil(lambda: after == ["好"])
    assert not jobs.busy


def test_nothing_begins_once_the_window_has_closed(qtbot: QtBot) -> None:
    heard: list[str] = []
    jobs = Jobs()
    jobs.shut_down()
    progress = jobs.start(partial(_say, "late"), heard.append)
    qtbot.wait(20)
    assert progress.stopping
    assert not heard
    assert not jobs.busy
