from collections.abc import Sequence

import pytest

from core.errors import Refusal
from core.review.marks import Marks
from core.review.recheck import refuse_unexplained, unexplained
from core.review.reviews import Review, Stage
from tests.core.review.samples import a_formula, a_review, a_rubric, marks

RUBRIC, FORMULA = a_rubric(), a_formula()


def peers(first: Marks, second: Marks) -> list[Review]:
    return [a_review(Stage.PEER1, first), a_review(Stage.PEER2, second)]


LOW = peers(marks("20", "30", "20"), marks("20", "30", "20"))


def missing(recheck: Marks, given: Sequence[Review] = LOW) -> list[str]:
    return [one.code for one in unexplained(RUBRIC, FORMULA, recheck, given)]


def test_a_recheck_near_the_peers_owes_nothing() -> None:
    assert missing(marks("20", "30", "20")) == []


def test_a_recheck_far_away_owes_a_reason_for_each_item_that_differs() -> None:
    assert missing(marks("30", "50", "20")) == ["T1", "T2"]


def test_deductions_have_their_reason_already() -> None:
    high = peers(marks("30", "50", "20"), marks("30", "50", "20"))
    assert missing(marks("20", "30", "20"), high) == []


def test_the_mean_of_both_peers_counts_item_by_item() -> None:
    split = peers(marks("30", "30", "20"), marks("20", "10", "20"))
    assert missing(marks("30", "50", "20"), split) == ["T1", "T2"]


def test_nothing_is_asked_before_all_is_decided() -> None:
    assert missing(Marks()) == []


def test_the_refusal_names_the_items() -> None:
    with pytest.raises(Refusal, match="T1、T2 还没有写") as refused:
        refuse_unexplained(RUBRIC, FORMULA, marks("30", "50", "20"), LOW)
    assert refused.value.field == "T1"
