from typing import Any

import pytest

from core.tickets.rules.editing import (
    case_count,
    case_entries,
    laid_out,
    new_rule,
    next_id,
    with_case_entry,
    with_entry,
    with_example,
    with_new_case,
    with_reason,
    without_case,
    without_reasons,
)
from core.tickets.rules.mutants import mutants
from storage.rules import shipped

ONE = {"id": "T-001", "title": "试验", "condition": "甲", "severity": "必改", "message": "请改。"}
TWO = {
    "id": "T-002",
    "severity": "必改",
    "case": [{"condition": "甲"}, {"condition": "乙", "severity": "提示"}],
}


def test_an_entry_is_changed_where_it_stands() -> None:
    assert with_case_entry(ONE, 0, "condition", "丙") == {**ONE, "condition": "丙"}
    changed = with_case_entry(TWO, 1, "condition", "丙")
    assert changed["case"] == [{"condition": "甲"}, {"condition": "丙", "severity": "提示"}]
    assert changed["severity"] == "必改"


def test_cases_take_over_what_the_rule_says() -> None:
    assert case_count(ONE) == 1
    assert case_count(TWO) == 2
    assert case_entries(TWO, 0) == {"condition": "甲", "severity": "必改"}
    assert case_entries(TWO, 1)["severity"] == "提示"


def test_an_empty_entry_is_taken_out() -> None:
    assert with_entry({"kinds": ["投诉"], "id": "甲"}, "kinds", []) == {"id": "甲"}


def test_a_new_case_begins_like_the_last_one() -> None:
    two = with_new_case(ONE)
    assert case_entries(two, 0) == case_entries(ONE, 0)
    assert case_entries(two, 1) == {"severity": "必改", "message": "请改。"}
    assert case_count(without_case(two, 1)) == 1
    assert without_case(ONE, 0) == ONE


def test_examples_are_added_put_in_place_and_taken_out() -> None:
    rule = with_example(ONE, {"甲": 1}, fires=True)
    rule = with_example(rule, {"乙": 2}, fires=True)
    assert with_example(rule, {"丙": 3}, fires=True, at=0)["fires"] == [{"丙": 3}, {"乙": 2}]
    assert with_example(rule, None, fires=True, at=0)["fires"] == [{"乙": 2}]
    assert "silent" not in rule


def test_reasons_are_given_once_and_taken_back() -> None:
    rule = with_reason(with_reason(ONE, "甲", "旧。"), "甲", "新。")
    assert rule["equivalent"] == [{"change": "甲", "reason": "新。"}]
    assert without_reasons(rule, ["甲"]) == ONE


def test_a_new_number_follows_the_highest() -> None:
    assert next_id([{"id": "F-009"}, {"id": "F-010"}]) == "F-011"
    assert next_id([]) == "F-001"
    assert next_id([{"id": "甲"}]) == "F-001"
    assert new_rule("F-061", "登记")["group"] == "登记"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("甲 且 乙", "甲\n且 乙"),
        ("甲 或 (乙 且 丙)", "甲 或 (乙 且 丙)"),
        ("甲 包含 “且” 且 乙", "甲 包含 “且”\n且 乙"),
        ("甲\n且 乙 且 丙", "甲\n且 乙 且 丙"),
    ],
)
def test_long_sentences_are_laid_out(written: str, shown: str) -> None:
    assert laid_out(written) == shown


def test_laying_out_changes_no_shipped_rule() -> None:
    def conditions(rule: dict[str, Any]) -> list[str]:
        return [str(one) for one in mutants(rule) if "条件" in str(one)]

    for rule in shipped()["rules"]:
        if "condition" in rule and "\n" not in rule["condition"]:
            shown = {**rule, "condition": laid_out(rule["condition"])}
            assert len(conditions(shown)) == len(conditions(rule)), rule["id"]
