"""Versions of the rubrics and of the formula, and the kinds of campaign that the section made."""

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

formula = Table(
    "formula",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("state", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    Column("author", Text, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
)

kind = Table(
    "campaign_kind",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("rubric", String(32), nullable=False),
    Column("condition", Text, nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("maximum", Integer, nullable=False),
    Column("cap", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""A campaign keeps what it needs of its kind, so that a kind may be taken away again."""
