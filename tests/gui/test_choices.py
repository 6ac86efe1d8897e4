"""Choice chips: all values seen, one tab stop, one key each, and the choice can be taken back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.tickets.words import Filing
from gui import theme
from gui.choices import Choices

Key = Qt.Key
OPTIONS = [(word, str(word)) for word in Filing]


@pytest.fixture
def choices(qtbot: QtBot) -> Choices:
    choices = Choices(OPTIONS)
    qtbot.addWidget(choices)
    choices.resize(choices.sizeHint())
    choices.show()
    qtbot.waitExposed(choices)
    choices.activateWindow()
    choices.setFocus()
    return choices


def test_nothing_is_chosen_at_first(choices: Choices) -> None:
    assert choices.chosen is None


def test_numbers_and_arrows_choose_delete_takes_back(choices: Choices, qtbot: QtBot) -> None:
    with qtbot.waitSignal(choices.picked):
        qtbot.keyClick(choices, Key.Key_2)
    seen = [choices.chosen]
    qtbot.keyClick(choices, Key.Key_Right)
    seen.append(choices.chosen)
    assert seen == [Filing.NOT_FILED, Filing.NO_AUTHORITY]
    qtbot.keyClick(choices, Key.Key_Left)
    qtbot.keyClick(choices, Key.Key_Left)
    qtbot.keyClick(choices, Key.Key_Left)
    seen.append(choices.chosen)
    qtbot.keyClick(choices, Key.Key_Delete)
    seen.append(choices.chosen)
    qtbot.keyClick(choices, Key.Key_9)
    seen.append(choices.chosen)
    assert seen[2:] == [Filing.FILED, None, None]


def _click(choices: Choices, qtbot: QtBot, x: int) -> None:
    qtbot.mouseClick(choices, Qt.MouseButton.LeftButton, pos=QPoint(x, 15))


def test_a_click_chooses_and_a_second_click_takes_it_back(choices: Choices, qtbot: QtBot) -> None:
    _click(choices, qtbot, 10)
    assert choices.chosen is Filing.FILED
    _click(choices, qtbot, 10)
    assert choices.chosen is None


def test_showing_a_value_is_not_choosing_one(choices: Choices, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(choices.picked):
        choices.choose(Filing.REPEAT)
        choices.choose(None)
        choices.choose("没有这个值")
    assert choices.chosen is None


def test_a_locked_choice_stays(choices: Choices, qtbot: QtBot) -> None:
    choices.choose(Filing.FILED)
    choices.set_read_only(on=True)
    qtbot.keyClick(choices, Key.Key_2)
    _click(choices, qtbot, 10)
    assert choices.chosen is Filing.FILED


def test_the_wheel_never_changes_a_value(choices: Choices) -> None:
    choices.choose(Filing.FILED)
    turned = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choices, turned)
    assert choices.chosen is Filing.FILED


def test_chips_go_on_in_the_next_line_when_it_is_narrow(
    choices: Choices, dress: Callable[[str, float], None]
) -> None:
    one_line = choices.heightForWidth(1000)
    assert choices.heightForWidth(260) > one_line
    assert choices.minimumSizeHint().width() < 200
    dress("light", 1.5)
    assert choices.heightForWidth(1000) > one_line
    assert choices.sizeHint().width() > 1.2 * 300


def test_the_ring_is_round_one_chip_while_the_group_has_the_focus(
    choices: Choices, qtbot: QtBot
) -> None:
    qtbot.waitUntil(choices.hasFocus)
    assert choices.grab().toImage().pixelColor(20, 0) == theme.colour("focus")
    choices.clearFocus()
    assert choices.grab().toImage().pixelColor(20, 0) == theme.colour("line-strong")


def test_the_chosen_chip_is_tinted_in_both_schemes(
    choices: Choices, dress: Callable[[str, float], None]
) -> None:
    choices.choose(Filing.FILED)
    choices.clearFocus()
    for scheme in theme.SCHEMES:
        dress(scheme, 1.0)
        assert choices.grab().toImage().pixelColor(6, 15) == theme.colour("accent-soft")
