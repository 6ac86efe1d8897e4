"""What the rulebook found on each ticket when it was last checked; a cache, like `clock`."""

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text

from storage.tables.columns import metadata

finding = Table(
    "finding",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("rule", String(16), primary_key=True),
    Column("severity", String(16), nullable=False, index=True),
    Column("fields", JSON, nullable=False),
    Column("message", Text, nullable=False),
)
