from dataclasses import replace
from datetime import date

from core.tickets.case import Case, Surroundings
from core.tickets.guidance.why import Step, Why, steps, why
from core.tickets.language.explain import Reason
from core.tickets.ticket import Ticket
from core.tickets.words import Filing, Kind, Verdict
from storage.filling import form_logic
from storage.rules import shipped_rulebook
from tests.samples import TODAY, a_ticket

RULES = shipped_rulebook()


def answered(key: str, ticket: Ticket, *, today: date = TODAY) -> Why:
    case = Case(ticket, Surroundings(today=today))
    return why(
        key,
        case,
        RULES.findings(case),
        rules=RULES.rules,
        logic=form_logic(),
    )


def tipoff(**changes: object) -> Ticket:
    return a_ticket(kind=Kind.TIPOFF, clue="店内没有明码标价。", **changes)


def test_a_finding_is_explained_with_the_values_it_found() -> None:
    said = answered("not_filed_ground", tipoff(filing=Filing.NOT_FILED))
    [finding] = [one for one in said.findings if one.rule == "F-028"]
    assert list(steps(finding.because)) == [
        Step(0, "因为", "工单类型 是 举报"),
        Step(0, "且", "立案决定 是 不予立案"),
        Step(0, "且", "不予立案情形 为空"),
    ]


def test_why_a_field_is_asked_is_explained_likewise() -> None:
    said = answered("not_filed_ground", tipoff(filing=Filing.NOT_FILED))
    assert said.asked is not None
    assert list(steps(said.asked)) == [
        Step(0, "因为", "举报轨件"),
        Step(1, "因为", "工单类型 是 举报"),
        Step(0, "且", "立案决定 是 不予立案"),
    ]
    assert answered("content", a_ticket()).asked is None


def test_the_finding_that_leads_to_the_field_comes_first() -> None:
    said = answered(
        "evidence", a_ticket(verdict=Verdict.UNSUBSTANTIATED, verdict_reason="商家称没有此事。")
    )
    assert [one.rule for one in said.findings] == ["F-033", "F-034"]
    assert said.findings[0].anchor == "evidence"


def test_rules_that_look_at_the_field_and_are_content_are_named() -> None:
    said = answered("reply", a_ticket(reply="恶意投诉，不予支持。"))
    assert [one.rule for one in said.findings] == ["F-017"]
    watching = {rule.id for rule in said.watching}
    assert {"F-052", "F-054"} <= watching
    assert "F-017" not in watching
    assert "F-045" not in watching  # asked of tip-offs only


def test_a_named_condition_stands_above_what_it_rests_on() -> None:
    inner = Reason("缺投诉轨", (Reason("受理决定 是 受理"), Reason("调解结果 为空")), "且")
    other = Reason("", (Reason("一"), Reason("二")), "或")
    assert list(steps(Reason("", (Reason("提交态"), inner, other), "且"))) == [
        Step(0, "因为", "提交态"),
        Step(0, "且", "缺投诉轨"),
        Step(1, "因为", "受理决定 是 受理"),
        Step(1, "且", "调解结果 为空"),
        Step(0, "且", "一，或 二"),
    ]


def test_who_the_petitioner_is_never_stands_in_an_answer() -> None:
    ticket = replace(tipoff(text_to_trader="闻人素反映你店没有明码标价。"))
    said = answered("text_to_trader", ticket)
    assert [one.rule for one in said.findings] == ["F-051"]
    text = "".join(step.text for one in said.findings for step in steps(one.because))
    assert text
    assert "闻人素" not in text
