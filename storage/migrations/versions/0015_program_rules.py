"""What the program brought, where the office's own changes were put on top of it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("rulebook", sa.Column("program", sa.JSON(none_as_null=True), nullable=True))
    op.create_index(op.f("ix_waiver_at"), "waiver", ["at"])
