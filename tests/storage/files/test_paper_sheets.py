"""Tables of a paper as a spreadsheet: figures that are worked out, and stand as the paper shows."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from core.paper import Column, Grid, Paper, Row, Side
from storage.files.paper_sheets import write_tables
from storage.files.pdf.campaign_summary import campaign_summary
from storage.files.pdf.pictures import text_of
from tests.storage.files.pdf.papers import a_paper, squeezed
from tests.storage.files.pdf.reports import a_report

COLUMNS = (
    Column(title="单位", share=2),
    Column(title="评定", share=1, side=Side.RIGHT, adds=True),
    Column(title="达标", share=1, side=Side.RIGHT, adds=True),
    Column(title="占比", share=1, side=Side.RIGHT, part=(2, 1)),
    Column(title="均分", share=1, side=Side.RIGHT),
)


def a_table(*rows: tuple[str, ...], total: tuple[str, ...]) -> Paper:
    grid = Grid(
        caption="各单位达标",
        columns=COLUMNS,
        rows=(*(Row(one) for one in rows), Row(total, total=True)),
    )
    return a_paper(grid)


PAPER = a_table(
    ("九亭所", "6", "4", "66.67%", "88.25"),
    ("=1+1", "3", "3", "100.00%", "90.00"),
    ("中山所", "0", "0", "—", "—"),
    total=("全局", "9", "7", "77.78%", "88.83"),
)


def sheet(path: Path, paper: Paper, *, shown: bool = False) -> Any:
    write_tables(path, paper)
    return openpyxl.load_workbook(path, data_only=shown)[paper_name(paper)]


def paper_name(paper: Paper) -> str:
    return next(one.caption for one in paper.blocks if isinstance(one, Grid))


def test_totals_and_shares_are_formulas_with_the_figure_of_the_paper_beside_them(
    tmp_path: Path,
) -> None:
    formulas = sheet(tmp_path / "表.xlsx", PAPER)
    values = sheet(tmp_path / "表.xlsx", PAPER, shown=True)
    assert [formulas[cell].value for cell in ("B5", "C5", "D5", "E5")] == [
        "=SUM(B2:B4)",
        "=SUM(C2:C4)",
        "=C5/B5",
        88.83,
    ]
    assert [values[cell].value for cell in ("B5", "C5", "D5")] == [9, 7, 0.7778]
    assert formulas["D2"].value == "=C2/B2"
    assert formulas["D2"].number_format == "0.00%"
    assert formulas["D4"].value in ("", None)


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    cell = sheet(tmp_path / "表.xlsx", PAPER)["A3"]
    assert (cell.data_type, cell.value.lstrip("\u200b'")) == ("s", "=1+1")


def test_a_formula_that_would_show_another_figure_is_not_written(tmp_path: Path) -> None:
    paper = a_table(
        ("九亭所", "6", "4", "66.66%", "88.25"),
        total=("全局", "7", "4", "57.14%", "88.25"),
    )
    found = sheet(tmp_path / "表.xlsx", paper)
    assert [found[cell].value for cell in ("B3", "C3", "D2", "D3")] == [
        7,
        "=SUM(C2:C2)",
        0.6666,
        "=C3/B3",
    ]


def test_the_head_stays_in_sight_and_the_sheet_prints_whole(tmp_path: Path) -> None:
    found = sheet(tmp_path / "表.xlsx", PAPER)
    assert found.freeze_panes == "B2"
    assert found.print_title_rows == "$1:$1"
    assert found.print_area.endswith("$A$1:$E$5")
    assert found.auto_filter.ref == "A1:E4"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_program_works_out_the_same_and_prints_every_table(tmp_path: Path) -> None:
    paper = campaign_summary(a_report())
    file, bare = tmp_path / "汇总.xlsx", tmp_path / "bare.xlsx"
    write_tables(file, paper)
    formulas = openpyxl.load_workbook(file)
    formulas.save(bare)  # this library keeps no figures beside formulas: they must be worked out
    again = tmp_path / "again"
    convert(bare, "xlsx", tmp_path, again)
    convert(file, "pdf", tmp_path, tmp_path)
    written = openpyxl.load_workbook(file, data_only=True)
    worked_out = openpyxl.load_workbook(again / bare.name, data_only=True)
    pairs = [
        (worked_out[one.title][cell.coordinate].value, written[one.title][cell.coordinate].value)
        for one in formulas
        for row in one.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert len(pairs) > 5
    assert [round(found, 4) for found, _ in pairs] == [shown for _, shown in pairs]
    printed = squeezed("".join(text_of(file.with_suffix(".pdf").read_bytes())))
    cells = [
        row.cells[0] for block in paper.blocks if isinstance(block, Grid) for row in block.rows
    ]
    assert [text for text in cells if text not in printed] == []


def convert(file: Path, kind: str, home: Path, folder: Path) -> None:
    """Let the office program of the system read a file and write it into a folder."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(home / 'home').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 -- see above
