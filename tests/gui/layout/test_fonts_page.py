"""公文字体: an office names its own fonts and sees at once what comes of it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from gui.desk import Desk
from gui.layout.fonts_page import FontsPage
from storage import office_fonts
from storage.files.pdf.reading_back import read_back
from storage.resources import path

KAI = "fonts/LXGWWenKai-Regular.ttf"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FontsPage:
    monkeypatch.setattr("storage.folders.config", lambda: tmp_path / "config")
    monkeypatch.setattr("storage.office_fonts.offered", lambda: {"仿宋": (path(KAI),)})
    page = FontsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    with qtbot.waitSignal(page.preview.shown, timeout=10_000):
        page.show()
    return page


def faces_of_the_body(page: FontsPage) -> set[str]:
    glyphs = read_back(page.preview._pdf).sheets[0].glyphs
    return {one.font for one in glyphs if one.char == "仿"}


def words(page: FontsPage) -> str:
    return " ".join(
        one.accessibleName() for one in page.preview.findChildren(type(page.preview._notes))
    )


def test_the_font_of_the_office_draws_its_face_from_then_on(page: FontsPage, qtbot: QtBot) -> None:
    assert faces_of_the_body(page) == {"NotoSerifSC-Regular"}
    assert "仿宋、小标宋、楷体用程序自带的字体代替" in words(page)
    button = next(
        one for one in page.findChildren(QAbstractButton) if one.text().startswith("用本机的")
    )
    with qtbot.waitSignal(page.preview.shown, timeout=10_000):
        button.click()
    assert faces_of_the_body(page) == {"LXGWWenKai-Regular"}
    assert "没有用规定的字体：小标宋、楷体" in words(page)
    with qtbot.waitSignal(page.preview.shown, timeout=10_000):
        page.use("仿宋", None)
    assert faces_of_the_body(page) == {"NotoSerifSC-Regular"}


def test_a_file_that_is_no_font_is_refused_and_changes_nothing(
    page: FontsPage, desk: Desk, tmp_path: Path
) -> None:
    said: list[str] = []
    desk.notice.connect(lambda notice: said.append(notice.text))
    wrong = tmp_path / "说明.ttf"
    wrong.write_bytes(b"no font")
    page.use("仿宋", wrong)
    assert said == ["“说明.ttf”不能用：它不是带 TrueType 轮廓的字体。请换一个 .ttf 字体文件。"]
    assert office_fonts.named() == {}
