"""Versions of the rulebook; confirmed ones are never changed again.

`program` is what a program brought, where that is not the `data` itself.
"""

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Integer, String, Table, Text

from storage.tables.columns import metadata

rulebook = Table(
    "rulebook",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("fingerprint", String(12), nullable=False),
    Column("data", JSON, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("based_on", Integer),
    Column("reason", Text, nullable=False),
    Column("effective_from", Date),
    Column("covers_open", Boolean, nullable=False),
    Column("proposed_by", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
    Column("opinion", Text, nullable=False),
    Column("shipped", String(12), nullable=False),
    Column("program", JSON(none_as_null=True)),
)
