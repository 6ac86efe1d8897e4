"""Makes parcels: the tasks of a unit from a campaign, or the reviews handed in for one."""

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, Row, select

from core.errors import Refusal
from core.review.campaign import Campaign, CampaignState, require
from core.review.parcels.parcel import (
    Head,
    ParcelKind,
    ParcelReview,
    ParcelTask,
    ReviewsParcel,
    TasksParcel,
)
from core.review.parcels.text import plain
from core.review.reviews import COVERED, Stage, Task
from storage.files.parcels import seal
from storage.review import reading
from storage.review.parcel_keys import key_of, require_own
from storage.review.parcel_log import note
from storage.review.showing import shown_ticket
from storage.tables.parcels import parcel_campaign
from storage.tables.review import draw, review, task

if TYPE_CHECKING:
    from storage.transaction import Transaction

TRAVELLING = frozenset({Stage.SELF, *COVERED})
"""Stages whose reviews are made at the units; the section rechecks at home."""


def open_tasks(connection: Connection, about: Campaign, unit: str) -> list[Task]:
    """The reviews that a unit still has to make, as far as they are made outside the section."""
    done = {(one.ref, one.stage) for one in reading.load_reviews(connection, about)}
    return [
        one
        for one in reading.load_tasks(connection, about.id)
        if one.unit == unit and one.stage in TRAVELLING and (one.ref, one.stage) not in done
    ]


class Sending:
    """Parcels made in one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._run = tx.connection.execute

    def tasks(self, id_: int, unit: str, *, expires_on: date) -> bytes:
        """Seal the tasks that `unit` still has to do in a campaign."""
        connection = self._tx.connection
        about = reading.load_campaign(connection, id_)
        require(about, CampaignState.REVIEWING)
        if expires_on < self._tx.at.date():
            raise Refusal("有效期已经过去，请改成今天或以后的日期。", field="expires_on")
        open_ones = open_tasks(connection, about, unit)
        if not open_ones:
            raise Refusal(f"{unit}在“{about.plan.title}”里没有还要评的件，不用发包。")
        head = self._head(ParcelKind.TASKS, id_, unit, expires_on)
        assert about.drawn_at is not None  # noqa: S101 -- reviews begin after the draw
        made = TasksParcel(
            head=head,
            title=about.plan.title,
            kind=about.plan.kind,
            since=about.plan.since,
            until=about.plan.until,
            drawn_at=about.drawn_at,
            rubric=reading.rubric_json(connection, id_),
            formula=reading.formula_json(connection, id_),
            tasks=tuple(self._parcel_task(about, one) for one in open_ones),
        )
        return self._sealed(made, id_)

    def _parcel_task(self, about: Campaign, one: Task) -> ParcelTask:
        shown = shown_ticket(self._tx.connection, one, about.rubric, self._tx.at)
        return ParcelTask(
            alias=one.alias,
            ref="" if one.stage in COVERED else one.ref,
            stage=one.stage,
            officer=one.officer,
            fields=shown.fields,
            proposals=shown.proposals,
        )

    def reviews(self, id_: int, *, expires_on: date) -> bytes:
        """Seal what was handed in here for a campaign that came in a parcel."""
        about = reading.load_campaign(self._tx.connection, id_)
        came = self._origin(id_)
        made = [self._parcel_review(one) for one in self._handed_in(id_)]
        if not made:
            raise Refusal(f"“{about.plan.title}”还没有交上来的评分，没有可以回传的。")
        head = self._head(ParcelKind.REVIEWS, came.number, came.sender, expires_on, came.parcel)
        return self._sealed(ReviewsParcel(head=head, reviews=tuple(made)), id_)

    def _origin(self, id_: int) -> Row[Any]:
        query = select(parcel_campaign).where(parcel_campaign.c.campaign_id == id_)
        found = self._run(query).one_or_none()
        if found is None:
            raise Refusal("这次督查不是从任务包收来的，评分直接提交就行，不用回传。")
        return found

    def _handed_in(self, id_: int) -> list[Row[Any]]:
        query = (
            select(review, task.c.ref, task.c.stage, draw.c.alias)
            .join(task, task.c.id == review.c.task_id)
            .join(draw, (draw.c.campaign_id == task.c.campaign_id) & (draw.c.ref == task.c.ref))
            .where(task.c.campaign_id == id_, review.c.returned_at.is_(None))
            .order_by(draw.c.alias, task.c.stage)
        )
        return list(self._run(query))

    def _parcel_review(self, row: Row[Any]) -> ParcelReview:
        local = select(task.c.campaign_id).where(task.c.id == row.task_id)
        return ParcelReview(
            alias=row.alias,
            stage=Stage[row.stage],
            officer=row.officer,
            marks=row.marks,
            handed_in_at=row.handed_in_at,
            fingerprint=row.fingerprint,
            nonce=row.nonce,
            campaign=self._run(local).scalar_one(),
            ref=row.ref,
        )

    def _head(
        self, kind: ParcelKind, number: int, unit: str, expires_on: date, answers: str = ""
    ) -> Head:
        own = require_own(self._tx.connection)
        return Head(
            kind=kind,
            id=uuid4().hex,
            answers=answers,
            campaign=number,
            sender=own.name,
            receiver=unit,
            made_at=self._tx.at,
            expires_on=expires_on,
        )

    def _sealed(self, made: TasksParcel | ReviewsParcel, id_: int) -> bytes:
        connection, head = self._tx.connection, made.head
        to = key_of(connection, head.receiver)
        content = seal(plain(made), by=require_own(connection), to=to)
        note(self._tx, head, id_, head.receiver, content, is_sent=True)
        return content
