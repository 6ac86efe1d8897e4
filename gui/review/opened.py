"""One review opened at the desk: everything it shows, read from the store at once."""

from dataclasses import dataclass
from datetime import datetime

from core.masking import cover_about
from core.people import Officer
from core.review.covering import CoveredField, Covering, open_fields
from core.review.formula import Formula
from core.review.marks import Marks
from core.review.reviews import (
    COVERED,
    PEERS,
    Review,
    Stage,
    Task,
    VisibleReview,
    missing_before_recheck,
)
from core.review.rubric import Proposal, Rubric
from core.tickets.ticket import Ticket
from storage.database import Reading
from storage.law import rule_sets
from storage.loading import load_by_ref
from storage.people import officers, units
from storage.review.proposing import proposals_for
from storage.review.reading import load_campaign, load_reviews, load_tasks
from storage.review.reviews import load_draft, seen_reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A review as its officer finds it.

    `marks` are the draft, or what was handed in. `seen` are the reviews of others that the officer
    may look at now; `waits_for` are the stages that a recheck has to wait for.
    """

    task: Task
    rubric: Rubric
    formula: Formula
    fields: tuple[CoveredField, ...]
    proposals: tuple[Proposal, ...]
    seen: tuple[VisibleReview, ...]
    marks: Marks
    handed_in: Review | None
    waits_for: tuple[Stage, ...]

    @property
    def is_covered(self) -> bool:
        return self.task.stage in COVERED

    @property
    def peers(self) -> list[Review]:
        return [one.review for one in self.seen if one.review.stage in PEERS]


def open_task(connection: Reading, task: Task, officer: Officer, now: datetime) -> Opened:
    """Read what the desk shows of one review."""
    today = now.date()
    about = load_campaign(connection, task.campaign)
    seen = seen_reviews(connection, task.campaign, task.ref, officer, today=today)
    own = next((one.review for one in seen if one.review.stage is task.stage), None)
    stored = load_by_ref(connection, [task.ref])
    fields, made = (
        _shown(connection, task, stored[0].ticket, about.rubric, now) if stored else ((), ())
    )
    return Opened(
        task=task,
        rubric=about.rubric,
        formula=about.formula,
        fields=fields,
        proposals=made,
        seen=tuple(one for one in seen if one.review is not own),
        marks=own.marks if own else load_draft(connection, task, officer.name),
        handed_in=own,
        waits_for=_waits_for(connection, task) if task.stage is Stage.RECHECK else (),
    )


def _waits_for(connection: Reading, task: Task) -> tuple[Stage, ...]:
    about = load_campaign(connection, task.campaign)
    reviews = load_reviews(connection, about, ref=task.ref)
    tasks = load_tasks(connection, task.campaign, ref=task.ref)
    return tuple(missing_before_recheck(task.ref, tasks, reviews))


def _shown(
    connection: Reading, task: Task, ticket: Ticket, rubric: Rubric, now: datetime
) -> tuple[tuple[CoveredField, ...], tuple[Proposal, ...]]:
    """The ticket and the proposals, covered as far as the stage asks."""
    made = proposals_for(connection, ticket, rubric, now)
    if task.stage not in COVERED:
        return open_fields(ticket, rule_sets(), today=now.date()), tuple(
            _reworded(one, cover_about(ticket, one.message)) for one in made
        )
    people = units(connection), officers(connection)
    covering = Covering(ticket, *people, rule_sets(), today=now.date())
    return covering.fields, tuple(_reworded(one, covering.text(one.message)) for one in made)


def _reworded(proposal: Proposal, message: str) -> Proposal:
    return Proposal(
        source=proposal.source,
        item=proposal.item,
        minus=proposal.minus,
        veto=proposal.veto,
        message=message,
    )
