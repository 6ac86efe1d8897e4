"""What has been done with tickets since they came: then the step that added them stays."""

from collections.abc import Sequence

from sqlalchemy import Connection, or_, select

from core.errors import Refusal
from storage.loading import CHUNK
from storage.tables.follow_up import attempt, escalation
from storage.tables.links import ticket_link
from storage.tables.papers import paper
from storage.tables.review import draw
from storage.tables.tickets import rule_set_pin, submission, ticket

_DONE = (
    (select(draw.c.ref), draw.c.ref, "已经抽进督查"),
    (
        select(ticket.c.ref).join(submission, submission.c.ticket_id == ticket.c.id),
        ticket.c.ref,
        "已经送审",
    ),
    (
        select(ticket.c.ref).join(rule_set_pin, rule_set_pin.c.ticket_id == ticket.c.id),
        ticket.c.ref,
        "已经指定规则集",
    ),
    (
        select(ticket.c.ref).join(
            ticket_link,
            or_(ticket_link.c.earlier_id == ticket.c.id, ticket_link.c.later_id == ticket.c.id),
        ),
        ticket.c.ref,
        "已经和别的工单关联",
    ),
    (
        select(ticket.c.ref).join(paper, paper.c.ticket_id == ticket.c.id),
        ticket.c.ref,
        "已经签发过文书",
    ),
    (
        select(ticket.c.ref).join(attempt, attempt.c.ticket_id == ticket.c.id),
        ticket.c.ref,
        "已经回访",
    ),
    (
        select(ticket.c.ref).join(escalation, escalation.c.ticket_id == ticket.c.id),
        ticket.c.ref,
        "已经专项督办",
    ),
)


def refuse_if_worked_on(connection: Connection, refs: Sequence[str]) -> None:
    """Refuse to take these tickets out when something was done with one of them."""
    for start in range(0, len(refs), CHUNK):
        some = refs[start : start + CHUNK]
        for query, ref, what in _DONE:
            found = connection.execute(query.where(ref.in_(some)).limit(1)).scalar()
            if found is not None:
                raise Refusal(f"工单 {found} {what}，不能整步撤销。")
