from datetime import date, datetime
from typing import Any

from core.tickets.case import Case, Surroundings
from core.tickets.fields import ticket_of
from core.tickets.rules.data import rulebook_of
from core.tickets.rules.rulebook import Finding, Rulebook, Severity
from core.tickets.words import Kind

WORDS: dict[str, Any] = {
    "names": [
        {"name": "收到之日", "means": "日期(区局接收时间)"},
        {"name": "提交态", "means": "答复时间 不为空 或 正在提交()"},
    ],
    "lists": [{"name": "退赔用语", "words": ["退款", "退货"]}],
    "tables": [],
}
RULE: dict[str, Any] = {
    "id": "F-900",
    "title": "示例",
    "condition": "投诉请求 为空",
    "severity": "必改",
    "fields": ["投诉请求"],
    "message": "请写投诉请求。",
    "basis": "区局填报要求",
}


def rulebook(*rules: dict[str, Any]) -> Rulebook:
    data = {**WORDS, "examples_on": date(2026, 11, 23), "rules": list(rules)}
    return rulebook_of(data, version="第 1 版")


def found(rules: Rulebook, *, submitting: bool = False, **values: Any) -> tuple[Finding, ...]:
    ticket = ticket_of({"number": "SJ1", **values})
    around = Surroundings(today=date(2026, 11, 23))
    return rules.findings(Case(ticket, around, submitting=submitting))


def test_a_finding_says_everything() -> None:
    (one,) = found(rulebook(RULE))
    assert (one.rule, one.title, one.severity) == ("F-900", "示例", Severity.ERROR)
    assert one.fields == ("demand",)
    assert (one.message, one.basis) == ("请写投诉请求。", "区局填报要求")
    assert str(one.because) == "因为 投诉请求 为空"


def test_what_is_in_order_finds_nothing() -> None:
    assert found(rulebook(RULE), demand="退款") == ()


def test_a_rule_looks_only_at_its_kinds() -> None:
    rules = rulebook({**RULE, "kinds": ["投诉", "投诉举报复合件"]})
    assert [len(found(rules, kind=kind)) for kind in (Kind.COMPLAINT, Kind.TIPOFF, None)] == [
        1,
        0,
        0,
    ]
    (one,) = found(rules, kind=Kind.COMPLAINT)
    assert str(one.because) == "因为 工单类型 是 投诉，且 投诉请求 为空"


def test_a_rule_for_submitted_tickets_waits_for_it() -> None:
    rules = rulebook({**RULE, "only_submitted": True})
    assert found(rules) == ()
    assert len(found(rules, replied_at=datetime(2026, 11, 20))) == 1
    assert len(found(rules, submitting=True)) == 1


def test_the_first_case_that_holds_counts() -> None:
    cases = [
        {"condition": "投诉请求 包含 “赔”", "severity": "必改", "message": "甲"},
        {"condition": "投诉请求 包含任一 退赔用语", "severity": "须确认", "message": "乙"},
    ]
    rules = rulebook({**RULE, "case": cases})
    for demand, expected in (
        ("退款并赔礼", (Severity.ERROR, "甲")),
        ("退款", (Severity.WARN, "乙")),
    ):
        (one,) = found(rules, demand=demand)
        assert (one.severity, one.message) == expected


def test_an_unknown_case_does_not_fire_and_lets_the_next_try() -> None:
    cases = [{"condition": "同号原件数() 大于 0"}, {"condition": "投诉请求 为空"}]
    assert len(found(rulebook({**RULE, "case": cases}))) == 1
    assert found(rulebook({**RULE, "condition": "同号原件数() 大于 0"})) == ()


def test_rules_hold_between_their_days() -> None:
    rules = rulebook({**RULE, "since": date(2026, 4, 15), "until": date(2026, 12, 31)})
    days = [date(2026, 4, 14), date(2026, 4, 15), date(2026, 12, 31), date(2027, 1, 1)]
    fired = [
        len(found(rules, received_at=datetime.combine(day, datetime.min.time()))) for day in days
    ]
    assert fired == [0, 1, 1, 0]


def test_a_ticket_without_the_day_falls_under_the_older_law() -> None:
    cases = [
        {"since": date(2026, 4, 15), "message": "新"},
        {"until": date(2026, 4, 14), "message": "旧"},
    ]
    (one,) = found(rulebook({**RULE, "case": cases}))
    assert one.message == "旧"


def test_the_basis_follows_the_day_the_rule_goes_by() -> None:
    basis = [
        {"since": date(2026, 4, 15), "text": "新法"},
        {"until": date(2026, 4, 14), "text": "旧法"},
    ]
    by_acceptance = rulebook({**RULE, "basis": basis, "dated_by": "受理决定日期"})
    (old,) = found(by_acceptance, acceptance_date=date(2026, 4, 14))
    (new,) = found(by_acceptance, acceptance_date=date(2026, 4, 15))
    (none,) = found(by_acceptance)
    assert [old.basis, new.basis, none.basis] == ["旧法", "新法", "新法"]


def test_messages_carry_values_and_names_of_the_rule() -> None:
    rules = rulebook(
        {
            **RULE,
            "names": {"缺的": "如果(投诉请求 为空, “请求”, “别的”)"},
            "condition": "缺的 为 “请求”",
            "message": "缺{缺的}。",
        }
    )
    (one,) = found(rules)
    assert one.message == "缺请求。"


def test_one_case_may_stand_for_many() -> None:
    rules = rulebook(
        {
            **RULE,
            "condition": "〔后〕 早于 〔前〕",
            "fields": ["〔前〕", "〔后〕"],
            "message": "〔后〕早于〔前〕。",
            "each": [{"前": "核查时间", "后": "告知时间"}, {"前": "告知时间", "后": "答复时间"}],
        }
    )
    day = datetime(2026, 11, 2)
    (one,) = found(rules, notice_at=day, replied_at=datetime(2026, 11, 1))
    assert (one.message, one.fields) == ("答复时间早于告知时间。", ("notice_at", "replied_at"))


def test_rules_come_by_number() -> None:
    rules = rulebook({**RULE, "id": "F-902"}, {**RULE, "id": "F-901"})
    assert [rule.id for rule in rules.rules] == ["F-901", "F-902"]
    assert rules.rule("F-902").id == "F-902"
