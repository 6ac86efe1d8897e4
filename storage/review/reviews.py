"""Reviews at rest: drafts, reviews handed in and locked or returned, each officer's queue."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from core.audit import Change
from core.errors import Refusal
from core.people import Action, Officer, may
from core.review.campaign import Campaign, CampaignState, require
from core.review.marks import Marks, Score, check, fingerprint, score
from core.review.marks_text import marks_of, plain
from core.review.recheck import refuse_unexplained
from core.review.reviews import (
    PEERS,
    Stage,
    Task,
    VisibleReview,
    may_do,
    missing_before_recheck,
    refuse_unless_theirs,
    visible_reviews,
)
from storage.review import reading
from storage.review.thirds import ask_third_where_due, awaits_third
from storage.tables.review import campaign, review, review_draft, task

if TYPE_CHECKING:
    from storage.transaction import Transaction

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class QueuedTask:
    """One line of an officer's queue: the task, its campaign's title, and how far it is."""

    task: Task
    title: str
    has_draft: bool
    handed_in_at: datetime | None
    is_ready: bool
    """False for a recheck whose blind reviews are not all in."""


def queue_of(connection: Connection, officer: Officer, *, today: date) -> list[QueuedTask]:
    """The reviews that are the officer's to make in campaigns under way, done ones included."""
    under_way = select(campaign.c.id).where(campaign.c.state == CampaignState.REVIEWING.name)
    found = []
    for id_ in connection.execute(under_way.order_by(campaign.c.id)).scalars().all():
        found += _queue(connection, id_, officer, today)
    return found[:MOST]


def _queue(connection: Connection, id_: int, officer: Officer, today: date) -> list[QueuedTask]:
    about = reading.load_campaign(connection, id_)
    tasks = reading.load_tasks(connection, id_)
    reviews = reading.load_reviews(connection, about)
    done = {(one.ref, one.stage): one.handed_in_at for one in reviews}
    drafts = _drafted(connection, id_, officer.name)
    return [
        QueuedTask(
            task=one,
            title=about.plan.title,
            has_draft=(one.ref, one.stage) in drafts,
            handed_in_at=done.get((one.ref, one.stage)),
            is_ready=one.stage is not Stage.RECHECK
            or not (
                missing_before_recheck(one.ref, tasks, reviews)
                or awaits_third(connection, about, one.ref, tasks, reviews, today)
            ),
        )
        for one in tasks
        if may_do(one, officer, today=today)
    ]


def _drafted(connection: Connection, id_: int, officer: str) -> set[tuple[str, Stage]]:
    query = (
        select(task.c.ref, task.c.stage)
        .join(review_draft, review_draft.c.task_id == task.c.id)
        .where(task.c.campaign_id == id_, review_draft.c.officer == officer)
    )
    return {(row.ref, Stage[row.stage]) for row in connection.execute(query)}


def load_draft(connection: Connection, of: Task, officer: str) -> Marks:
    """The marks as far as the officer has come; empty marks where nothing was begun."""
    query = select(review_draft.c.marks).where(
        review_draft.c.task_id == _task_id(connection, of), review_draft.c.officer == officer
    )
    found = connection.execute(query).scalar()
    return Marks() if found is None else marks_of(found)


def seen_reviews(
    connection: Connection, id_: int, ref: str, viewer: Officer, *, today: date
) -> list[VisibleReview]:
    """The reviews of one ticket that the viewer may see at this moment.

    Of an anchor nobody but the section sees any but their own: that it has no self review and no
    recheck would tell what it is.
    """
    about = reading.load_campaign(connection, id_)
    is_anchor = any(one.ref == ref for one in reading.planted(connection, id_))
    if is_anchor and not may(viewer, Action.RECHECK, today=today):
        own = reading.load_reviews(connection, about, ref=ref)
        return [
            VisibleReview(f"{one.unit}{one.officer}", one)
            for one in own
            if one.officer == viewer.name
        ]
    return visible_reviews(
        viewer,
        reading.load_tasks(connection, id_, ref=ref),
        reading.load_reviews(connection, about, ref=ref),
        is_closed=about.state is CampaignState.CLOSED,
        today=today,
    )


