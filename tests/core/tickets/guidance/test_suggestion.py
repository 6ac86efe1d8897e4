from typing import Any

import pytest

from core.errors import Refusal
from core.tickets.guidance.suggestion import (
    GROUP,
    Facet,
    Suggestion,
    suggest_kind,
    suggestion_words_of,
    suggestions,
)
from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from storage.guidance import suggestion_words
from storage.resources import read_toml
from tests.samples import a_ticket

WORDS = suggestion_words()


def said(content: str, **changes: Any) -> Ticket:
    """A ticket of which only the text is known."""
    usual: dict[str, Any] = {"kind": None, "demand": "", "content": content}
    return a_ticket(**{**usual, **changes})


def guessed(content: str, **changes: Any) -> Kind | None:
    found = suggest_kind(said(content, **changes), WORDS)
    return found.value if found is not None else None  # type: ignore[return-value]


def flags(content: str, **changes: Any) -> dict[str, Suggestion]:
    found = suggestions(said(content, **changes), WORDS)
    return {one.about: one for one in found if one.about != "kind"}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("十一月二日买的鞋三天就开胶，店里不管，我的要求是退还 269 元。", Kind.COMPLAINT),
        ("这家面馆没有营业执照，晚上还占道，请依法查处。", Kind.TIPOFF),
        ("卡里还有 680 元不退，店里也没有执照。要求退卡，同时举报该店。", Kind.COMPOUND),
        ("咨询开早餐店要办什么手续、需要哪些材料。", Kind.ENQUIRY),
        ("建议菜场的公平秤放到门口，方便老人复秤。", Kind.SUGGESTION),
        ("表扬九亭所的工作人员，耐心帮老人把票据一张张对清楚。", Kind.PRAISE),
        ("家里老人重复付款两次，不知道找哪个部门，请求帮助。", Kind.HELP),
        ("店员边走边吃东西。", None),
    ],
)
def test_the_kind_follows_from_what_is_asked_for(content: str, kind: Kind | None) -> None:
    assert guessed(content) is kind


def test_asking_about_a_refund_is_an_enquiry_not_a_complaint() -> None:
    assert guessed("想了解健身房预付卡的退款规定，合同没有签。") is Kind.ENQUIRY


def test_a_wish_that_is_disclaimed_does_not_count() -> None:
    text = "我不要求处罚，只要退还 36 元。"
    assert guessed(text) is Kind.COMPLAINT
    assert guessed("要求退还 36 元，并要求处罚。") is Kind.COMPOUND


def test_the_words_are_pointed_out_where_they_stand() -> None:
    ticket = said("要求退款，并查处这家店。")
    found = suggest_kind(ticket, WORDS)
    assert found is not None
    assert found.words == ("退款", "查处")
    pointed = [ticket.claim.content[one.start : one.end] for one in found.because]
    assert pointed == ["退款", "查处"]
    assert {one.field for one in found.because} == {"content"}


def test_a_chosen_kind_is_only_questioned_where_it_leaves_out_a_track() -> None:
    both = "要求退款，并查处这家店。"
    assert guessed(both, kind=Kind.COMPLAINT) is Kind.COMPOUND
    assert guessed(both, kind=Kind.TIPOFF) is Kind.COMPOUND
    assert guessed(both, kind=Kind.COMPOUND) is None
    assert guessed(both, kind=Kind.ENQUIRY) is None
    assert guessed("请依法查处。", kind=Kind.COMPLAINT) is None


def test_flags_are_suggested_for_complaints_and_tipoffs_only() -> None:
    poster = "店门口海报写着国家级配方、疗效显著，请查处。"
    assert set(flags(poster)) == {"is_ad"}
    assert flags(poster, is_ad=True) == {}
    assert flags("咨询店门口的广告怎样申请、要什么手续。") == {}
    assert flags("反映店门口的广告牌松动，请查处。") == {}
    assert set(flags("对面那家仿冒我店招牌，还刷单，请查处。")) == {"is_unfair_competition"}


def test_a_group_is_noticed_unless_an_agreed_line_is_quoted() -> None:
    text = "培训机构大门上锁，家长群里三十多人都在问，要求退费。"
    assert flags(text)[GROUP].words[:2] == ("大门上锁", "家长群")
    assert GROUP not in flags(text, agreed_line_number="KJ-2026-007")


def test_a_word_counts_once_however_often_it_stands_there() -> None:
    assert guessed("差价" * 5 + "。") is guessed("差价。")


def test_words_are_data_that_must_be_whole() -> None:
    data = read_toml("guidance/kind_words.toml")
    assert {one["name"] for one in data["aspect"]} == set(Facet)
    with pytest.raises(Refusal, match="少了群体"):
        suggestion_words_of({**data, "aspect": data["aspect"][:-1]})
    with pytest.raises(Refusal, match="写了两节"):
        suggestion_words_of({**data, "aspect": [*data["aspect"], data["aspect"][0]]})
    with pytest.raises(Refusal, match="不认识"):
        suggestion_words_of({**data, "aspect": [{**data["aspect"][0], "name": "退赔"}]})
