"""Appeals of units against the results of campaigns; one for each ticket at most."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import metadata

appeal = Table(
    "appeal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", Integer, nullable=False),
    Column("ref", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("decided_by", Text, nullable=False, default=""),
    Column("decided_at", DateTime),
    UniqueConstraint("campaign_id", "ref"),
    ForeignKeyConstraint(
        ["campaign_id", "ref"],
        ["campaign_draw.campaign_id", "campaign_draw.ref"],
        ondelete="CASCADE",
    ),
)

contested = Table(
    "appeal_item",
    metadata,
    Column("appeal_id", ForeignKey("appeal.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(8), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("before", String(8)),
    Column("after", String(8)),
    Column("lifted", Boolean, nullable=False, default=False),
    Column("decision", Text, nullable=False, default=""),
)
"""Marks are kept as they are written; a veto has none."""
