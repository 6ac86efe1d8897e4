"""The office itself: units, officers and posts, settings, and the audit trail."""

from sqlalchemy import JSON, Column, Date, DateTime, ForeignKey, Index, Integer, String, Table, Text

from storage.tables.columns import metadata

unit = Table(
    "unit",
    metadata,
    Column("name", Text, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("position", Integer, nullable=False),
)

officer = Table("officer", metadata, Column("name", Text, primary_key=True))

post = Table(
    "post",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer", ForeignKey("officer.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("unit", ForeignKey("unit.name"), nullable=False),
    Column("role", String(24), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
)

absence = Table(
    "officer_absences",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("officer", ForeignKey("officer.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("deputy", Text, nullable=False, default="", server_default=""),
    Column("entered_by", Text, nullable=False),
    Column("at", DateTime, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("undoes", ForeignKey("step.id"), unique=True),
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("step_id", ForeignKey("step.id"), nullable=False, index=True),
    Column("subject", String(24), nullable=False),
    Column("ref", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("previous_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
Index(None, change.c.subject, change.c.ref, change.c.id)
