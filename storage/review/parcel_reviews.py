"""Takes the reviews of a parcel into the section's store; what is here already is not replaced."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select

from core.audit import Change
from core.errors import Refusal
from core.review.campaign import Campaign, CampaignState, require
from core.review.marks import check, fingerprint, score
from core.review.marks_text import marks_of
from core.review.parcels.parcel import Conflict, ParcelReview, Received, ReviewsParcel, Side
from core.review.reviews import PEERS, Task
from storage.review import reading
from storage.review.thirds import ask_third_where_due
from storage.tables.parcels import parcel
from storage.tables.review import review, review_draft, task

if TYPE_CHECKING:
    from storage.transaction import Transaction


class ReviewIntake:
    """Reviews taken in within one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._run = tx.connection.execute

    def take(self, came: ReviewsParcel) -> tuple[int, Received]:
        id_ = came.head.campaign
        about = reading.load_campaign(self._tx.connection, id_)
        require(about, CampaignState.REVIEWING)
        self._refuse_unsent(came, id_)
        tasks = {
            (one.alias, one.stage): one for one in reading.load_tasks(self._tx.connection, id_)
        }
        added, unchanged, conflicts = 0, 0, []
        for one in came.reviews:
            of = tasks.get((one.alias, one.stage))
            if of is None or of.unit != came.head.sender:
                what = f"工单 {one.alias} 的{one.stage}"
                raise Refusal(f"包里有{what}，不是{came.head.sender}的任务，没有收下。")
            _refuse_changed(one)
            check(about.rubric, marks_of(one.marks))
            outcome = self._take_review(about, of, one)
            added += outcome is True
            unchanged += outcome is False
            if isinstance(outcome, Conflict):
                conflicts.append(outcome)
        return id_, Received(
            head=came.head, added=added, unchanged=unchanged, conflicts=tuple(conflicts)
        )

    def _refuse_unsent(self, came: ReviewsParcel, id_: int) -> None:
        """A parcel of reviews answers one of tasks that was sent to that unit from here."""
        query = select(parcel.c.id).where(
            parcel.c.id == came.head.answers,
            parcel.c.is_sent,
            parcel.c.campaign_id == id_,
            parcel.c.partner == came.head.sender,
        )
        if self._run(query).scalar() is None:
            raise Refusal("这个回包对应的任务包不是从这份台账发出去的，没有收下。")

    def _take_review(self, about: Campaign, of: Task, one: ParcelReview) -> bool | Conflict:
        """True where it is new, False where it is here already, else what differs."""
        owner = self._run(
            select(task.c.id).where(
                task.c.campaign_id == of.campaign,
                task.c.ref == of.ref,
                task.c.stage == of.stage.name,
            )
        ).scalar_one()
        here = self._run(
            select(review).where(review.c.task_id == owner, review.c.returned_at.is_(None))
        ).one_or_none()
        if here is not None:
            if here.fingerprint == one.fingerprint:
                return False
            return Conflict(
                called=of.called,
                stage=of.stage,
                ours=_side(about, here.officer, here.handed_in_at, here.marks),
                theirs=_side(about, one.officer, one.handed_in_at, one.marks),
            )
        newest = select(func.coalesce(func.max(review.c.version), 0))
        version = self._run(newest.where(review.c.task_id == owner)).scalar_one() + 1
        self._run(
            insert(review).values(
                task_id=owner,
                version=version,
                unit=of.unit,
                officer=one.officer,
                marks=one.marks,
                handed_in_at=one.handed_in_at,
                fingerprint=one.fingerprint,
                nonce=one.nonce,
            )
        )
        self._run(delete(review_draft).where(review_draft.c.task_id == owner))
        after = {"officer": one.officer, "fingerprint": one.fingerprint}
        ref = f"{of.campaign} {of.ref} {of.stage.name}"
        self._tx.record([Change(subject="review", ref=ref, before=None, after=after)])
        if of.stage in PEERS:
            ask_third_where_due(self._tx, about, of.ref)
        return True


def _refuse_changed(one: ParcelReview) -> None:
    """Refuse marks that are not those that were handed in."""
    text = {
        "campaign": one.campaign,
        "ref": one.ref,
        "stage": one.stage.name,
        "officer": one.officer,
        "marks": one.marks,
    }
    if fingerprint(text, one.nonce) != one.fingerprint:
        raise Refusal(
            f"工单 {one.alias} 的{one.stage}和提交时的指纹对不上，评分被改过，整包没有收下。"
        )


def _side(about: Campaign, officer: str, at: datetime, marks: Any) -> Side:
    total = score(about.rubric, marks_of(marks)).total
    return Side(officer=officer, at=at, total=str(total))
