"""What the rules ask of the other tickets, answered from the store with indexes.

`StoredNeighbours` answers for single tickets, while they are being written; its queries are made
once, because making them takes longer than running them. `gathered` reads as much of all tickets as
a check of the whole store needs.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, bindparam, delete, func, insert, select

from core.tickets.language.texts import bare
from core.tickets.neighbours import (
    COMMON,
    Gathered,
    Neighbour,
    Person,
    alike,
    crowding,
    is_earlier_tipoff,
    neighbour_of,
    person,
    sketch,
)
from core.tickets.ticket import Ticket
from core.tickets.words import TIPOFF_KINDS
from storage.loading import CHUNK, Stored
from storage.tables.neighbours import content_sketch, reply_sketch
from storage.tables.tickets import PARTS, ticket

_petitioner, _trader, _claim = PARTS["petitioner"], PARTS["trader"], PARTS["claim"]
_contact, _notice = PARTS["first_contact"], PARTS["notice"]

SECOND = timedelta(seconds=1)


def keep_sketches(connection: Connection, stored: Sequence[Stored]) -> None:
    """Put the sketches of these tickets' texts in the place of what was kept of them."""
    ids = [one.id for one in stored]
    for table, text_of in _SKETCHED:
        for begin in range(0, len(ids), CHUNK):
            own = table.c.ticket_id.in_(ids[begin : begin + CHUNK])
            connection.execute(delete(table).where(own))
        rows = [
            {"key": key, "ticket_id": one.id}
            for one in stored
            for key in sketch(bare(text_of(one.ticket)))
        ]
        if rows:
            connection.execute(insert(table), rows)


_SKETCHED: tuple[tuple[Table, Callable[[Ticket], str]], ...] = (
    (reply_sketch, attrgetter("outcome.reply")),
    (content_sketch, attrgetter("claim.content")),
)
"""The texts by which tickets are found that resemble each other."""


def _with(query: Select[Any], *parts: Any) -> Select[Any]:
    source: Any = ticket
    for part in parts:
        source = source.join(part, part.c.ticket_id == ticket.c.id)
    return query.select_from(source)


_NEIGHBOURS = _with(
    select(
        *(ticket.c.ref, ticket.c.number, ticket.c.is_rework, ticket.c.received_at, ticket.c.kind),
        *(_contact.c.first_contact_at, _claim.c.content, _notice.c.reply),
        *(_petitioner.c.petitioner_name, _petitioner.c.petitioner_phone, _trader.c.trader_name),
    ),
    *(_petitioner, _trader, _claim, _contact, _notice),
)

_ORIGINALS = (
    select(func.count())
    .select_from(ticket)
    .where(
        ticket.c.number == bindparam("number"),
        ticket.c.ref != bindparam("besides"),
        ticket.c.is_rework.is_not(True),
    )
)

_CONTACTED_AT = _with(select(func.min(ticket.c.number)), _contact).where(
    _contact.c.first_contact_at >= bindparam("since"),
    _contact.c.first_contact_at < bindparam("until"),
    ticket.c.ref != bindparam("besides"),
)

_COUNTS_OF_KEYS = (
    select(reply_sketch.c.key, func.count().label("many"))
    .where(reply_sketch.c.key.in_(bindparam("keys", expanding=True)))
    .group_by(reply_sketch.c.key)
    .order_by("many")
)

_REPLIES = (
    _with(select(ticket.c.number, _notice.c.reply), _notice, reply_sketch)
    .where(
        reply_sketch.c.key.in_(bindparam("keys", expanding=True)),
        ticket.c.number != bindparam("number"),
    )
    .order_by(ticket.c.id)
    .limit(bindparam("most"))
)

_TIPOFFS = _NEIGHBOURS.where(
    _trader.c.trader_name == bindparam("trader"),
    _petitioner.c.petitioner_phone == bindparam("phone"),
    ticket.c.kind.in_(TIPOFF_KINDS),
    ticket.c.received_at >= bindparam("since"),
)

