from typing import Any

from core.papers.facts import Reader, facts_of, kind_for
from core.papers.form import Remembered
from core.papers.proposing import kept_for_next_time, proposed
from core.tickets.case import Case, Surroundings
from core.tickets.words import Kind, MediationConsent
from tests.core.papers.forms import ENTRIES, OFFICE, a_form
from tests.samples import TODAY, a_ticket


def proposals(key: str, reader: Reader, remembered: Any = None, **changes: Any) -> dict[str, Any]:
    ticket, form = a_ticket(**changes), a_form(key)
    kind = kind_for(reader, ticket, mediates=form.mediates)
    return proposed(
        form,
        reader,
        facts_of(kind, ticket),
        office=OFFICE,
        case=Case(ticket, Surroundings(today=TODAY)),
        remembered=remembered or {},
    )


def test_the_matter_is_proposed_from_what_the_ledger_knows() -> None:
    found = proposals("acceptance", Reader.PETITIONER, purchase_item="餐饮")
    assert found == {"subject": "松江区云间小满餐饮店餐饮消费者权益争议", "contact": "陆明远"}


def test_nothing_is_proposed_where_the_ledger_knows_nothing() -> None:
    found = proposals("acceptance", Reader.PETITIONER, trader_name=" ", purchase_item="")
    assert "subject" not in found


def test_the_trader_reads_whose_complaint_it_is_in_mediation_alone() -> None:
    told = proposals("termination", Reader.TRADER)
    assert told["subject"] == "闻人素与你（单位）消费者权益争议"
    for consent in (None, MediationConsent.ONE_DECLINES):
        kept = proposals(
            "termination", Reader.TRADER, kind=Kind.COMPOUND, mediation_consent=consent
        )
        assert kept["subject"] == "消费者与你（单位）之间消费者权益争议"


def test_the_law_that_asks_for_a_notice_is_proposed_by_the_ticket() -> None:
    tipoff = {"kind": Kind.TIPOFF, "tipoff_conclusion": "经查不予立案。"}
    ad = proposals("result_notice", Reader.PETITIONER, is_ad=True, **tipoff)
    assert (ad["law"], ad["article"], ad["result"]) == (
        "中华人民共和国广告法",
        "五十三",
        "经查不予立案。",
    )
    assert "law" not in proposals("result_notice", Reader.PETITIONER, is_real_name=True, **tipoff)


def test_what_the_unit_and_the_officer_wrote_before_comes_first() -> None:
    remembered = {
        Remembered.UNIT: {"place": "九亭所二楼", "phone": "021-60000000"},
        Remembered.OFFICER: {"phone": "021-60001111"},
    }
    found = proposals("mediation_notice", Reader.PETITIONER, remembered)
    assert (found["place"], found["phone"]) == ("九亭所二楼", "021-60001111")


def test_only_what_is_the_same_next_time_is_remembered() -> None:
    kept = kept_for_next_time(a_form("mediation_notice"), ENTRIES)
    assert kept == {
        Remembered.UNIT: {"place": "九亭所二楼调解室"},
        Remembered.OFFICER: {"phone": "021-60009999"},
    }
