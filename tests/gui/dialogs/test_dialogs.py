"""Dialogs: what happened, what is safe, what to do; the focus on the safest useful button."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from core.errors import Trouble
from gui.dialogs.about import AboutDialog
from gui.dialogs.bug import BugDialog
from gui.dialogs.trouble import TroubleDialog
from gui.dialogs.window import DialogWindow, Veil, confirm

FULL = Trouble(
    "没有存成：磁盘满了。修改还在屏幕上，没有丢。",
    steps=("腾出至少 200 MB。", "点“再试一次”。"),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.show()
    qtbot.waitExposed(window)
    return window


def _press(dialog: DialogWindow, words: str) -> None:
    next(one for one in dialog.findChildren(QPushButton) if one.text() == words).click()


def _texts(dialog: DialogWindow) -> str:
    labels = dialog.findChildren(QLabel)
    return "\n".join(one.accessibleName() or one.text() for one in labels)


def test_a_trouble_says_what_did_not_happen_then_what_is_safe_then_the_steps(
    window: QWidget,
) -> None:
    dialog = TroubleDialog(window, FULL, lambda: None)
    dialog.open()
    assert dialog.accessibleName() == "没有存成：磁盘满了"
    assert dialog.accessibleDescription() == "修改还在屏幕上，没有丢。"
    for words in ("请这样做", "腾出至少 200 MB。", "点“再试一次”。"):
        assert words in _texts(dialog)


def test_trying_again_tries_again_and_leaving_does_not(window: QWidget) -> None:
    tries: list[int] = []
    for words in ("再试一次", "先不做"):
        dialog = TroubleDialog(window, FULL, lambda: tries.append(1))
        dialog.open()
        _press(dialog, words)
    assert tries == [1]


def test_a_trouble_that_cannot_be_tried_again_has_one_button(window: QWidget) -> None:
    dialog = TroubleDialog(window, Trouble("找不到台账“x.db”。请核对位置。"))
    dialog.open()
    assert [one.text() for one in dialog.findChildren(QPushButton)] == ["知道了"]


def test_the_window_behind_is_dimmed_while_a_dialog_is_open(window: QWidget, qtbot: QtBot) -> None:
    dialog = TroubleDialog(window, FULL)
    dialog.open()
    assert window.findChild(Veil) is not None
    dialog.reject()
    qtbot.waitUntil(lambda: window.findChild(Veil) is None)


def test_a_question_has_two_verbs_and_begins_on_the_harmless_one(
    window: QWidget, qtbot: QtBot
) -> None:
    done: list[str] = []
    for words in ("留着", "删除草稿"):
        dialog = confirm(
            window,
            "删除草稿“童画教育培训”？",
            "三十日内可以找回。",
            yes="删除草稿",
            no="留着",
            do=lambda: done.append("删"),
        )
        qtbot.waitExposed(dialog)
        focused = dialog.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.text() == "留着"
        _press(dialog, words)
    assert done == ["删"]


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_dialog_is_as_high_as_its_words_and_no_higher(
    window: QWidget, dress: Callable[[str, float], None], qtbot: QtBot, scale: float
) -> None:
    dress("light", scale)
    dialog = TroubleDialog(window, FULL, lambda: None)
    dialog.open()
    qtbot.waitExposed(dialog)
    layout = dialog.layout()
    assert layout is not None
    assert dialog.height() == layout.totalHeightForWidth(dialog.width())
    assert dialog.height() < 300 * scale


def test_a_report_is_copied_with_what_the_officer_added(
    window: QWidget, qapp: QApplication
) -> None:
    del qapp
    dialog = BugDialog(window, "ValueError\n  gui/desk.py  第 51 行  do")
    dialog.open()
    dialog.remark.setText("刚点了送审")
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("ValueError\n  gui/desk.py")
    assert "补充　刚点了送审" in copied
    assert dialog.copy.text() == "已复制"


def test_a_report_is_saved_or_says_why_not(window: QWidget, tmp_path: Path) -> None:
    dialog = BugDialog(window, "ValueError")
    dialog.open()
    dialog.save_to(tmp_path / "故障报告.txt")
    assert (tmp_path / "故障报告.txt").read_text("utf-8") == "ValueError\n"
    dialog.save_to(tmp_path / "没有这个文件夹" / "故障报告.txt")
    trouble = dialog.findChild(TroubleDialog)
    assert trouble is not None
    assert trouble.accessibleName() == "没有写成“故障报告.txt”"
    trouble.reject()


def test_about_names_the_version_and_the_licences(window: QWidget) -> None:
    dialog = AboutDialog(window, "1.4.2")
    dialog.open()
    assert dialog.accessibleDescription().startswith("1.4.2")
    text = dialog.findChild(QTextEdit)
    assert text is not None
    for words in ("LGPL", "OFL", "ISC License"):
        assert words in text.toPlainText()
    dialog.reject()
