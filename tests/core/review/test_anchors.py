"""How close a mark is to the anchor's, and who gets which anchor."""

from collections import Counter
from decimal import Decimal

import pytest

from core.errors import Refusal
from core.review.anchors import (
    Anchor,
    Anchors,
    aligned,
    chosen_of,
    missing_words,
    plant,
)
from core.review.assignment import Case, Reviewer

UNITS = [f"{letter}所" for letter in "甲乙丙丁戊"]
CROWD = [Reviewer(unit=unit, officer=f"{unit}评{n}") for unit in UNITS for n in (1, 2)]


@pytest.mark.parametrize(
    ("given", "anchor", "full", "wanted"),
    [
        ("10", "7", 15, 80),  # the published example
        ("7", "10", 15, 80),
        ("15", "15", 15, 100),
        ("0", "15", 15, 0),
        (None, "4", 8, 0),
        ("4", None, 8, 0),
    ],
)
def test_what_a_mark_is_off_is_measured_against_the_full_marks(
    given: str | None, anchor: str | None, full: int, wanted: int
) -> None:
    marks = [None if one is None else Decimal(one) for one in (given, anchor)]
    assert aligned(marks[0], marks[1], Decimal(full)) == wanted


def test_an_item_that_applies_to_neither_says_nothing() -> None:
    assert aligned(None, None, Decimal(8)) is None


def test_each_reviewer_gets_an_anchor_of_another_unit_and_each_anchor_two_units() -> None:
    cases = [Case(ref=f"A{n}", unit=UNITS[n % 5]) for n in range(8)]
    given = list(plant(cases, CROWD, each=1, seed="种子", seen_by={}))
    assert Counter(by.name for *_, by in given) == {one.name: 1 for one in CROWD}
    for case in cases:
        units = [by.unit for one, _, by in given if one == case]
        assert len(units) <= 2
        assert len({case.unit, *units}) == 1 + len(units)
    slots = [(case.ref, stage) for case, stage, _ in given]
    assert len(slots) == len(set(slots))


def test_who_has_seen_an_anchor_before_does_not_get_it_again() -> None:
    case = Case(ref="A", unit="甲所")
    seen = {"A": {one.name for one in CROWD if one.unit != "丁所"}}
    [(_, _, by)] = plant([case], CROWD, each=1, seed="种子", seen_by=seen)
    assert by.unit == "丁所"


def test_the_same_seed_plants_alike_whatever_the_order() -> None:
    cases = [Case(ref=f"A{n}", unit="甲所") for n in range(3)]
    first = list(plant(cases, CROWD, each=1, seed="种子", seen_by={}))
    assert list(plant(cases, CROWD[::-1], each=1, seed="种子", seen_by={})) == first


def test_the_plan_says_how_many_anchors_are_missing() -> None:
    assert missing_words(Anchors(refs=("A", "B"), each=1), reviewers=4) == ""
    assert missing_words(Anchors(refs=("A", "B"), each=1), reviewers=12) == (
        "锚点件每件两人评，12 名互评人每人 1 件要 6 件，只选了 2 件，有的人没有锚点件。"
    )


def test_an_anchor_that_cannot_serve_is_refused_by_name() -> None:
    known = [
        Anchor(ref="A", number="A", unit="甲所", campaign=1, title="", final=Decimal(80), items={})
    ]
    assert chosen_of(Anchors(refs=("A", "A"), each=1), known) == (known[0],)
    with pytest.raises(Refusal, match="B 不能作锚点件"):
        chosen_of(Anchors(refs=("A", "B"), each=1), known)
    with pytest.raises(Refusal, match="用哪几件"):
        chosen_of(Anchors(each=1), known)
