"""In which respects another ticket resembles one: same person, same trader, same text.

Only a hint. Whether it is the same matter an officer decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from rapidfuzz.distance import Indel

from core.tickets.language.texts import bare, plain_width
from core.tickets.ticket import Ticket


class Respect(StrEnum):
    """What two tickets may have in common; the value is the word for it."""

    PHONE = "电话"
    NAME = "姓名"
    ADDRESS = "地址"
    TRADER = "经营者"
    TEXT = "诉求"


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What of a ticket is compared with others."""

    ref: str
    number: str
    unit: str
    received: date | None
    name: str
    phone: str
    address: str
    trader: str
    trader_code: str
    text: str
    """The content without blanks and punctuation."""


def traits_of(ticket: Ticket) -> Traits:
    person, trader = ticket.petitioner, ticket.trader
    return Traits(
        ref=ticket.ref,
        number=ticket.number.strip(),
        unit=ticket.unit,
        received=ticket.received_at.date() if ticket.received_at else None,
        name=person.petitioner_name.strip(),
        phone=person.petitioner_phone.strip(),
        address=plain_width(person.petitioner_address),
        trader=trader.trader_name.strip(),
        trader_code=trader.trader_uscc.strip().upper(),
        text=bare(ticket.claim.content),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """From when on things count as alike, and how far back is looked; data of the office."""

    text_above: float
    """Texts of strangers about strangers resemble each other from here on."""
    text_said: float
    """So alike is worth saying where person or trader are the same."""
    days: int
    """A ticket of the same trader counts for so long before and after."""
    most: int


def sense_of(data: Mapping[str, Any]) -> Sense:
    return Sense(
        text_above=data["text_above"],
        text_said=data["text_said"],
        days=data["days"],
        most=data["most"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How one other ticket resembles ours."""

    respects: frozenset[Respect]
    text: float
    """How alike the texts are, 0 to 1."""

    @property
    def is_same_person(self) -> bool:
        return Respect.PHONE in self.respects or {Respect.NAME, Respect.ADDRESS} <= self.respects

    @property
    def is_probable(self) -> bool:
        """Whether it is likely the same matter: two of person, trader and text (疑似重复)."""
        one_of_each = (
            self.is_same_person,
            Respect.TRADER in self.respects,
            Respect.TEXT in self.respects,
        )
        return sum(one_of_each) >= 2

    @property
    def sentence(self) -> str:
        """What matches, in words: 诉求相似 87 %，同一电话、经营者."""
        same = [one.value for one in Respect if one in self.respects and one is not Respect.TEXT]
        # Rounded down: 100 % is said of equal texts alone.
        alike = f"诉求相似 {int(self.text * 100)} %" if Respect.TEXT in self.respects else ""
        return "，".join(filter(None, (alike, f"同一{'、'.join(same)}" if same else "")))


def likeness(ours: Traits, other: Traits, sense: Sense) -> Likeness | None:
    """How `other` resembles ours; None where it is not worth saying."""
    respects = {respect for respect, same in _same(ours, other) if same}
    alone = not respects - {Respect.NAME, Respect.ADDRESS}
    cutoff = sense.text_above if alone else sense.text_said
    text = _alike(ours.text, other.text, cutoff)
    if text:
        respects.add(Respect.TEXT)
    found = Likeness(respects=frozenset(respects), text=text)
    telling = found.is_same_person or respects & {Respect.TRADER, Respect.TEXT}
    return found if telling else None


def _same(ours: Traits, other: Traits) -> Iterable[tuple[Respect, bool]]:
    yield Respect.PHONE, bool(ours.phone) and ours.phone == other.phone
    yield Respect.NAME, bool(ours.name) and ours.name == other.name
    yield Respect.ADDRESS, bool(ours.address) and ours.address == other.address
    code = bool(ours.trader_code) and ours.trader_code == other.trader_code
    yield Respect.TRADER, code or (bool(ours.trader) and ours.trader == other.trader)


def _alike(one: str, other: str, cutoff: float) -> float:
    if not one or not other:
        return 0.0
    return Indel.normalized_similarity(one, other, score_cutoff=cutoff)


def by_telling(
    ours: Traits, others: Iterable[tuple[Traits, Likeness]]
) -> list[tuple[Traits, Likeness]]:
    """The most telling first; among equals the nearest in time."""
    return sorted(others, key=lambda pair: _weight(ours, *pair))


def _weight(ours: Traits, other: Traits, found: Likeness) -> tuple[Any, ...]:
    apart = (
        abs((ours.received - other.received).days)
        if ours.received is not None and other.received is not None
        else 10**6
    )
    return (
        not found.is_probable,
        not found.is_same_person,
        Respect.TEXT not in found.respects,
        apart,
        other.ref,
    )
