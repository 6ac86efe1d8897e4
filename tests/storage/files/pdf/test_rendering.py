import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from core.paper import Column, Facts, Grid, Heading, Note, Paper, Prose, Row, Side
from storage.files.pdf.fonts import SHIPPED, FontBook
from storage.files.pdf.pictures import text_of
from storage.files.pdf.rendering import coverage_of, render
from storage.resources import path
from tests.storage.files.pdf.papers import RARE, a_paper, gbk, read, squeezed

HOSTILE = [
    "<诉求>",
    "a<b>c</para>",
    "&amp; &lt;b&gt; &#20013;",
    "%s {0} ${HOME} `ls` '; DROP TABLE ticket; --",
    "=1+1\t@SUM(A1)\t+86",
    "x" * 1000,
    "中" * 1000,
    "，" * 300,
    "（" * 300,
    "Ω≈ç√∫µ≤≥÷",
    RARE,
]


def a_table(*rows: Row) -> Grid:
    columns = (Column(title="工单", share=2), Column(title="得分", share=1, side=Side.RIGHT))
    return Grid(caption="各件得分", columns=columns, rows=rows)


def test_every_character_of_gbk_is_read_back() -> None:
    text = squeezed(gbk())
    pdf = render(a_paper(Prose(text))).pdf
    bodies = "".join(re.sub(r"第 \d+ 页，共 \d+ 页", "", page) for page in text_of(pdf))
    assert squeezed(bodies) == "督查情况汇总" + text


@pytest.mark.parametrize("text", HOSTILE)
def test_free_text_is_printed_and_copied_as_it_is(text: str) -> None:
    paper = a_paper(
        Heading(text), Prose(text), Facts(((text[:9], text),)), Note(text), title=text[:50]
    )
    found = read(render(paper).pdf)
    for piece in (text, text[:9], text[:50]):
        assert squeezed(piece) in re.sub(r"第\d+页，共\d+页", "", found)


@pytest.mark.parametrize("text", HOSTILE)
def test_free_text_stands_in_tables_as_it_is(text: str) -> None:
    pdf = render(a_paper(a_table(Row(("SJ1", "88.00"), detail=text), Row(("全局", "88.00"))))).pdf
    cleaned = re.sub(r"第\d+页，共\d+页|工单得分", "", read(pdf))
    assert squeezed(text) in cleaned


def test_spaces_inside_a_line_are_copied_and_none_are_added() -> None:
    text = "截至 11 月 30 日 24 时，共接收工单 4386 件"
    assert text in "".join(text_of(render(a_paper(Prose(text))).pdf))


def test_a_justified_line_is_copied_without_spaces() -> None:
    text = "没有写明谁在什么时候做了什么，也没有写明依据哪一条，" * 6
    lines = "".join(text_of(render(a_paper(Prose(text))).pdf)).split("\r\n")
    assert " " not in "".join(line for line in lines if "没有" in line)


def test_a_lost_character_is_printed_as_code_point_and_told_before_export() -> None:
    paper = a_paper(Prose("好😀的"), a_table(Row(("\ud800", "שלום"))))
    assert set("😀\ud800שלום") == set(coverage_of(paper).missing)
    found = read(render(paper).pdf)
    assert "好〔U+1F600〕的" in found
    assert "〔U+D800〕" in found


def test_the_same_paper_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from storage.files.pdf.rendering import render\n"
        "from tests.storage.files.pdf.test_rendering import a_long_paper\n"
        "sys.stdout.write(render(a_long_paper()).sha256)"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "TZ": "America/Lima"}
    other = subprocess.run(  # noqa: S603 -- our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True
    )
    mine = render(a_long_paper())
    assert other.stdout == mine.sha256 == hashlib.sha256(mine.pdf).hexdigest()


def test_the_bytes_depend_on_the_data_and_not_on_what_was_printed_before() -> None:
    first = render(a_paper(Prose("甲")))
    render(a_paper(Prose("乙丙丁")))
    assert render(a_paper(Prose("甲"))).pdf == first.pdf
    assert render(a_paper(Prose("乙"))).pdf != first.pdf


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_it_does_not_matter_where_the_fonts_lie(tmp_path: Path) -> None:
    files = {}
    for face, name in SHIPPED.items():
        files[face] = tmp_path / Path(name).name
        if not files[face].exists():
            files[face].symlink_to(path(name))
    paper = a_paper(Heading("一、情况"), Prose(RARE))
    rendered = render(paper, book=FontBook(files))
    assert rendered.pdf == render(paper).pdf
    assert str(tmp_path).encode() not in rendered.pdf


