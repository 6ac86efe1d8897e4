from dataclasses import fields

import pytest

from core.papers.facts import (
    Mediation,
    OnTipoff,
    Own,
    Reader,
    Registration,
    Settlement,
    facts_of,
    kind_for,
    may_share,
    values_of,
)
from core.tickets.ticket import Claim, Petitioner
from core.tickets.words import Kind, MediationConsent
from tests.core.papers.forms import each
from tests.samples import a_ticket

ABOUT_PETITIONER = {field.name for field in fields(Petitioner)}
CONTENT = {field.name for field in fields(Claim)} | {"purchase", "dispute"}


def test_what_the_trader_gets_on_a_tipoff_has_no_field_for_petitioner_or_content() -> None:
    known = {field.name for field in fields(OnTipoff)}
    assert not known & ABOUT_PETITIONER
    assert not known & CONTENT
    assert known == {"trader_name", "trader_address", "termination_ground"}


def test_mediation_tells_the_trader_with_whom_and_about_what_and_no_more() -> None:
    known = {field.name for field in fields(Mediation)}
    assert known & ABOUT_PETITIONER == {"petitioner_name"}
    assert known & CONTENT == {"purchase_item"}


@pytest.mark.parametrize(
    ("changes", "shared"),
    [
        ({"kind": Kind.COMPLAINT}, True),
        ({"kind": Kind.TIPOFF}, False),
        ({"kind": Kind.TIPOFF, "mediation_consent": MediationConsent.BOTH}, False),
        ({"kind": Kind.COMPOUND}, False),
        ({"kind": Kind.COMPOUND, "mediation_consent": MediationConsent.ONE_DECLINES}, False),
        ({"kind": Kind.COMPOUND, "mediation_consent": MediationConsent.BOTH}, True),
        ({"kind": None}, False),
    ],
)
def test_the_trader_learns_who_asks_on_complaints_and_agreed_compounds_only(
    changes: dict[str, object], *, shared: bool
) -> None:
    ticket = a_ticket(**changes)
    assert may_share(ticket) is shared
    kind = kind_for(Reader.TRADER, ticket, mediates=True)
    assert kind is (Mediation if shared else OnTipoff)
    assert kind_for(Reader.TRADER, ticket, mediates=False) is OnTipoff


def test_a_type_reads_its_own_fields_of_the_ticket() -> None:
    ticket = a_ticket(decline_ground=3, purchase_item="餐饮")
    own = facts_of(Own, ticket)
    assert own.petitioner_name == "闻人素"
    assert own.received_on == "2026年11月20日"
    assert own.decline_ground == "〔三〕"
    assert "闻人素" not in "".join(values_of(facts_of(OnTipoff, ticket)).values())


def test_every_reader_of_every_form_gets_facts() -> None:
    ticket = a_ticket()
    kinds = {kind_for(reader, ticket, mediates=form.mediates) for form, reader in each()}
    assert kinds == {Own, Mediation, Settlement, OnTipoff, Registration}
