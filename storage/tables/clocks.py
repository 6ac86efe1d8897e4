"""The clocks of all tickets as far as they do not depend on the day of asking, for SQL to read.

A cache: `core.tickets.clocks` works the rows out anew whenever the ticket, the law or the calendar
changes. `due` is NULL while a suspension goes on; the days then left stand frozen beside it.
"""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table

from storage.tables.columns import metadata

clock = Table(
    "clock",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    Column("code", String(24), primary_key=True),
    Column("side", String(16), nullable=False),
    Column("rule_set", String(16), nullable=False),
    Column("start", Date, nullable=False),
    Column("due", Date),
    Column("unit", String(16), nullable=False),
    Column("term", Integer, nullable=False),
    Column("extra", Integer, nullable=False),
    Column("stopped", Boolean, nullable=False),
    Column("met_on", Date),
    Column("suspended_from", Date),
    Column("suspended_to", Date),
    Column("left_workdays", Integer),
    Column("left_days", Integer),
    Column("estimated", Boolean, nullable=False),
    # What was recorded of suspensions and extensions, NULL where nothing was: with it, and with
    # code, rule set and start, everything above can be counted again.
    Column("facts", JSON(none_as_null=True)),
)

# Figures find in the index alone which clocks were due, and how they stood.
Index(
    None,
    clock.c.code,
    clock.c.due,
    clock.c.ticket_id,
    clock.c.start,
    clock.c.stopped,
    clock.c.met_on,
)
Index(None, clock.c.stopped, clock.c.due)
