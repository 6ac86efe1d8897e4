"""How the seed of a campaign came about."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column(
        "campaign", sa.Column("seed_origin", sa.Text(), nullable=False, server_default="")
    )
