from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from gui import theme
from gui.jobs import Jobs
from gui.paper.pages import PdfPages
from storage.files.pdf.pictures import page_sizes


@pytest.fixture
def pages(qtbot: QtBot, pdf: bytes) -> Iterator[PdfPages]:
    jobs = Jobs()
    pages = PdfPages(jobs)
    qtbot.addWidget(pages)
    pages.resize(480, 640)
    pages.show_pdf(pdf, page_sizes(pdf))
    pages.show()
    qtbot.waitExposed(pages)
    pages.setFocus()
    yield pages
    jobs.shut_down()


def test_pages_become_sharp_and_show_ink_on_paper(qtbot: QtBot, pages: PdfPages) -> None:
    qtbot.waitUntil(lambda: pages.is_sharp)
    image = pages.viewport().grab().toImage()
    assert image.pixelColor(30, 60) == theme.colour("paper")
    assert darkest(image) < 90


def test_pgdn_scrolls_by_a_screen_and_arrows_by_a_page(pages: PdfPages) -> None:
    QTest.keyClick(pages, Qt.Key.Key_PageDown)
    assert 0 < pages.verticalScrollBar().value() <= pages.viewport().height()
    QTest.keyClick(pages, Qt.Key.Key_Right)
    QTest.keyClick(pages, Qt.Key.Key_Right)
    assert pages.page >= 3
    QTest.keyClick(pages, Qt.Key.Key_Home)
    assert pages.page == 1
    QTest.keyClick(pages, Qt.Key.Key_End)
    assert pages.page == pages.page_count == 4
    QTest.keyClick(pages, Qt.Key.Key_Left)
    assert pages.page == 3


def test_the_page_that_is_read_is_told_and_named(qtbot: QtBot, pages: PdfPages) -> None:
    with qtbot.waitSignal(pages.page_changed) as told:
        pages.go_to(2)
    assert told.args == [2]
    assert pages.accessibleName() == "第 2 页预览，共 4 页"


def test_ctrl_with_plus_minus_and_zero_zooms(qtbot: QtBot, pages: PdfPages) -> None:
    fitting = pages.zoom
    pages.go_to(3)
    QTest.keyClick(pages, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom > fitting
    assert pages.page == 3
    QTest.keyClick(pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(pages, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom < fitting
    QTest.keyClick(pages, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert pages.zoom == fitting
    qtbot.waitUntil(lambda: pages.is_sharp)


def test_pages_fit_the_width_whatever_it_is(pages: PdfPages) -> None:
    for width in (300, 452, 900):
        pages.resize(width, 500)
        assert pages.horizontalScrollBar().maximum() == 0


def test_a_large_zoom_scrolls_sideways_and_stops_at_the_largest(pages: PdfPages) -> None:
    for _ in range(20):
        pages.zoom_by(1)
    assert pages.zoom == 3.0
    assert pages.horizontalScrollBar().maximum() > 0


def test_the_window_keeps_its_own_keys_outside_of_the_pages(qtbot: QtBot, pages: PdfPages) -> None:
    heard: list[str] = []
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(pages)
    larger_text = window.addAction("大字", lambda: heard.append("text"))
    larger_text.setShortcut("Ctrl+=")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pages.setFocus()
    before = pages.zoom
    QTest.keyClick(pages, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert (heard, pages.zoom > before) == ([], True)
    pages.clearFocus()
    QTest.keyClick(window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert heard == ["text"]
    window.takeCentralWidget()


def darkest(image: QImage) -> int:
    return min(
        image.pixelColor(x, y).lightness()
        for x in range(0, image.width(), 2)
        for y in range(0, image.height(), 2)
    )
