"""Follow-up (回访): calls, what each round ended with, explanations, and special escalations."""

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


def _owner(*, key: bool) -> Column[int]:
    to = ForeignKey("ticket.id", ondelete="CASCADE")
    return Column("ticket_id", to, primary_key=key, nullable=False)


attempt = Table(
    "callback_attempt",
    metadata,
    Column("id", Integer, primary_key=True),
    _owner(key=False),
    Column("round", Integer, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("note", Text, nullable=False, default=""),
)
Index(None, attempt.c.ticket_id, attempt.c.at)

result = Table(
    "callback_result",
    metadata,
    _owner(key=True),
    Column("round", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("round_end", String(16), nullable=False),
    Column("service", String(24)),
    Column("result", String(24)),
    Column("solved", String(24)),
    Column("note", Text, nullable=False, default=""),
)
"""The newest one is what the ledger's fields say."""

explanation = Table(
    "callback_explanation",
    metadata,
    _owner(key=True),
    Column("round", Integer, primary_key=True),
    Column("why", Text, nullable=False),
    Column("missed", Text, nullable=False),
    Column("remedy", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("sent_back", Text, nullable=False, default=""),
    Column("signed_by", Text, nullable=False, default=""),
    Column("signed_at", DateTime),
)

escalation = Table(
    "escalation",
    metadata,
    _owner(key=True),
    Column("origin", String(16), nullable=False),
    Column("owner", Text, nullable=False),
    Column("due", Date, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("analysis", Text, nullable=False, default=""),
    Column("analysed_by", Text, nullable=False, default=""),
    Column("analysed_at", DateTime),
    Column("sent_back", Text, nullable=False, default=""),
    Column("at_fault", Boolean),
    Column("reason", Text, nullable=False, default=""),
    Column("case_text", Text, nullable=False, default=""),
    Column("in_circular", Boolean, nullable=False, default=False),
    Column("concluded_by", Text, nullable=False, default=""),
    Column("concluded_at", DateTime),
)
Index(None, escalation.c.concluded_at, escalation.c.due)
