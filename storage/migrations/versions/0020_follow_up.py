"""Follow-up: calls, results, explanations, special escalations."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def _owner(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f(f"fk_{table}_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
    ]


def upgrade() -> None:
    _attempts()
    _results()
    _explanations()
    _escalations()


def _attempts() -> None:
    op.create_table(
        "callback_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        *_owner("callback_attempt"),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback_attempt")),
    )
    op.create_index(
        op.f("ix_callback_attempt_ticket_id_at"), "callback_attempt", ["ticket_id", "at"]
    )


def _results() -> None:
    op.create_table(
        "callback_result",
        *_owner("callback_result"),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("round_end", sa.String(length=16), nullable=False),
        sa.Column("service", sa.String(length=24), nullable=True),
        sa.Column("result", sa.String(length=24), nullable=True),
        sa.Column("solved", sa.String(length=24), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "round", name=op.f("pk_callback_result")),
    )


def _explanations() -> None:
    op.create_table(
        "callback_explanation",
        *_owner("callback_explanation"),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("missed", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("sent_back", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", "round", name=op.f("pk_callback_explanation")),
    )


def _escalations() -> None:
    op.create_table(
        "escalation",
        *_owner("escalation"),
        sa.Column("origin", sa.String(length=16), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("analysed_by", sa.Text(), nullable=False),
        sa.Column("analysed_at", sa.DateTime(), nullable=True),
        sa.Column("sent_back", sa.Text(), nullable=False),
        sa.Column("at_fault", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("case_text", sa.Text(), nullable=False),
        sa.Column("in_circular", sa.Boolean(), nullable=False),
        sa.Column("concluded_by", sa.Text(), nullable=False),
        sa.Column("concluded_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_escalation")),
    )
    op.create_index(op.f("ix_escalation_concluded_at_due"), "escalation", ["concluded_at", "due"])