class Reviews:
    """The reviews of one transaction; `officer` is None in a store without officers."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx

    def task(self, id_: int, ref: str, stage: Stage) -> Task:
        """The task of that stage; refuses when the ticket or the stage is not under review."""
        require(reading.load_campaign(self._tx.connection, id_), CampaignState.REVIEWING)
        tasks = [one for one in reading.load_tasks(self._tx.connection, id_) if one.ref == ref]
        if not tasks:
            raise Refusal(f"工单 {ref} 不在这次督查的样本里。")
        found = next((one for one in tasks if one.stage is stage), None)
        if found is None:
            raise Refusal(f"工单 {ref} 没有派{stage}。")
        return found

    def keep_draft(self, of: Task, officer: Officer | None, marks: Marks) -> None:
        """Keep marks as far as they go. Leaves no audit entry: nothing has been handed in yet."""
        self._refuse_unless_theirs(of, officer)
        self._drop_draft(of, officer)
        row = {"officer": officer.name if officer else "", "marks": plain(marks)}
        owner = _task_id(self._tx.connection, of)
        self._tx.connection.execute(
            insert(review_draft).values(task_id=owner, at=self._tx.at, **row)
        )

    def hand_in(self, of: Task, officer: Officer | None, marks: Marks) -> Score:
        """Lock a complete review and record its fingerprint."""
        about = reading.load_campaign(self._tx.connection, of.campaign)
        require(about, CampaignState.REVIEWING)
        self._refuse_unless_theirs(of, officer)
        self._refuse_too_early(about, of)
        check(about.rubric, marks)
        self._refuse_unexplained(about, of, marks)
        who, nonce = officer.name if officer else "", secrets.token_hex(16)
        own = fingerprint(
            {
                "campaign": of.campaign,
                "ref": of.ref,
                "stage": of.stage.name,
                "officer": who,
                "marks": plain(marks),
            },
            nonce,
        )
        owner = _task_id(self._tx.connection, of)
        newest = select(func.coalesce(func.max(review.c.version), 0)).where(
            review.c.task_id == owner
        )
        self._tx.connection.execute(
            insert(review).values(
                task_id=owner,
                version=self._tx.connection.execute(newest).scalar_one() + 1,
                unit=of.unit,
                officer=who,
                marks=plain(marks),
                handed_in_at=self._tx.at,
                fingerprint=own,
                nonce=nonce,
            )
        )
        self._drop_draft(of, officer)
        self._record(of, None, {"officer": who, "fingerprint": own})
        if of.stage in PEERS:
            ask_third_where_due(self._tx, about, of.ref)
        return score(about.rubric, marks)

    def give_back(self, of: Task, reason: str) -> None:
        """Return a handed-in review to its reviewer (退回); what it was is kept."""
        if not reason.strip():
            raise Refusal("请写明为什么退回。", field="reason")
        row = self._current(of)
        if row is None:
            raise Refusal(f"工单 {of.number} 的{of.stage}还没有提交，不用退回。")
        values = {
            "returned_at": self._tx.at,
            "returned_by": self._tx.who,
            "return_reason": reason.strip(),
        }
        self._tx.connection.execute(update(review).where(review.c.id == row.id).values(**values))
        kept = {"task_id": row.task_id, "officer": row.officer, "marks": row.marks}
        self._tx.connection.execute(insert(review_draft).values(at=self._tx.at, **kept))
        self._record(of, {"fingerprint": row.fingerprint}, {"returned": reason.strip()})

    def _refuse_unless_theirs(self, of: Task, officer: Officer | None) -> None:
        if officer is not None:
            refuse_unless_theirs(of, officer, today=self._tx.at.date())
        if self._current(of) is not None:
            raise Refusal(f"{of.called} 的{of.stage}已经提交并锁定。要改请科室先退回。")

    def _refuse_too_early(self, about: Campaign, of: Task) -> None:
        if of.stage is not Stage.RECHECK:
            return
        tasks = reading.load_tasks(self._tx.connection, of.campaign)
        reviews = reading.load_reviews(self._tx.connection, about, ref=of.ref)
        missing = missing_before_recheck(of.ref, tasks, reviews)
        if missing:
            raise Refusal(
                f"工单 {of.number} 的{'、'.join(missing)}还没有提交，复核要等它们都交了再做。"
            )
        today = self._tx.at.date()
        if awaits_third(self._tx.connection, about, of.ref, tasks, reviews, today):
            raise Refusal(
                f"工单 {of.number} 的两名互评人分歧大，要先有第三人复评。"
                "请在督查活动里按“指派”，交了再复核。"
            )

    def _refuse_unexplained(self, about: Campaign, of: Task, marks: Marks) -> None:
        if of.stage is Stage.RECHECK:
            handed_in = reading.load_reviews(self._tx.connection, about, ref=of.ref)
            peers = [one for one in handed_in if one.stage in PEERS]
            refuse_unexplained(about.rubric, about.formula, marks, peers)

    def _current(self, of: Task) -> Row[Any] | None:
        query = select(review).where(
            review.c.task_id == _task_id(self._tx.connection, of), review.c.returned_at.is_(None)
        )
        return self._tx.connection.execute(query).one_or_none()

    def _drop_draft(self, of: Task, officer: Officer | None) -> None:
        self._tx.connection.execute(
            delete(review_draft).where(
                review_draft.c.task_id == _task_id(self._tx.connection, of),
                review_draft.c.officer == (officer.name if officer else ""),
            )
        )

    def _record(self, of: Task, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
        ref = f"{of.campaign} {of.ref} {of.stage.name}"
        self._tx.record([Change(subject="review", ref=ref, before=before, after=after)])


def _task_id(connection: Connection, of: Task) -> int:
    query = select(task.c.id).where(
        task.c.campaign_id == of.campaign, task.c.ref == of.ref, task.c.stage == of.stage.name
    )
    return int(connection.execute(query).scalar_one())
