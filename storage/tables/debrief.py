"""What becomes of the shortfalls of a campaign: points, remedies, and meetings about them."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import metadata

citation = Table(
    "point_citation",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(8), primary_key=True),
    Column("title", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("number", Integer),
    Column("refs", JSON, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""The handling point that an item of a campaign stands behind; none where it was set aside."""
Index(None, citation.c.number)

remedy = Table(
    "remedy",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), nullable=False),
    Column("unit", Text, nullable=False),
    Column("code", String(8), nullable=False),
    Column("problem", Text, nullable=False),
    Column("refs", JSON, nullable=False),
    Column("demand", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("proof", Text, nullable=False, default=""),
    Column("proven_by", Text, nullable=False, default=""),
    Column("proven_at", DateTime),
    Column("sent_back", Text, nullable=False, default=""),
    Column("signed_by", Text, nullable=False, default=""),
    Column("signed_at", DateTime),
    UniqueConstraint("campaign_id", "unit", "code"),
)
Index(None, remedy.c.signed_at, remedy.c.due)

meeting = Table(
    "meeting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("place", Text, nullable=False, default=""),
    Column("chair", Text, nullable=False),
    Column("attendees", JSON, nullable=False),
    Column("agenda", JSON, nullable=False),
    Column("decisions", JSON, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""Decisions are kept as they are written: their words are their links."""
Index(None, meeting.c.held_on)

case = Table(
    "campaign_case",
    metadata,
    Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""What a ticket teaches; the text names nobody."""

circular = Table(
    "circular",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", ForeignKey("campaign.id"), nullable=False, index=True),
    Column("series", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("number", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("content", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("issued_at", DateTime, nullable=False),
    Column("voided_by", Text, nullable=False, default=""),
    Column("voided_at", DateTime),
    Column("void_reason", Text, nullable=False, default=""),
    UniqueConstraint("series", "serial"),
)
"""Rows are never taken out, so that no number is used again."""
