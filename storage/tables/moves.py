"""What was done with tickets, one row for each move (流转记录); rows are never deleted."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.columns import metadata


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, default="", server_default="")


movement = Table(
    "movement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("move", String(24), nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    _text("unit"),
    _text("handler"),
    _text("reason"),
    _text("basis"),
    Column("code", String(16), nullable=False, default="", server_default=""),
    _text("next_step"),
    Column("until", Date),
    _text("instead_of"),
    _text("rework"),
    # When the step was taken back: the row stays, and counts for nothing.
    Column("undone_at", DateTime),
)
Index(None, movement.c.move, movement.c.at)
