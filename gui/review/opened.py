"""One review opened at the desk: everything it shows, read from the store at once."""

from dataclasses import dataclass
from datetime import date, datetime

from core.people import Officer
from core.review.covering import CoveredField
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
from storage.database import Reading
from storage.review.reading import load_campaign, load_reviews, load_tasks
from storage.review.reviews import load_draft, seen_reviews
from storage.review.showing import shown_ticket
from storage.review.thirds import awaits_third


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
    shown = shown_ticket(connection, task, about.rubric, now)
    return Opened(
        task=task,
        rubric=about.rubric,
        formula=about.formula,
        fields=shown.fields,
        proposals=shown.proposals,
        seen=tuple(one for one in seen if one.review is not own),
        marks=own.marks if own else load_draft(connection, task, officer.name),
        handed_in=own,
        waits_for=_waits_for(connection, task, today) if task.stage is Stage.RECHECK else (),
    )


def _waits_for(connection: Reading, task: Task, today: date) -> tuple[Stage, ...]:
    about = load_campaign(connection, task.campaign)
    reviews = load_reviews(connection, about, ref=task.ref)
    tasks = load_tasks(connection, task.campaign, ref=task.ref)
    if awaits_third(connection, about, task.ref, tasks, reviews, today):
        return (Stage.THIRD,)
    return tuple(missing_before_recheck(task.ref, tasks, reviews))
