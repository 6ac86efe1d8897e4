"""Tickets that belong together, and those of which somebody said that they do not."""

from sqlalchemy import Column, DateTime, ForeignKey, Index, String, Table, Text

from storage.tables.columns import metadata

ticket_link = Table(
    "ticket_link",
    metadata,
    Column("earlier_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("later_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""关联: what the later ticket is to the earlier one; they stay two tickets."""

Index(None, ticket_link.c.later_id)

ticket_apart = Table(
    "ticket_apart",
    metadata,
    Column("one_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("other_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("reason", Text, nullable=False, default=""),
)
"""不是同一件: whoever looked, when, and why where it was said; `one_id` is the smaller."""

Index(None, ticket_apart.c.other_id)
