"""Official texts of acts that the office has loaded (法规原文), article by article."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from storage.tables.columns import metadata

law_text = Table(
    "law_text",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("order", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("is_national", Boolean, nullable=False),
    Column("source", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("loaded_by", Text, nullable=False),
    Column("loaded_at", DateTime, nullable=False),
    Column("is_current", Boolean, nullable=False),
)
"""One loading of one version of an act; `title` is without the country. An older one is kept."""

Index(None, law_text.c.title, law_text.c.is_current)

law_article = Table(
    "law_article",
    metadata,
    Column("text_id", ForeignKey("law_text.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("inserted", Integer, primary_key=True, autoincrement=False),
    Column("chapter", Text, nullable=False),
    Column("text", Text, nullable=False),
)
