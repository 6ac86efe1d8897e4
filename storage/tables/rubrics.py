"""Versions of the rubrics; confirmed ones are never changed again."""

from sqlalchemy import JSON, Column, DateTime, Integer, String, Table, Text

from storage.tables.columns import metadata

rubric = Table(
    "rubric",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
)
