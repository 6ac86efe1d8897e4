from typing import Any

import pytest

from core.tickets.clocks import ClockState
from core.tickets.ticket import Evidence
from core.tickets.words import (
    Acceptance,
    ContactResult,
    Filing,
    Kind,
    MediationResult,
)
from tests.core.tickets.clocks.times import at, on, running

ACCEPTED: dict[str, Any] = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": on("2026-09-07")}


def test_a_complaint_has_no_verification_and_a_tipoff_no_acceptance() -> None:
    assert set(running(kind=Kind.COMPLAINT)) == {"C_ACCEPT", "H_CONTACT", "H_NORMAL"}
    assert set(running(kind=Kind.TIPOFF)) == {"R_VERIFY", "H_CONTACT", "H_NORMAL"}


def test_a_compound_ticket_runs_on_both_tracks() -> None:
    assert {"C_ACCEPT", "R_VERIFY"} <= set(running(kind=Kind.COMPOUND))


def test_a_clock_whose_beginning_is_not_filled_in_is_not_there() -> None:
    assert "C_ACCEPT" not in running(received_at=None)
    assert "H_CONTACT" not in running(assigned_at=None)


def test_a_decision_alone_does_not_stop_the_clock_for_telling() -> None:
    clock = running(acceptance=Acceptance.DECLINED, acceptance_date=on("2026-11-20"))["C_ACCEPT"]
    assert clock.state is ClockState.RUNNING


def test_the_hotline_reply_stops_no_statutory_clock() -> None:
    clocks = running(kind=Kind.COMPOUND, closed_at=at("2026-11-20 16:00"))
    assert clocks["H_NORMAL"].state is ClockState.MET
    assert clocks["C_ACCEPT"].state is ClockState.RUNNING
    assert clocks["R_VERIFY"].state is ClockState.RUNNING


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("C_ACCEPT", {"mediation_result": MediationResult.WITHDRAWN}),
        ("C_ACCEPT", {"transfer_to": "青浦区市场监管局"}),
        ("R_VERIFY", {"kind": Kind.TIPOFF, "filing": Filing.REPEAT}),
        ("H_CONTACT", {"suggested_unit": "区城管执法局"}),
        ("H_NORMAL", {"decline_assignment_reason": "不属市场监管职责，建议转城管部门办理"}),
    ],
)
def test_what_ended_without_being_met_is_not_listed(code: str, fields: dict[str, Any]) -> None:
    assert code not in running(**fields)


@pytest.mark.parametrize(
    ("fields", "state", "met_on"),
    [
        ({"mediation_result": MediationResult.UNDER_WAY}, ClockState.OVERDUE, None),
        (
            {"mediation_result": MediationResult.SETTLED, "mediated_on": on("2026-10-09")},
            ClockState.MET,
            on("2026-10-09"),
        ),
        (
            {"mediation_result": MediationResult.WITHDRAWN, "closed_at": at("2026-11-09 10:00")},
            ClockState.LATE,
            on("2026-11-09"),
        ),
        ({"mediation_result": MediationResult.SETTLED}, ClockState.MET, None),
        ({"termination_date": on("2026-11-06")}, ClockState.MET, on("2026-11-06")),
        ({"mediation_result": MediationResult.ENDED}, ClockState.OVERDUE, None),
        ({"closed_at": at("2026-11-01 10:00")}, ClockState.OVERDUE, None),
    ],
)
def test_what_ends_a_mediation(fields: dict[str, Any], state: ClockState, met_on: Any) -> None:
    clock = running(**ACCEPTED, **fields)["C_MEDIATE"]
    assert (clock.due, clock.state, clock.met_on) == (on("2026-11-06"), state, met_on)


