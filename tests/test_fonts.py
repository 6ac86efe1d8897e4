"""The fonts that are taken along: every character of GBK, and those of rare names."""

from collections.abc import Iterator
from itertools import chain, product

import pytest
from PySide6.QtGui import QFontDatabase, QRawFont
from pytestqt.qtbot import QtBot

from storage import resources

RARE_NAMES = "𬭎㛃䶮𠅤𫖯㮾𬱖𬸪𬬻𬶍镕垚翀堃喆"
NOTO = (
    "NotoSansSC-Regular",
    "NotoSansSC-Medium",
    "NotoSansSC-SemiBold",
    "NotoSerifSC-Regular",
    "NotoSerifSC-Black",
)
KAI = "LXGWWenKai-Regular"


def gbk() -> Iterator[str]:
    """Every character that GBK can write, from its own code table."""
    second = chain(range(0x40, 0x7F), range(0x80, 0xFF))
    for pair in product(range(0x81, 0xFF), second):
        yield bytes(pair).decode("gbk", errors="ignore")


def lacking(font: str, characters: str) -> str:
    raw = QRawFont(str(resources.path(f"fonts/{font}.ttf")), 12)
    return "".join(one for one in characters if not raw.supportsCharacter(ord(one)))


@pytest.mark.parametrize("font", NOTO)
def test_a_noto_font_has_all_of_gbk(qtbot: QtBot, font: str) -> None:
    assert lacking(font, "".join(gbk())) == ""


def test_kai_lacks_only_some_lines_drawn_below_text(qtbot: QtBot) -> None:
    assert set(lacking(KAI, "".join(gbk()))) == set("︴﹉﹊﹋﹌﹍﹎﹏")


@pytest.mark.parametrize("font", [*NOTO, KAI])
def test_every_font_has_the_characters_of_rare_names(qtbot: QtBot, font: str) -> None:
    assert lacking(font, RARE_NAMES) == ""


def test_the_window_finds_three_weights_in_one_family(qtbot: QtBot) -> None:
    for font in NOTO[:3]:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{font}.ttf")))
    family = "Noto Sans SC"
    weights = [QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)]
    assert sorted(weights) == [400, 500, 600]
