"""Tickets and what hangs on them: one table for each part, lists and evidence row by row.

`ticket_id` ties the parts together; every ticket has exactly one row in each of `PARTS`.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import (
    JSON,
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
    UniqueConstraint,
)

from core.tickets.fields import FIELDS, Field, FieldType
from storage.tables.columns import column, metadata

LISTED = frozenset({FieldType.LIST, FieldType.EVIDENCE})

NOTICE_KEYS = frozenset(
    {
        "acceptance_notice_at",
        "acceptance_notice_way",
        "acceptance_notice_text",
        "termination_notice_petitioner",
        "termination_notice_trader",
        "termination_notice_text",
        "tipoff_notice_at",
        "notice_way",
        "notice_at",
        "reply",
        "text_to_trader",
    }
)
"""What was told to whom (告知) lives in a table of its own, whichever track it belongs to."""

_TABLE_OF_PART: Mapping[str, str] = {
    "": "ticket",
    "petitioner": "petitioner",
    "trader": "trader",
    "claim": "claim",
    "contact": "first_contact",
    "complaint": "complaint_track",
    "tipoff": "tipoff_track",
    "outcome": "outcome",
    "gate": "gate",
    "referral": "referral",
    "callback": "callback",
}


def table_name(field: Field) -> str:
    """The table that holds `field`; lists are in `list_item` or `evidence`."""
    if field.type is FieldType.EVIDENCE:
        return "evidence"
    if field.type is FieldType.LIST:
        return "list_item"
    return "notice" if field.key in NOTICE_KEYS else _TABLE_OF_PART[field.part]


def _columns(name: str) -> list[Column[object]]:
    return [column(field) for field in FIELDS if table_name(field) == name]


def _owner() -> Column[int]:
    return Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), primary_key=True)


def _part(name: str) -> Table:
    return Table(name, metadata, _owner(), *_columns(name))


NO_DUE_DATE = date(9999, 12, 31)
"""Stands in `next_due` where no clock runs, so that lists sort and page by an indexed column."""

PAUSED_DATE = date(9999, 12, 30)
"""Stands in `next_due` where the only open clocks are suspended: behind all that run."""

ticket = Table(
    "ticket",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ref", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False, default=1),
    # The set it is pinned to, "" for most; why is in `rule_set_pin`.
    Column("rule_set", String(16), nullable=False, default="", server_default=""),
    *_columns("ticket"),
    # The day from which a tip-off is verified anew; follows from `ticket_link`.
    Column("restarted_on", Date),
    # Events of its clocks that no ledger has (core/tickets/timing.py), NULL for most.
    Column("timing", JSON(none_as_null=True)),
    # The day of the last return for rework; follows from `movement`.
    Column("returned_on", Date),
    # What lists sort and filter by, derived from the rest of the ticket (storage/derived.py).
    Column("stage", String(24), nullable=False, default=""),
    Column("position", String(16), nullable=False, default="", server_default=""),
    Column("is_closed", Boolean, nullable=False, default=False),
    Column("next_due", Date, nullable=False, default=NO_DUE_DATE),
    Column("next_clock", String(24), nullable=False, default=""),
    # From what law and calendar the clocks were worked out (storage/calendar.py).
    Column("clocks_from", String(16), nullable=False, default="", server_default=""),
    Column("errors", Integer, nullable=False, default=0),
    Column("warnings", Integer, nullable=False, default=0),
    Column("checked_on", Date),
    Column("rulebook", Text, nullable=False, default=""),
)

Index(None, ticket.c.number)
Index(None, ticket.c.is_closed, ticket.c.next_due, ticket.c.id)
Index(None, ticket.c.unit, ticket.c.is_closed, ticket.c.next_due, ticket.c.id)
Index(None, ticket.c.handler, ticket.c.is_closed, ticket.c.next_due, ticket.c.id)
Index(None, ticket.c.received_at, ticket.c.id)
Index(None, ticket.c.next_due, ticket.c.id)
Index(None, ticket.c.errors, ticket.c.id)
Index(None, ticket.c.unit, ticket.c.id)
Index(None, ticket.c.handler, ticket.c.id)
Index(None, ticket.c.is_closed, ticket.c.unit)
Index(None, ticket.c.position, ticket.c.unit)

PARTS: Mapping[str, Table] = {
    "ticket": ticket,
    **{
        name: _part(name)
        for name in (*[name for name in _TABLE_OF_PART.values() if name != "ticket"], "notice")
    },
}
"""The tables with one row for each ticket, by name."""

Index(None, PARTS["trader"].c.trader_name)
Index(None, PARTS["trader"].c.trader_uscc)
Index(None, PARTS["outcome"].c.closed_at)
Index(None, PARTS["petitioner"].c.petitioner_phone)
# What views and frames ask for, each word on few of the tickets.
Index(None, PARTS["outcome"].c.verdict)
Index(None, PARTS["gate"].c.section_decision)
Index(None, PARTS["callback"].c.satisfaction)
Index(None, PARTS["first_contact"].c.first_contact_at)

list_item = Table(
    "list_item",
    metadata,
    _owner(),
    Column("field", String(32), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    _owner(),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
)

import_base = Table(
    "import_base",
    metadata,
    _owner(),
    Column("values", JSON, nullable=False),
)
"""What the last import brought for each ticket: the third side of the three-way comparison."""

import_profile = Table(
    "import_profile",
    metadata,
    Column("name", Text, primary_key=True),
    Column("mapping", JSON, nullable=False),
)

submission = Table(
    "submission",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Column("rulebook", Text, nullable=False),
    Column("decision", String(24)),
    Column("decided_by", Text, nullable=False, default=""),
    Column("decided_at", DateTime),
    Column("opinion", Text, nullable=False, default=""),
)

waiver = Table(
    "waiver",
    metadata,
    _owner(),
    Column("rule", String(16), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""A warning overridden with a reason (确认并写理由)."""

Index(None, waiver.c.at)

rule_set_pin = Table(
    "rule_set_pin",
    metadata,
    _owner(),
    Column("rule_set", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""The last decision on which rule set a ticket follows (指定规则集)."""

kept_field = Table(
    "kept_field",
    metadata,
    _owner(),
    Column("field", String(32), primary_key=True),
    Column("text", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""A field that does not apply and was left filled in (留着), with what stood there."""

draft = Table(
    "draft",
    metadata,
    Column("officer", Text, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("typed", JSON, nullable=False),
    Column("at", DateTime, nullable=False),
)
"""The form as typed, by field key; `ref` is empty for a ticket that is being registered."""

saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("conditions", JSON, nullable=False),
    UniqueConstraint("owner", "name"),
)
