"""What parcels went out and came in: once each, with the hash of the file."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from core.audit import Change
from core.review.parcels.parcel import Head, ParcelKind
from storage.tables.parcels import parcel

if TYPE_CHECKING:
    from storage.transaction import Transaction

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """One parcel that went out or came in; `campaign` is its number in this store."""

    kind: ParcelKind
    is_sent: bool
    campaign: int
    partner: str
    made_at: datetime
    expires_on: date
    at: datetime
    who: str


def exchanged(connection: Connection, id_: int | None = None) -> list[Exchanged]:
    """The newest parcels, newest first; of one campaign or of all."""
    query = select(parcel).order_by(parcel.c.at.desc(), parcel.c.id).limit(MOST)
    if id_ is not None:
        query = query.where(parcel.c.campaign_id == id_)
    return [
        Exchanged(
            kind=ParcelKind[row.kind],
            is_sent=row.is_sent,
            campaign=row.campaign_id,
            partner=row.partner,
            made_at=row.made_at,
            expires_on=row.expires_on,
            at=row.at,
            who=row.who,
        )
        for row in connection.execute(query)
    ]


def seen_ids(connection: Connection, id_: str) -> list[str]:
    """The id again if such a parcel is known here."""
    return list(connection.execute(select(parcel.c.id).where(parcel.c.id == id_)).scalars())


def note(
    tx: "Transaction", head: Head, id_: int, partner: str, content: bytes, *, is_sent: bool
) -> None:
    """Enter a parcel that was made or taken in."""
    digest = hashlib.sha256(content).hexdigest()
    tx.connection.execute(
        insert(parcel).values(
            id=head.id,
            kind=head.kind.name,
            is_sent=is_sent,
            campaign_id=id_,
            partner=partner,
            made_at=head.made_at,
            expires_on=head.expires_on,
            sha256=digest,
            at=tx.at,
            who=tx.who,
        )
    )
    way = "sent" if is_sent else "received"
    after = {way: head.kind.name, "partner": partner, "sha256": digest}
    tx.record([Change(subject="parcel", ref=head.id, before=None, after=after)])
