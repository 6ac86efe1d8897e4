"""Reads and writes which handling point each shortfall of a campaign stands behind."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, Select, delete, insert, select

from core.audit import Change
from core.review.debrief.citing import Citation, Outcome
from storage.tables.debrief import citation as table

if TYPE_CHECKING:
    from storage.transaction import Transaction

SUBJECT = "point_citation"


def citations(connection: Connection, campaign: int) -> dict[str, Citation]:
    """Those of one campaign, by item."""
    query = select(table).where(table.c.campaign_id == campaign)
    return {one.code: one for one in _read(connection, query)}


def citations_of(connection: Connection, number: int) -> list[Citation]:
    """Those that stand behind one handling point, oldest campaign first."""
    query = select(table).where(table.c.number == number)
    return _read(connection, query.order_by(table.c.campaign_id, table.c.code))


class Citations:
    """Writes citations; settling an item again replaces what was said of it."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def put(self, citation: Citation) -> None:
        before = citations(self._tx.connection, citation.campaign).get(citation.code)
        mine = (table.c.campaign_id == citation.campaign) & (table.c.code == citation.code)
        self._tx.connection.execute(delete(table).where(mine))
        self._tx.connection.execute(insert(table).values(**_row(citation)))
        ref = f"{citation.campaign} {citation.code}"
        old = None if before is None else _plain(before)
        self._tx.record([Change(subject=SUBJECT, ref=ref, before=old, after=_plain(citation))])


def _read(connection: Connection, query: Select[Any]) -> list[Citation]:
    return [_citation(row) for row in connection.execute(query)]


def _row(one: Citation) -> dict[str, Any]:
    said = {**_plain(one), "title": one.title, "at": one.at, "who": one.by}
    return {**said, "campaign_id": one.campaign, "code": one.code}


def _plain(one: Citation) -> dict[str, Any]:
    """What the trail keeps."""
    return {
        "outcome": one.outcome.name,
        "number": one.number,
        "refs": list(one.refs),
        "reason": one.reason,
    }


def _citation(row: Row[Any]) -> Citation:
    return Citation(
        campaign=row.campaign_id,
        code=row.code,
        title=row.title,
        outcome=Outcome[row.outcome],
        number=row.number,
        refs=tuple(row.refs),
        reason=row.reason,
        by=row.who,
        at=row.at,
    )
