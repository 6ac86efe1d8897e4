"""What a reviewer is shown of a ticket: covered where the stage asks, or as a parcel brought it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, select

from core.masking import cover_about
from core.review.covering import CoveredField, Covering, open_fields
from core.review.parcels.text import fields_of, proposals_of
from core.review.reviews import COVERED, Task
from core.review.rubric import Proposal, Rubric
from core.tickets.ticket import Ticket
from storage.law import rule_sets
from storage.loading import load_by_ref
from storage.people import officers, units
from storage.review.proposing import proposals_for
from storage.tables.parcels import parcel_ticket


@dataclass(frozen=True, slots=True)
class ShownTicket:
    """A ticket as its reviewer reads it, and what the program proposes; empty where it is gone."""

    fields: tuple[CoveredField, ...] = ()
    proposals: tuple[Proposal, ...] = ()


def shown_ticket(connection: Connection, task: Task, rubric: Rubric, now: datetime) -> ShownTicket:
    """The ticket of one review, with names and numbers as the stage lets them be seen."""
    brought = connection.execute(
        select(parcel_ticket).where(
            parcel_ticket.c.campaign_id == task.campaign,
            parcel_ticket.c.ref == task.ref,
            parcel_ticket.c.stage == task.stage.name,
        )
    ).one_or_none()
    if brought is not None:
        return ShownTicket(fields_of(brought.fields), proposals_of(brought.proposals))
    stored = load_by_ref(connection, [task.ref])
    if not stored:
        return ShownTicket()
    return _shown(connection, task, stored[0].ticket, rubric, now)


def _shown(
    connection: Connection, task: Task, ticket: Ticket, rubric: Rubric, now: datetime
) -> ShownTicket:
    made = proposals_for(connection, ticket, rubric, now)
    if task.stage not in COVERED:
        said = tuple(replace(one, message=cover_about(ticket, one.message)) for one in made)
        return ShownTicket(open_fields(ticket, rule_sets(), today=now.date()), said)
    people = units(connection), officers(connection)
    covering = Covering(ticket, *people, rule_sets(), today=now.date())
    said = tuple(replace(one, message=covering.text(one.message)) for one in made)
    return ShownTicket(covering.fields, said)
