"""Every official paper is read back from its PDF and measured against the standard."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from core.figures.unit_means import unit_chart
from core.paper import Block, Figure, Flush, Heading, Note, Paper, Prose, Seal
from storage.files.pdf.pages import OFFICIAL, WORKING, PageDesign
from storage.files.pdf.reading_back import read_back
from storage.files.pdf.rendering import render
from storage.layout import official
from storage.layout_checks import as_data, checked
from tests.storage.files.pdf.official import (
    COLOPHON,
    HEAD,
    OFFICIAL_PAPERS,
    a_circular,
    a_grid,
    official_paper,
)
from tests.storage.files.pdf.papers import RARE
from tests.storage.files.pdf.reports import a_report


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


WORDS = st.text(
    st.sampled_from(
        "投诉举报核查处置答复工单本月下降，。、；：（）“”《》〔〕……——012345.%件元年月日ABCab "
    ),
    min_size=1,
    max_size=180,
)
BLOCKS = st.one_of(
    st.builds(Prose, WORDS),
    st.builds(Heading, st.just("一、核查情况和处理结果"), st.sampled_from((1, 2, 3))),
    st.builds(a_grid, st.integers(1, 30)),
    st.builds(Note, st.just("比率按分子之和比分母之和计算。")),
    st.just(Figure(caption="各所队均分", chart=unit_chart(a_report()))),
)


@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))
@given(st.lists(BLOCKS, min_size=1, max_size=8))
def test_whatever_is_written_the_paper_stands_as_asked(blocks: list[Block]) -> None:
    paper = official_paper(
        HEAD,
        Flush("各科室、所队："),
        Prose("如下。"),
        *blocks,
        Seal("某区局", "2026年1月2日"),
        COLOPHON,
    )
    assert findings(paper) == []
