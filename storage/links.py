"""Keeps which tickets belong together and which do not, and what follows from it for clocks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, or_, select, update

from core.audit import Change
from core.errors import Refusal
from core.tickets.similar.links import Apart, Link, LinkKind
from storage import derived
from storage.loading import Stored, load_by_id
from storage.tables.links import ticket_apart, ticket_link
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

LINK, APART = "ticket_link", "ticket_apart"
MOST = 200

_earlier, _later = ticket.alias("earlier"), ticket.alias("later")


def links_of(connection: Connection, ref: str) -> list[Link]:
    """The links of a ticket, newest first."""
    mine = or_(_earlier.c.ref == ref, _later.c.ref == ref)
    query = _links().where(mine).order_by(ticket_link.c.at.desc()).limit(MOST)
    return [_link(row) for row in connection.execute(query)]


def apart_from(connection: Connection, ref: str) -> dict[str, Apart]:
    """The tickets of which it was said that they are not the same as this one, by reference."""
    found = {}
    for row in connection.execute(_aparts(ref)):
        one = Apart(one=row.one, other=row.other, who=row.who, at=row.at, reason=row.reason)
        found[one.other if one.one == ref else one.one] = one
    return found


class Links:
    """The links of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def between(self, one: str, other: str) -> Link | None:
        """The link of two tickets, whichever is the earlier."""
        pair = [(one, other), (other, one)]
        both = or_(*((_earlier.c.ref == a) & (_later.c.ref == b) for a, b in pair))
        row = self._tx.connection.execute(_links().where(both)).one_or_none()
        return None if row is None else _link(row)

    def put(self, link: Link) -> None:
        """Keep a link in the place of the one before; whoever said they differ is overruled."""
        before = self.between(link.earlier, link.later)
        self._write(before, link)
        self._record(before, link)

    def drop(self, link: Link) -> None:
        self._write(link, None)
        self._record(link, None)

    def set_apart(self, apart: Apart) -> None:
        one, other = self._ids(apart.one, apart.other)
        before = apart_from(self._tx.connection, apart.one).get(apart.other)
        self._forget_apart(one, other)
        row = {"one_id": one, "other_id": other, "who": apart.who, "at": apart.at}
        run = self._tx.connection.execute
        run(insert(ticket_apart).values(**row, reason=apart.reason))
        was = None if before is None else _plain_apart(before)
        ref = _ref(apart.one, apart.other)
        self._tx.record([Change(subject=APART, ref=ref, before=was, after=_plain_apart(apart))])

    def take_back(self, changes: Iterable[Change]) -> None:
        """Put links, and what was set apart, back as `before` says; see `storage.audit.undo`."""
        for change in changes:
            if change.subject == LINK:
                self._take_back_link(change)
            else:
                self._take_back_apart(change)
            self._tx.record([replace(change, before=change.after, after=change.before)])

    def _take_back_link(self, change: Change) -> None:
        one, other = _refs(change.ref)
        now = self.between(one, other)
        if (None if now is None else _plain_link(now)) != change.after:
            raise Refusal(f"{one} 和 {other} 的关联在那以后又改过，不能撤销。请直接改。")
        self._write(now, None if change.before is None else _from_plain(Link, change.before))

    def _take_back_apart(self, change: Change) -> None:
        one, other = _refs(change.ref)
        now = apart_from(self._tx.connection, one).get(other)
        if (None if now is None else _plain_apart(now)) != change.after:
            raise Refusal(f"{one} 和 {other} 在那以后又有人看过，不能撤销。请直接改。")
        self._forget_apart(*self._ids(one, other))
        if change.before is not None:
            old = _from_plain(Apart, change.before)
            row = {"who": old.who, "at": old.at, "reason": old.reason}
            ids = dict(zip(("one_id", "other_id"), self._ids(one, other), strict=True))
            self._tx.connection.execute(insert(ticket_apart).values(**ids, **row))

    def _write(self, old: Link | None, new: Link | None) -> None:
        run = self._tx.connection.execute
        some = new or old
        assert some is not None  # noqa: S101 -- one of them is given
        earlier, later = self._ids(some.earlier, some.later)
        run(delete(ticket_link).where(_pair(ticket_link, earlier, later)))
        if new is not None:
            row = {"kind": new.kind.name, "who": new.who, "at": new.at}
            run(insert(ticket_link).values(earlier_id=earlier, later_id=later, **row))
            self._forget_apart(earlier, later)
        renew_restarts(self._tx, [earlier])

    def _forget_apart(self, one: int, other: int) -> None:
        self._tx.connection.execute(delete(ticket_apart).where(_pair(ticket_apart, one, other)))

    def _ids(self, *refs: str) -> tuple[int, int]:
        query = select(ticket.c.ref, ticket.c.id).where(ticket.c.ref.in_(refs))
        found = {row.ref: row.id for row in self._tx.connection.execute(query)}
        for ref in refs:
            if ref not in found:
                raise Refusal(f"查无工单 {ref}。请核对编号。")
        one, other = (found[ref] for ref in refs)
        return one, other

    def _record(self, before: Link | None, after: Link | None) -> None:
        some = after or before
        assert some is not None  # noqa: S101 -- one of them is given
        plain = [None if one is None else _plain_link(one) for one in (before, after)]
        ref = _ref(some.earlier, some.later)
        self._tx.record([Change(subject=LINK, ref=ref, before=plain[0], after=plain[1])])


