from typing import Any

import pytest

from core.papers.facts import Reader
from core.papers.guarding import leaks_of
from core.tickets.words import Kind, MediationConsent
from tests.core.papers.forms import ENTRIES, a_draft, a_form
from tests.samples import a_ticket


def said(key: str, reader: Reader, entries: dict[str, Any], **changes: Any) -> list[str]:
    ticket = a_ticket(**changes)
    made = a_draft(a_form(key), reader, ticket, {**ENTRIES, **entries})
    return [leak.said for leak in leaks_of(made, ticket)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("闻人素提到的进货单", "闻人素"),
        ("13900000001 来电所称的票据", "13900000001"),
        ("１３９ ０００ ０００ ０１", "１３９ ０００ ０００ ０１"),
        (
            "十一月十八日在店内用餐后要求退款，店方未答应的票据",
            "十一月十八日在店内用餐后要求退款，店方未答应",
        ),
    ],
)
def test_what_an_officer_types_to_the_trader_on_a_tipoff_is_searched(
    typed: str, found: str
) -> None:
    leaks = said("trader_materials", Reader.TRADER, {"materials": (typed,)}, kind=Kind.TIPOFF)
    assert any(found.strip("。") in leak or leak in found for leak in leaks)
    assert said("trader_materials", Reader.TRADER, {}, kind=Kind.TIPOFF) == []


def test_a_mediation_notice_may_name_the_petitioner_but_not_the_phone() -> None:
    changes = {"kind": Kind.COMPOUND, "mediation_consent": MediationConsent.BOTH}
    named = {"subject": "闻人素与你单位的争议"}
    assert said("mediation_notice", Reader.TRADER, named, **changes) == []
    called = {"subject": "闻人素（13900000001）与你单位的争议"}
    assert said("mediation_notice", Reader.TRADER, called, **changes) == ["13900000001"]


def test_papers_to_the_petitioner_and_for_the_file_are_not_searched() -> None:
    assert said("acceptance", Reader.PETITIONER, {"subject": "13900000001"}) == []
    assert said("complaint_record", Reader.FILE, {}) == []
