"""Reads the log of circulars."""

from typing import Any

from sqlalchemy import Connection, Row, select

from core.errors import Refusal
from core.papers.frozen import thawed
from core.review.circulars import Circular
from storage.tables.debrief import circular as table


def circulars(connection: Connection, campaign_id: int | None = None) -> list[Circular]:
    """The circulars of one campaign, or all; newest first."""
    query = select(table).order_by(table.c.id.desc())
    if campaign_id is not None:
        query = query.where(table.c.campaign_id == campaign_id)
    return [_circular(row) for row in connection.execute(query)]


def load_circular(connection: Connection, id_: int) -> Circular:
    row = connection.execute(select(table).where(table.c.id == id_)).one_or_none()
    if row is None:
        raise Refusal(f"没有第 {id_} 份通报。")
    return _circular(row)


def _circular(row: Row[Any]) -> Circular:
    return Circular(
        id=row.id,
        campaign=row.campaign_id,
        number=row.number,
        title=row.title,
        day=row.day,
        paper=thawed(row.content),
        sha256=row.sha256,
        issued_by=row.issued_by,
        issued_at=row.issued_at,
        voided_by=row.voided_by,
        voided_at=row.voided_at,
        void_reason=row.void_reason,
    )
