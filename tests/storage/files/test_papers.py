"""Every form as PDF and as a document: the same words, all of them, and nothing over the edge."""

import re
from datetime import datetime
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.papers.facts import OnTipoff, Reader
from core.papers.form import PLACE, Form, texts_of
from core.papers.words import BLANK
from core.tickets.fields import FIELDS, changed
from core.tickets.ticket import Ticket
from core.tickets.words import Kind, MediationConsent
from storage.files.docx.papers import docx_of
from storage.files.pdf.rendering import render_to_fit
from storage.files.pdf.style import OFFICIAL_MARGINS
from storage.paper_issuing import file_name
from tests.core.papers.forms import EMPTY, ENTRIES, a_draft, a_form, each, squeezed, text_of
from tests.samples import a_ticket, tickets, values_for
from tests.storage.files.documents import docx_text, everything_in, opened, pdf_text
from tests.storage.files.pdf.papers import RARE

FORMS = [pytest.param(form, reader, id=f"{form.key}-{reader.name}") for form, reader in each()]
FILLED = {
    "decline_ground": 3,
    "termination_ground": 5,
    "mediation_consent": MediationConsent.BOTH,
    "purchase_item": "餐饮",
}
LONG = "虚构路" * 67
"""200 characters and one."""


def files_of(form: Form, reader: Reader, ticket: Ticket, **entries: Any) -> tuple[bytes, bytes]:
    paper = a_draft(form, reader, ticket, {**ENTRIES, **entries}).paper
    rendered, design = render_to_fit(paper)
    return rendered.pdf, docx_of(paper, design)


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_both_files_say_all_that_the_paper_says(form: Form, reader: Reader) -> None:
    ticket = a_ticket(**FILLED)
    pdf, document = files_of(form, reader, ticket)
    said = text_of(a_draft(form, reader, ticket).paper)
    assert sorted(docx_text(document)) == sorted(said)
    assert sorted(pdf_text(pdf)) == sorted(said)


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_the_fixed_wording_stands_in_both_files_word_for_word(form: Form, reader: Reader) -> None:
    pdf, document = (
        read(one)
        for read, one in zip((pdf_text, docx_text), files_of(form, reader, EMPTY), strict=True)
    )
    fixed = [
        piece for part in form.parts for text in texts_of(part) for piece in PLACE.split(text)[::2]
    ]
    for piece in (form.title, form.mark, *filter(None, map(squeezed, fixed))):
        assert piece in document
        assert piece in pdf


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_long_names_and_rare_characters_lose_nothing_and_stay_within_the_margins(
    form: Form, reader: Reader
) -> None:
    ticket = a_ticket(
        **FILLED, petitioner_name=RARE + LONG, petitioner_address=LONG, trader_name=RARE + LONG,
        trader_address=LONG, content=LONG * 9, demand=LONG, clue=LONG * 9,
    )  # fmt: skip
    entries = {key: LONG for key, value in ENTRIES.items() if isinstance(value, str)}
    pdf, document = files_of(form, reader, ticket, **entries)
    said = text_of(a_draft(form, reader, ticket, {**ENTRIES, **entries}).paper)
    assert sorted(pdf_text(pdf)) == sorted(said) == sorted(docx_text(document))
    for page in pypdfium2.PdfDocument(pdf):
        width, height = page.get_size()
        for thing in page.get_objects():
            left, bottom, right, top = thing.get_bounds()
            assert left >= OFFICIAL_MARGINS.left - 1
            assert right <= width - OFFICIAL_MARGINS.right + 9  # a closing mark may hang out
            assert top <= height - OFFICIAL_MARGINS.top + 1
            assert bottom >= OFFICIAL_MARGINS.bottom - 40


@pytest.mark.parametrize(("form", "reader"), FORMS)
def test_ordinary_papers_fit_on_a_page_and_an_agreement_on_two(form: Form, reader: Reader) -> None:
    paper = a_draft(form, reader, a_ticket(**FILLED)).paper
    assert render_to_fit(paper)[0].pages == (2 if form.key == "agreement" else 1)


def test_a_ticked_box_is_copied_as_one() -> None:
    pdf, document = files_of(a_form("decline"), Reader.PETITIONER, a_ticket(**FILLED))
    assert "☑（三）不是为生活消费需要" in pdf_text(pdf)
    assert "☑（三）不是为生活消费需要" in docx_text(document)
    assert pdf_text(pdf).count("☑") == 1


@pytest.mark.parametrize("key", ["complaint_record", "decline"])
def test_the_same_paper_gives_the_same_bytes(key: str) -> None:
    form = a_form(key)
    once, again = (files_of(form, form.readers[0], a_ticket()) for _ in range(2))
    assert once == again


def test_the_document_is_laid_out_as_an_official_paper_and_edited_by_styles() -> None:
    _, document = files_of(a_form("acceptance"), Reader.PETITIONER, a_ticket())
    paper = opened(document)
    section = paper.sections[0]
    sizes = (
        section.page_width, section.page_height, section.top_margin, section.left_margin,
        section.bottom_margin, section.right_margin,
    )  # fmt: skip
    assert [round(size.mm) for size in sizes if size is not None] == [210, 297, 37, 28, 35, 26]
    used = [line.style.name for line in paper.paragraphs if line.style is not None]
    assert used[:4] == ["文书式样号", "Title", "文书编号", "顶格行"]
    assert used[4] == "Normal"
    raw = everything_in(document).decode("utf-8", "replace")
    for face, other in (("仿宋", "FangSong"), ("方正小标宋简体", "宋体"), ("黑体", "SimHei")):
        assert f'w:eastAsia="{face}"' in raw
        assert re.search(f'w:name="{face}"><w:altName w:val="[^"]*{other}', raw)


