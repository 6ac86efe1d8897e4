"""Declared partiality of officers, kept also when it was taken back."""

from sqlalchemy import Column, DateTime, ForeignKey, Integer, String, Table, Text

from storage.tables.columns import metadata

recusal = Table(
    "recusal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer", ForeignKey("officer.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("about", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("declared_by", Text, nullable=False),
    Column("declared_at", DateTime, nullable=False),
    Column("taken_back_at", DateTime),
    Column("taken_back_by", Text, nullable=False, default=""),
    Column("taken_back_reason", Text, nullable=False, default=""),
)
