"""Where tickets lie, what was done with them, and who stands in for officers who are away."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

_LAY_DOWN = """
UPDATE ticket SET position = (SELECT CASE
    WHEN outcome.closed_at IS NOT NULL AND (
        referral.decline_assignment_reason != '' OR referral.suggested_unit != ''
        OR referral.transfer_to != '' OR referral.transfer_basis != ''
        OR referral.transfer_date IS NOT NULL OR tipoff_track.filing = 'TRANSFERRED'
        OR (
            (ticket.kind IS NULL OR ticket.kind NOT IN ('COMPLAINT', 'COMPOUND')
                OR complaint_track.acceptance = 'DECLINED'
                OR complaint_track.mediation_result IN ('SETTLED', 'WITHDRAWN', 'ENDED'))
            AND (ticket.kind IS NULL OR ticket.kind NOT IN ('TIPOFF', 'COMPOUND')
                OR tipoff_track.filing IS NOT NULL)
        )
    ) THEN 'ENDED'
    WHEN outcome.closed_at IS NOT NULL THEN 'REPLIED'
    WHEN trim(ticket.unit) = '' AND referral.transfer_date IS NOT NULL THEN 'TO_REPLY'
    WHEN trim(ticket.unit) = '' THEN 'TO_DISPATCH'
    WHEN latest.id IS NOT NULL AND latest.decision IS NULL THEN 'AT_LEADER'
    WHEN latest.decision = 'APPROVED' AND gate.section_decided_at >= latest.decided_at
        AND gate.section_decision = 'PASSED' THEN 'TO_REPLY'
    WHEN latest.decision = 'APPROVED' AND NOT (
        gate.section_decided_at >= latest.decided_at AND gate.section_decision = 'RETURNED'
    ) AND (
        outcome.verdict = 'UNSUBSTANTIATED'
        OR (ticket.kind IN ('TIPOFF', 'COMPOUND') AND tipoff_track.filing = 'NOT_FILED')
        OR (ticket.kind IN ('COMPLAINT', 'COMPOUND') AND complaint_track.acceptance = 'DECLINED')
        OR tipoff_track.filing = 'TRANSFERRED' OR referral.transfer_to != ''
        OR referral.transfer_basis != '' OR referral.transfer_date IS NOT NULL
        OR gate.section_decision = 'RETURNED'
    ) THEN 'AT_SECTION'
    WHEN latest.decision = 'APPROVED' AND NOT (
        gate.section_decided_at >= latest.decided_at AND gate.section_decision = 'RETURNED'
    ) THEN 'TO_REPLY'
    WHEN referral.decline_assignment_reason != '' OR referral.suggested_unit != '' THEN 'DECLINED'
    WHEN gate.section_decision = 'RETURNED' OR ticket.is_rework THEN 'REWORK'
    ELSE 'IN_HAND'
END
FROM outcome, referral, tipoff_track, complaint_track, gate
LEFT JOIN submission AS latest ON latest.id = (
    SELECT max(submission.id) FROM submission WHERE submission.ticket_id = ticket.id
)
WHERE outcome.ticket_id = ticket.id AND referral.ticket_id = ticket.id
    AND tipoff_track.ticket_id = ticket.id AND complaint_track.ticket_id = ticket.id
    AND gate.ticket_id = ticket.id)
"""


def _text(name: str, kind: Any = None) -> sa.Column[Any]:
    return sa.Column(name, kind or sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    op.add_column("officer_absences", _text("deputy"))
    op.create_table(
        "movement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=24), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        *(_text(name) for name in ("unit", "handler", "reason", "basis")),
        _text("code", sa.String(length=16)),
        _text("next_step"),
        sa.Column("until", sa.Date(), nullable=True),
        *(_text(name) for name in ("instead_of", "rework")),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_movement_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
    )
    op.create_index(op.f("ix_movement_ticket_id"), "movement", ["ticket_id"])
    op.create_index(op.f("ix_movement_move_at"), "movement", ["move", "at"])
    op.add_column("ticket", sa.Column("returned_on", sa.Date(), nullable=True))
    op.add_column("ticket", _text("position", sa.String(length=16)))
    op.execute(_LAY_DOWN)
    op.create_index(op.f("ix_ticket_position_unit"), "ticket", ["position", "unit"])
