from datetime import date, datetime
from typing import Any

import pytest

from core.papers.applying import why_not
from core.tickets.case import Case, Surroundings
from core.tickets.words import (
    Acceptance,
    Filing,
    Kind,
    MediationConsent,
    MediationResult,
)
from storage.forms import forms
from storage.law import rule_sets
from tests.core.papers.forms import a_form
from tests.samples import TODAY, a_ticket


def reason(key: str, **changes: Any) -> str:
    ticket = a_ticket(**changes)
    around = Surroundings(today=TODAY, rule_sets=rule_sets())
    return why_not(a_form(key), Case(ticket, around), rule_sets())


ACCEPTED = {"acceptance": Acceptance.ACCEPTED, "acceptance_date": date(2026, 11, 21)}


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("complaint_record", {}),
        ("tipoff_record", {"kind": Kind.TIPOFF}),
        ("id_proof_notice", {}),
        ("acceptance", ACCEPTED),
        ("decline", {"acceptance": Acceptance.DECLINED}),
        ("mediation_notice", {**ACCEPTED, "mediation_consent": MediationConsent.BOTH}),
        ("termination", {**ACCEPTED, "mediation_result": MediationResult.ENDED}),
        (
            "agreement",
            {
                **ACCEPTED,
                "mediation_result": MediationResult.SETTLED,
                "mediation_consent": MediationConsent.BOTH,
            },
        ),
        ("result_notice", {"kind": Kind.TIPOFF, "filing": Filing.NOT_FILED}),
        ("trader_materials", {"kind": Kind.TIPOFF}),
    ],
)
def test_a_form_applies_in_its_state_and_not_before(key: str, changes: dict[str, Any]) -> None:
    assert reason(key, **changes) == ""
    assert reason(key, kind=Kind.ENQUIRY) == a_form(key).otherwise


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("id_proof_notice", "没有《限期提供身份证明材料通知书》"),
        ("acceptance", "没有文书式样五《投诉受理决定书》，请用当时的式样"),
    ],
)
def test_an_older_ticket_is_told_that_its_rule_set_lacks_the_form(key: str, said: str) -> None:
    old = reason(key, received_at=datetime(2026, 4, 14, 9), **ACCEPTED)
    assert said in old
    assert "RS-2024" in old or "RS-2020" in old


def test_a_ticket_received_before_and_accepted_after_the_change_ends_by_the_new_form() -> None:
    straddling = {
        "received_at": datetime(2026, 4, 14, 9),
        "acceptance": Acceptance.ACCEPTED,
        "acceptance_date": date(2026, 4, 16),
        "mediation_result": MediationResult.ENDED,
    }
    assert reason("termination", **straddling) == ""
    assert "没有文书式样五" in reason("acceptance", **straddling)


def test_the_set_of_forms_and_the_rule_set_call_the_forms_alike() -> None:
    held = rule_sets().on(TODAY)
    for form in forms().forms[:-1]:
        named = held.paper(form.key)
        assert named is not None
        assert (named.name, named.form) == (form.title, form.mark)
