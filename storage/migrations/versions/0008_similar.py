"""Tickets linked and set apart, the restart of a clock, and sketches of what petitioners wrote."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from core.tickets.language.texts import bare
from core.tickets.neighbours import sketch

revision = "0008"
down_revision = "0007"

AT_ONCE = 2000


def upgrade() -> None:
    op.add_column("ticket", sa.Column("restarted_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_trader_trader_uscc"), "trader", ["trader_uscc"])
    _pair("ticket_link", "earlier_id", "later_id", sa.Column("kind", sa.String(24), nullable=False))
    _pair("ticket_apart", "one_id", "other_id", sa.Column("reason", sa.Text(), nullable=False))
    op.create_table(
        "content_sketch",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_content_sketch_ticket_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "ticket_id", name=op.f("pk_content_sketch")),
    )
    op.create_index(op.f("ix_content_sketch_ticket_id"), "content_sketch", ["ticket_id"])
    _sketch_contents()


def _pair(name: str, one: str, other: str, more: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column(one, sa.Integer(), nullable=False),
        sa.Column(other, sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        more,
        *(
            sa.ForeignKeyConstraint(
                [column], ["ticket.id"], name=op.f(f"fk_{name}_{column}"), ondelete="CASCADE"
            )
            for column in (one, other)
        ),
        sa.PrimaryKeyConstraint(one, other, name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_{other}"), name, [other])


def _sketch_contents() -> None:
    """Of the tickets that are there already."""
    connection = op.get_bind()
    claim = sa.table("claim", sa.column("ticket_id"), sa.column("content"))
    kept = sa.table("content_sketch", sa.column("key"), sa.column("ticket_id"))
    last = 0
    while True:
        query = sa.select(claim).where(claim.c.ticket_id > last).order_by(claim.c.ticket_id)
        some = connection.execute(query.limit(AT_ONCE)).all()
        if not some:
            return
        rows = [
            {"key": key, "ticket_id": row.ticket_id}
            for row in some
            for key in sketch(bare(row.content))
        ]
        if rows:
            connection.execute(sa.insert(kept), rows)
        last = some[-1].ticket_id
