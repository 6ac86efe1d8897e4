"""Writes tickets: an audit entry for each, and what is derived from it renewed in the same step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.tickets.fields import (
    BY_KEY,
    FIELDS,
    changed,
    differences,
    from_plain,
    is_empty,
    plain,
    ticket_of,
)
from core.tickets.ticket import Ticket
from core.tickets.timing import NOTHING
from storage import derived
from storage.loading import CHUNK, Stored, load_by_number, load_by_ref
from storage.tables.tickets import LISTED, PARTS, evidence, list_item, table_name, ticket
from storage.worked_on import refuse_if_worked_on

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "ticket"

_KEYS_OF_TABLE: Mapping[str, tuple[str, ...]] = {
    name: tuple(f.key for f in FIELDS if f.type not in LISTED and table_name(f) == name)
    for name in PARTS
}
_KEPT: Mapping[str, Any] = {
    "rule_set": "",
    "restarted_on": None,
    "returned_on": None,
    "timing": NOTHING,
}
"""What a ticket carries that is no field: pins, links and moves write it (`storage/pins.py` …)."""

_LIST_FIELDS = tuple(field for field in FIELDS if field.type in LISTED)


class Tickets:
    """The tickets of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def get(self, ref: str) -> Ticket:
        """The ticket with this reference; refuses when there is none."""
        found = load_by_ref(self._tx.connection, [ref])
        if not found:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        return found[0].ticket

    def find(self, numbers: Iterable[str]) -> list[Ticket]:
        """All tickets with these numbers, reworks included."""
        return [stored.ticket for stored in load_by_number(self._tx.connection, list(numbers))]

    def save(self, new: Ticket) -> None:
        self.save_all([new])

    def save_all(self, tickets: Sequence[Ticket]) -> None:
        """Keep tickets by reference: unknown ones are added, known ones changed.

        What the store alone knows of a ticket (`_KEPT`) stays.
        """
        known = self._known(tickets)
        self._insert([_as_known(new) for new in tickets if new.ref not in known])
        self._update(
            [
                (old, _as_known(new, old.ticket))
                for new in tickets
                if (old := known.get(new.ref)) is not None
            ]
        )

    def remove(self, refs: Sequence[str]) -> None:
        """Take tickets out of the store; the audit trail keeps what they were."""
        stored = load_by_ref(self._tx.connection, refs)
        derived.forget(self._tx.connection, stored)
        ids = [one.id for one in stored]
        self._tx.connection.execute(delete(ticket).where(ticket.c.id.in_(ids)))
        self._tx.record(_entry(one.ticket.ref, _values(one.ticket), None) for one in stored)

    def take_back(self, changes: Iterable[Change]) -> None:
        """Put tickets back as `before` says; see `storage.audit.undo`."""
        entries = list(changes)
        now = {
            s.ticket.ref: s.ticket
            for s in load_by_ref(self._tx.connection, [e.ref for e in entries])
        }
        for entry in entries:
            _refuse_if_changed_since(entry, now.get(entry.ref))
        added = [e.ref for e in entries if e.before is None]
        refuse_if_worked_on(self._tx.connection, added)
        self.save_all([_restored(e, now.get(e.ref)) for e in entries if e.before is not None])
        self.remove(added)

    def _known(self, tickets: Sequence[Ticket]) -> dict[str, Stored]:
        stored = load_by_ref(self._tx.connection, [new.ref for new in tickets])
        return {one.ticket.ref: one for one in stored}

    def _insert(self, tickets: Sequence[Ticket]) -> None:
        if not tickets:
            return
        run = self._tx.connection.execute
        heads = [{"ref": new.ref, **_row("ticket", new)} for new in tickets]
        run(insert(ticket), heads)
        ids = self._ids([new.ref for new in tickets])
        for name, table in PARTS.items():
            if name != "ticket":
                run(
                    insert(table),
                    [{"ticket_id": i, **_row(name, t)} for i, t in zip(ids, tickets, strict=True)],
                )
        self._write_lists(zip(ids, tickets, strict=True), [field.key for field in _LIST_FIELDS])
        stored = [Stored(id=i, version=1, ticket=t) for i, t in zip(ids, tickets, strict=True)]
        derived.renew(self._tx, stored, before={})
        self._tx.record(_entry(new.ref, None, _values(new)) for new in tickets)

    def _ids(self, refs: Sequence[str]) -> list[int]:
        """The keys of tickets, in this order: asking is faster than inserting one by one."""
        found: dict[str, int] = {}
        for start in range(0, len(refs), CHUNK):
            some = ticket.c.ref.in_(refs[start : start + CHUNK])
            rows = self._tx.connection.execute(select(ticket.c.ref, ticket.c.id).where(some))
            found |= {row.ref: row.id for row in rows}
        return [found[ref] for ref in refs]

    def _update(self, pairs: Sequence[tuple[Stored, Ticket]]) -> None:
        different = [(old, new, d) for old, new in pairs if (d := differences(old.ticket, new))]
        for old, new, keys in different:
            self._update_one(old, new, set(keys))
        stored = [Stored(id=o.id, version=o.version + 1, ticket=n) for o, n, _ in different]
        derived.renew(self._tx, stored, before={o.id: o.ticket for o, _, _ in different})
        self._tx.record(_changed_entry(new.ref, keys) for _, new, keys in different)

    def _update_one(self, old: Stored, new: Ticket, keys: set[str]) -> None:
        run = self._tx.connection.execute
        for name, table in PARTS.items():
            row = {key: value for key, value in _row(name, new).items() if key in keys}
            if name == "ticket":
                run(
                    update(table).where(table.c.id == old.id).values(version=old.version + 1, **row)
                )
            elif row:
                run(update(table).where(table.c.ticket_id == old.id).values(**row))
        listed = [field.key for field in _LIST_FIELDS if field.key in keys]
        for key in listed:
            if key == "evidence":
                run(delete(evidence).where(evidence.c.ticket_id == old.id))
            else:
                run(
                    delete(list_item).where(
                        list_item.c.ticket_id == old.id, list_item.c.field == key
                    )
                )
        self._write_lists([(old.id, new)], listed)

    def _write_lists(self, owners: Iterable[tuple[int, Ticket]], keys: Sequence[str]) -> None:
        items: list[dict[str, Any]] = []
        proofs: list[dict[str, Any]] = []
        for owner, new in owners:
            for key in keys:
                for position, item in enumerate(BY_KEY[key].get(new)):
                    if key == "evidence":
                        proofs.append(
                            {
                                "ticket_id": owner,
                                "position": position,
                                "kind": item.kind,
                                "name": item.name,
                            }
                        )
                    else:
                        items.append(
                            {"ticket_id": owner, "field": key, "position": position, "text": item}
                        )
        if items:
            self._tx.connection.execute(insert(list_item), items)
        if proofs:
            self._tx.connection.execute(insert(evidence), proofs)