def renew_restarts(tx: "Transaction", ids: Sequence[int]) -> None:
    """Let the clocks of these tickets follow the supplements that are linked to them now."""
    moved = []
    for stored in load_by_id(tx.connection, ids):
        day = _restart_day(tx.connection, stored.id)
        if day != stored.ticket.restarted_on:
            tx.connection.execute(
                update(ticket).where(ticket.c.id == stored.id).values(restarted_on=day)
            )
            moved.append((stored, replace(stored.ticket, restarted_on=day)))
    renewed = [Stored(id=old.id, version=old.version, ticket=new) for old, new in moved]
    derived.renew(tx, renewed, before={old.id: old.ticket for old, _ in moved})


def supplemented_by(connection: Connection, ids: Sequence[int]) -> list[int]:
    """The earlier tickets whose clocks hang on when these ones were received."""
    query = select(ticket_link.c.earlier_id).where(
        ticket_link.c.later_id.in_(ids), ticket_link.c.kind == LinkKind.NEW_FACTS.name
    )
    return sorted(set(connection.execute(query).scalars()))


def _restart_day(connection: Connection, id_: int) -> date | None:
    """The day on which the last supplement came in; None where there is none."""
    last = (
        select(func.max(ticket.c.received_at))
        .join(ticket_link, ticket_link.c.later_id == ticket.c.id)
        .where(ticket_link.c.earlier_id == id_, ticket_link.c.kind == LinkKind.NEW_FACTS.name)
    )
    found = connection.execute(last).scalar()
    return None if found is None else found.date()


def _pair(table: Any, one: int, other: int) -> Any:
    first, second = list(table.primary_key.columns)
    return or_((first == one) & (second == other), (first == other) & (second == one))


def _links() -> Select[Any]:
    return (
        select(ticket_link, _earlier.c.ref.label("earlier"), _later.c.ref.label("later"))
        .join(_earlier, _earlier.c.id == ticket_link.c.earlier_id)
        .join(_later, _later.c.id == ticket_link.c.later_id)
    )


def _aparts(ref: str) -> Select[Any]:
    one, other = ticket.alias("one"), ticket.alias("other")
    return (
        select(ticket_apart, one.c.ref.label("one"), other.c.ref.label("other"))
        .join(one, one.c.id == ticket_apart.c.one_id)
        .join(other, other.c.id == ticket_apart.c.other_id)
        .where(or_(one.c.ref == ref, other.c.ref == ref))
    )


def _link(row: Row[Any]) -> Link:
    return Link(
        earlier=row.earlier, later=row.later, kind=LinkKind[row.kind], who=row.who, at=row.at
    )


def _ref(one: str, other: str) -> str:
    return f"{one} {other}"


def _refs(ref: str) -> tuple[str, str]:
    one, _, other = ref.partition(" ")
    return one, other


def _plain_link(link: Link) -> dict[str, Any]:
    return {
        "earlier": link.earlier,
        "later": link.later,
        "kind": link.kind.name,
        "who": link.who,
        "at": link.at.isoformat(),
    }


def _plain_apart(apart: Apart) -> dict[str, Any]:
    return {
        "one": apart.one,
        "other": apart.other,
        "who": apart.who,
        "at": apart.at.isoformat(),
        "reason": apart.reason,
    }


def _from_plain(kind: Any, values: Mapping[str, Any]) -> Any:
    given = {**values, "at": datetime.fromisoformat(values["at"])}
    if kind is Link:
        given["kind"] = LinkKind[given["kind"]]
    return kind(**given)
