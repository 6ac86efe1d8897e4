"""Keeps which rule set a ticket was pinned to (指定规则集), and renews all that follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.tickets.law.pinning import Pin
from storage import derived
from storage.loading import load_by_ref
from storage.tables.tickets import rule_set_pin, ticket

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "rule_set_pin"


def pin_of(connection: Connection, ref: str) -> Pin | None:
    """The last decision on the rule set of a ticket; None where nobody ever decided."""
    query = select(rule_set_pin).join(ticket).where(ticket.c.ref == ref)
    row = connection.execute(query).one_or_none()
    return None if row is None else _pin(row)


class Pins:
    """The pins of one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def put(self, ref: str, new: Pin) -> None:
        """Keep a decision in the place of the one before; clocks and findings follow at once."""
        before = pin_of(self._tx.connection, ref)
        self._write(ref, new)
        was = None if before is None else _plain(before)
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=was, after=_plain(new))])

    def take_back(self, changes: Iterable[Change]) -> None:
        """Put pins back as `before` says; see `storage.audit.undo`."""
        for change in changes:
            now = pin_of(self._tx.connection, change.ref)
            if (None if now is None else _plain(now)) != change.after:
                raise Refusal(f"工单 {change.ref} 在那以后又指定过规则集，不能撤销。请重新指定。")
            old = None if change.before is None else _from_plain(change.before)
            self._write(change.ref, old)
            self._tx.record([replace(change, before=change.after, after=change.before)])

    def _write(self, ref: str, new: Pin | None) -> None:
        found = load_by_ref(self._tx.connection, [ref])
        if not found:
            raise Refusal(f"查无工单 {ref}。请核对编号。")
        [old], run = found, self._tx.connection.execute
        code = "" if new is None else new.rule_set
        run(delete(rule_set_pin).where(rule_set_pin.c.ticket_id == old.id))
        if new is not None:
            row = {"rule_set": code, "reason": new.reason, "who": new.who, "at": new.at}
            run(insert(rule_set_pin).values(ticket_id=old.id, **row))
        run(update(ticket).where(ticket.c.id == old.id).values(rule_set=code))
        pinned = replace(old, ticket=replace(old.ticket, rule_set=code))
        derived.renew(self._tx, [pinned], before={old.id: old.ticket})


def _pin(row: Row[Any]) -> Pin:
    return Pin(rule_set=row.rule_set, reason=row.reason, who=row.who, at=row.at)


def _plain(pin: Pin) -> dict[str, Any]:
    return {
        "rule_set": pin.rule_set,
        "reason": pin.reason,
        "who": pin.who,
        "at": pin.at.isoformat(),
    }


def _from_plain(values: Mapping[str, Any]) -> Pin:
    return Pin(**{**values, "at": datetime.fromisoformat(values["at"])})
