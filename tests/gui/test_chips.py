"""Chips say their words, and look solid, soft, bare or dashed."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from gui import theme
from gui.chips import STATES, Chip


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ground_of_a_chip_tells_its_manner(
    qtbot: QtBot, dress: Callable[[str, float], None], state: str, scheme: str
) -> None:
    dress(scheme, 1.0)
    chip = Chip("超期 1 个工作日", state)
    qtbot.addWidget(chip)
    ground = chip.grab().toImage().pixelColor(4, 11)
    _, tone, manner = STATES[state]
    expected = {"solid": tone, "soft": f"{tone}-soft", "dashed": "surface"}.get(manner)
    if expected:
        assert ground == theme.colour(expected)
    else:
        assert ground not in (theme.colour(tone + "-soft"), theme.colour("surface"))


def test_a_chip_is_read_by_its_words_and_fits_them(
    qtbot: QtBot, dress: Callable[[str, float], None]
) -> None:
    chip = Chip("剩 2 日", "near")
    qtbot.addWidget(chip)
    narrow = chip.width()
    assert chip.accessibleName() == "剩 2 日"
    chip.say("剩 12 个工作日", "calm")
    assert chip.accessibleName() == "剩 12 个工作日"
    assert chip.width() > narrow
    small = chip.size()
    dress("light", 1.5)
    assert chip.height() > small.height()
    assert chip.width() > small.width()
