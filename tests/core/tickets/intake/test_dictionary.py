import json

import pytest

from core.tickets.fields import BY_HEADER, FIELDS
from core.tickets.intake.dictionary import plain
from tests.core.tickets.intake.words import DICTIONARY, document


def test_our_own_headings_name_our_own_fields() -> None:
    for field in FIELDS:
        assert DICTIONARY.headers[plain(field.header)][0] == (field.key, 1.0)


def test_no_synonym_stands_for_two_fields_or_hides_a_heading_of_ours() -> None:
    first: dict[str, list[str]] = json.loads(json.dumps(document("headers.json")["first"]))
    said = [plain(name) for names in first.values() for name in names]
    assert len(said) == len(set(said))
    assert not set(said) & {plain(header) for header in BY_HEADER}


def test_every_foreign_word_leads_to_a_word_of_the_ledger() -> None:
    for field in FIELDS:
        allowed = {str(word) for word in field.words or ("是", "否")} | {""}
        if field.words is not None:
            assert set(DICTIONARY.words[field.key].values()) <= allowed


@pytest.mark.parametrize(
    ("heading", "bare"),
    [
        ("12345工单编号", "工单编号"),
        (" 涉及金额（元） ", "涉及金额"),
        ("*承办 人：", "承办人"),
        ("1、诉求内容", "诉求内容"),
        ("【必填】受理决定", "受理决定"),
        ("答复市民的时间", "答复市民时间"),
        ("12345", "12345"),
    ],
)
def test_headings_are_stripped_of_what_says_nothing(heading: str, bare: str) -> None:
    assert DICTIONARY.bare(heading) == bare
