"""Keys of this store and of the units it exchanges parcels with; parcels sent and received."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from storage.tables.columns import metadata

parcel_own_key = Table(
    "parcel_own_key",
    metadata,
    Column("name", Text, primary_key=True),
    Column("secret", LargeBinary, nullable=False),
    Column("signing", LargeBinary, nullable=False),
)
"""At most one row; made when the first parcel or key file is asked for."""

parcel_unit_key = Table(
    "parcel_unit_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("verify", LargeBinary, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("confirmed_at", DateTime, nullable=False),
    Column("revoked_at", DateTime),
)
"""Keys of others as somebody compared them; a unit's earlier keys stay, revoked."""

parcel = Table(
    "parcel",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("is_sent", Boolean, nullable=False),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False, index=True),
    Column("partner", Text, nullable=False),
    Column("made_at", DateTime, nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
)

parcel_campaign = Table(
    "parcel_campaign",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("sender", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("parcel", String(32), nullable=False),
)
"""Campaigns of the section that came in parcels: its number there, and the newest parcel."""

parcel_ticket = Table(
    "parcel_ticket",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("stage", String(16), primary_key=True),
    Column("fields", JSON, nullable=False),
    Column("proposals", JSON, nullable=False),
)
"""What is shown of a ticket that is known only from a parcel."""
