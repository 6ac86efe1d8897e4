"""Issues of briefings, reports and circulars: their text, and what was frozen with them."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import metadata

briefing = Table(
    "briefing",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("state", String(16), nullable=False),
    Column("sections", JSON, nullable=False),
    Column("structure", JSON, nullable=False),
    Column("figures", JSON),
    Column("author", Text, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("submitted_at", DateTime),
    Column("opinion", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
    Column("year", Integer),
    Column("serial", Integer),
    Column("total", Integer),
    Column("number", Text, nullable=False),
    Column("day", Date),
    Column("issued_by", Text, nullable=False),
    Column("issued_at", DateTime),
    Column("pdf", LargeBinary),
    Column("sha256", String(64), nullable=False),
    UniqueConstraint("kind", "first", "last"),
    UniqueConstraint("kind", "year", "serial"),
)
"""`figures` and `pdf` are what the leader read and what went out; `structure` is how it was
written. A row of an issue given out is never changed again."""

Index(None, briefing.c.kind, briefing.c.last)
