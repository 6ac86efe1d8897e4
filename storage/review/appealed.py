"""Reads appeals."""

from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row, select

from core.review.appeals import Appeal, Contested
from storage.tables.appeals import appeal, contested


def load_appeals(connection: Connection, id_: int) -> tuple[Appeal, ...]:
    """The appeals of a campaign, in the order in which they came."""
    items: dict[int, list[Contested]] = {}
    query = (
        select(contested)
        .join(appeal, appeal.c.id == contested.c.appeal_id)
        .where(appeal.c.campaign_id == id_)
        .order_by(contested.c.code)
    )
    for row in connection.execute(query):
        items.setdefault(row.appeal_id, []).append(_contested(row))
    rows = connection.execute(
        select(appeal).where(appeal.c.campaign_id == id_).order_by(appeal.c.id)
    )
    return tuple(_appeal(row, items.get(row.id, [])) for row in rows)


def open_appeals(connection: Connection) -> list[Appeal]:
    """All appeals that wait to be decided, oldest first."""
    query = select(appeal.c.campaign_id).where(appeal.c.decided_at.is_(None)).distinct()
    found = [
        one
        for id_ in connection.execute(query).scalars().all()
        for one in load_appeals(connection, id_)
        if not one.is_decided
    ]
    return sorted(found, key=lambda one: one.at)


def _contested(row: Row[Any]) -> Contested:
    return Contested(
        code=row.code,
        reason=row.reason,
        evidence=row.evidence,
        before=None if row.before is None else Decimal(row.before),
        after=None if row.after is None else Decimal(row.after),
        lifted=row.lifted,
        decision=row.decision,
    )


def _appeal(row: Row[Any], items: list[Contested]) -> Appeal:
    return Appeal(
        id=row.id,
        campaign=row.campaign_id,
        ref=row.ref,
        unit=row.unit,
        by=row.who,
        at=row.at,
        items=tuple(items),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
