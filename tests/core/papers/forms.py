"""Forms filled for tests: every form of the set, for each of its readers."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from core.paper import Paper, texts
from core.papers.drafting import Draft, Office, draft
from core.papers.facts import Reader, facts_of, kind_for
from core.papers.form import Form
from core.tickets.ticket import Ticket
from core.tickets.words import Kind
from storage.forms import forms
from tests.samples import NOW

OFFICE = Office(bureau="上海市松江区", unit="九亭所", handler="陆明远")
NUMBER = "沪市监松九亭投受〔2026〕第12号"
EMPTY = Ticket(number="", kind=Kind.COMPLAINT)

ENTRIES: Mapping[str, Any] = {
    "subject": "餐饮消费者权益争议",
    "deadline": date(2026, 12, 1),
    "materials": ("本人有效身份证件的复印件", "授权委托书"),
    "phone": "021-60009999",
    "address": "上海市松江区虚构路 9990 号",
    "contact": "陆明远",
    "time": datetime(2026, 12, 3, 14, 30),
    "place": "九亭所二楼调解室",
    "challenge_days": 3,
    "mediators": "陆明远、张鋐",
    "representative": "虚某",
    "trader_phone": "021-60008888",
    "matter": "要求退还餐费三十六元。",
    "agreed": "一、经营者退还餐费三十六元。\n二、消费者撤回投诉。",
    "law": "中华人民共和国广告法",
    "article": "五十三",
    "result": "经核查，决定不予立案。",
}
"""Something for every entry that a form cannot do without."""


def each() -> Iterator[tuple[Form, Reader]]:
    """Every form with each of its readers."""
    for form in forms().forms:
        for reader in form.readers:
            yield form, reader


def a_form(key: str) -> Form:
    return forms().form(key)


def a_draft(
    form: Form,
    reader: Reader,
    ticket: Ticket,
    entries: Mapping[str, Any] = ENTRIES,
    *,
    issued: bool = True,
) -> Draft:
    kind = kind_for(reader, ticket, mediates=form.mediates)
    return draft(
        form,
        reader,
        facts_of(kind, ticket),
        office=OFFICE,
        entries=entries,
        number=NUMBER,
        made_at=NOW,
        day=NOW.date() if issued else None,
    )


def text_of(paper: Paper) -> str:
    """All that stands on the paper, without any white space."""
    return squeezed("\n".join(texts(paper)))


def squeezed(text: str) -> str:
    return "".join(text.split())