_SIGHTINGS = _with(
    select(
        *(ticket.c.received_at, _petitioner.c.petitioner_name, _petitioner.c.petitioner_phone),
    ),
    *(_petitioner, _trader),
).where(
    _trader.c.trader_name == bindparam("trader"),
    ticket.c.ref != bindparam("besides"),
    ticket.c.received_at >= bindparam("since"),
    ticket.c.received_at < bindparam("until"),
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Who came about a trader within so many days of a ticket."""

    days: int
    sightings: tuple[tuple[date, Person], ...]


class StoredNeighbours:
    """The tickets of the store; satisfies `core.tickets.case.OtherTickets`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[tuple[str, str, date], _Seen] = {}

    def originals(self, number: str, *, besides: str) -> int:
        return int(self._run(_ORIGINALS, number=number, besides=besides).scalar_one())

    def contacted_at(self, moment: datetime, *, besides: str) -> str:
        since = moment.replace(microsecond=0)
        found = self._run(_CONTACTED_AT, since=since, until=since + SECOND, besides=besides)
        return found.scalar_one() or ""

    def with_reply_like(self, reply: str, above: float, *, number: str) -> str:
        keys, most = self._telling(sketch(bare(reply)))
        found = self._run(_REPLIES, keys=keys, number=number, most=most)
        return alike(reply, ((row.number, row.reply) for row in found), above)

    def _telling(self, keys: Sequence[int]) -> tuple[list[int], int]:
        """The numbers of a sketch that are no set phrases, and how many replies to look at.

        Where only set phrases are shared, some of those that have the rarest will do.
        """
        counts = [(row.key, row.many) for row in self._run(_COUNTS_OF_KEYS, keys=list(keys))]
        telling = [key for key, many in counts if many <= COMMON]
        return telling or [key for key, _ in counts[:1]], COMMON * max(len(telling), 1)

    def earlier_tipoff(self, ticket_: Ticket, *, within: int, above: float) -> str:
        ours = neighbour_of(ticket_)
        if ours.received is None or not all((ours.petitioner[0], ours.trader)):
            return ""
        since = datetime.combine(ours.received - timedelta(days=within), time())
        phone = ticket_.petitioner.petitioner_phone
        found = self._run(_TIPOFFS, trader=ours.trader, phone=phone, since=since)
        earlier = [
            (one.number, one.content)
            for one in map(_neighbour, found)
            if is_earlier_tipoff(one, ours, within)
        ]
        return alike(ours.content, earlier, above)

    def petitioners_of_trader(self, ticket_: Ticket, *, days: int) -> int:
        return self._crowding(ticket_, days)[0]

    def tickets_of_trader(self, ticket_: Ticket, *, days: int) -> int:
        return self._crowding(ticket_, days)[1]

    def _crowding(self, ticket_: Ticket, days: int) -> tuple[int, int]:
        ours = neighbour_of(ticket_)
        if ours.received is None or not ours.trader:
            return 0, 0
        return crowding(ours, self._sightings(ours.ref, ours.trader, ours.received, days), days)

    def _sightings(
        self, ref: str, trader: str, day: date, days: int
    ) -> tuple[tuple[date, Person], ...]:
        """Looked up once for the longest span; shorter ones are within."""
        seen = self._seen.get((ref, trader, day))
        if seen is None or seen.days < days:
            seen = self._seen[ref, trader, day] = _Seen(days, self._look(ref, trader, day, days))
        return seen.sightings

    def _look(self, ref: str, trader: str, day: date, days: int) -> tuple[tuple[date, Person], ...]:
        since = datetime.combine(day - timedelta(days=days), time())
        until = since + timedelta(days=2 * days + 1)
        rows = self._run(_SIGHTINGS, trader=trader, besides=ref, since=since, until=until)
        return tuple((at.date(), person(name, phone)) for at, name, phone in rows)

    def _run(self, query: Select[Any], **values: Any) -> Any:
        return self._connection.execute(query, values)


def gathered(connection: Connection) -> Gathered:
    """All tickets of the store, as far as their neighbours may ask."""
    everything = _NEIGHBOURS.order_by(ticket.c.id).execution_options(yield_per=1000)
    sketches: dict[str, list[int]] = defaultdict(list)
    kept = select(ticket.c.ref, reply_sketch.c.key).join_from(reply_sketch, ticket)
    for ref, key in connection.execute(kept.execution_options(yield_per=10_000)):
        sketches[ref].append(key)
    nothing: list[int] = []
    return Gathered(
        map(_neighbour, connection.execute(everything)),
        lambda one: sketches.get(one.ref, nothing),
    )


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
        content=row.content,
        reply=row.reply,
    )
