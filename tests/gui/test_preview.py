from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.errors import Refusal
from core.paper import Paper, Prose
from gui.desk import Desk
from gui.preview import Made, PagePreview
from storage.files.pdf.rendering import render
from tests.storage.files.documents import docx_text
from tests.storage.files.pdf.papers import a_paper

LONG = a_paper(Prose("预览与印出的页应是同一页。" * 400))


def a_preview(qtbot: QtBot, desk: Desk) -> PagePreview:
    preview = PagePreview(desk)
    qtbot.addWidget(preview)
    preview.resize(452, 640)
    preview.show()
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    return preview


def words(preview: QWidget) -> str:
    labels = preview.findChildren(QWidget)
    return " ".join(one.accessibleName() for one in labels if one.isVisibleTo(preview))


def test_it_is_empty_until_it_is_given_a_paper(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    assert preview.position.text() == ""
    assert not preview.print_button.isVisible()


def test_a_paper_is_set_aside_and_shown(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    with qtbot.waitSignal(preview.shown):
        preview.show_paper(lambda: LONG, name="汇总")
    assert preview.position.text() == "第 1 页，共 4 页"
    assert preview.print_button.isVisible()
    qtbot.waitUntil(lambda: preview.pages.is_sharp)


def test_buttons_turn_pages_and_stop_at_both_ends(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    assert not preview.previous.isEnabled()
    for _ in range(3):
        preview.next.click()
    assert preview.position.text() == "第 4 页，共 4 页"
    assert not preview.next.isEnabled()
    preview.previous.click()
    assert preview.position.text() == "第 3 页，共 4 页"


def test_what_had_to_be_replaced_is_said_below_the_pages(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    with qtbot.waitSignal(preview.shown):
        preview.show_paper(lambda: a_paper(Prose("好😀")), name="汇总")
    assert "〔U+1F600〕" in words(preview)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    assert "〔U+1F600〕" not in words(preview)


def test_the_saved_file_is_what_was_shown(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    said: list[str] = []
    desk.notice.connect(lambda notice: said.append(notice.text))
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    preview.save_to(tmp_path / "汇总.pdf")
    qtbot.waitUntil(lambda: bool(said))
    assert (tmp_path / "汇总.pdf").read_bytes() == render(LONG).pdf
    assert said[0] == "已存成“汇总.pdf”。"


def test_a_paper_that_is_refused_is_said_and_the_old_pages_stay(qtbot: QtBot, desk: Desk) -> None:
    def refuse() -> Paper:
        raise Refusal("没有第 7 号督查。")

    said: list[str] = []
    desk.notice.connect(lambda notice: said.append(notice.text))
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    preview.show_paper(refuse, name="汇总")
    qtbot.waitUntil(lambda: bool(said))
    assert said[0] == "没有第 7 号督查。"
    assert preview.position.text() == "第 1 页，共 4 页"


def test_an_empty_preview_says_why_there_is_no_paper(qtbot: QtBot, desk: Desk) -> None:
    def refuse() -> Paper:
        raise Refusal("没有第 7 号督查。")

    preview = a_preview(qtbot, desk)
    preview.show_paper(refuse, name="汇总")
    shown = [one for one in preview.findChildren(QLabel) if one.isVisible()]
    qtbot.waitUntil(lambda: "没有第 7 号督查。" in [one.text() for one in shown])


def test_every_button_says_what_it_does(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    for one in preview.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.text(QAccessible.Text.Name)


def test_the_narrowest_preview_cuts_nothing(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    assert preview.minimumSizeHint().width() <= 452


def test_ctrl_p_prints_what_is_shown(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    asked: list[tuple[bytes, str]] = []
    monkeypatch.setattr(
        "gui.paper.printing.ask_and_print", lambda pdf, name, *_rest: asked.append((pdf, name))
    )
    preview.pages.setFocus()
    QTest.keyClick(preview.pages, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert asked == [(render(LONG).pdf, "汇总")]


def test_only_the_pages_asked_for_last_are_shown(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    shown: list[int] = []
    preview.shown.connect(lambda: shown.append(preview.pages.page_count))
    preview.show_paper(lambda: LONG, name="先要的")
    preview.show_paper(lambda: a_paper(Prose("一页")), name="后要的")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert shown == [1]


def test_nothing_comes_late_onto_a_preview_that_was_cleared(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    preview.show_paper(lambda: LONG, name="汇总")
    preview.clear("这份不能看。")
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert preview.position.text() == ""


def test_marked_words_stand_on_amber_on_the_screen_alone(qtbot: QtBot, desk: Desk) -> None:
    pdf = render(a_paper(Prose("联系电话：〔　　〕。"))).pdf
    preview = a_preview(qtbot, desk)
    colours = []
    for marked in ("", "〔　　〕"):
        with qtbot.waitSignal(preview.shown):
            preview.show_made(lambda marked=marked: Made(pdf, marked=marked), name="汇总")  # type: ignore[misc]
        qtbot.waitUntil(lambda: preview.pages.is_sharp)
        image = preview.pages.viewport().grab().toImage()
        points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
        colours.append({image.pixelColor(x, y).name() for x, y in points})
    plain, amber = colours
    assert any(is_warm(name) for name in amber - plain)
    assert not any(is_warm(name) for name in plain)


def is_warm(name: str) -> bool:
    colour = QColor(name)
    return colour.red() - colour.blue() > 20 and colour.lightness() > 150


def test_who_gives_files_in_another_way_is_offered_none_here(qtbot: QtBot, desk: Desk) -> None:
    preview = PagePreview(desk, gives_files=False)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_pdf(render(LONG).pdf, name="汇总")
    assert not preview.save_button.isVisible()
    assert not preview.print_button.isVisible()
    assert preview.larger.isVisible()


def test_words_are_found_page_by_page_and_the_keys_go_on_and_back(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    preview.pages.setFocus()
    QTest.keyClick(preview.pages, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert preview.search.field.hasFocus()
    preview.search.field.setText("共 4 页")
    qtbot.waitUntil(lambda: preview.search.count.text() == "第 1 处，共 4 处")
    QTest.keyClick(preview.search.field, Qt.Key.Key_Return)
    QTest.keyClick(preview.search.field, Qt.Key.Key_Return)
    assert preview.search.count.text() == "第 3 处，共 4 处"
    assert preview.pages.page in (3, 4)
    QTest.keyClick(preview.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert preview.search.count.text() == "第 2 处，共 4 处"
    preview.search.field.setText("没有的话")
    qtbot.waitUntil(lambda: preview.search.count.text() == "没有找到")
    QTest.keyClick(preview.search.field, Qt.Key.Key_Escape)
    assert not preview.search.isVisible()
    assert preview.pages.hasFocus()


def test_small_pictures_stand_beside_the_pages_and_lead_to_them(qtbot: QtBot, desk: Desk) -> None:
    preview = a_preview(qtbot, desk)
    preview.show_pdf(render(LONG).pdf, name="汇总")
    assert not preview.thumbnails.isVisible()
    preview.thumbnails_button.click()
    small = preview.thumbnails
    assert [small.item(place).text() for place in range(small.count())] == ["1", "2", "3", "4"]
    blank = QColor(small.item(0).icon().pixmap(84, 84).toImage().pixelColor(40, 40))
    assert blank.lightness() > 200
    qtbot.waitUntil(lambda: ink(small.item(2).icon().pixmap(84, 84).toImage()) > 50)
    small.setCurrentRow(2)
    assert preview.position.text() == "第 3 页，共 4 页"
    preview.previous.click()
    assert small.currentRow() == 1


def ink(image: QImage) -> int:
    """How many of the pixels are no longer white."""
    pixels = (
        image.pixelColor(x, y).lightness()
        for x in range(image.width())
        for y in range(image.height())
    )
    return sum(lightness < 240 for lightness in pixels)


def test_a_paper_is_saved_as_a_document_too(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    said: list[str] = []
    desk.notice.connect(lambda notice: said.append(notice.text))
    preview = a_preview(qtbot, desk)
    with qtbot.waitSignal(preview.shown):
        preview.show_paper(lambda: LONG, name="汇总")
    preview.save_to(tmp_path / "汇总.docx")
    qtbot.waitUntil(lambda: bool(said))
    assert "预览与印出的页应是同一页" in docx_text((tmp_path / "汇总.docx").read_bytes())
