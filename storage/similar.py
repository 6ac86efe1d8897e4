"""Looks for tickets that resemble one, with indexes; and what may be shown of them to whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from core.masking import cover_about
from core.people import Action, Officer, may
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
from core.tickets.ticket import Ticket
from storage.links import apart_from, links_of
from storage.loading import load_by_ref
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


def resembling(
    connection: Connection, ours: Ticket, *, to: Officer, today: date
) -> list[Resembling]:
    """Linked tickets first, then those that resemble `ours` and were not set apart."""
    linked = {link.other(ours.ref): link for link in links_of(connection, ours.ref)}
    found = dict(_alike(connection, ours, without=apart_from(connection, ours.ref)))
    refs = [*linked, *(ref for ref in found if ref not in linked)]
    shown = refs[: sense().most]
    stored = {one.ticket.ref: one.ticket for one in load_by_ref(connection, shown)}
    stages = {row.ref: row.stage for row in connection.execute(_STAGES, {"refs": shown})}
    return [
        _shown(stored[ref], stages[ref], linked.get(ref), found.get(ref), to=to, today=today)
        for ref in shown
        if ref in stored
    ]


def _shown(
    one: Ticket,
    stage: str,
    link: Link | None,
    found: Likeness | None,
    *,
    to: Officer,
    today: date,
) -> Resembling:
    if not may(to, Action.SEE_TICKET, one.unit, today=today):
        return Resembling(ref=one.ref, number=one.number, unit=one.unit, seen=False, link=link)
    sees = may(to, Action.SEE_PETITIONER, one.unit, today=today)
    content = one.claim.content
    return Resembling(
        ref=one.ref,
        number=one.number,
        unit=one.unit,
        seen=True,
        link=link,
        likeness=found,
        received=one.received_at.date() if one.received_at else None,
        trader=one.trader.trader_name,
        kind=one.kind.value if one.kind else "",
        state="已办结" if one.is_closed else Stage[stage].value,
        content=content if sees else cover_about(one, content),
    )


def _alike(
    connection: Connection, ours: Ticket, *, without: Iterable[str]
) -> list[tuple[str, Likeness]]:
    """The references of tickets that resemble ours, most telling first."""
    left_out = {ours.ref, *without}
    mine = traits_of(ours)
    pairs = [
        (other, found)
        for other in _candidates(connection, mine)
        if other.ref not in left_out and (found := likeness(mine, other, sense())) is not None
    ]
    return [(other.ref, found) for other, found in by_telling(mine, pairs)]


def _candidates(connection: Connection, ours: Traits) -> list[Traits]:
    ids: set[int] = set()
    if ours.phone:
        ids.update(connection.execute(_BY_PHONE, {"phone": ours.phone}).scalars())
    if ours.trader or ours.trader_code:
        ids.update(_of_trader(connection, ours))
    if ours.text:
        ids.update(_with_text_like(connection, sketch(ours.text)))
    found: list[Traits] = []
    some = sorted(ids)
    for begin in range(0, len(some), LOOKED_AT):
        query = _TRAITS.where(ticket.c.id.in_(some[begin : begin + LOOKED_AT]))
        found += [_traits(row) for row in connection.execute(query)]
    return found


_TRAITS = (
    select(
        *(ticket.c.ref, ticket.c.number, ticket.c.unit, ticket.c.received_at),
        *(_petitioner.c.petitioner_name, _petitioner.c.petitioner_phone),
        *(_petitioner.c.petitioner_address, _trader.c.trader_name, _trader.c.trader_uscc),
        _claim.c.content,
    )
    .join(_petitioner, _petitioner.c.ticket_id == ticket.c.id)
    .join(_trader, _trader.c.ticket_id == ticket.c.id)
    .join(_claim, _claim.c.ticket_id == ticket.c.id)
)

_STAGES = select(ticket.c.ref, ticket.c.stage).where(
    ticket.c.ref.in_(bindparam("refs", expanding=True))
)

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


def _traits(row: Any) -> Traits:
    return Traits(
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
