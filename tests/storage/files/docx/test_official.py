"""Official and working papers as documents that WPS, Word and LibreOffice edit."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from core.paper import Figure, Paper, texts
from storage.files.docx.papers import docx_of
from storage.files.pdf.campaign_summary import campaign_summary
from storage.files.pdf.pages import CIRCULAR, OFFICIAL, WORKING, PageDesign
from storage.files.pdf.pictures import text_of
from tests.storage.files.documents import docx_text, opened
from tests.storage.files.pdf.official import a_campaign_circular, a_circular
from tests.storage.files.pdf.papers import squeezed
from tests.storage.files.pdf.reports import a_report

PAPERS: dict[str, tuple[Paper, PageDesign]] = {
    "official": (a_circular(2, rows=12), OFFICIAL),
    "campaign": (a_campaign_circular(), CIRCULAR),
    "working": (campaign_summary(a_report()), WORKING),
}


@pytest.fixture(scope="module", params=list(PAPERS))
def made(request: pytest.FixtureRequest) -> tuple[Paper, bytes]:
    paper, design = PAPERS[request.param]
    return paper, docx_of(paper, design)


@pytest.fixture(scope="module")
def circular() -> Document:
    return opened(docx_of(a_circular(2, rows=12), OFFICIAL))


def test_the_document_says_all_that_the_paper_says(made: tuple[Paper, bytes]) -> None:
    paper, content = made
    said = docx_text(content)
    without_pictures = tuple(one for one in paper.blocks if not isinstance(one, Figure))
    wanted = [
        squeezed(text).rstrip("。") for text in texts(replace(paper, blocks=without_pictures))
    ]
    assert [text for text in wanted if text not in said] == []


def test_a_figure_is_a_picture_with_its_caption() -> None:
    document = opened(docx_of(campaign_summary(a_report()), WORKING))
    (shape,) = document.inline_shapes
    assert shape.width.pt == pytest.approx(WORKING.width, abs=1)
    assert any(line.text == "图 1　各所队均分与 95% 区间" for line in document.paragraphs)


def test_the_same_paper_gives_the_same_bytes(made: tuple[Paper, bytes]) -> None:
    paper, content = made
    design = next(design for one, design in PAPERS.values() if one is paper)
    assert docx_of(paper, design) == content


def test_headings_are_headings_and_lead_the_outline(circular: Document) -> None:
    named = {line.text: line.style.name for line in circular.paragraphs if line.style}
    assert named["一、基本情况"] == "Heading 1"
    assert named["（一）范围和抽样"] == "Heading 2"
    assert named["各单位得分表"] == "附件标题"


def test_tables_are_tables_whose_heads_come_again_and_whose_rows_stay_whole(
    circular: Document,
) -> None:
    grid = circular.tables[0]
    first, *others = grid.rows
    assert [cell.text for cell in first.cells] == ["单位", "抽取", "评定", "均分", "占比"]
    assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in grid.rows)
    assert [row.cells[0].text for row in others][:2] == ["第1所", "第2所"]


def test_the_page_is_set_up_as_the_standard_asks(circular: Document) -> None:
    first = circular.sections[0]
    sides = (first.top_margin, first.right_margin, first.bottom_margin, first.left_margin)
    assert [round(side.mm) for side in sides if side] == [37, 26, 35, 28]
    body = circular.styles["Normal"]
    assert body.font.size.pt == 16
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.99, abs=0.05)
    fonts = {
        name: circular.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2", "发文机关标志")
    }
    assert fonts == {
        "Normal": "仿宋",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体",
        "发文机关标志": "方正小标宋简体",
    }


def test_a_turned_table_has_a_section_that_stands_across(circular: Document) -> None:
    turned = [one.orientation is WD_ORIENT.LANDSCAPE for one in circular.sections]
    assert turned == [False, True, False]


def test_the_closing_lines_are_fixed_to_the_foot_thick_thin_thick(circular: Document) -> None:
    table = circular.tables[-1]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert place.get(qn("w:tblpYSpec")) == "bottom"
    pens = [
        [one.get(qn("w:sz")) for one in row.cells[0]._tc.tcPr.find(qn("w:tcBorders"))]
        for row in table.rows
    ]
    assert pens == [["8", "6"], ["6", "8"]]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_documents_and_loses_no_table(tmp_path: Path) -> None:
    files = []
    for name, (paper, design) in PAPERS.items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(docx_of(paper, design))
    convert(tmp_path, files)
    for name, (paper, _) in PAPERS.items():
        shown = squeezed("".join(text_of((tmp_path / f"{name}.pdf").read_bytes())))
        cells = [
            squeezed(text)
            for block in paper.blocks
            for row in getattr(block, "rows", ())
            for text in (row if isinstance(row, tuple) else getattr(row, "cells", ()))
            if isinstance(text, str)
        ]
        assert len(cells) > 40
        assert [text for text in cells if plain(text) not in plain(shown)] == []


def plain(text: str) -> str:
    """Without rare characters: the fonts of the machine may lack them."""
    return "".join(char for char in text if char.isascii() or "\u4e00" <= char <= "\u9fff")


def convert(folder: Path, files: list[Path], kind: str = "pdf") -> None:
    """Let LibreOffice read the files and write them in another format, in a home of its own."""
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'home').as_uri()}"]
    command += ["--convert-to", kind, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 -- the office program of the system
