import hashlib
from datetime import datetime
from typing import Any

import pytest

from core.paper import Prose
from core.papers.drafting import HAND_DAY, draft
from core.papers.facts import Reader, Registration, facts_of
from core.papers.words import BLANK
from core.tickets.words import Answer, Kind, MediationConsent
from storage.forms import forms
from tests.core.papers.forms import EMPTY, ENTRIES, NUMBER, OFFICE, a_draft, a_form, each, text_of
from tests.samples import NOW, a_ticket

PUBLISHED = {
    "complaint_record": "fad09c8845999a3f",
    "tipoff_record": "c07e98c7fe8e2163",
    "id_proof_notice": "5f8cf039b35298a2",
    "acceptance": "81260d93b98cd4f5",
    "decline": "7d7bf7619f1ed8c9",
    "mediation_notice": "c56f35c3cce43229",
    "termination": "06367771a845039b",
    "agreement": "2f57780de5679891",
    "result_notice": "97ce99ef390efd5f",
}
"""The wording of the forms as published, by key: SHA-256 of the blank form without white space."""


def blank(key: str, reader: Reader) -> str:
    """A form with nothing filled in, and nothing but its own words left."""
    text = text_of(a_draft(a_form(key), reader, EMPTY, {}, issued=False).paper)
    for word in (BLANK, OFFICE.bureau, OFFICE.unit, NUMBER, "□"):
        text = text.replace("".join(word.split()), "")
    return text


@pytest.mark.parametrize("key", PUBLISHED)
def test_a_blank_form_has_the_published_wording_and_no_other(key: str) -> None:
    readers = a_form(key).readers
    found = {hashlib.sha256(blank(key, reader).encode()).hexdigest()[:16] for reader in readers}
    assert found == {PUBLISHED[key]}


def test_all_forms_of_a_district_are_there() -> None:
    marks = [form.mark for form in forms().forms]
    assert marks == [*(f"文书式样{n}" for n in "一二四五六七八九十"), "本局自制文书"]


@pytest.mark.parametrize("word", ["acceptance", "5", "五", "文书式样五", "投诉受理决定书"])
def test_a_form_is_found_by_key_number_and_title(word: str) -> None:
    found = forms().find(word)
    assert found is not None
    assert found.key == "acceptance"


@pytest.mark.parametrize("word", ["", "3", "三", "99999999999999999999", "投诉"])
def test_other_words_find_no_form(word: str) -> None:
    assert forms().find(word) is None


def test_what_is_missing_is_left_open_and_named_once_with_where_to_fill_it_in() -> None:
    made = a_draft(a_form("acceptance"), Reader.PETITIONER, EMPTY, {}, issued=False)
    said = [(one.label, one.entry, one.field) for one in made.missing]
    assert said == [
        ("诉求人姓名", "", "petitioner_name"),
        ("区局接收时间", "", "received_at"),
        ("投诉事由", "subject", ""),
        ("联系人", "contact", ""),
        ("联系电话", "phone", ""),
    ]
    assert f"我局于{BLANK}年{BLANK}月{BLANK}日收到你关于{BLANK}的投诉" in made.paper.blocks[1].text  # type: ignore[union-attr]


@pytest.mark.parametrize(("form", "reader"), list(each()))
def test_a_full_ticket_and_full_entries_leave_nothing_open(form: Any, reader: Reader) -> None:
    ticket = a_ticket(
        decline_ground=3, termination_ground=5, mediation_consent=MediationConsent.BOTH
    )
    made = a_draft(form, reader, ticket)
    assert made.missing == ()
    assert BLANK not in text_of(made.paper)


def test_the_ground_of_the_ticket_is_named_and_ticked_and_no_other() -> None:
    made = a_draft(a_form("decline"), Reader.PETITIONER, a_ticket(decline_ground=3))
    said = [block.text for block in made.paper.blocks if isinstance(block, Prose)]
    assert "属以下第〔三〕项情形" in said[0]
    assert [text[:4] for text in said if text[0] in "□☑"] == [
        "□（一）", "□（二）", "☑（三）", "□（四）", "□（五）", "□（六）", "□（七）",
    ]  # fmt: skip


@pytest.mark.parametrize("ground", [None, 0, 11, -1])
def test_a_ground_that_is_none_is_missing(ground: int | None) -> None:
    made = a_draft(a_form("decline"), Reader.PETITIONER, a_ticket(decline_ground=ground))
    assert [one.field for one in made.missing] == ["decline_ground"]
    assert "☑" not in text_of(made.paper)


def test_the_boxes_of_the_register_follow_the_ledger() -> None:
    ticket = a_ticket(consent_publish=Answer.YES, consent_delegate=Answer.NO)
    text = text_of(a_draft(a_form("complaint_record"), Reader.FILE, ticket).paper)
    assert "是否同意公示投诉信息☑是□否是否同意委托调解□是☑否" in text
    text = text_of(a_draft(a_form("complaint_record"), Reader.FILE, a_ticket()).paper)
    assert "是否同意公示投诉信息□是□否" in text


def test_lists_are_numbered_within_a_sentence_and_below_one() -> None:
    inline = text_of(a_draft(a_form("mediation_notice"), Reader.PETITIONER, a_ticket()).paper)
    assert "1.身份证明材料；2.本人有效身份证件的复印件；3.授权委托书。" in inline
    below = a_draft(a_form("id_proof_notice"), Reader.PETITIONER, a_ticket()).paper
    listed = [block.text for block in below.blocks if isinstance(block, Prose)][2:4]
    assert listed == ["1. 本人有效身份证件的复印件", "2. 授权委托书"]


def test_a_moment_names_minutes_only_where_there_are_any() -> None:
    form = a_form("mediation_notice")
    for minute, said in ((30, "2026年12月3日14时30分"), (0, "2026年12月3日14时到")):
        entries = {**ENTRIES, "time": datetime(2026, 12, 3, 14, minute)}
        assert said in text_of(a_draft(form, Reader.PETITIONER, a_ticket(), entries).paper)


def test_a_paper_bears_a_day_only_once_it_is_issued() -> None:
    form = a_form("acceptance")
    issued = a_draft(form, Reader.PETITIONER, a_ticket())
    assert "2026年11月23日" in text_of(issued.paper)
    waiting = a_draft(form, Reader.PETITIONER, a_ticket(), issued=False)
    assert "2026年11月23日" not in text_of(waiting.paper)
    assert "".join(HAND_DAY.split()) in text_of(waiting.paper)


def test_words_in_braces_that_people_type_are_printed_as_they_are() -> None:
    entries = {**ENTRIES, "subject": "{petitioner_phone}与{没有}"}
    text = text_of(a_draft(a_form("acceptance"), Reader.PETITIONER, a_ticket(), entries).paper)
    assert "收到你关于{petitioner_phone}与{没有}的投诉" in text


def test_a_register_keeps_what_was_said_word_for_word() -> None:
    ticket = a_ticket(kind=Kind.COMPOUND, content="店内价目与结账不符。\n另有<b>虚假</b>宣传。")
    form = a_form("complaint_record")
    facts = facts_of(Registration, ticket)
    made = draft(
        form, Reader.FILE, facts, office=OFFICE, entries={}, number="", made_at=NOW, day=None
    )
    assert "店内价目与结账不符。另有<b>虚假</b>宣传。" in text_of(made.paper)
