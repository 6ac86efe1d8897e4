"""Campaigns with other strata, tickets left out by hand, and directed tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    lists = ("directed_kinds", "directed_by_hand", "left_out")
    with op.batch_alter_table("campaign") as table:
        table.add_column(
            sa.Column("strata_by", sa.String(length=16), nullable=False, server_default="UNIT")
        )
        table.add_column(
            sa.Column("directed_most", sa.Integer(), nullable=False, server_default="0")
        )
        for name in lists:
            table.add_column(sa.Column(name, sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "campaign_draw", sa.Column("directed", sa.Text(), nullable=False, server_default="")
    )
