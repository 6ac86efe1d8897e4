"""The tokens, the sheet that names them, and what a change of scheme reaches."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLineEdit

from gui import theme
from storage import resources

SCHEMES = tuple(theme.SCHEMES)
PAIRS = tuple(theme.tokens()["contrast"])


def _contrast(one: str, other: str) -> float:
    """The WCAG ratio of two colours, 1 to 21."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_words_and_edges_stand_out_enough_from_their_ground(
    scheme: str, front: str, back: str, least: float
) -> None:
    colours = theme.tokens()["color"][scheme]
    assert _contrast(colours[front], colours[back]) >= least


def test_both_schemes_name_the_same_colours() -> None:
    light, dark = (theme.tokens()["color"][scheme] for scheme in SCHEMES)
    assert light.keys() == dark.keys()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_sheet_is_filled_in_completely(scheme: str, tmp_path: Path) -> None:
    sheet = theme.style_sheet(scheme, tmp_path, 1.25)
    assert "@" not in re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for address in re.findall(r'url\("([^"]+)"\)', sheet):
        assert "currentColor" not in Path(address).read_text("utf-8")


def test_nothing_is_written_smaller_than_nine_points() -> None:
    sizes = {n: v for n, v in theme.tokens()["font"].items() if n.startswith("pt-")}
    assert min(sizes.values()) >= 9


def test_text_follows_the_chosen_size_and_lengths_do_not(tmp_path: Path) -> None:
    large = theme.values("light", 1.5)
    assert large["pt-body"] == "15.75pt"
    assert large["nav"] == theme.values("light")["nav"]


def test_the_program_brings_its_own_font_in_three_weights(qapp: QApplication) -> None:
    del qapp
    for weight, value in (("regular", 400), ("medium", 500), ("strong", 600)):
        font = QFontInfo(theme.font("body", weight))
        assert font.family() == "Noto Sans SC"
        assert font.weight() == value


def test_a_state_changes_how_a_field_is_drawn(qapp: QApplication) -> None:
    del qapp
    field = QLineEdit()
    field.resize(120, 32)
    before = field.grab().toImage()
    theme.set_state(field, "error")
    edge = QColor(theme.colour("danger"))
    assert field.grab().toImage().pixelColor(60, 0) == edge != before.pixelColor(60, 0)


def test_every_icon_that_the_sheet_names_is_there() -> None:
    for name in re.findall(r"icon\(([\w-]+), ", resources.read_text("app.qss")):
        assert resources.path(f"icons/{name}.svg").is_file()
