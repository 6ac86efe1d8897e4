"""Looks for tickets that resemble one, with indexes; and what may be shown of them to whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from core.masking import cover_text
from core.people import Action, Officer, may
from core.personal.finding import Searcher
from core.tickets.language.texts import bare, plain_width
from core.tickets.lifecycle import Stage
from core.tickets.neighbours import COMMON, sketch
from core.tickets.similar.likeness import (
    Likeness,
    Sense,
    Traits,
    by_telling,
    likeness,
    sense_of,
    traits_of,
)
from core.tickets.similar.links import Link
from core.tickets.ticket import Petitioner, Ticket
from core.tickets.words import Kind
from storage.links import apart_from, links_of
from storage.resources import read_toml
from storage.tables.neighbours import content_sketch
from storage.tables.tickets import PARTS, ticket

_petitioner, _trader, _claim = PARTS["petitioner"], PARTS["trader"], PARTS["claim"]

LOOKED_AT = 200
"""Of one trader's or one phone's tickets the newest so many are compared."""


@cache
def sense() -> Sense:
    return sense_of(read_toml("guidance/likeness.toml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Resembling:
    """Another ticket beside ours. Where the officer may not see it, number and unit are all."""

    ref: str
    number: str
    unit: str
    seen: bool
    link: Link | None = None
    likeness: Likeness | None = None
    received: date | None = None
    trader: str = ""
    kind: str = ""
    state: str = ""
    content: str = ""
    """Covered where the officer may not know the petitioner."""


@dataclass(frozen=True, slots=True)
class _Other:
    """Another ticket as far as it is compared and shown."""

    traits: Traits
    trader: str
    kind: Kind | None
    state: str
    content: str


def resembling(
    connection: Connection, ours: Ticket, *, to: Officer, today: date
) -> list[Resembling]:
    """Linked tickets first, then those that resemble `ours` and were not set apart."""
    mine = traits_of(ours)
    linked = {link.other(ours.ref): link for link in links_of(connection, ours.ref)}
    others = _by_ref(connection, _candidates(connection, mine, [*linked]))
    left_out = {ours.ref, *apart_from(connection, ours.ref)} - {*linked}
    found = {
        ref: like
        for ref, other in others.items()
        if ref not in left_out and (like := likeness(mine, other.traits, sense())) is not None
    }
    rest = by_telling(mine, ((others[ref].traits, like) for ref, like in found.items()))
    refs = [*linked, *(other.ref for other, _ in rest if other.ref not in linked)]
    return [
        _shown(others[ref], linked.get(ref), found.get(ref), to=to, today=today)
        for ref in refs[: sense().most]
    ]


def _shown(
    one: _Other, link: Link | None, found: Likeness | None, *, to: Officer, today: date
) -> Resembling:
    own = one.traits
    if not may(to, Action.SEE_TICKET, own.unit, today=today):
        return Resembling(ref=own.ref, number=own.number, unit=own.unit, seen=False, link=link)
    sees = may(to, Action.SEE_PETITIONER, own.unit, today=today)
    return Resembling(
        ref=own.ref,
        number=own.number,
        unit=own.unit,
        seen=True,
        link=link,
        likeness=found,
        received=own.received,
        trader=one.trader,
        kind=one.kind.value if one.kind else "",
        state=one.state,
        content=one.content if sees else _covered(one),
    )


def _covered(one: _Other) -> str:
    who = Petitioner(
        petitioner_name=one.traits.name,
        petitioner_phone=one.traits.phone,
        petitioner_address=one.traits.address,
    )
    return cover_text(one.content, Searcher(who, (one.trader, one.traits.number)))


def _candidates(connection: Connection, ours: Traits, linked: Sequence[str]) -> list[int]:
    ids: set[int] = set()
    if linked:
        ids.update(connection.execute(_BY_REF, {"refs": linked}).scalars())
    if ours.phone:
        ids.update(connection.execute(_BY_PHONE, {"phone": ours.phone}).scalars())
    if ours.trader or ours.trader_code:
        ids.update(_of_trader(connection, ours))
    if ours.text:
        ids.update(_with_text_like(connection, sketch(ours.text)))
    return sorted(ids)


def _by_ref(connection: Connection, ids: Sequence[int]) -> dict[str, _Other]:
    found: dict[str, _Other] = {}
    for begin in range(0, len(ids), LOOKED_AT):
        some = {"ids": ids[begin : begin + LOOKED_AT]}
        found |= {row.ref: _other(row) for row in connection.execute(_OTHERS, some)}
    return found


_OTHERS = (
    select(
        *(ticket.c.ref, ticket.c.number, ticket.c.unit, ticket.c.received_at),
        *(ticket.c.kind, ticket.c.stage, ticket.c.is_closed),
        *(_petitioner.c.petitioner_name, _petitioner.c.petitioner_phone),
        *(_petitioner.c.petitioner_address, _trader.c.trader_name, _trader.c.trader_uscc),
        _claim.c.content,
    )
    .join(_petitioner, _petitioner.c.ticket_id == ticket.c.id)
    .join(_trader, _trader.c.ticket_id == ticket.c.id)
    .join(_claim, _claim.c.ticket_id == ticket.c.id)
    .where(ticket.c.id.in_(bindparam("ids", expanding=True)))
)

_BY_REF = select(ticket.c.id).where(ticket.c.ref.in_(bindparam("refs", expanding=True)))

_BY_PHONE = (
    select(_petitioner.c.ticket_id)
    .where(_petitioner.c.petitioner_phone == bindparam("phone"))
    .order_by(_petitioner.c.ticket_id.desc())
    .limit(LOOKED_AT)
)

_OF_TRADER = (
    select(_trader.c.ticket_id)
    .join(ticket, ticket.c.id == _trader.c.ticket_id)
    .order_by(ticket.c.received_at.desc())
    .limit(LOOKED_AT)
)

_COUNTS = (
    select(content_sketch.c.key, func.count().label("many"))
    .where(content_sketch.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(content_sketch.c.key)
)

_SHARING = (
    select(content_sketch.c.ticket_id)
    .where(content_sketch.c.key.in_(bindparam("keys", expanding=True)))
    .distinct()
    .limit(LOOKED_AT)
)


def _of_trader(connection: Connection, ours: Traits) -> Iterable[int]:
    """Tickets of the same trader in the time around ours; all of the newest where we have none."""
    query = _OF_TRADER
    if ours.received is not None:
        day, reach = datetime.combine(ours.received, time()), timedelta(days=sense().days)
        query = query.where(ticket.c.received_at.between(day - reach, day + reach))
    for column, wanted in (
        (_trader.c.trader_name, ours.trader),
        (_trader.c.trader_uscc, ours.trader_code),
    ):
        if wanted:
            yield from connection.execute(query.where(column == wanted)).scalars()


def _with_text_like(connection: Connection, keys: Sequence[int]) -> Iterable[int]:
    """Tickets whose content shares a number of its sketch that is no set phrase."""
    counts = connection.execute(_COUNTS, {"keys": list(keys)})
    telling = [row.key for row in counts if row.many <= COMMON]
    return connection.execute(_SHARING, {"keys": telling}).scalars() if telling else ()


def _other(row: Any) -> _Other:
    traits = Traits(
        ref=row.ref,
        number=row.number,
        unit=row.unit,
        received=row.received_at and row.received_at.date(),
        name=row.petitioner_name.strip(),
        phone=row.petitioner_phone.strip(),
        address=plain_width(row.petitioner_address),
        trader=row.trader_name.strip(),
        trader_code=row.trader_uscc.strip().upper(),
        text=bare(row.content),
    )
    return _Other(
        traits=traits,
        trader=row.trader_name,
        kind=row.kind,
        state="已办结" if row.is_closed else Stage[row.stage].value,
        content=row.content,
    )
