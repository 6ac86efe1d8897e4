"""Declared partiality."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.create_table(
        "recusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("declared_by", sa.Text(), nullable=False),
        sa.Column("declared_at", sa.DateTime(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        sa.Column("taken_back_by", sa.Text(), nullable=False),
        sa.Column("taken_back_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["officer"],
            ["officer.name"],
            name=op.f("fk_recusal_officer_officer"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recusal")),
    )
    op.create_index(op.f("ix_recusal_officer"), "recusal", ["officer"])
