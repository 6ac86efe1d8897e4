from dataclasses import replace
from decimal import Decimal

import pytest

from core.review.rubric import CONDITION, Proposal, proposals, rubric_of
from storage.resources import read_json
from tests.core.review.samples import a_rubric

SHIPPED = ["unsubstantiated", "not_filed", "compound"]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rubric_is_worth_100(name: str) -> None:
    rubric = rubric_of(read_json(f"rubrics/{name}.json"))
    assert sum(item.full for item in rubric.items) == 100
    assert [veto.code for veto in rubric.vetoes] == [f"V{n}" for n in range(1, 9)]
    assert rubric.veto_cap == 59


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_shipped_rubric_proposes_exists_in_it(name: str) -> None:
    rubric = rubric_of(read_json(f"rubrics/{name}.json"))
    for cue in rubric.cues:
        item = rubric.item(cue.item)
        assert item is not None or rubric.veto(cue.veto) is not None
        assert item is None or 0 < cue.minus <= item.full


@pytest.mark.parametrize("name", SHIPPED)
def test_no_usual_deduction_exceeds_its_item(name: str) -> None:
    for item in rubric_of(read_json(f"rubrics/{name}.json")).items:
        assert all(0 < choice.minus <= item.full for choice in item.choices)
        assert item.advice.endswith("。")


def test_the_rubric_for_unsubstantiated_tickets_has_its_twelve_items() -> None:
    rubric = rubric_of(read_json("rubrics/unsubstantiated.json"))
    full = {item.code: int(item.full) for item in rubric.items}
    assert full == {
        "B1": 8, "B2": 8, "B3": 12, "B4": 15, "B5": 12, "B6": 8,
        "B7": 5, "B8": 8, "B9": 6, "B10": 8, "B11": 6, "B12": 4,
    }  # fmt: skip


def test_stops_are_the_marks_that_the_choices_lead_to() -> None:
    once, each, free = a_rubric().items
    assert [(int(stop.marks), stop.label) for stop in once.stops()] == [
        (30, ""),
        (20, "晚了"),
        (0, "没有联系"),
    ]
    assert [(int(stop.marks), stop.label) for stop in each.stops()] == [
        (50, ""),
        (30, "缺一份（1 处）"),
        (10, "缺一份（2 处）"),
        (0, "缺一份（3 处）"),
    ]
    assert [int(stop.marks) for stop in free.stops()] == [20]


def test_of_two_proposals_for_one_item_the_larger_is_made() -> None:
    made = proposals(a_rubric(), {"F-033": "没有佐证", "F-034": "只有否认", "F-999": "别的"})
    assert made == (
        Proposal(source="F-034", item="T2", minus=Decimal(40), veto="", message="只有否认"),
    )


def test_one_source_may_speak_for_a_deduction_and_a_veto() -> None:
    made = proposals(a_rubric(), {"C_ACCEPT": "受理超期"})
    assert [(one.item, one.veto) for one in made] == [("T1", ""), ("", "V5")]


def test_where_its_condition_is_not_met_an_item_is_proposed_to_be_left_out() -> None:
    once, *others = a_rubric().items
    rubric = replace(a_rubric(), items=(replace(once, when="是否重办件 为 是"), *others))
    [first, *rest] = proposals(rubric, {"C_ACCEPT": "受理超期"}, unmet=["T1"])
    assert (first.item, first.leaves_out, first.source) == ("T1", True, CONDITION)
    assert first.message == "这一项只评这样的件：是否重办件 为 是。这一件不是。"
    assert [(one.item, one.veto) for one in rest] == [("", "V5")]
