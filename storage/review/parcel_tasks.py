"""Takes the tasks of a parcel into a unit's store, as a campaign of somebody else's."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, case, exists, func, insert, select, update

from core.people import Unit, UnitKind
from core.review.campaign import CampaignState
from core.review.parcels.parcel import ParcelTask, Received, TasksParcel
from core.review.parcels.text import plain_shown
from core.review.reviews import Stage
from storage.people import officers
from storage.tables.office import unit
from storage.tables.parcels import parcel_campaign, parcel_ticket
from storage.tables.review import campaign, draw, frame, review, task

if TYPE_CHECKING:
    from storage.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A campaign that came in parcels: by whom, and how many of its reviews are handed in here."""

    campaign: int
    title: str
    sender: str
    done: int
    all: int


def brought(connection: Connection) -> list[Brought]:
    """What came in parcels, newest first."""
    handed_in = exists().where(review.c.task_id == task.c.id, review.c.returned_at.is_(None))
    query = (
        select(
            parcel_campaign.c.campaign_id,
            parcel_campaign.c.sender,
            campaign.c.title,
            func.count().label("all"),
            func.sum(case((handed_in, 1), else_=0)).label("done"),
        )
        .join(campaign, campaign.c.id == parcel_campaign.c.campaign_id)
        .join(task, task.c.campaign_id == campaign.c.id)
        .group_by(parcel_campaign.c.campaign_id, parcel_campaign.c.sender, campaign.c.title)
        .order_by(parcel_campaign.c.campaign_id.desc())
    )
    return [
        Brought(
            campaign=row.campaign_id, title=row.title, sender=row.sender, done=row.done, all=row.all
        )
        for row in connection.execute(query)
    ]


class TaskIntake:
    """Tasks taken in within one transaction."""

    def __init__(self, tx: "Transaction") -> None:
        self._tx = tx
        self._run = tx.connection.execute

    def take(self, came: TasksParcel) -> tuple[int, Received]:
        id_ = self._local_campaign(came)
        there = {
            (row.ref, row.stage)
            for row in self._run(select(task.c.ref, task.c.stage).where(task.c.campaign_id == id_))
        }
        new = [one for one in came.tasks if (one.local_ref, one.stage.name) not in there]
        known = {one.name for one in officers(self._tx.connection)}
        for one in new:
            self._add_task(id_, came.head.receiver, one, known)
        return id_, Received(head=came.head, added=len(new), unchanged=len(came.tasks) - len(new))

    def _local_campaign(self, came: TasksParcel) -> int:
        query = select(parcel_campaign.c.campaign_id).where(
            parcel_campaign.c.sender == came.head.sender,
            parcel_campaign.c.number == came.head.campaign,
        )
        found = self._run(query).scalar()
        if found is not None:
            renewed = update(parcel_campaign).where(parcel_campaign.c.campaign_id == found)
            self._run(renewed.values(parcel=came.head.id))
            return int(found)
        made = self._run(insert(campaign).values(_campaign_row(came, self._tx.at)))
        assert made.inserted_primary_key is not None  # noqa: S101 -- a generated key
        id_ = int(made.inserted_primary_key[0])
        origin = {"sender": came.head.sender, "number": came.head.campaign}
        self._run(insert(parcel_campaign).values(campaign_id=id_, parcel=came.head.id, **origin))
        self._ensure_unit(came.head.receiver)
        return id_

    def _ensure_unit(self, name: str) -> None:
        """A store that knows no units yet knows at least its own."""
        if self._run(select(func.count()).select_from(unit)).scalar_one() == 0:
            self._tx.people.add_units([_own_unit(name)])

    def _add_task(self, id_: int, unit: str, one: ParcelTask, known: set[str]) -> None:
        ref = one.local_ref
        there = select(frame.c.ref).where(frame.c.campaign_id == id_, frame.c.ref == ref)
        if self._run(there).scalar() is None:
            handling = unit if one.stage is Stage.SELF else ""
            place = {"number": ref, "unit": handling, "stratum": handling}
            self._run(insert(frame).values(campaign_id=id_, ref=ref, **place))
            drawn = {"key": "", "place": 0, "alias": one.alias}
            self._run(insert(draw).values(campaign_id=id_, ref=ref, **drawn))
        self._run(
            insert(task).values(
                campaign_id=id_,
                ref=ref,
                stage=one.stage.name,
                unit=unit,
                officer=one.officer if one.officer in known else "",
            )
        )
        shown = {"stage": one.stage.name, **plain_shown(one)}
        self._run(insert(parcel_ticket).values(campaign_id=id_, ref=ref, **shown))


def _own_unit(name: str) -> Unit:
    return Unit(name, UnitKind.STATION if name.endswith("所") else UnitKind.BRIGADE)


def _campaign_row(came: TasksParcel, at: datetime) -> dict[str, Any]:
    return {
        "title": came.title,
        "kind": came.kind,
        "condition": "",
        "since": came.since,
        "until": came.until,
        "total": 0,
        "minimum": 0,
        "maximum": 0,
        "cap": 0,
        "state": CampaignState.REVIEWING.name,
        "rubric": came.rubric,
        "formula": came.formula,
        "frame_count": 0,
        "frame_hash": "",
        "planned_at": at,
        "planned_by": came.head.sender,
        "drawn_at": came.drawn_at,
        "plan_notes": [],
        "assignment_notes": [],
    }
