"""Indicators, closed months, and the days by which tickets belong to a period."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

_DAYS = (
    ("callback", "callback_at"),
    ("gate", "section_decided_at"),
    ("tipoff_track", "filing_date"),
    ("complaint_track", "termination_date"),
    ("complaint_track", "mediated_on"),
    ("clock", "met_on"),
    ("complaint_track", "test_from"),
    ("tipoff_track", "extension_approved_date"),
    ("ticket", "hotline_extension_date"),
    ("ticket", "restarted_on"),
)


def upgrade() -> None:
    _versions()
    _closed_months()
    for table, column in _DAYS:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _versions() -> None:
    op.create_table(
        "indicator_version",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_indicator_version")),
    )


def _closed_months() -> None:
    op.create_table(
        "closed_month",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.Column("definitions", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("first", name=op.f("pk_closed_month")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index(op.f("ix_correction_first"), "correction", ["first"])
