"""Bugs arrive in one dialog, from slots and from jobs alike, and say where they happened."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QTextEdit
from pytestqt.qtbot import QtBot

from gui.bug_report import LastLines
from gui.bugs import Bugs
from gui.dialogs.bug import BugDialog
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.samples import NOW


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(Preferences())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def _own_hooks() -> Iterator[None]:
    before = sys.excepthook
    handler = qInstallMessageHandler(None)
    yield
    sys.excepthook = before
    qInstallMessageHandler(handler)


def _dialogs(window: MainWindow) -> list[BugDialog]:
    return [one for one in window.findChildren(BugDialog) if one.isVisible()]


@pytest.mark.usefixtures("_own_hooks")
def test_what_nobody_caught_opens_one_report(window: MainWindow, qtbot: QtBot) -> None:
    Bugs(window, LastLines(), lambda: NOW).catch()
    for _ in range(2):
        error = KeyError("闻人素")
        sys.excepthook(KeyError, error, None)
    qtbot.waitUntil(lambda: bool(_dialogs(window)))
    qtbot.wait(1)
    (dialog,) = _dialogs(window)
    view = dialog.findChild(QTextEdit)
    assert view is not None
    report = view.toPlainText()
    assert "KeyError" in report
    assert "闻人素" not in report
    assert "打开程序时" in report
    assert "2026-11-23 14:20" in report
    dialog.accept()
    sys.excepthook(ValueError, ValueError(), None)
    qtbot.waitUntil(lambda: len(_dialogs(window)) == 1)


@pytest.mark.usefixtures("_own_hooks")
def test_complaints_of_qt_go_to_the_log(
    window: MainWindow, caplog: pytest.LogCaptureFixture
) -> None:
    Bugs(window, LastLines(), lambda: NOW).catch()
    qWarning("QObject: a complaint")
    assert [record.message for record in caplog.records if record.name == "qt"] == [
        "QObject: a complaint"
    ]
