"""Writes down what is done with tickets (流转记录) and renews where they lie."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.tickets.life.moving import Movement
from core.tickets.life.standing import Life
from core.tickets.life.table import Move
from storage import derived
from storage.lives import KEPT_COLUMNS, life_of
from storage.loading import Stored, load_by_ref
from storage.tables.moves import movement
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "movement"


class Moves:
    """The moves of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def life(self, ref: str) -> Life:
        return life_of(self._tx.connection, ref)

    def add(self, ref: str, new: Movement) -> None:
        """Write down a move; where the ticket lies, and its clocks, follow at once."""
        row = {column.name: getattr(new, column.name) for column in KEPT_COLUMNS}
        values = {"ticket_id": self._id(ref), "move": new.move.name, **row}
        self._tx.connection.execute(insert(movement).values(**values))
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=None, after=_plain(new))])
        self.renew(ref)

    def take_back(self, changes: Iterable[Change]) -> None:
        """Let moves count for nothing: they stay, with when they were taken back."""
        for change in changes:
            if change.after is None:
                raise Refusal("撤销过的流转不能恢复，请重新办一次。")
            newest = self._newest(change.ref)
            if newest is None or _plain(newest[1]) != change.after:
                raise Refusal(f"工单 {change.ref} 在那以后又办过，不能撤销。")
            mark = update(movement).where(movement.c.id == newest[0])
            self._tx.connection.execute(mark.values(undone_at=self._tx.at))
            self._tx.record([replace(change, before=change.after, after=None)])
            self.renew(change.ref)

    def _newest(self, ref: str) -> tuple[int, Movement] | None:
        query = select(movement).where(
            movement.c.ticket_id == self._id(ref), movement.c.undone_at.is_(None)
        )
        row = self._tx.connection.execute(query.order_by(movement.c.id.desc()).limit(1)).first()
        if row is None:
            return None
        kept = {column.name: getattr(row, column.name) for column in KEPT_COLUMNS}
        return row.id, Movement(move=Move[row.move], **kept)

    def renew(self, ref: str) -> None:
        """Work out anew where a ticket lies, the day of its last return, and what follows."""
        [old] = load_by_ref(self._tx.connection, [ref])
        day = self._returned_on(old.id)
        if day == old.ticket.returned_on:
            derived.renew_positions(self._tx.connection, [old])
            return
        change = update(ticket).where(ticket.c.id == old.id).values(returned_on=day)
        self._tx.connection.execute(change)
        new = Stored(id=old.id, version=old.version, ticket=replace(old.ticket, returned_on=day))
        derived.renew(self._tx, [new], before={old.id: old.ticket})

    def _returned_on(self, id_: int) -> date | None:
        """When the ticket itself was last returned; a rework of its own has its own clock."""
        last = select(func.max(movement.c.at)).where(
            movement.c.ticket_id == id_,
            movement.c.move == Move.RETURN.name,
            movement.c.rework == "",
            movement.c.undone_at.is_(None),
        )
        found = self._tx.connection.execute(last).scalar()
        return None if found is None else found.date()

    def _id(self, ref: str) -> int:
        found = self._tx.connection.execute(select(ticket.c.id).where(ticket.c.ref == ref)).scalar()
        if found is None:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        return int(found)


def _plain(new: Movement) -> Mapping[str, Any]:
    """What the trail keeps of a move: what was said, as JSON can hold it."""
    kept = {one.name: getattr(new, one.name) for one in fields(new) if one.name != "move"}
    said = {
        key: value.isoformat() if isinstance(value, date | datetime) else value
        for key, value in kept.items()
        if value
    }
    return {"move": new.move.name, **said}
