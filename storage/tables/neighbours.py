"""What finds tickets that resemble each other: a few numbers kept of every reply and content.

See `core.tickets.neighbours.sketch`; two texts that share a number are then compared in full.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table

from storage.tables.columns import metadata

reply_sketch = Table(
    "reply_sketch",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
)

Index(None, reply_sketch.c.ticket_id)

content_sketch = Table(
    "content_sketch",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
)
"""As `reply_sketch`, of the petitioner's words."""

Index(None, content_sketch.c.ticket_id)
