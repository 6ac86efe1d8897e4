"""Versions of the indicators, months whose figures were closed, and what figures are counted by."""

from sqlalchemy import JSON, Column, Date, DateTime, ForeignKey, Index, Integer, String, Table, Text

from core.tickets.fields import BY_KEY
from storage.tables.clocks import clock
from storage.tables.columns import column, metadata
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

BASE_KEYS = (
    *("number", "source", "kind", "unit", "category", "is_ad", "received_at", "replied_at"),
    *("closed_at", "callback_at", "section_decided_at", "first_contact_at", "filing_date"),
    *("termination_date", "mediated_on", "test_from", "test_to", "first_contact_result"),
    *("acceptance", "mediation_result", "filing", "case_number", "verdict", "section_decision"),
    *("satisfaction", "solved", "city_dissatisfied", "decline_assignment_reason"),
    "suggested_unit",
)
"""The fields that figures usually look at."""

figure_base = Table(
    "figure_base",
    metadata,
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True),
    *(column(BY_KEY[key]) for key in BASE_KEYS),
)
"""One narrow row for each ticket, kept with it (storage/derived.py): a month of a million tickets
is counted in it without opening the wide tables."""

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
