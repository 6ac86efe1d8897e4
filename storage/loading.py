"""Reads tickets: rows of the part tables put together into values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, select

from core.tickets.fields import FIELDS
from core.tickets.ticket import (
    Callback,
    Claim,
    ComplaintTrack,
    Evidence,
    FirstContact,
    Gate,
    Outcome,
    Petitioner,
    Referral,
    Ticket,
    TipoffTrack,
    Trader,
)
from core.tickets.timing import timing_of
from storage.tables.tickets import LISTED, PARTS, evidence, list_item, table_name, ticket

T = TypeVar("T")

CHUNK = 500
"""How many tickets are put together at once; also the most names in one IN ( … )."""

_PART_TYPES: dict[str, type] = {
    "petitioner": Petitioner,
    "trader": Trader,
    "claim": Claim,
    "contact": FirstContact,
    "complaint": ComplaintTrack,
    "tipoff": TipoffTrack,
    "outcome": Outcome,
    "gate": Gate,
    "referral": Referral,
    "callback": Callback,
}

_SCALARS = tuple(field for field in FIELDS if field.type not in LISTED)
_PLACES: dict[str, tuple[tuple[str, int], ...]] = {
    part: tuple((f.key, place) for place, f in enumerate(_SCALARS, start=7) if f.part == part)
    for part in ("", *_PART_TYPES)
}
"""For each part: which of its fields stands at which place of a row of `_whole`."""

_PART_OF_LIST = {field.key: field.part for field in FIELDS if field.type in LISTED}


@dataclass(frozen=True, slots=True)
class Stored:
    """A ticket with what only the store knows of it."""

    id: int
    version: int
    ticket: Ticket


def whole() -> Select[Any]:
    """Every scalar of a ticket in one row: what the store keeps first, fields in ledger order."""
    columns: list[Column[Any]] = [ticket.c.id, ticket.c.ref, ticket.c.version, ticket.c.rule_set]
    columns += [ticket.c.restarted_on, ticket.c.timing, ticket.c.returned_on]
    source: Any = ticket
    for name, table in PARTS.items():
        if name != "ticket":
            source = source.join(table, table.c.ticket_id == ticket.c.id)
    columns += [PARTS[table_name(field)].c[field.key] for field in _SCALARS]
    return select(*columns).select_from(source)


def load_by_id(connection: Connection, ids: Sequence[int]) -> list[Stored]:
    return [
        one
        for some in _chunks(ids)
        for one in load(connection, whole().where(ticket.c.id.in_(some)))
    ]


def load_by_ref(connection: Connection, refs: Sequence[str]) -> list[Stored]:
    return [
        one
        for some in _chunks(refs)
        for one in load(connection, whole().where(ticket.c.ref.in_(some)))
    ]


def load_by_number(connection: Connection, numbers: Sequence[str]) -> list[Stored]:
    return [
        one
        for some in _chunks(numbers)
        for one in load(connection, whole().where(ticket.c.number.in_(some)))
    ]


def stream(connection: Connection, *conditions: Any) -> Iterator[Stored]:
    """All tickets that meet the conditions, by id, a few hundred in memory at a time."""
    last = 0
    while True:
        query = whole().where(ticket.c.id > last, *conditions).order_by(ticket.c.id).limit(CHUNK)
        some = load(connection, query)
        if not some:
            return
        yield from some
        last = some[-1].id


def load(connection: Connection, query: Select[Any]) -> list[Stored]:
    """Put together the tickets of a `whole()` query, in its order."""
    rows = connection.execute(query).all()
    lists = _lists(connection, [row[0] for row in rows])
    return [
        Stored(id=row[0], version=row[2], ticket=_ticket(row, lists.get(row[0], {})))
        for row in rows
    ]


def _ticket(row: Sequence[Any], lists: dict[str, dict[str, tuple[Any, ...]]]) -> Ticket:
    parts = {
        part: kind(**{key: row[place] for key, place in _PLACES[part]}, **lists.get(part, {}))
        for part, kind in _PART_TYPES.items()
    }
    own = {key: row[place] for key, place in _PLACES[""]}
    kept = {
        "rule_set": row[3],
        "restarted_on": row[4],
        "timing": timing_of(row[5]),
        "returned_on": row[6],
    }
    return Ticket(ref=row[1], **kept, **own, **parts)


def _lists(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, dict[str, Any]]]:
    """The list fields of some tickets: by id, by part, by key."""
    found: dict[int, dict[str, dict[str, list[Any]]]] = {}
    for some in _chunks(ids):
        items = select(list_item).where(list_item.c.ticket_id.in_(some))
        for row in connection.execute(items.order_by(list_item.c.position)):
            part = found.setdefault(row.ticket_id, {}).setdefault(_PART_OF_LIST[row.field], {})
            part.setdefault(row.field, []).append(row.text)
        proofs = select(evidence).where(evidence.c.ticket_id.in_(some))
        for row in connection.execute(proofs.order_by(evidence.c.position)):
            part = found.setdefault(row.ticket_id, {}).setdefault("outcome", {})
            part.setdefault("evidence", []).append(Evidence(row.kind, row.name))
    return {
        owner: {part: {key: tuple(v) for key, v in keys.items()} for part, keys in parts.items()}
        for owner, parts in found.items()
    }


def _chunks(things: Sequence[T]) -> Iterable[Sequence[T]]:
    return (things[start : start + CHUNK] for start in range(0, len(things), CHUNK))
