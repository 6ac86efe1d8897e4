"""PDF/A-2b: the required entries are there, and each one that is taken away is missed."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from core.paper import Heading, Prose
from storage.files.pdf.archive_check import faults
from storage.files.pdf.pages import CIRCULAR, OFFICIAL, WORKING
from storage.files.pdf.rendering import render
from tests.storage.files.pdf.official import a_campaign_circular, a_circular, official_paper
from tests.storage.files.pdf.papers import RARE, a_paper
from tests.storage.files.pdf.test_rendering import a_long_paper

PAPERS = {
    "official": (a_circular(), OFFICIAL),
    "campaign": (a_campaign_circular(), CIRCULAR),
    "working": (a_long_paper(), WORKING),
    "empty": (a_paper(), WORKING),
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_what_pdf_a_2b_requires(name: str) -> None:
    assert faults(render(*PAPERS[name]).pdf) == ()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return render(official_paper(Heading("一、<情况> & 说明"), Prose(RARE)), OFFICIAL).pdf


def test_the_metadata_say_the_same_as_the_document(pdf: bytes) -> None:
    found = re.search(rb"<x:xmpmeta.*?</x:xmpmeta>", pdf, re.DOTALL)
    assert found
    root = ET.fromstring(found[0])  # noqa: S314 -- of our own making
    text = {one.tag.split("}")[1]: "".join(one.itertext()).strip() for one in root.iter()}
    about = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert (text["title"], text["creator"]) == (about["Title"], about["Author"])
    assert text["description"] == about["Subject"]
    assert text["CreateDate"] == text["ModifyDate"] == "2026-11-05T10:02:00+08:00"
    assert about["CreationDate"] == "D:20261105100200+08'00'"


@pytest.mark.parametrize(
    ("what", "instead", "sentence"),
    [
        (rb"<pdfaid:part>2", b"<pdfaid:part>1", "没有写明符合"),
        (rb"/Subtype /XML", b"/Filter /Flat", "压缩了"),
        (rb"/GTS_PDFA1", b"/GTS_PDFX1", "颜色的含义"),
        (rb"/FontFile2", b"/FontFilX2", "没有嵌入"),
        (rb"/ToUnicode", b"/ToUnicodX", "哪个字"),
        (rb"\nendstream", b" endstream", "没有换行"),
        (rb"/Length 588", b"/Length 580", "长度"),
        (rb"%\xd3|%\x93", b"% ", "二进制"),
        (rb"/ID ", b"/IX ", "标识"),
        (rb"/PageMode", b"/JavaScript", "脚本"),
    ],
)
def test_what_is_taken_away_is_missed(
    pdf: bytes, what: bytes, instead: bytes, sentence: str
) -> None:
    spoiled = re.sub(what, instead, pdf)
    assert spoiled != pdf
    assert any(sentence in fault for fault in faults(spoiled))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
def test_the_file_has_no_syntax_errors(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)  # noqa: S603, S607 -- a checker of the system
    assert done.returncode == 0, done.stdout


def test_all_objects_stand_where_the_table_says(pdf: bytes) -> None:
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert pdf[start : start + 5] == b"xref\n"
    for place, offset in enumerate(re.findall(rb"(\d{10}) \d{5} n", pdf[start:]), start=1):
        assert pdf[int(offset) :].startswith(b"%d 0 obj" % place)
