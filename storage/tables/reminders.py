"""What was delivered to whom and what was done with it: rows are added, never changed.

Triggers in the database hold that too; a ticket that leaves the store leaves its reminders behind.
"""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.columns import metadata

reminder = Table(
    "reminder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("handler", Text, nullable=False),
    Column("trader", Text, nullable=False),
    Column("clock", String(24), nullable=False),
    Column("start", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("level", Integer, nullable=False),
    Column("said", Text, nullable=False),
    Column("round", Date),
    Column("recipient", Text, nullable=False),
    Column("instead_of", Text, nullable=False),
    Column("delivered_at", DateTime, nullable=False),
)
Index(None, reminder.c.recipient, reminder.c.id)
Index(None, reminder.c.ref, reminder.c.clock)

reminder_act = Table(
    "reminder_act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("reminder_id", ForeignKey("reminder.id"), nullable=False, index=True),
    Column("act", String(16), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("why", Text, nullable=False),
    Column("until", Date),
)
