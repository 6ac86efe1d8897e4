"""The bar of a long job: not for short ones; says how far, how long, and what 取消 means."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from gui.job_bar import JobBar, time_left
from gui.jobs import Jobs, Progress


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def bar(qtbot: QtBot, jobs: Jobs) -> JobBar:
    bar = JobBar(moves=False)
    qtbot.addWidget(bar)
    bar.watch(jobs)
    return bar


def test_a_short_job_shows_nothing(bar: JobBar, jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []
    jobs.start(lambda _p: 1, done.append, title="正在导出")
    qtbot.waitUntil(lambda: done == [1])
    qtbot.wait(700)
    assert bar.isHidden()


def test_a_long_job_says_how_far_it_is_and_can_be_stopped(
    bar: JobBar, jobs: Jobs, qtbot: QtBot
) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> None:
        progress(842, 1291)
        while not go_on.wait(0.01):
            progress(842, 1291)
        progress(1291, 1291)

    jobs.start(
        work, lambda _r: None, title="正在导入 1291 件工单", cancelling="取消会回到导入之前。"
    )
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=3000)
    qtbot.waitUntil(lambda: "842 / 1291" in bar.state.text())
    assert bar.title.text() == "正在导入 1291 件工单"
    assert bar.meaning.whole == "可以继续做别的。取消会回到导入之前。"
    bar.cancel.click()
    qtbot.waitUntil(bar.isHidden)
    go_on.set()


def test_the_next_job_in_line_gets_the_bar(bar: JobBar, jobs: Jobs, qtbot: QtBot) -> None:
    first, second = threading.Event(), threading.Event()
    jobs.start(lambda _p: first.wait(5), lambda _r: None, title="正在导入")
    jobs.start(lambda _p: second.wait(5), lambda _r: None, title="正在导出")
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=3000)
    assert bar.title.text() == "正在导入"
    first.set()
    qtbot.waitUntil(lambda: bar.title.text() == "正在导出")
    qtbot.waitUntil(lambda: not bar.isHidden(), timeout=3000)
    second.set()
    qtbot.waitUntil(bar.isHidden)


@pytest.mark.parametrize(
    ("seconds", "words"), [(5.2, "6 秒"), (59, "59 秒"), (61, "2 分钟"), (600, "10 分钟")]
)
def test_time_left_is_said_as_one_says_it(seconds: float, words: str) -> None:
    assert time_left(seconds) == words
