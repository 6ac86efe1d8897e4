"""Versions of the indicators, and months whose figures were closed."""

from sqlalchemy import JSON, Column, Date, DateTime, Index, Integer, String, Table, Text

from storage.tables.clocks import clock
from storage.tables.columns import metadata
from storage.tables.tickets import PARTS, ticket

indicator_version = Table(
    "indicator_version",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("label", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("written_at", DateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Column("opinion", Text, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", DateTime),
)
"""All indicators of a version as data; confirmed ones are never changed again."""

closed_month = Table(
    "closed_month",
    metadata,
    Column("first", Date, primary_key=True),
    Column("as_of", Date, nullable=False),
    Column("figures", JSON, nullable=False),
    Column("refs", JSON, nullable=False),
    Column("definitions", JSON, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("hash", String(64), nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("closed_at", DateTime, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("confirmed_at", DateTime),
)
"""The figures of a month as they were closed (封存), with all that they rest on."""

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("first", Date, nullable=False, index=True),
    Column("as_of", Date, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""What changed in a closed month afterwards and was taken note of (更正)."""

# By which day tickets belong to a period.
Index(None, PARTS["callback"].c.callback_at)
Index(None, PARTS["gate"].c.section_decided_at)
Index(None, PARTS["tipoff_track"].c.filing_date)
Index(None, PARTS["complaint_track"].c.termination_date)
Index(None, PARTS["complaint_track"].c.mediated_on)
# What is dated behind the day of asking.
Index(None, clock.c.met_on)
Index(None, PARTS["complaint_track"].c.test_from)
Index(None, PARTS["tipoff_track"].c.extension_approved_date)
Index(None, ticket.c.hotline_extension_date)
Index(None, ticket.c.restarted_on)
