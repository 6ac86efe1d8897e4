"""Icons: tinted by token, sharp at the screen's ratio, painted again when the scheme changes."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gui import icons, theme
from gui.chips import STATES
from storage import resources


def _darkest(image: QImage) -> QColor:
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda colour: colour.alpha())


def test_an_icon_has_the_colour_of_its_token() -> None:
    image = icons.pixmap("circle", "danger-text", 32).toImage()
    ink = _darkest(image)
    wanted = theme.colour("danger-text")
    assert (ink.red(), ink.green(), ink.blue()) == (wanted.red(), wanted.green(), wanted.blue())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_an_icon_has_as_many_pixels_as_the_screen(ratio: float) -> None:
    picture = icons.pixmap("house", size=16, ratio=ratio)
    assert picture.width() == round(16 * ratio)
    assert picture.deviceIndependentSize().width() == 16


@pytest.mark.parametrize("name", sorted({manner.icon for manner in STATES.values()} - {""}))
def test_every_icon_of_a_chip_is_there(name: str) -> None:
    assert resources.path(f"icons/{name}.svg").is_file()


def test_icons_follow_a_change_of_scheme(qtbot: QtBot, dress: Callable[[str, float], None]) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    press = QPushButton("登记工单", holder)
    entry = QAction("折叠导航", holder)
    holder.addAction(entry)
    for target in (press, entry):
        icons.set_icon(target, "plus", "text")
    before = [target.icon().pixmap(16).toImage() for target in (press, entry)]
    dress("dark", 1.0)
    after = [target.icon().pixmap(16).toImage() for target in (press, entry)]
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_the_licence_goes_along_with_the_icons() -> None:
    assert "ISC License" in resources.read_text("icons/LICENSE")
