"""Tickets pinned to a rule set; the set of the years between is known to every clock."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    # Not as a batch: that would copy the whole table, and the default is all it takes.
    op.add_column(
        "ticket",
        sa.Column("rule_set", sa.String(length=16), nullable=False, server_default=""),
    )
    op.create_table(
        "rule_set_pin",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("rule_set", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_rule_set_pin_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_rule_set_pin")),
    )
    op.execute(
        "UPDATE clock SET rule_set = 'RS-2024' WHERE rule_set = 'RS-2020' AND start >= '2024-07-01'"
    )