def _as_known(new: Ticket, old: Ticket | None = None) -> Ticket:
    """`new` with what other rooms of the store keep on it as it was."""
    kept = {key: getattr(old, key) if old is not None else empty for key, empty in _KEPT.items()}
    if all(getattr(new, key) == value for key, value in kept.items()):
        return new
    return replace(new, **kept)


def _row(table: str, new: Ticket) -> dict[str, Any]:
    return {key: BY_KEY[key].get(new) for key in _KEYS_OF_TABLE[table]}


def _values(new: Ticket) -> dict[str, Any]:
    """What the audit entry of a whole ticket holds: every field that is not empty."""
    return {f.key: plain(f, value) for f in FIELDS if not is_empty(value := f.get(new))}


def _entry(ref: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> Change:
    return Change(subject=SUBJECT, ref=ref, before=before, after=after)


def _changed_entry(ref: str, keys: Mapping[str, tuple[Any, Any]]) -> Change:
    return _entry(
        ref,
        {key: plain(BY_KEY[key], old) for key, (old, _) in keys.items()},
        {key: plain(BY_KEY[key], new) for key, (_, new) in keys.items()},
    )


def _from_audit(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: from_plain(BY_KEY[key], value) for key, value in values.items()}


def _restored(entry: Change, now: Ticket | None) -> Ticket:
    assert entry.before is not None  # noqa: S101 -- the caller takes only these
    before = _from_audit(entry.before)
    return ticket_of(before, ref=entry.ref) if now is None else changed(now, before)


def _refuse_if_changed_since(entry: Change, now: Ticket | None) -> None:
    if entry.after is None:
        unchanged = now is None
    elif entry.before is None:
        unchanged = now is not None and _values(now) == dict(entry.after)
    else:
        after = _from_audit(entry.after)
        unchanged = now is not None and all(BY_KEY[k].get(now) == v for k, v in after.items())
    if not unchanged:
        raise Refusal(f"工单 {entry.ref} 在那以后又改过，不能整步撤销。请打开它逐项改回。")
