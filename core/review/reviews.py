"""Who reviews what, who may hand in, and who may see whose marks (评查的先后与匿名).

`visible_reviews` is the only place that decides what may be seen; every screen, command and paper
that shows marks of a campaign under way goes through it or through `is_open`.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.marks import Marks, Score


class Stage(StrEnum):
    """The rounds of one ticket's review."""

    SELF = "自评"
    PEER1 = "互评一"
    PEER2 = "互评二"
    THIRD = "第三人复评"
    RECHECK = "科室复核"


BLIND = (Stage.SELF, Stage.PEER1, Stage.PEER2, Stage.THIRD)
"""Stages whose reviewers must not know one another's marks."""
PEERS = (Stage.PEER1, Stage.PEER2)
COVERED = frozenset({Stage.PEER1, Stage.PEER2, Stage.THIRD})
"""Stages whose reviewers see the ticket covered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One review to be made: the ticket, the stage, by which unit and, where known, which officer.

    `alias` is what the ticket is called where its number must not be shown. With `officer` "" any
    officer of the unit who may do it can. `why` explains the choice of a peer.
    """

    campaign: int
    ref: str
    number: str
    alias: str
    handling_unit: str
    stage: Stage
    unit: str
    officer: str = ""
    why: str = ""
    due_on: date | None = None
    """Its own last day, where it was asked for later than the others of its round."""

    @property
    def called(self) -> str:
        """What the ticket may be called before whoever reviews it: 工单 04 where it is covered."""
        return f"工单 {self.alias if self.stage in COVERED else self.ref}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review handed in: locked, with the fingerprint that was recorded at that moment."""

    ref: str
    stage: Stage
    unit: str
    officer: str
    marks: Marks
    score: Score
    handed_in_at: datetime
    fingerprint: str
    nonce: str
    version: int


@dataclass(frozen=True, slots=True)
class VisibleReview:
    """A review as somebody may see it: `who` is a name, or the stage where names are covered."""

    who: str
    review: Review


def may_do(task: Task, officer: Officer, *, today: date) -> bool:
    """Whether this review is the officer's to make."""
    if task.officer and task.officer != officer.name:
        return False
    if task.stage is Stage.SELF:
        return may(officer, Action.REVIEW_SELF, task.handling_unit, today=today)
    if may(officer, Action.RECHECK, today=today):
        return task.stage is Stage.RECHECK or task.unit in officer.units_on(today)
    return (
        task.stage in COVERED
        and task.unit in officer.units_on(today)
        and may(officer, Action.REVIEW_PEER, today=today)
    )


def refuse_unless_theirs(task: Task, officer: Officer, *, today: date) -> None:
    if may_do(task, officer, today=today):
        return
    whose = task.officer or (
        f"{task.unit}的评查人" if task.stage is not Stage.RECHECK else "消保科"
    )
    raise Refusal(f"{task.called} 的{task.stage}由{whose}做，不是{officer.name}。")


def is_open(ref: str, tasks: Iterable[Task], reviews: Iterable[Review]) -> bool:
    """Whether the marks of a ticket may be looked at: all its blind reviews are handed in."""
    return not missing_before_recheck(ref, tasks, reviews)


def missing_before_recheck(
    ref: str, tasks: Iterable[Task], reviews: Iterable[Review]
) -> list[Stage]:
    """The blind reviews of a ticket that have to be handed in before its recheck can be."""
    done = {review.stage for review in reviews if review.ref == ref}
    return [
        task.stage
        for task in tasks
        if task.ref == ref and task.stage in BLIND and task.stage not in done
    ]


def visible_reviews(
    viewer: Officer,
    tasks: Sequence[Task],
    reviews: Sequence[Review],
    *,
    is_closed: bool,
    today: date,
) -> list[VisibleReview]:
    """The reviews of one ticket that `viewer` may see; `tasks` and `reviews` are that ticket's own.

    One's own review always. Those of others only once every blind review of the ticket is handed
    in: the section then sees them with names, those who took part without names and without the
    recheck. When the campaign is closed, whoever may see campaigns of the handling unit sees all
    marks; names of reviewers remain the section's to know.
    """
    own = {task.stage for task in tasks if task.officer == viewer.name}
    own |= {review.stage for review in reviews if review.officer == viewer.name}
    seen = _stages_to_see(viewer, own, tasks, reviews, is_closed=is_closed, today=today)
    knows_names = may(viewer, Action.RECHECK, today=today)
    return [
        VisibleReview(
            f"{review.unit}{review.officer}"
            if knows_names or review.stage in own
            else str(review.stage),
            review,
        )
        for review in reviews
        if review.stage in seen or review.stage in own
    ]


def _stages_to_see(
    viewer: Officer,
    own: Collection[Stage],
    tasks: Sequence[Task],
    reviews: Sequence[Review],
    *,
    is_closed: bool,
    today: date,
) -> frozenset[Stage]:
    if not tasks or not is_open(tasks[0].ref, tasks, reviews):
        return frozenset()
    if may(viewer, Action.RECHECK, today=today):
        return frozenset(Stage)
    if is_closed and may(viewer, Action.SEE_CAMPAIGN, tasks[0].handling_unit, today=today):
        return frozenset(Stage)
    return frozenset(BLIND) if own else frozenset()
