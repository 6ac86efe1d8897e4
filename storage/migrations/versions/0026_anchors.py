"""Where a drawn ticket comes from: chance, somebody's finger, or an earlier campaign as an anchor."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("campaign", sa.Column("anchors", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column(
        "campaign_frame",
        sa.Column("is_planted", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "campaign_draw",
        sa.Column("origin", sa.String(length=16), nullable=False, server_default="CHANCE"),
    )
    op.add_column("campaign_draw", sa.Column("source_id", sa.Integer(), nullable=True))
    draw = sa.table("campaign_draw", sa.column("origin"), sa.column("directed"))
    op.execute(draw.update().where(draw.c.directed != "").values(origin="DIRECTED"))
    op.add_column("review_task", sa.Column("due_on", sa.Date(), nullable=True))
