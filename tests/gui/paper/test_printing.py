import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from core.errors import Trouble
from gui.jobs import Jobs, Progress
from gui.paper.images import to_image
from gui.paper.printing import a_printer, ask_and_print, chosen_pages, draw_pages, print_pages
from storage.files.pdf.pages import OFFICIAL
from storage.files.pdf.pictures import page_sizes, text_of
from storage.files.pdf.rendering import render
from tests.storage.files.pdf.official import a_grid, official_paper


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def progress(jobs: Jobs) -> Progress:
    return Progress(jobs)


def to_file(target: Path) -> QPrinter:
    printer = a_printer("汇总")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    return printer


def test_pages_drawn_for_a_printer_are_the_previewed_ones(
    progress: Progress, pdf: bytes, tmp_path: Path
) -> None:
    target = tmp_path / "out.pdf"
    draw_pages(pdf, [0, 3], to_file(target), progress)
    printed = target.read_bytes()
    assert len(page_sizes(printed)) == 2
    for page, place in ((0, 0), (3, 1)):
        assert difference(to_image(pdf, page, 72), to_image(printed, place, 72)) < 2


def test_a_page_across_is_printed_upright_on_the_whole_sheet(
    progress: Progress, tmp_path: Path
) -> None:
    pdf = render(official_paper(a_grid(12, turned=True)), OFFICIAL).pdf
    across = next(place for place, size in enumerate(page_sizes(pdf)) if size.width > size.height)
    target = tmp_path / "out.pdf"
    draw_pages(pdf, [across], to_file(target), progress)
    (size,) = page_sizes(target.read_bytes())
    assert size.width < size.height
    printed = to_image(target.read_bytes(), 0, 72)
    page = to_image(pdf, across, 72)
    upright, wrong = (page.transformed(QTransform().rotate(turn)) for turn in (-90, 90))
    assert difference(upright, printed) < 4  # turned, a picture is not the same to the pixel
    assert difference(wrong, printed) > 2 * difference(upright, printed)


def test_a_file_gets_the_very_pages(qtbot: QtBot, jobs: Jobs, pdf: bytes, tmp_path: Path) -> None:
    said: list[str] = []
    target = tmp_path / "out.pdf"
    print_pages(pdf, to_file(target), jobs, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["“汇总”已送到“out.pdf”，共 4 页。"]
    assert target.read_bytes() == pdf


def test_a_range_of_pages_can_be_chosen(pdf: bytes, tmp_path: Path) -> None:
    printer = to_file(tmp_path / "out.pdf")
    assert chosen_pages(printer, 4) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 9)
    assert chosen_pages(printer, 4) == [1, 2, 3]


def test_a_place_that_cannot_be_written_ends_in_a_sentence(
    qtbot: QtBot, jobs: Jobs, pdf: bytes, tmp_path: Path
) -> None:
    failures: list[object] = []
    jobs.failed.connect(failures.append)
    print_pages(pdf, to_file(tmp_path / "没有的文件夹" / "out.pdf"), jobs, print)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Trouble)
    assert "out.pdf" in str(failures[0])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="CUPS is not there")
def test_a_real_printer_gets_the_very_file(
    qtbot: QtBot, jobs: Jobs, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "lp"
    program.write_text(
        f"#!/bin/sh\ncat > {tmp_path}/part && mv {tmp_path}/part {tmp_path}/got.pdf\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    printer = a_printer("汇总")
    monkeypatch.setattr(QPrinter, "outputFileName", lambda _self: "")
    monkeypatch.setattr(QPrinter, "printerName", lambda _self: "一楼打印机")
    said: list[str] = []
    print_pages(pdf, printer, jobs, said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert (tmp_path / "got.pdf").read_bytes() == pdf
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    print_pages(pdf, printer, jobs, said.append)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert text_of((tmp_path / "got.pdf").read_bytes()) == (text_of(pdf)[1],)


def test_nothing_is_printed_when_the_dialog_is_left(
    qtbot: QtBot, jobs: Jobs, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ranges: list[tuple[int, int]] = []

    def leave(dialog: QPrintDialog) -> int:
        ranges.append((dialog.minPage(), dialog.maxPage()))
        return int(QDialog.DialogCode.Rejected)

    monkeypatch.setattr(QPrintDialog, "exec", leave)
    ask_and_print(pdf, "汇总", jobs, parent, print)
    assert ranges == [(1, 4)]
    assert not jobs.busy


def difference(one: QImage, other: QImage) -> float:
    """The mean difference of lightness; small where both show the same in the same place."""
    smooth = Qt.TransformationMode.SmoothTransformation
    small, same = (image.scaled(60, 85, mode=smooth) for image in (one, other))
    points = [(x, y) for x in range(60) for y in range(85)]
    total = sum(
        abs(small.pixelColor(*at).lightness() - same.pixelColor(*at).lightness()) for at in points
    )
    return total / len(points)