def test_all_fonts_are_embedded_as_subsets() -> None:
    pdf = render(a_long_paper()).pdf
    names = re.findall(rb"/BaseFont\s*/(\S+)", pdf)
    assert names
    assert all(re.match(rb"[A-Z]{6}\+", name) for name in names)
    assert len(re.findall(rb"/FontFile2\b", pdf)) == len(set(names))


def test_the_document_says_what_it_is() -> None:
    pdf = render(a_paper(Heading("一、基本情况"), Prose("字"), title="张𬭎的汇总")).pdf
    about = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert about["Title"] == "张𬭎的汇总"
    assert about["Author"] == "消保科"
    assert about["Subject"] == "试印"
    assert about["CreationDate"] == about["ModDate"] == "D:20261105100200+08'00'"
    assert b"/Lang (zh-CN)" in pdf


def test_headings_are_bookmarks_that_lead_to_their_page() -> None:
    paper = a_paper(
        Heading("一、情况"), Prose("字" * 3000), Heading("二、要点"), Heading("1. 𬭎", level=2)
    )
    document = pypdfium2.PdfDocument(render(paper).pdf)
    marks = [
        (mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()
    ]
    last = len(document) - 1
    assert marks == [
        (0, "督查情况汇总", 0),
        (1, "一、情况", 0),
        (1, "二、要点", last),
        (2, "1. 𬭎", last),
    ]


def test_every_page_bears_its_number_and_how_many_there_are() -> None:
    pages = text_of(render(a_long_paper()).pdf)
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"第 {number} 页，共 {len(pages)} 页" in page


def test_a_table_repeats_its_head_and_keeps_its_rows_whole() -> None:
    detail = "只有经营者口头否认，没有客观证据\n没有向诉求人求证"
    rows = [Row((f"SJ{number:05}", "88.00"), detail=detail) for number in range(60)]
    pages = text_of(render(a_paper(a_table(*rows))).pdf)
    assert len(pages) > 2
    assert all("得分" in page for page in pages)
    assert sum(page.count("SJ") for page in pages) == 60
    for page in pages:
        assert page.count("口头否认") == page.count("没有向诉求人求证") == page.count("SJ")


def test_a_row_taller_than_a_page_goes_on_with_the_head_repeated() -> None:
    long = "".join(f"第{number}处，" for number in range(1500))
    rows = (Row(("甲", long), detail=long), Row((long, "88.00")), Row(("全局", "88.00")))
    pages = text_of(render(a_paper(a_table(*rows))).pdf)
    assert len(pages) > 5
    assert all("得分" in page for page in pages)
    assert "".join(pages).count("第1499处") == 3


def test_a_sum_never_stands_alone_on_a_page() -> None:
    for count in range(28, 40):
        rows = [Row((f"SJ{number:05}", "88.00")) for number in range(count)]
        last = text_of(render(a_paper(a_table(*rows, Row(("合计", "1"))))).pdf)[-1]
        assert "SJ" in last


def test_a_heading_is_never_the_last_thing_on_a_page() -> None:
    for count in range(800, 1700, 150):
        paper = a_paper(Prose("字" * count), Heading("一、标题"), Prose("跟着的正文" * 20))
        pages = text_of(render(paper).pdf)
        (page,) = [page for page in pages if "一、标题" in page]
        assert "跟着的正文" in page


def test_an_empty_paper_has_a_page() -> None:
    rendered = render(a_paper(Facts(()), a_table(), Prose(""), Note("  ")))
    assert rendered.pages == 1


def a_long_paper() -> Paper:
    rows = [Row((f"SJ{number:05}", "88.00"), detail=f"扣分理由{RARE}") for number in range(90)]
    return a_paper(
        Heading("一、基本情况"),
        Facts((("专项", "不属实件"),)),
        a_table(*rows),
        Heading("二、说明"),
        Prose("字" * 500),
    )
