"""Where a ticket stands and what the stage still needs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given

from core.errors import Refusal
from core.tickets.case import Case, Surroundings
from core.tickets.filling.stage_reading import stages_of
from core.tickets.filling.stages import now_at
from core.tickets.lifecycle import Stage
from core.tickets.ticket import Ticket
from core.tickets.words import Acceptance, ContactResult, Kind, NoticeWay, Verdict
from storage.filling import form_logic, stages
from storage.resources import read_toml
from storage.rules.shipped import shipped_vocabulary
from tests.samples import TODAY, a_ticket, tickets

AT = datetime(2026, 11, 20, 11)
CONTACTED = {"first_contact_at": AT, "first_contact_result": ContactResult.CONTACTED}


def case(ticket: Ticket) -> Case:
    return Case(ticket, Surroundings(today=TODAY))


def missing(ticket: Ticket, stage: Stage) -> list[str]:
    settled = form_logic().settle(case(ticket))
    return [need.says for need in stages().needs(stage, settled.case, settled.hidden)]


def test_an_empty_ticket_needs_what_tells_it_apart_and_what_was_said() -> None:
    assert stages().stage_of(case(Ticket(number=""))) is Stage.REGISTER
    found = missing(Ticket(number=""), Stage.REGISTER)
    assert found == ["工单编号", "区局接收时间", "诉求内容"]


def test_a_complaint_needs_a_decision_and_then_that_it_was_told() -> None:
    ticket = a_ticket(**CONTACTED)
    assert stages().stage_of(case(ticket)) is Stage.HANDLE
    assert missing(ticket, Stage.HANDLE) == ["受理决定"]
    accepted = a_ticket(**CONTACTED, acceptance=Acceptance.ACCEPTED)
    assert missing(accepted, Stage.HANDLE) == [
        "受理决定日期",
        "受理告知时间",
        "受理告知方式",
        "调解意愿",
    ]


def test_a_complaint_taken_back_before_acceptance_needs_no_decision() -> None:
    ticket = a_ticket(**CONTACTED, mediation_result="和解撤回")
    assert "受理决定" in missing(a_ticket(**CONTACTED), Stage.HANDLE)
    assert "受理决定" not in missing(ticket, Stage.HANDLE)


def test_every_claim_needs_a_verdict() -> None:
    ticket = a_ticket(claims=("退款", "无证"), claim_verdicts=("属实：收据",))
    assert "逐项认定 1 / 2" in missing(ticket, Stage.VERDICT)


def test_what_the_leader_does_is_no_field_to_go_to() -> None:
    ticket = a_ticket(
        **CONTACTED, kind=Kind.ENQUIRY, verdict=Verdict.NOT_APPLICABLE, reply="请带合同来登记。"
    )
    assert stages().stage_of(case(ticket)) is Stage.GATE
    (need,) = stages().needs(Stage.GATE, case(ticket), frozenset())
    assert (need.says, need.key) == ("送分管领导审核", "")


def test_a_closed_ticket_waits_for_its_callback() -> None:
    assert stages().stage_of(case(a_ticket(closed_at=AT))) is Stage.CALLBACK


def test_a_ticket_told_and_answered_needs_to_be_closed() -> None:
    done = {
        **CONTACTED,
        "kind": Kind.ENQUIRY,
        "verdict": Verdict.NOT_APPLICABLE,
        "reply": "请带合同来登记。",
        "supervised_at": AT,
        "notice_way": NoticeWay.PHONE,
        "notice_at": AT,
    }
    assert stages().stage_of(case(a_ticket(**done))) is Stage.REPLY
    assert stages().stage_of(case(a_ticket(**done, replied_at=AT))) is Stage.CLOSE


@given(tickets())
def test_the_stage_kept_with_a_ticket_is_the_one_the_form_shows(ticket: Ticket) -> None:
    needs = stages().open_needs(form_logic().settle(case(ticket)))
    shown = now_at(needs, is_closed=ticket.is_closed)
    assert stages().stage_of(case(ticket)) is shown
    order = list(Stage)
    if not ticket.is_closed:
        assert not any(needs[earlier] for earlier in order[: order.index(shown)])


def test_every_required_field_belongs_to_a_stage() -> None:
    logic = form_logic()
    strays = [k for k in logic.fields if logic.is_ever_required(k) and not stages().stage_for(k)]
    assert strays == []


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        ({"name": "核定", "fields": []}, "是不是“认定”"),
        ({"name": "登记", "fields": ["工单编好"]}, "是不是“工单编号”"),
        ({"name": "登记", "fields": [], "need": [{"holds": "案号", "says": "案号"}]}, "不是条件"),
        ({"name": "登记", "fields": ["工单编号", "工单编号"]}, "写在两个阶段里"),
        ({"name": "登记", "fields": []}, "要按次序写全"),
    ],
)
def test_wrong_data_is_refused_with_the_remedy(stage: Mapping[str, Any], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        stages_of({"stage": [stage]}, shipped_vocabulary(), form_logic())
    assert said in str(refused.value)


def test_the_shipped_stages_leave_no_field_out_that_the_logic_speaks_of() -> None:
    fields = {name for one in read_toml("guidance/stages.toml")["stage"] for name in one["fields"]}
    logic = {one["header"] for one in read_toml("guidance/logic.toml")["field"]}
    assert logic - fields == set()


def test_before_the_kind_is_chosen_nothing_is_taken_for_handled() -> None:
    assert missing(Ticket(number=""), Stage.HANDLE) == ["先选工单类型"]