def test_the_end_of_a_mediation_is_told_to_both_sides() -> None:
    ended: dict[str, Any] = {**ACCEPTED, "termination_date": on("2026-11-06")}
    one = running(**ended, termination_notice_petitioner=on("2026-11-09"))["C_TERM_NOTICE"]
    both = running(
        **ended,
        termination_notice_petitioner=on("2026-11-09"),
        termination_notice_trader=on("2026-11-12"),
    )["C_TERM_NOTICE"]
    assert one.state is ClockState.OVERDUE
    assert both.met_on == on("2026-11-12")


def test_an_advertising_matter_is_told_on_each_track() -> None:
    fields: dict[str, Any] = {"is_ad": True, "acceptance_notice_at": at("2026-11-23 09:00")}
    assert running(kind=Kind.COMPLAINT, **fields)["AD_53"].state is ClockState.MET
    assert running(kind=Kind.COMPOUND, **fields)["AD_53"].state is ClockState.RUNNING
    told = running(kind=Kind.COMPOUND, **fields, notice_at=at("2026-11-23 10:00"))["AD_53"]
    assert told.met_on == on("2026-11-23")
    assert "AD_53" not in running(kind=Kind.HELP, **fields)


def test_three_calls_to_one_who_cannot_be_reached_are_a_contact() -> None:
    calls = ("2026-11-20 11:00", "2026-11-20 15:00", "11月23日上午 无人接听")
    fields: dict[str, Any] = {"first_contact_result": ContactResult.UNREACHED}
    two = running(**fields, failed_contact_attempts=calls[:2])["H_CONTACT"]
    three = running(**fields, failed_contact_attempts=calls)["H_CONTACT"]
    assert two.state is ClockState.RUNNING
    assert (three.state, three.met_on) == (ClockState.MET, on("2026-11-23"))


def test_calls_noted_without_a_day_still_count() -> None:
    clock = running(
        first_contact_result=ContactResult.UNREACHED,
        failed_contact_attempts=("无人接听", "关机", "无人接听"),
    )["H_CONTACT"]
    assert (clock.state, clock.met_on) == (ClockState.MET, None)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "H_NORMAL"),
        ({"kind": None}, "H_NORMAL"),
        ({"kind": Kind.ENQUIRY}, "H_CONSULT"),
        ({"kind": Kind.PRAISE}, "H_CONSULT"),
        ({"kind": Kind.ENQUIRY, "is_rework": True}, "H_SUPERVISE"),
        ({"hotline_term_days": 1}, "H_CONSULT"),
        ({"hotline_term_days": 5, "is_rework": True}, "H_NORMAL"),
        ({"hotline_term_days": 15}, "H_COMPLEX"),
        ({"hotline_term_days": 7}, "H_NORMAL"),
    ],
)
def test_a_ticket_has_exactly_one_clock_for_closing(fields: dict[str, Any], code: str) -> None:
    closing = {"H_CONSULT", "H_SUPERVISE", "H_NORMAL", "H_COMPLEX"}
    assert closing & set(running(**fields)) == {code}


def test_a_filing_was_to_be_told_under_the_old_rules_only() -> None:
    fields: dict[str, Any] = {"kind": Kind.TIPOFF, "is_real_name": True, "filing": Filing.NOT_FILED}
    assert running(**fields, filing_date=on("2026-04-14"))["R_FILING_NOTICE"].term == 5
    assert "R_FILING_NOTICE" not in running(**fields, filing_date=on("2026-04-15"))


def test_unfair_competition_with_name_and_evidence_is_told_in_house_time() -> None:
    fields: dict[str, Any] = {
        "kind": Kind.TIPOFF,
        "is_unfair_competition": True,
        "is_real_name": True,
        "filing": Filing.FILED,
        "filing_date": on("2026-11-20"),
    }
    assert "AUCL" not in running(**fields)
    proven = running(**fields, evidence=(Evidence("照片", "店招.jpg"),))
    assert proven["AUCL"].due == on("2026-11-27")


def test_a_filed_case_is_listed_and_reminds_nobody() -> None:
    clock = running(filing=Filing.FILED, filing_date=on("2026-08-03"))["CASE_90"]
    assert (clock.state, clock.level) == (ClockState.OVERDUE, 0)
