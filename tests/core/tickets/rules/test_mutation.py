from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from core.errors import Refusal
from core.tickets.language.variants import variants
from core.tickets.rules.mutants import mutants
from core.tickets.rules.mutation import MutationResult, check_name, check_rule, check_rulebook
from storage.judging import example_surroundings as around
from storage.rules import shipped, shipped_vocabulary

ON = date(2026, 11, 23)


def a_rule(condition: str, **entries: Any) -> dict[str, Any]:
    usual = {
        "id": "T-001",
        "title": "试验",
        "condition": condition,
        "severity": "必改",
        "fields": ["答复内容"],
        "message": "请改。",
        "basis": "试验",
    }
    return {**usual, **entries}


def checked(rule: Mapping[str, Any]) -> MutationResult:
    return check_rule(rule, shipped_vocabulary(), around, examples_on=ON)


def changes(sentence: str) -> set[str]:
    return {changed for changed, _, _ in variants(sentence)}


def left(result: MutationResult) -> list[str]:
    return [str(one) for one in result.survivors]


@pytest.mark.parametrize(
    ("sentence", "among"),
    [
        ("是否广告类 为 是 且 答复内容 为空", "是否广告类 为 是 或 答复内容 为空"),
        ("是否广告类 为 是 且 答复内容 为空", "答复内容 为空"),
        ("工单类型 为 投诉", "工单类型 不为 投诉"),
        ("涉及金额 大于 5", "涉及金额 不小于 5"),
        ("涉及金额 大于 5", "涉及金额 大于 6"),
        ("受理决定日期 早于 终止调解日期", "受理决定日期 不晚于 终止调解日期"),
        ("受理决定日期 早于 2026-04-15", "受理决定日期 早于 2026-04-14"),
        ("答复内容 包含任一 套话", "答复内容 只含 套话"),
        ("答复内容 包含 “甲”", "非 答复内容 包含 “甲”"),
        ("非 答复内容 为空", "答复内容 为空"),
        ("工单类型 属于 (投诉, 举报)", "工单类型 属于 (举报)"),
        ("不予受理情形 属于 (1至7)", "不予受理情形 属于 (1至8)"),
        ("字数(答复内容) + 1 大于 5", "字数(答复内容) - 1 大于 5"),
        ("如果(答复内容 为空, 1, 2) 为 1", "如果(答复内容 为空, 2, 1) 为 1"),
    ],
)
def test_one_sign_is_changed(sentence: str, among: str) -> None:
    assert among in changes(sentence)
    assert sentence not in changes(sentence)


def test_what_no_example_would_notice_is_named_with_its_place() -> None:
    rule = a_rule(
        "涉及金额 大于 1000\n且 答复内容 为空",
        fires=[{"涉及金额": 5000}],
        silent=[{"涉及金额": 5000, "答复内容": "已退款。"}],
    )
    said = left(checked(rule))
    assert "条件 第 1 行第 6 字：“涉及金额 大于 1000”改成“涉及金额 不小于 1000”" in said
    assert "条件 第 1 行第 6 字：去掉“涉及金额 大于 1000”" in said
    assert not any("答复内容 不为空" in one for one in said)


def test_enough_examples_leave_nothing() -> None:
    rule = a_rule(
        "涉及金额 大于 1000 且 答复内容 为空",
        fires=[{"涉及金额": 1001}],
        silent=[{"涉及金额": 1000}, {"涉及金额": 5000, "答复内容": "已退款。"}],
    )
    result = checked(rule)
    assert left(result) == []
    assert result.noticed == result.tried > 6


def test_an_example_that_fails_notices_nothing() -> None:
    rule = a_rule("答复内容 为空", silent=[{}])
    assert len(checked(rule).survivors) == checked(rule).tried


def test_a_reason_in_the_rulebook_settles_a_survivor_and_an_idle_one_is_named() -> None:
    reasons = [
        {"change": "条件，“答复内容 为空”改成“答复内容 不为空”", "reason": "试验"},
        {"change": "条件，没有这一处", "reason": "试验"},
    ]
    result = checked(a_rule("答复内容 为空", equivalent=reasons))
    assert [(one.change, why) for one, why in result.settled] == [
        ("“答复内容 为空”改成“答复内容 不为空”", "试验")
    ]
    assert result.survivors == ()
    assert result.idle == ("条件，没有这一处",)


def test_a_reason_must_be_given() -> None:
    with pytest.raises(Refusal, match="等价改动，第 1 处要写明改动和为什么等价"):
        checked(a_rule("答复内容 为空", equivalent=[{"change": "条件，甲"}]))


def test_kinds_dates_and_cases_are_broken_too() -> None:
    rule = a_rule(
        "答复内容 为空",
        kinds=["投诉", "举报"],
        only_submitted=True,
        since=date(2026, 4, 15),
        case=[{}, {"condition": "投诉请求 为空", "until": date(2026, 5, 1)}],
    )
    said = {str(one) for one in mutants(rule)}
    assert {
        "不再限定工单类型",
        "适用类型去掉“举报”",
        "没有提交也检查",
        "生效日期“2026-04-15”改成“2026-04-16”",
        "第 2 种情形：失效日期“2026-05-01”改成“2026-04-30”",
        "第 2 种情形：去掉这种情形",
    } <= said


def test_names_are_broken_as_far_as_a_condition_rests_on_them() -> None:
    rule = a_rule("甲", names={"甲": "答复内容 为空", "乙": "投诉请求 为空"})
    assert [one.where for one in mutants(rule)] == ["名称“甲”"]


def test_a_name_of_the_rulebook_is_noticed_by_the_rules_that_rest_on_it() -> None:
    name = {"name": "没有答复", "means": "答复内容 为空 且 投诉请求 为空"}
    rule = a_rule("没有答复", fires=[{}], silent=[{"答复内容": "已退款。"}])
    words = {key: shipped()[key] for key in ("lists", "tables", "names")}
    book = {**words, "names": [*words["names"], name], "rules": [rule], "examples_on": ON}
    [*_, result] = check_rulebook(book, around)
    assert result.subject == "名称“没有答复”"
    assert left(result) == ["第 16 字：去掉“投诉请求 为空”"]
    unused = {**book, "rules": []}
    assert check_name(name, unused, {}).tried == 0


def test_every_mutant_of_the_shipped_rules_is_noticed_or_has_a_reason() -> None:
    results = list(check_rulebook(shipped(), around))
    survivors = [f"{one.subject} {mutant}" for one in results for mutant in one.survivors]
    idle = [f"{one.subject} {change}" for one in results for change in one.idle]
    assert survivors == []
    assert idle == []
    settled: Sequence[str] = [why for one in results for _, why in one.settled]
    assert all(why.endswith("。") for why in settled)
    assert sum(one.tried for one in results) > 900
