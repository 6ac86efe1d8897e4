"""Versions of the calendar of working days; confirmed ones are never changed again."""

from sqlalchemy import JSON, Column, DateTime, Integer, String, Table, Text

from storage.tables.columns import metadata

calendar_version = Table(
    "calendar_version",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    # Tells the same days from others without reading them.
    Column("hash", String(64), nullable=False),
    Column("authors", JSON, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
)
