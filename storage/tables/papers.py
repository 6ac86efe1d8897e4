"""Papers that were given, and what officers have begun to type for papers."""

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import metadata

paper = Table(
    "paper",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False, index=True),
    Column("form", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("version", String(16), nullable=False),
    Column("reader", String(16), nullable=False),
    Column("series", Text),
    Column("serial", Integer),
    Column("number", Text, nullable=False),
    Column("issued_by", Text, nullable=False),
    Column("issued_at", DateTime, nullable=False),
    Column("way", String(16)),
    Column("reason", Text, nullable=False, default=""),
    Column("content", JSON, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("voided_by", Text, nullable=False, default=""),
    Column("voided_at", DateTime),
    Column("void_reason", Text, nullable=False, default=""),
    UniqueConstraint("series", "serial"),
)
"""One row for each paper given; rows are never taken out, so that no number is used again."""

paper_draft = Table(
    "paper_draft",
    metadata,
    Column("officer", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("form", String(32), primary_key=True),
    Column("reader", String(16), primary_key=True),
    Column("typed", JSON, nullable=False),
)
"""The entries of a paper as typed, until it is given."""
