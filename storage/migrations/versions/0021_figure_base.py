"""Narrow rows that figures are counted in, and an index that says all of a due clock."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

_PARTS = {
    "first_contact": ("first_contact_at", "first_contact_result"),
    "complaint_track": (
        *("acceptance", "test_from", "test_to", "mediation_result", "mediated_on"),
        "termination_date",
    ),
    "tipoff_track": ("filing", "filing_date", "case_number"),
    "outcome": ("verdict", "replied_at", "closed_at"),
    "gate": ("section_decision", "section_decided_at"),
    "referral": ("decline_assignment_reason", "suggested_unit"),
    "callback": ("callback_at", "satisfaction", "solved", "city_dissatisfied"),
}
_OWN = ("number", "source", "kind", "unit", "category", "is_ad", "received_at")


def upgrade() -> None:
    _create()
    _fill()
    op.drop_index("ix_clock_code_due", table_name="clock")
    op.create_index(
        op.f("ix_clock_code_due_ticket_id_start_stopped_met_on"),
        "clock",
        ["code", "due", "ticket_id", "start", "stopped", "met_on"],
    )


def _create() -> None:
    op.create_table(
        "figure_base",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("number", "unit", "category")),
        *(sa.Column(name, sa.String(length=24), nullable=True) for name in ("source", "kind")),
        sa.Column("is_ad", sa.Boolean(), nullable=True),
        *(_moment(name) for name in ("received_at", "replied_at", "closed_at", "callback_at")),
        *(_moment(name) for name in ("section_decided_at", "first_contact_at")),
        *(_day(name) for name in ("filing_date", "termination_date", "mediated_on")),
        *(_day(name) for name in ("test_from", "test_to")),
        *(_word(name) for name in ("first_contact_result", "acceptance", "mediation_result")),
        *(_word(name) for name in ("filing", "verdict", "section_decision", "satisfaction")),
        _word("solved"),
        sa.Column("case_number", sa.Text(), nullable=False),
        sa.Column("city_dissatisfied", sa.Boolean(), nullable=True),
        sa.Column("decline_assignment_reason", sa.Text(), nullable=False),
        sa.Column("suggested_unit", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_figure_base_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_figure_base")),
    )


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(), nullable=True)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=True)


def _word(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.String(length=24), nullable=True)


def _fill() -> None:
    """The rows of the tickets that are there already."""
    parts = {
        name: sa.table(name, sa.column("ticket_id"), *map(sa.column, keys))
        for name, keys in _PARTS.items()
    }
    own = sa.table("ticket", sa.column("id"), *map(sa.column, _OWN))
    source: sa.FromClause = own
    for part in parts.values():
        source = source.join(part, part.c.ticket_id == own.c.id)
    columns = [own.c.id, *(own.c[key] for key in _OWN)]
    columns += [parts[name].c[key] for name, keys in _PARTS.items() for key in keys]
    names = ["ticket_id", *_OWN, *(key for keys in _PARTS.values() for key in keys)]
    base = sa.table("figure_base", *map(sa.column, names))
    op.execute(sa.insert(base).from_select(names, sa.select(*columns).select_from(source)))
