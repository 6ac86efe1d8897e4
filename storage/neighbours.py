"""What the rules ask of the other tickets, answered from the store with indexes.

`StoredNeighbours` answers for single tickets; `gathered` reads as much of all tickets as a check of
the whole store needs.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select

from core.tickets.language.text_functions import bare
from core.tickets.neighbours import (
    COMMON,
    Gathered,
    Neighbour,
    alike,
    crowding_with,
    is_earlier_tipoff,
    neighbour_of,
    person,
    sketch,
)
from core.tickets.ticket import Ticket
from core.tickets.words import TIPOFF_KINDS
from storage.loading import CHUNK, Stored
from storage.tables.neighbours import reply_sketch
from storage.tables.tickets import PARTS, ticket

_petitioner, _trader, _claim = PARTS["petitioner"], PARTS["trader"], PARTS["claim"]
_contact, _notice = PARTS["first_contact"], PARTS["notice"]

SECOND = timedelta(seconds=1)


def keep_sketches(connection: Connection, stored: Sequence[Stored]) -> None:
    """Put the sketches of these tickets' replies in the place of what was kept of them."""
    ids = [one.id for one in stored]
    for begin in range(0, len(ids), CHUNK):
        own = reply_sketch.c.ticket_id.in_(ids[begin : begin + CHUNK])
        connection.execute(delete(reply_sketch).where(own))
    rows = [
        {"key": key, "ticket_id": one.id}
        for one in stored
        for key in sketch(bare(one.ticket.outcome.reply))
    ]
    if rows:
        connection.execute(insert(reply_sketch), rows)


class StoredNeighbours:
    """The tickets of the store; satisfies `core.tickets.case.OtherTickets`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._crowds: dict[tuple[Neighbour, int], tuple[int, int]] = {}

    def originals(self, number: str, *, besides: str) -> int:
        same = (ticket.c.number == number, ticket.c.ref != besides, ticket.c.is_rework.is_not(True))
        return int(self._run(select(func.count()).select_from(ticket).where(*same)).scalar_one())

    def contacted_at(self, moment: datetime, *, besides: str) -> str:
        second = moment.replace(microsecond=0)
        at = _contact.c.first_contact_at
        rows = _with(select(ticket.c.number), _contact)
        same = (at >= second, at < second + SECOND, ticket.c.ref != besides)
        return self._run(rows.where(*same).order_by(ticket.c.number).limit(1)).scalar() or ""

    def with_reply_like(self, reply: str, above: float, *, number: str) -> str:
        ours = bare(reply)
        rows = _with(select(ticket.c.number, _notice.c.reply), _notice)
        sharing = ticket.c.id.in_(self._sharing(sketch(ours)))
        found = self._run(rows.where(sharing, ticket.c.number != number))
        return alike(ours, ((row.number, bare(row.reply)) for row in found), above)

    def _sharing(self, keys: Sequence[int]) -> Select[Any]:
        """The tickets whose replies share a number of the sketch that is no set phrase.

        Where only set phrases are shared, some of those that have the rarest will do.
        """
        key, many = reply_sketch.c.key, func.count()
        counted = select(key, many).where(key.in_(keys)).group_by(key).order_by(many)
        counts = [(one, count) for one, count in self._run(counted)]
        telling = [one for one, count in counts if count <= COMMON]
        owners = select(reply_sketch.c.ticket_id)
        if telling or not counts:
            return owners.where(key.in_(telling))
        return owners.where(key == counts[0][0]).order_by(reply_sketch.c.ticket_id).limit(COMMON)

    def earlier_tipoff(self, ticket_: Ticket, *, within: int, above: float) -> str:
        ours = neighbour_of(ticket_)
        if ours.received is None or not all((ours.petitioner[0], ours.trader)):
            return ""
        begin = datetime.combine(ours.received - timedelta(days=within), time())
        named = (
            _trader.c.trader_name == ours.trader,
            ticket.c.kind.in_(TIPOFF_KINDS),
            ticket.c.received_at >= begin,
        )
        earlier = [
            (one.number, one.content)
            for one in map(_neighbour, self._run(_neighbours().where(*named)))
            if is_earlier_tipoff(one, ours, within)
        ]
        return alike(ours.content, earlier, above)

    def petitioners_of_trader(self, ticket_: Ticket, *, days: int) -> int:
        return self._crowding(ticket_, days)[0]

    def tickets_of_trader(self, ticket_: Ticket, *, days: int) -> int:
        return self._crowding(ticket_, days)[1]

    def _crowding(self, ticket_: Ticket, days: int) -> tuple[int, int]:
        asked = neighbour_of(ticket_), days
        if asked not in self._crowds:
            self._crowds[asked] = self._count_crowding(*asked)
        return self._crowds[asked]

    def _count_crowding(self, ours: Neighbour, days: int) -> tuple[int, int]:
        if ours.received is None or not ours.trader:
            return 0, 0
        first = datetime.combine(ours.received - timedelta(days=days), time())
        near = (
            _trader.c.trader_name == ours.trader,
            ticket.c.ref != ours.ref,
            ticket.c.received_at >= first,
            ticket.c.received_at < first + timedelta(days=2 * days + 1),
        )
        return crowding_with(ours, map(_neighbour, self._run(_neighbours().where(*near))), days)

    def _run(self, query: Select[Any]) -> Any:
        return self._connection.execute(query)


def gathered(connection: Connection) -> Gathered:
    """All tickets of the store, as far as their neighbours may ask."""
    rows = connection.execute(_neighbours().order_by(ticket.c.id).execution_options(yield_per=1000))
    return Gathered(map(_neighbour, rows))


def _with(query: Select[Any], *parts: Any) -> Select[Any]:
    source: Any = ticket
    for part in parts:
        source = source.join(part, part.c.ticket_id == ticket.c.id)
    return query.select_from(source)


def _neighbours() -> Select[Any]:
    own = ticket.c
    columns = (
        *(own.ref, own.number, own.is_rework, own.received_at, own.kind),
        *(_contact.c.first_contact_at, _claim.c.content, _notice.c.reply),
        *(_petitioner.c.petitioner_name, _petitioner.c.petitioner_phone, _trader.c.trader_name),
    )
    return _with(select(*columns), _petitioner, _trader, _claim, _contact, _notice)


def _neighbour(row: Row[Any]) -> Neighbour:
    return Neighbour(
        ref=row.ref,
        number=row.number,
        is_rework=row.is_rework is True,
        received=row.received_at and row.received_at.date(),
        first_contact_at=row.first_contact_at,
        petitioner=person(row.petitioner_name, row.petitioner_phone),
        trader=row.trader_name.strip(),
        on_tipoff_track=row.kind in TIPOFF_KINDS,
        content=bare(row.content),
        reply=bare(row.reply),
    )