def test_a_register_is_a_real_table_with_joined_cells() -> None:
    _, document = files_of(a_form("complaint_record"), Reader.FILE, a_ticket())
    head, table = opened(document).tables
    assert [cell.text for cell in head.rows[0].cells] == [
        "登记单位：九亭所",
        "编号：SJ2026112300001",
    ]
    assert table.cell(0, 0)._tc is table.cell(3, 0)._tc
    assert table.cell(2, 2)._tc is table.cell(2, 4)._tc
    assert table.cell(0, 2).text == "闻人素"


def test_what_is_missing_stands_on_amber_in_the_document() -> None:
    paper = a_draft(a_form("acceptance"), Reader.PETITIONER, EMPTY, {}, issued=False).paper
    document = opened(docx_of(paper, render_to_fit(paper)[1]))
    runs = [run for line in document.paragraphs for run in line.runs]
    assert {run.text for run in runs if run.font.highlight_color} == {BLANK}


def test_the_files_say_of_themselves_nothing_but_what_paper_it_is() -> None:
    pdf, document = files_of(a_form("acceptance"), Reader.PETITIONER, a_ticket())
    about = pypdfium2.PdfDocument(pdf).get_metadata_dict()
    assert (about["Title"], about["Subject"]) == ("投诉受理决定书", "文书式样五")
    core = opened(document).core_properties
    assert (core.title, core.author, core.comments) == (
        "投诉受理决定书", "上海市松江区市场监督管理局", "",
    )  # fmt: skip
    assert core.created is not None
    assert core.created.replace(tzinfo=None) == datetime(2026, 11, 23, 14, 20)
    for secret in ("闻人素", "13900000001"):
        assert secret not in str(about) + core.title + core.subject + core.keywords


def test_characters_that_no_file_can_hold_are_written_as_code_points() -> None:
    pdf, document = files_of(
        a_form("acceptance"), Reader.PETITIONER, a_ticket(), subject="甲\x00乙\ud800丙\x0b丁"
    )
    assert "甲〔U+0000〕乙〔U+D800〕丙" in docx_text(document)
    assert "甲〔U+0000〕乙〔U+D800〕丙" in pdf_text(pdf)


# a tip-off: nothing of who spoke or what was said reaches the trader

TOLD = [field for field in FIELDS if field.part in {"petitioner", "claim"}]
TO_TRADER = [form for form, reader in each() if reader is Reader.TRADER]


def without_what_was_told(ticket: Ticket) -> Ticket:
    nothing = Ticket(number="")
    return changed(ticket, {field.key: field.get(nothing) for field in TOLD})


APART = (MediationConsent.ONE_DECLINES, MediationConsent.NOT_ASKED, None)
TIPOFFS = st.builds(
    lambda ticket, told, kind, consent: changed(
        ticket, {**told, "kind": kind, "mediation_consent": consent}
    ),
    tickets(),
    st.fixed_dictionaries({field.key: values_for(field) for field in TOLD}),
    st.sampled_from([Kind.TIPOFF, Kind.COMPOUND]),
    st.sampled_from(APART),
)


@given(TIPOFFS, st.sampled_from(TO_TRADER))
def test_a_paper_to_the_trader_on_a_tipoff_does_not_depend_on_who_spoke_or_what_was_said(
    ticket: Ticket, form: Form
) -> None:
    made = a_draft(form, Reader.TRADER, ticket)
    assert isinstance(made.facts, OnTipoff)
    assert made == a_draft(form, Reader.TRADER, without_what_was_told(ticket))


@given(TIPOFFS, st.sampled_from(TO_TRADER))
@settings(max_examples=4, deadline=None)
def test_nor_do_the_bytes_of_its_files(ticket: Ticket, form: Form) -> None:
    ours = files_of(form, Reader.TRADER, ticket)
    assert ours == files_of(form, Reader.TRADER, without_what_was_told(ticket))


SECRETS = {
    "petitioner_name": "钟离昱",
    "petitioner_phone": "13911112222",
    "petitioner_address": "佘山镇无此路 7777 号",
    "content": "货架下层摆着过期糕点",
    "clue": "冷库后门夜间出货",
    "demand": "赔偿五百二十一元",
    "purchase_item": "栗子糕两盒",
    "purchase_place": "店堂东侧柜台",
    "claims": ("标签被撕去",),
}


@pytest.mark.parametrize("form", TO_TRADER, ids=lambda form: form.key)
@pytest.mark.parametrize("kind", [Kind.TIPOFF, Kind.COMPOUND])
def test_no_word_of_a_tipoff_stands_anywhere_in_the_files_for_the_trader(
    form: Form, kind: Kind
) -> None:
    ticket = a_ticket(kind=kind, **SECRETS)
    pdf, document = files_of(form, Reader.TRADER, ticket)
    name = file_name(a_draft(form, Reader.TRADER, ticket))
    about = str(pypdfium2.PdfDocument(pdf).get_metadata_dict())
    raw = everything_in(document).decode("utf-8", "replace")
    for secret in (*map(str, SECRETS.values()), "标签被撕去", "SJ2026112300001"):
        for place in (pdf_text(pdf), about, docx_text(document), raw, name):
            assert squeezed(secret) not in squeezed(place)
