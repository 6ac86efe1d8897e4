"""One question after another: what is asked, in what order, and that it ends."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Refusal
from core.tickets.case import Case, Surroundings
from core.tickets.fields import BY_KEY, FIELDS, FieldType, changed
from core.tickets.filling.asking import Passed
from core.tickets.filling.logic import Settled
from core.tickets.filling.question_reading import questions_of
from core.tickets.filling.questions import Question
from core.tickets.life.editing import OPEN_AFTER_APPROVAL
from core.tickets.ticket import Evidence, Ticket
from core.tickets.words import Acceptance, ContactResult, Filing, Kind, Verdict
from storage.filling import asking, form_logic
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary
from tests.samples import TODAY, a_ticket

ALL = frozenset(field.key for field in FIELDS)
AROUND = Surroundings(today=TODAY, writer="陆明远", writer_unit="九亭所")
MOST = 200
"""Nobody is asked so much; the questioning would be going round."""


def settled(ticket: Ticket) -> Settled:
    return form_logic().settle(Case(ticket, AROUND))


def asked_now(ticket: Ticket, passed: Passed | None = None) -> str:
    question = asking().next(settled(ticket), ALL, passed or Passed())
    return "" if question is None else question.id


def question(id_: str) -> Question:
    return asking().questions[id_]


def keys(id_: str, ticket: Ticket) -> list[str]:
    return [one.key for one in asking().fields(question(id_), settled(ticket), ALL)]


# one after another


def test_an_empty_ticket_is_asked_for_its_number_first() -> None:
    assert asked_now(Ticket(number="")) == "number"
    assert asked_now(Ticket(number="SJ1")) == "received"


def test_what_is_answered_is_not_asked_and_what_does_not_apply_neither() -> None:
    enquiry = a_ticket(kind=Kind.ENQUIRY, petitioner_name="", petitioner_phone="")
    ids = [one.id for one in asking().applying(settled(enquiry), ALL)]
    assert "accept" not in ids
    assert "violation" not in ids
    assert "real-name" not in ids
    assert {"contact", "verdict", "reply", "notice"} <= set(ids)


def test_a_compound_ticket_is_asked_about_both_tracks() -> None:
    compound = a_ticket(kind=Kind.COMPOUND, acceptance=Acceptance.ACCEPTED)
    ids = [one.id for one in asking().applying(settled(compound), ALL)]
    assert [one for one in ids if one in {"accept", "consent", "violation", "conclusion"}] == [
        "accept",
        "consent",
        "violation",
        "conclusion",
    ]


def test_what_needs_no_answer_may_be_passed_over_and_what_does_may_not() -> None:
    passed = Passed(unanswered={"platform", "number"})
    ticket = a_ticket(number="")
    assert not asking().is_done(question("number"), settled(ticket), ALL, passed)
    assert asking().is_done(question("platform"), settled(ticket), ALL, passed)
    assert not asking().is_done(question("platform"), settled(ticket), ALL, Passed())


def test_what_was_put_off_comes_last() -> None:
    passed = Passed(put_off={"number"})
    assert asked_now(Ticket(number=""), passed) == "received"
    [waiting] = asking().put_off(settled(Ticket(number="")), ALL, passed)
    assert waiting.id == "number"


def test_what_is_locked_is_not_asked() -> None:
    told = a_ticket(supervised_at=datetime(2026, 11, 23, 9), kind=Kind.ENQUIRY)
    ids = [one.id for one in asking().applying(settled(told), OPEN_AFTER_APPROVAL)]
    assert ids == ["notice", "replied"]


def test_one_knows_how_far_one_is() -> None:
    way = asking().way(question("number"), settled(Ticket(number="")), ALL, Passed())
    assert way.place == 1
    assert way.left >= 10


# answers


def test_an_answer_in_the_officer_s_words_sets_fields() -> None:
    ticket = a_ticket(kind=None)
    wants_money = question("kind").answers[0]
    given_ = asking().given(question("kind"), wants_money, settled(ticket))
    assert given_ == {"kind": Kind.COMPLAINT}
    after = changed(ticket, given_)
    assert asking().standing(question("kind"), settled(after)) == wants_money
    assert asking().given(question("kind"), wants_money, settled(after)) == {}


def test_an_answer_that_stands_already_does_not_coarsen_what_was_found() -> None:
    partly = a_ticket(kind=Kind.TIPOFF, verdict=Verdict.PARTLY)
    found = question("violation").answers[0]
    assert asking().standing(question("violation"), settled(partly)) == found
    assert asking().given(question("violation"), found, settled(partly)) == {}


def test_a_field_follows_only_the_answer_that_needs_it() -> None:
    ticket = a_ticket()
    ours = question("ours")
    assert asking().fields(ours, settled(ticket), ALL) == ()
    following = asking().fields(ours, settled(ticket), ALL, said="不归我们，退回去")
    assert [one.key for one in following] == ["decline_assignment_reason", "suggested_unit"]
    given_back = a_ticket(decline_assignment_reason="属房管职责")
    assert keys("ours", given_back) == ["decline_assignment_reason", "suggested_unit"]


def test_an_answered_question_shrinks_to_one_line() -> None:
    at, result = datetime(2026, 11, 20, 15, 5), ContactResult.CONTACTED
    found = settled(a_ticket(first_contact_at=at, first_contact_result=result))
    assert asking().recap(question("contact"), found, ALL) == "打通了，2026-11-20 15:05"


def test_the_sentence_is_built_with_gaps_for_what_is_still_to_be_answered() -> None:
    sentence = question("violation").sentence
    assert sentence is not None
    ticket = a_ticket(kind=Kind.TIPOFF, verdict_reason="店内未明码标价两处。")
    pieces = sentence.pieces(settled(ticket).case)
    assert pieces[1] == ("店内未明码标价两处", False)
    assert [text for text, waits in pieces if waits] == [
        "请选条款",
        "请写日期",
        "立案还是不予立案",
    ]
    assert sentence.whole(settled(ticket).case) == ""
    decided = {"filing_date": TODAY, "filing": Filing.FILED}
    whole = changed(ticket, {"law_refs": ("《价格法》第十三条",), **decided})
    assert sentence.whole(settled(whole).case) == (
        "经查，店内未明码标价两处；依据《价格法》第十三条，2026-11-23经负责人批准立案。"
    )


# any officer, any ticket


_WRITTEN: Mapping[FieldType, st.SearchStrategy[Any]] = {
    FieldType.TEXT: st.sampled_from(["九亭镇虚构路 9999 号", "甲"]),
    FieldType.INT: st.integers(1, 7),
    FieldType.MONEY: st.integers(0, 9999).map(Decimal),
    FieldType.BOOL: st.booleans(),
    FieldType.DATE: st.dates(date(2026, 10, 1), TODAY),
    FieldType.DATETIME: st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 23)),
    FieldType.LIST: st.lists(st.sampled_from(["甲", "乙"]), min_size=1, max_size=3).map(tuple),
    FieldType.EVIDENCE: st.just((Evidence("照片", "门头"),)),
}


def _values(key: str) -> st.SearchStrategy[Any]:
    """Something that an officer could write into the field."""
    field = BY_KEY[key]
    return st.sampled_from(list(field.words)) if field.words else _WRITTEN[field.type]


def _answer(
    data: st.DataObject, asked: Question, ticket: Ticket, passed: Passed
) -> tuple[Ticket, set[str]]:
    """Answer one question in some way; gives the ticket and the fields that were asked for."""
    seen: set[str] = set()
    said = ""
    if asked.answers:
        answer = data.draw(st.sampled_from(asked.answers))
        said = answer.words
        ticket = changed(ticket, asking().given(asked, answer, settled(ticket)))
    for _turn in range(3):  # a field may bring up the next one
        now = settled(ticket)
        for one in asking().fields(asked, now, ALL, said):
            assert one.key not in now.hidden
            if one.key not in seen:
                seen.add(one.key)
                missing = one.key in asking().missing(asked, settled(ticket), ALL)
                if missing or data.draw(st.booleans()):
                    ticket = changed(ticket, {one.key: data.draw(_values(one.key))})
    if asking().missing(asked, settled(ticket), ALL):
        passed.put_off.add(asked.id)
    passed.unanswered.add(asked.id)
    return ticket, seen


@settings(max_examples=60)
@given(data=st.data(), kind=st.sampled_from([None, *Kind]))
def test_the_questioning_ends_asks_nothing_hidden_and_leaves_nothing_required_out(
    data: st.DataObject, kind: Kind | None
) -> None:
    ticket, passed, offered = Ticket(number="", kind=kind), Passed(), set[str]()
    for _turn in range(MOST):
        now = settled(ticket)
        asked = asking().next(now, ALL, passed)
        if asked is None:
            break
        can_fill = set(asking().asked(asked, now, ALL))
        assert can_fill
        assert not can_fill & now.hidden
        ticket, seen = _answer(data, asked, ticket, passed)
        offered |= can_fill | seen
    else:
        pytest.fail("the questioning goes round")
    now = settled(ticket)
    required = form_logic().required(now)
    assert required <= asking().keys()
    missing = {one.key for one in form_logic().shortfalls(now) if one.is_missing}
    waiting = asking().put_off(now, ALL, passed)
    put_off = {key for one in waiting for key in asking().asked(one, now, ALL)}
    assert missing <= put_off
    assert required - missing - {"kind"} <= offered  # the kind was drawn before anything was asked


# what is refused when the data is read

GOOD: dict[str, Any] = {"id": "甲", "stage": "登记", "name": "甲", "title": "什么？"}


def _read(*told: Mapping[str, Any]) -> tuple[Question, ...]:
    return questions_of({"question": told}, shipped_vocabulary())


@pytest.mark.parametrize(
    ("entries", "remedy"),
    [
        ({"stage": "登计", "field": [{"header": "案号"}]}, "是不是“登记”"),
        ({}, "没有写问什么"),
        ({"field": [{"header": "案好"}]}, "是不是“案号”"),
        ({"field": [{"header": h} for h in ("案号", "来源", "承办人", "承办单位")]}, "最多带 2 栏"),
        ({"answer": [{"words": "是", "sets": {"立案决定": "立按"}}]}, "是不是“立案”"),
        ({"answer": [{"words": "是", "sets": {"涉及金额": "“多”"}}]}, "“涉及金额”要的是数"),
        ({"field": [{"header": "立案决定", "only": ["立按"]}]}, "是不是“立案”"),
        ({"field": [{"header": "案号", "after": "有"}]}, "没有“有”这个回答"),
        ({"field": [{"header": "案号"}], "when": "案号"}, "不是条件"),
        (
            {
                "field": [{"header": "案号"}],
                "sentence": {"header": "举报轨结论", "text": "{案号}。"},
            },
            "每个花括号都要写明等什么",
        ),
    ],
)
def test_wrong_data_is_refused_with_the_remedy(entries: Mapping[str, Any], remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        _read({**GOOD, **entries})
    assert "“甲”" in str(refused.value)
    assert remedy in str(refused.value)


def test_a_question_may_not_hang_on_a_later_one() -> None:
    later = {**GOOD, "id": "乙", "field": [{"header": "案号"}]}
    with pytest.raises(Refusal, match="要到后面的“乙”才问"):
        _read({**GOOD, "field": [{"header": "来源"}], "when": "案号 不为空"}, later)


def test_every_required_field_has_a_question() -> None:
    logic = form_logic()
    required = {key for key in logic.fields if logic.is_ever_required(key)}
    assert required - asking().keys() == set()


def test_every_question_says_why_and_ends_like_a_question() -> None:
    for one in read_toml("guidance/questions.toml")["question"]:
        assert one["why"].endswith("。"), one["id"]
        assert one["title"].endswith("？"), one["id"]
