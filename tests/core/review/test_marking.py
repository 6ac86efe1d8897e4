from decimal import Decimal

import pytest

from core.review.marking import (
    accept,
    decline,
    explain,
    give,
    hit,
    is_answered,
    leave_out,
    open_vetoes,
    pin,
    rule_out,
    turn,
    usual_sign,
    veto_problems,
)
from core.review.marks import Marks, Quote
from core.review.rubric import CONDITION, Item, Proposal, proposals
from tests.core.review.samples import a_rubric

RUBRIC = a_rubric()
EVIDENCE = RUBRIC.items[1]
CONTACT = RUBRIC.items[0]
MADE = proposals(RUBRIC, {"F-033": "没有佐证", "C_ACCEPT": "受理告知超期"})
NOTHING = Marks()
WORDS = Quote(field="reply", start=2, end=6, text="加强监管", sign="?")


def proposal(item: Item) -> Proposal:
    return next(one for one in MADE if one.item == item.code)


def test_a_proposal_counts_only_once_it_is_accepted() -> None:
    assert NOTHING.item("T2").marks is None
    after = accept(NOTHING, EVIDENCE, proposal(EVIDENCE)).item("T2")
    assert (after.marks, after.accepted) == (Decimal(30), ("F-033",))


def test_the_label_of_the_stop_is_the_reason_until_one_is_written() -> None:
    marks = give(NOTHING, EVIDENCE, Decimal(30))
    assert marks.item("T2").reason == "缺一份（1 处）"
    marks = give(marks, EVIDENCE, Decimal(10))
    assert marks.item("T2").reason == "缺一份（2 处）"
    marks = give(explain(marks, EVIDENCE, "照片看不清"), EVIDENCE, Decimal(30))
    assert marks.item("T2").reason == "照片看不清"


def test_full_marks_need_no_reason() -> None:
    marks = give(give(NOTHING, EVIDENCE, Decimal(30)), EVIDENCE, Decimal(50))
    assert marks.item("T2").reason == ""


def test_a_declined_proposal_leaves_the_item_open() -> None:
    after = decline(NOTHING, EVIDENCE, proposal(EVIDENCE)).item("T2")
    assert (after.marks, after.declined, after.accepted) == (None, ("F-033",), ())


def test_declining_takes_an_accepted_deduction_back() -> None:
    accepted = accept(NOTHING, EVIDENCE, proposal(EVIDENCE))
    after = decline(accepted, EVIDENCE, proposal(EVIDENCE)).item("T2")
    assert (after.marks, after.reason, after.accepted) == (None, "", ())


def test_another_mark_declines_the_proposal_and_the_same_mark_accepts_it() -> None:
    made = [proposal(EVIDENCE)]
    assert give(NOTHING, EVIDENCE, Decimal(50), made).item("T2").declined == ("F-033",)
    assert give(NOTHING, EVIDENCE, Decimal(30), made).item("T2").accepted == ("F-033",)


def test_an_item_that_does_not_apply_is_decided() -> None:
    marks = leave_out(give(NOTHING, CONTACT, Decimal(20)), CONTACT, [proposal(CONTACT)])
    assert marks.item("T1").is_decided
    assert marks.item("T1").marks is None
    assert is_answered(marks.item("T1"), proposal(CONTACT))


def test_what_a_quote_says_follows_from_the_mark() -> None:
    assert usual_sign(EVIDENCE, NOTHING.item("T2")) == "?"
    assert usual_sign(EVIDENCE, give(NOTHING, EVIDENCE, Decimal(50)).item("T2")) == "+"
    assert usual_sign(EVIDENCE, give(NOTHING, EVIDENCE, Decimal(30)).item("T2")) == "−"


def test_a_quote_goes_round_the_signs_and_then_away() -> None:
    marks = pin(NOTHING, EVIDENCE, WORDS)
    seen = []
    while marks.item("T2").quotes:
        seen.append(marks.item("T2").quotes[0].sign)
        marks = turn(marks, EVIDENCE, marks.item("T2").quotes[0])
    assert seen == ["?", "+", "−"]


def test_the_same_words_are_pinned_once() -> None:
    twice = pin(pin(NOTHING, EVIDENCE, WORDS), EVIDENCE, WORDS)
    assert twice.item("T2").quotes == (WORDS,)


def test_a_suspected_veto_has_to_be_decided_and_a_hit_needs_grounds() -> None:
    assert [one.veto for one in open_vetoes(NOTHING, MADE)] == ["V5"]
    assert [one.code for one in veto_problems(RUBRIC, NOTHING, MADE)] == ["V5"]
    assert veto_problems(RUBRIC, rule_out(NOTHING, "V5"), MADE) == []
    assert [one.code for one in veto_problems(RUBRIC, hit(NOTHING, "V5", " "), MADE)] == ["V5"]
    assert veto_problems(RUBRIC, hit(NOTHING, "V5", "超了三天，没有延期"), MADE) == []


@pytest.mark.parametrize("hit_first", [True, False])
def test_the_last_word_on_a_veto_holds(*, hit_first: bool) -> None:
    marks = (
        rule_out(hit(NOTHING, "V1", "写了姓名"), "V1")
        if hit_first
        else hit(rule_out(NOTHING, "V1"), "V1", "写了姓名")
    )
    assert ("V1" in marks.vetoes, "V1" in marks.cleared) == (not hit_first, hit_first)


def test_a_proposal_to_leave_an_item_out_is_accepted_or_declined_like_any_other() -> None:
    [proposal] = proposals(RUBRIC, {}, unmet=[CONTACT.code])
    taken = accept(NOTHING, CONTACT, proposal).item(CONTACT.code)
    assert (taken.applies, taken.accepted) == (False, (CONDITION,))
    refused = decline(accept(NOTHING, CONTACT, proposal), CONTACT, proposal).item(CONTACT.code)
    assert (refused.applies, refused.is_decided, refused.declined) == (True, False, (CONDITION,))
    marked = give(NOTHING, CONTACT, CONTACT.full, [proposal]).item(CONTACT.code)
    assert marked.declined == (CONDITION,)
