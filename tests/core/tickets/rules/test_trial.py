from datetime import date, datetime
from typing import Any

import pytest

from core.tickets.case import Case, Surroundings
from core.tickets.rules.reading import read_rule
from core.tickets.rules.rulebook import Rule, Rulebook
from core.tickets.rules.silence import UNKNOWN, Silence
from core.tickets.rules.trial import DELETED, Bench, Trial
from core.tickets.words import Kind, Verdict
from storage.rules import shipped_vocabulary
from tests.samples import TODAY, a_ticket


def a_rule(id_: str = "T-001", condition: str = "答复内容 为空", **entries: Any) -> Rule:
    data = {
        "id": id_,
        "title": "试验",
        "condition": condition,
        "severity": "必改",
        "fields": ["答复内容"],
        "message": "请写答复。",
        "basis": "试验",
        **entries,
    }
    return read_rule(data, shipped_vocabulary(), examples_on=TODAY)


def case(**values: Any) -> Case:
    return Case(a_ticket(**values), Surroundings(today=TODAY))


def tried(now: list[Rule], then: list[Rule], *cases: Case, only: set[str] | None = None) -> Trial:
    books = (Rulebook(version="", rules=tuple(rules)) for rules in (now, then))
    bench = Bench(*books, only=only)
    for one in cases:
        bench.try_on(one)
    return bench.result()


def test_tickets_that_turn_are_named_with_the_reason() -> None:
    old = a_rule(condition="答复内容 为空")
    new = a_rule(condition="答复内容 为空 且 事实认定 为 不属实 或 投诉请求 为空")
    result = tried(
        [old],
        [new],
        case(ref="甲", verdict=Verdict.SUBSTANTIATED),
        case(ref="乙", verdict=Verdict.UNSUBSTANTIATED),
        case(ref="丙", reply="已退款。", demand=""),
    )
    [rule] = result.rules
    assert (rule.now, rule.then) == (2, 2)
    assert [(one.ref, one.because) for one in rule.gone] == [
        ("甲", "因为 事实认定 是 属实，不是 不属实，且 投诉请求 已填写")
    ]
    assert [(one.ref, one.because) for one in rule.new] == [("丙", "因为 投诉请求 为空")]
    assert (result.tickets, result.new, result.gone) == (3, 1, 1)


def test_another_severity_or_message_is_told_as_altered() -> None:
    old, milder = a_rule(), a_rule(severity="提示")
    other = a_rule(message="请把答复写完整。")
    [rule] = tried([old], [milder], case()).rules
    assert [one.because for one in rule.altered] == ["由必改改成提示"]
    [rule] = tried([old], [other], case()).rules
    assert [one.because for one in rule.altered] == ["提示改成：请把答复写完整。"]


def test_a_rule_that_is_the_same_turns_nothing_and_one_that_never_fired_is_named() -> None:
    idle = a_rule("T-002", "答复内容 包含 “没有这几个字”")
    result = tried([a_rule(), idle], [a_rule(), idle], case(), case())
    assert [(one.rule, one.now, one.then) for one in result.rules] == [
        ("T-001", 2, 2),
        ("T-002", 0, 0),
    ]
    assert [one.rule for one in result.never] == ["T-002"]


def test_new_and_deleted_rules_are_tried_too() -> None:
    result = tried([a_rule("T-001")], [a_rule("T-002")], case(ref="甲"))
    first, second = result.rules
    assert [one.because for one in first.gone] == [f"{DELETED}"]
    assert (second.now, second.then, len(second.new)) == (0, 1, 1)


def test_only_the_rules_asked_for_are_run() -> None:
    rules = [a_rule("T-001"), a_rule("T-002")]
    assert [one.rule for one in tried(rules, rules, case(), only={"T-002"}).rules] == ["T-002"]


def test_the_days_of_the_tickets_are_told() -> None:
    days = (datetime(2026, 11, 2, 9), datetime(2026, 3, 2, 9))
    result = tried([a_rule()], [a_rule()], *(case(received_at=day) for day in days))
    assert (result.since, result.until) == (date(2026, 3, 2), date(2026, 11, 2))


def test_it_is_known_whether_other_tickets_are_needed() -> None:
    plain = Rulebook(version="", rules=(a_rule(),))
    asking = Rulebook(version="", rules=(a_rule(condition="同号原件数() 大于 0"),))
    assert not Bench(plain, plain).asks_others
    assert Bench(plain, asking).asks_others


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (a_rule(kinds=["举报"]), "因为 工单类型 是 投诉，不是 (举报)，或 答复内容 已填写"),
        (
            a_rule(since=date(2026, 12, 1)),
            "因为 2026-12-01 起适用，这件的日期是 2026-11-20",
        ),
        (a_rule(condition="同号原件数() 大于 0"), f"因为 {UNKNOWN}"),
        (
            a_rule(case=[{"condition": "投诉请求 为空"}, {"condition": "承办人 为空"}]),
            "因为 第 1 种情形：投诉请求 已填写；第 2 种情形：承办人 已填写",
        ),
    ],
)
def test_why_a_rule_is_silent(rule: Rule, said: str) -> None:
    assert Silence(rule).because(case(kind=Kind.COMPLAINT, reply="已退款。")) == said
