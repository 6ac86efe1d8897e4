"""What a paper may know of a ticket: one type for each reader, all of them plain text.

A form can name only the fields of the type its reader is given, so that what is not here cannot be
printed. `OnTipoff` is for the trader on a tip-off: nobody adds a petitioner or a content to it.
Text that is missing is ""; numbers of grounds are written as 〔三〕.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, TypeVar

from core.papers.words import ground, official_day, ticked, yuan
from core.tickets.ticket import Ticket
from core.tickets.words import Answer, Kind, MediationConsent


class Reader(StrEnum):
    """Who gets a paper."""

    PETITIONER = "诉求人"
    TRADER = "被诉主体"
    BOTH = "双方"
    FILE = "存档"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """To the petitioner, about the petitioner's own matter."""

    petitioner_name: str
    trader_name: str
    received_on: str
    purchase_item: str
    decline_ground: str
    termination_ground: str
    tipoff_conclusion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """To the trader who is to mediate: with whom and about what, no more (令第121号第三十七条)."""

    petitioner_name: str
    trader_name: str
    purchase_item: str
    termination_ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """For the agreement that both sides sign: who they are, and what was asked for."""

    petitioner_name: str
    petitioner_phone: str
    petitioner_address: str
    trader_name: str
    trader_address: str
    purchase: str
    demand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnTipoff:
    """To the trader on a tip-off: who the trader is, and nothing of who spoke or what was said."""

    trader_name: str
    trader_address: str
    termination_ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """For the office's own file: all that was said when the matter came in."""

    number: str
    petitioner_name: str
    petitioner_phone: str
    petitioner_address: str
    trader_name: str
    trader_address: str
    publish_boxes: str
    delegate_boxes: str
    dispute: str
    demand: str
    clue: str


Facts: TypeAlias = Own | Mediation | Settlement | OnTipoff | Registration
F = TypeVar("F", bound="Facts")


def _purchase(ticket: Ticket) -> str:
    """When, where, what and for how much, as far as the ledger knows: one sentence, or nothing."""
    claim = ticket.claim
    when = _day(claim.purchase_date)
    where = f"在{claim.purchase_place.strip()}" if claim.purchase_place.strip() else ""
    what = (
        f"购买商品或者接受服务：{claim.purchase_item.strip()}"
        if claim.purchase_item.strip()
        else ""
    )
    amount = f"涉及金额{yuan(claim.amount)}" if claim.amount is not None else ""
    said = "，".join(filter(None, (f"{when}{where}{what}", amount)))
    return f"{said}。" if said else ""


def _day(value: date | datetime | None) -> str:
    return "" if value is None else official_day(value)


def _answer(answer: Answer | None) -> str:
    if answer not in (Answer.YES, Answer.NO):
        return ""
    yes = answer is Answer.YES
    return f"{ticked(on=yes)}是　{ticked(on=not yes)}否"


_READ: Mapping[str, Callable[[Ticket], str]] = {
    "number": lambda t: t.number,
    "petitioner_name": lambda t: t.petitioner.petitioner_name.strip(),
    "petitioner_phone": lambda t: t.petitioner.petitioner_phone.strip(),
    "petitioner_address": lambda t: t.petitioner.petitioner_address.strip(),
    "trader_name": lambda t: t.trader.trader_name.strip(),
    "trader_address": lambda t: t.trader.trader_address.strip(),
    "received_on": lambda t: _day(t.received_at),
    "purchase_item": lambda t: t.claim.purchase_item.strip(),
    "purchase": _purchase,
    "demand": lambda t: t.claim.demand.strip(),
    "dispute": lambda t: "\n".join(filter(None, (_purchase(t), t.claim.content.strip()))),
    "clue": lambda t: t.claim.clue.strip() or t.claim.content.strip(),
    "decline_ground": lambda t: ground(t.complaint.decline_ground),
    "termination_ground": lambda t: ground(t.complaint.termination_ground),
    "tipoff_conclusion": lambda t: t.tipoff.tipoff_conclusion.strip(),
    "publish_boxes": lambda t: _answer(t.complaint.consent_publish),
    "delegate_boxes": lambda t: _answer(t.complaint.consent_delegate),
}
"""How each fact is read off a ticket. A type reads its own fields and no others."""

COLUMNS: Mapping[str, str] = {
    "received_on": "received_at",
    "purchase": "purchase_item",
    "dispute": "content",
    "publish_boxes": "consent_publish",
    "delegate_boxes": "consent_delegate",
}
"""The ledger column behind a fact, where it is called otherwise: where to go when it is missing."""


def facts_of(kind: type[F], ticket: Ticket) -> F:
    """What a reader of this kind may know of `ticket`."""
    return kind(**{field.name: _READ[field.name](ticket) for field in fields(kind)})


def kind_for(reader: Reader, ticket: Ticket, *, mediates: bool) -> type[Facts]:
    """Which type of facts `reader` is given; `mediates` tells that the form belongs to mediation.

    The trader learns of the petitioner only in mediation, and of a matter with a tip-off in it only
    when both sides have agreed to mediate.
    """
    if reader is Reader.FILE:
        return Registration
    if reader is Reader.PETITIONER:
        return Own
    if reader is Reader.BOTH:
        return Settlement
    return Mediation if mediates and may_share(ticket) else OnTipoff


def kinds_of(reader: Reader, *, mediates: bool) -> tuple[type[Facts], ...]:
    """All types that `reader` may be given, the narrowest last: a form must do with that one."""
    if reader is Reader.TRADER:
        return (Mediation, OnTipoff) if mediates else (OnTipoff,)
    return (kind_for(reader, Ticket(number=""), mediates=mediates),)


def may_share(ticket: Ticket) -> bool:
    """Whether the trader may learn what mediation needs: a complaint, or a compound agreed on."""
    if ticket.kind is Kind.COMPLAINT:
        return True
    both = ticket.complaint.mediation_consent is MediationConsent.BOTH
    return ticket.kind is Kind.COMPOUND and both


def shares_petitioner(kind: type[Facts]) -> bool:
    """Whether a reader outside of the office other than the petitioner learns who that is."""
    return kind in (Mediation, Settlement)


def values_of(facts: Facts) -> dict[str, str]:
    """The facts by name."""
    return {field.name: getattr(facts, field.name) for field in fields(facts)}
