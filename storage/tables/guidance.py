"""What guidance keeps: handling points in all their versions, and suggestions not wanted."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.tables.columns import metadata

handling_point = Table(
    "handling_point",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("standing", String(16), nullable=False),
    Column("theme", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("rules", JSON, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("articles", JSON, nullable=False),
    Column("origin", String(16), nullable=False),
    Column("source", Text, nullable=False, default=""),
    Column("is_withdrawn", Boolean, nullable=False, default=False),
    Column("author", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("decided_by", Text, nullable=False, default=""),
    Column("decided_at", DateTime),
)
"""Every version of every point; of each number at most one is in force and one is proposed."""

Index(None, handling_point.c.standing, handling_point.c.number)

declined_suggestion = Table(
    "declined_suggestion",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String(24), primary_key=True),
    Column("value", String(24), primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""A suggestion somebody did not take (不用这条建议), so that it is not made again on the ticket."""
