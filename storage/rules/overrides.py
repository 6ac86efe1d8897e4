"""Warnings that were overridden with a reason (确认并写理由), and how often each rule fires."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Connection, and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from storage.tables.findings import finding
from storage.tables.tickets import ticket, waiver

PAGE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """One warning on one ticket, who overrode it, when and why.

    `message` is what the rule says now; empty where it no longer fires.
    """

    ref: str
    number: str
    unit: str
    handler: str
    rule: str
    reason: str
    who: str
    at: datetime
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridesWanted:
    """Which overrides: of one rule, of one unit, written in a period, both days included."""

    rule: str = ""
    units: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OverridePlace:
    """Where a page ended."""

    at: datetime
    ticket_id: int
    rule: str


def overrides(
    connection: Connection,
    wanted: OverridesWanted,
    *,
    after: OverridePlace | None = None,
    limit: int = PAGE,
) -> tuple[list[Override], OverridePlace | None]:
    """One page, newest first, and where the next begins; None when this was the last."""
    same = and_(finding.c.ticket_id == waiver.c.ticket_id, finding.c.rule == waiver.c.rule)
    of_ticket = (ticket.c.ref, ticket.c.number, ticket.c.unit, ticket.c.handler)
    query = (
        select(waiver, *of_ticket, finding.c.message)
        .join(ticket, ticket.c.id == waiver.c.ticket_id)
        .outerjoin(finding, same)
        .where(*_conditions(wanted))
        .order_by(waiver.c.at.desc(), waiver.c.ticket_id, waiver.c.rule)
        .limit(limit)
    )
    if after is not None:
        query = query.where(_behind(after))
    rows = connection.execute(query).all()
    found = [
        Override(
            ref=row.ref,
            number=row.number,
            unit=row.unit,
            handler=row.handler,
            rule=row.rule,
            reason=row.reason,
            who=row.who,
            at=row.at,
            message=row.message or "",
        )
        for row in rows
    ]
    full = len(rows) == limit
    last = rows[-1] if full else None
    return found, None if last is None else OverridePlace(last.at, last.ticket_id, last.rule)


def override_counts(connection: Connection, wanted: OverridesWanted) -> dict[str, int]:
    """How many overrides there are, by rule."""
    query = (
        select(waiver.c.rule, func.count())
        .join(ticket, ticket.c.id == waiver.c.ticket_id)
        .where(*_conditions(wanted))
        .group_by(waiver.c.rule)
    )
    return dict(connection.execute(query).all())


def hit_counts(connection: Connection, today: date, *, days: int = 30) -> dict[str, int]:
    """On how many tickets received in the last `days` days each rule fires, as last checked."""
    since = datetime.combine(today - timedelta(days=days - 1), time())
    query = (
        select(finding.c.rule, func.count())
        .join(ticket, ticket.c.id == finding.c.ticket_id)
        .where(ticket.c.received_at >= since)
        .group_by(finding.c.rule)
    )
    return dict(connection.execute(query).all())


def _conditions(wanted: OverridesWanted) -> Iterator[ColumnElement[bool]]:
    if wanted.rule:
        yield waiver.c.rule == wanted.rule
    if wanted.units is not None:
        yield ticket.c.unit.in_(sorted(wanted.units))
    if wanted.since is not None:
        yield waiver.c.at >= datetime.combine(wanted.since, time())
    if wanted.until is not None:
        yield waiver.c.at < datetime.combine(wanted.until, time()) + timedelta(days=1)


def _behind(after: OverridePlace) -> ColumnElement[bool]:
    at, owner, rule = waiver.c.at, waiver.c.ticket_id, waiver.c.rule
    return or_(
        at < after.at,
        and_(at == after.at, owner > after.ticket_id),
        and_(at == after.at, owner == after.ticket_id, rule > after.rule),
    )
