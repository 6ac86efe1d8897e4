"""The versions a ticket has had, put together again from the audit trail."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from core.audit import Change, Step
from core.errors import Refusal
from core.tickets.fields import BY_KEY, changed, from_plain, ticket_of
from core.tickets.ticket import Ticket
from storage.audit import history


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A ticket as it was after one step; `before` is what it was until then."""

    number: int
    step: Step
    before: Ticket | None
    ticket: Ticket | None
    """None where the step took the ticket out."""
    keys: tuple[str, ...]
    """What changed."""


def versions(connection: Connection, ref: str) -> list[Version]:
    """All versions, oldest first."""
    return list(_played(history(connection, "ticket", ref), ref))


def version(connection: Connection, ref: str, number: int) -> Ticket:
    """The ticket as its version of this number had it."""
    found = next((one for one in versions(connection, ref) if one.number == number), None)
    if found is None or found.ticket is None:
        raise Refusal(f"工单 {ref} 没有第 {number} 版。")
    return found.ticket


def _played(entries: Iterable[tuple[Step, Change]], ref: str) -> Iterable[Version]:
    now: Ticket | None = None
    for number, (step, change) in enumerate(entries, start=1):
        before, after = now, change.after
        if after is None:
            now = None
        elif now is None:
            now = ticket_of(_values(after), ref=ref)
        else:
            now = changed(now, _values(after))
        keys = tuple(key for key in (after or {}) if key in BY_KEY)
        yield Version(number=number, step=step, before=before, ticket=now, keys=keys)


def _values(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {key: from_plain(BY_KEY[key], value) for key, value in plain.items() if key in BY_KEY}
