"""Keeps what the rulebook finds beside the tickets, so that lists can count and filter by it.

Findings change with the day, the rulebook and other tickets; `CatchUp` comes to them, a few hundred
tickets at a time.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, or_, select, update

from core.audit import PROGRAM
from core.tickets.rules.rulebook import Found, Severity
from storage.checking import Checked, check_tickets
from storage.loading import Stored
from storage.rules import rulebooks
from storage.rules.applying import rulebook_for_ticket
from storage.tables.findings import finding
from storage.tables.tickets import ticket, waiver

if TYPE_CHECKING:
    from storage.database import Store


def check_now(connection: Connection, stored: Sequence[Stored], now: datetime) -> None:
    """Check a few tickets that were just written, and keep what is found."""
    keep_findings(connection, list(check_tickets(connection, stored, now)), now.date())


def forget_check(connection: Connection, ids: Sequence[int]) -> None:
    """Mark tickets as not checked; `CatchUp` will come to them."""
    rows = [{"owner": owner} for owner in ids]
    statement = update(ticket).where(ticket.c.id == bindparam("owner")).values(checked_on=None)
    connection.execute(statement, rows)


class CatchUp:
    """Checks again, some at a time, what may be out of date; close it if it does not come to 0.

    What was changed while it was checked is left for the next round.
    """

    def __init__(self, store: "Store") -> None:
        self._store = store
        self._portions: Iterator[list[Checked]] = iter(())
        self._today = store.now().date()

    def some(self) -> int:
        """Check the next tickets; gives how many there were, 0 when all is up to date.

        Clocks come first, where law or calendar are others than those they were counted by.
        """
        if renewed := self._renew_clocks():
            return renewed
        checked = next(self._portions, None)
        if checked is None:
            self._portions = self._begin(self._store.now())
            checked = next(self._portions, [])
        if checked:
            with self._store.transaction(who=PROGRAM, what="检查") as tx:
                keep_findings(tx.connection, _unchanged(tx.connection, checked), self._today)
        return len(checked)

    def _renew_clocks(self) -> int:
        from storage.renewing import renew_some, stale_clocks  # noqa: PLC0415 -- it forgets checks

        with self._store.reading() as connection:
            if not stale_clocks(connection):
                return 0
        with self._store.transaction(who=PROGRAM, what="重算时限") as tx:
            return renew_some(tx)

    def close(self) -> None:
        """Let go of the processes that help; a portion that is waited for just now ends first."""
        if isinstance(self._portions, Generator):
            with suppress(ValueError):  # another thread is in it
                self._portions.close()

    def _begin(self, now: datetime) -> Iterator[list[Checked]]:
        self._today = now.date()
        with self._store.reading() as connection:
            ids = list(connection.execute(_stale(connection, self._today)).scalars())
        from storage.checking_many import check_portions  # noqa: PLC0415 -- it knows the store

        return check_portions(self._store, now, ids)


def _unchanged(connection: Connection, checked: Sequence[Checked]) -> list[Checked]:
    """Those of the tickets that are still what they were when they were checked."""
    ids = [one.id for one in checked]
    query = select(ticket.c.id, ticket.c.version).where(ticket.c.id.in_(ids))
    versions = dict(connection.execute(query).all())
    return [one for one in checked if versions.get(one.id) == one.version]


def stale_count(connection: Connection, today: date) -> int:
    """How many tickets wait to be checked again."""
    query = select(func.count()).select_from(_stale(connection, today).subquery())
    return int(connection.execute(query).scalar_one())


def keep_findings(connection: Connection, checked: Sequence[Checked], today: date) -> None:
    """Put these findings in the place of what was kept of the same tickets."""
    ids = [one.id for one in checked]
    connection.execute(delete(finding).where(finding.c.ticket_id.in_(ids)))
    rows = [_row(one.id, found) for one in checked for found in one.findings]
    if rows:
        connection.execute(insert(finding), rows)
    waived = _waived(connection, ids)
    counts = [
        {
            "owner": one.id,
            "errors": _count(one.findings, Severity.ERROR, frozenset()),
            "warnings": _count(one.findings, Severity.WARN, waived.get(one.id, frozenset())),
            "checked_on": today,
            "rulebook": one.rulebook,
        }
        for one in checked
    ]
    connection.execute(update(ticket).where(ticket.c.id == bindparam("owner")), counts)


def _stale(connection: Connection, today: date) -> Any:
    """Never checked, checked by another rulebook, or still open and not checked today."""
    is_stale = or_(
        ticket.c.checked_on.is_(None),
        ticket.c.rulebook != rulebook_for_ticket(rulebooks(connection).confirmed, today),
        and_(ticket.c.is_closed.is_(False), ticket.c.checked_on != today),
    )
    return select(ticket.c.id).where(is_stale).order_by(ticket.c.is_closed, ticket.c.id)


def _waived(connection: Connection, ids: Sequence[int]) -> dict[int, frozenset[str]]:
    rows = connection.execute(
        select(waiver.c.ticket_id, waiver.c.rule).where(waiver.c.ticket_id.in_(ids))
    )
    found: dict[int, set[str]] = {}
    for owner, rule in rows:
        found.setdefault(owner, set()).add(rule)
    return {owner: frozenset(rules) for owner, rules in found.items()}


def _count(found: Sequence[Found], severity: Severity, waived: frozenset[str]) -> int:
    return sum(one.severity is severity and one.rule not in waived for one in found)


def _row(owner: int, one: Found) -> dict[str, Any]:
    return {
        "ticket_id": owner,
        "rule": one.rule,
        "severity": one.severity.name,
        "fields": list(one.fields),
        "message": one.message,
    }
