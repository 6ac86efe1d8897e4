"""Every official paper is read back from its PDF and measured against the standard."""

import pytest

from core.errors import Refusal
from core.paper import Flush, Paper, Prose
from storage.files.pdf.pages import OFFICIAL, WORKING, PageDesign
from storage.files.pdf.reading_back import read_back
from storage.files.pdf.rendering import render
from storage.layout import official
from storage.layout_checks import as_data, checked
from tests.storage.files.pdf.official import OFFICIAL_PAPERS, a_circular, official_paper
from tests.storage.files.pdf.papers import RARE


def findings(paper: Paper, design: PageDesign = OFFICIAL) -> list[str]:
    return [f"{one.page} {one.sentence}" for one in checked(render(paper, design).pdf).findings]


@pytest.mark.parametrize("name", OFFICIAL_PAPERS)
def test_every_official_paper_stands_as_the_standard_asks(name: str) -> None:
    make, design = OFFICIAL_PAPERS[name]
    assert findings(make(), design) == []


@pytest.mark.parametrize("paragraphs", range(1, 8))
def test_wherever_the_text_ends_the_paper_stands_as_asked(paragraphs: int) -> None:
    assert findings(a_circular(paragraphs, rows=3 * paragraphs)) == []


def test_a_full_page_is_read_back_as_22_lines_of_28_characters() -> None:
    report = checked(render(official_paper(Flush("督查" * 308), title=""), OFFICIAL).pdf)
    (page,) = report.pages
    assert (page.lines, page.characters) == (22, 28)
    assert (report.lines, report.characters) == (22, 28)
    assert page.margins is not None
    margins = (page.margins.top, page.margins.right, page.margins.bottom, page.margins.left)
    assert margins == pytest.approx((37, 26, 35, 28), abs=0.1)


def test_rare_names_come_back_from_the_page_and_all_have_a_shape() -> None:
    """𬭎㛃䶮𠅤𫖯㮾𬱖 and others: the same characters, each with ink of its own."""
    pdf = render(official_paper(Prose(RARE), title=""), OFFICIAL).pdf
    glyphs = read_back(pdf).sheets[0].glyphs
    shown = [one for one in glyphs if one.size == official().sizes.body]
    assert "".join(one.char for one in shown) == RARE
    boxes = {(one.right - one.left, one.bottom - one.top) for one in shown}
    assert len(boxes) > len(RARE) / 2
    assert all(width > 5 < height for width, height in boxes)


def test_a_working_paper_is_no_official_one() -> None:
    sentences = findings(official_paper(Prose("字" * 400)), WORKING)
    assert any("页码" in sentence for sentence in sentences)
    assert any("左白边" in sentence for sentence in sentences)


def test_the_report_is_plain_data() -> None:
    data = as_data(checked(render(a_circular(), OFFICIAL).pdf))
    assert data["conforms"] is True
    assert data["pages"][0]["number"]["outer"] == "右"
    assert {font["embedded"] for font in data["fonts"]} == {True}


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(Refusal, match="不是能打开的 PDF"):
        checked(b"PK no pdf")
