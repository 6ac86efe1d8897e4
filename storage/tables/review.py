"""Campaigns and their reviews. A campaign keeps its own copies of what must not change under it."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from storage.tables.columns import metadata


def _campaign() -> Column[int]:
    return Column("campaign_id", ForeignKey("campaign.id", ondelete="CASCADE"), primary_key=True)


campaign = Table(
    "campaign",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("condition", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("total", Integer, nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("maximum", Integer, nullable=False),
    Column("cap", Integer, nullable=False),
    Column("strata_by", String(16), nullable=False, default="UNIT", server_default="UNIT"),
    Column("directed_kinds", JSON, nullable=False, default=list, server_default="[]"),
    Column("directed_most", Integer, nullable=False, default=0, server_default="0"),
    Column("directed_by_hand", JSON, nullable=False, default=list, server_default="[]"),
    Column("anchors", JSON, nullable=False, default=dict, server_default="{}"),
    Column("left_out", JSON, nullable=False, default=list, server_default="[]"),
    Column("state", String(16), nullable=False),
    Column("rubric", JSON, nullable=False),
    Column("formula", JSON, nullable=False),
    Column("frame_count", Integer, nullable=False),
    Column("frame_hash", String(64), nullable=False),
    Column("planned_at", DateTime, nullable=False),
    Column("planned_by", Text, nullable=False),
    Column("seed_hash", String(64), nullable=False, default=""),
    Column("seed_origin", Text, nullable=False, default="", server_default=""),
    Column("committed_at", DateTime),
    Column("committed_by", Text, nullable=False, default=""),
    Column("seed", Text, nullable=False, default=""),
    Column("drawn_at", DateTime),
    Column("drawn_by", Text, nullable=False, default=""),
    Column("closed_at", DateTime),
    Column("closed_by", Text, nullable=False, default=""),
    Column("plan_notes", JSON, nullable=False),
    Column("assignment_notes", JSON, nullable=False),
)
"""Rubric and formula are frozen here as the JSON they came from; notes are lists of sentences.

Tickets named by hand are lists of [ref, reason].
"""

stratum = Table(
    "campaign_stratum",
    metadata,
    _campaign(),
    Column("name", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("take", Integer, nullable=False),
)

frame = Table(
    "campaign_frame",
    metadata,
    _campaign(),
    Column("ref", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("stratum", Text, nullable=False),
    Column("is_planted", Boolean, nullable=False, default=False, server_default=false()),
)
"""The frame as it was locked: tickets may change or get another reference later, the frame not.

Planted ones are anchors: they stand here for their number and unit, and belong to no frame.
"""

exclusion = Table(
    "campaign_exclusion",
    metadata,
    _campaign(),
    Column("ref", Text, primary_key=True),
    Column("number", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

draw = Table(
    "campaign_draw",
    metadata,
    _campaign(),
    Column("ref", Text, primary_key=True),
    Column("key", String(64), nullable=False),
    Column("place", Integer, nullable=False),
    Column("alias", String(8), nullable=False),
    Column("origin", String(16), nullable=False, default="CHANCE", server_default="CHANCE"),
    Column("source_id", Integer),
    Column("directed", Text, nullable=False, default="", server_default=""),
    Column("replaces", Text, nullable=False, default=""),
    Column("is_void", Boolean, nullable=False, default=False),
    Column("void_reason", Text, nullable=False, default=""),
    Column("voided_at", DateTime),
    Column("voided_by", Text, nullable=False, default=""),
    ForeignKeyConstraint(
        ["campaign_id", "ref"], ["campaign_frame.campaign_id", "campaign_frame.ref"]
    ),
)

task = Table(
    "review_task",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campaign_id", Integer, nullable=False),
    Column("ref", Text, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("unit", Text, nullable=False),
    Column("officer", Text, nullable=False, default=""),
    Column("why", Text, nullable=False, default=""),
    Column("due_on", Date),
    UniqueConstraint("campaign_id", "ref", "stage"),
    ForeignKeyConstraint(
        ["campaign_id", "ref"],
        ["campaign_draw.campaign_id", "campaign_draw.ref"],
        ondelete="CASCADE",
    ),
)
Index(None, task.c.officer, task.c.campaign_id)

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("task_id", ForeignKey("review_task.id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    Column("unit", Text, nullable=False),
    Column("officer", Text, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("handed_in_at", DateTime, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("nonce", String(32), nullable=False),
    Column("returned_at", DateTime),
    Column("returned_by", Text, nullable=False, default=""),
    Column("return_reason", Text, nullable=False, default=""),
    UniqueConstraint("task_id", "version"),
)
"""Handed-in reviews; a returned one stays as it was, the next one gets the next version."""

review_draft = Table(
    "review_draft",
    metadata,
    Column("task_id", ForeignKey("review_task.id", ondelete="CASCADE"), primary_key=True),
    Column("officer", Text, primary_key=True),
    Column("marks", JSON, nullable=False),
    Column("at", DateTime, nullable=False),
)
