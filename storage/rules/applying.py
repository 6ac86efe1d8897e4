"""Which version checks a ticket, said in SQL: `RulebookVersion.checks` for whole lists."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import case, literal, or_, select
from sqlalchemy.sql import ColumnElement

from core.tickets.rules.versions import RulebookVersion
from storage.tables.tickets import PARTS, ticket

_outcome = PARTS["outcome"]


def rulebook_for_ticket(confirmed: Sequence[RulebookVersion], today: date) -> ColumnElement[str]:
    """The label of the version that checks a row of `ticket` today; versions newest first."""
    oldest = literal(confirmed[-1].label)
    known = []
    for version in confirmed:
        since = version.effective_from
        if since is None:
            oldest = literal(version.label)
            break
        if since <= today:
            known.append((_checks(version, since), literal(version.label)))
    return case(*known, else_=oldest) if known else oldest


def _checks(version: RulebookVersion, since: date) -> ColumnElement[bool]:
    start = datetime.combine(since, time())
    received = or_(ticket.c.received_at.is_(None), ticket.c.received_at >= start)
    if not version.covers_open:
        return received
    closed_later = select(_outcome.c.ticket_id).where(_outcome.c.closed_at >= start)
    still_open = or_(ticket.c.is_closed.is_(False), ticket.c.id.in_(closed_later))
    return or_(received, still_open)
