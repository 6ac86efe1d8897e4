"""Reads where a unit lost marks in the last closed campaign of each kind."""

from functools import cache

from sqlalchemy import Connection, Select, func, select

from core.errors import Refusal
from core.review.campaign import CampaignState
from core.review.marks_text import marks_of
from core.review.reviews import Stage
from core.review.rubric import rubric_of
from core.review.shortfalls import FieldLoss, Shortfalls, losses_by_field, shortfalls
from core.tickets.fields import BY_HEADER
from storage.resources import read_toml
from storage.tables.review import campaign, draw, frame, review, task


@cache
def item_fields() -> dict[str, dict[str, tuple[str, ...]]]:
    """Which fields each item of each rubric is about, by key."""
    data = read_toml("guidance/items.toml")
    return {
        rubric: {code: tuple(map(_key, headers)) for code, headers in items.items()}
        for rubric, items in data.items()
    }


def _key(header: str) -> str:
    if header not in BY_HEADER:
        raise Refusal(f"评查项对应的“{header}”不是台账的栏目。")
    return BY_HEADER[header].key


def losses(connection: Connection, unit: str) -> dict[str, FieldLoss]:
    """What the last campaigns took off at each field on tickets of `unit`."""
    return losses_by_field(last_shortfalls(connection, unit), item_fields())


def last_shortfalls(connection: Connection, unit: str) -> list[Shortfalls]:
    """The last closed campaign of each kind in which tickets of `unit` were rechecked."""
    found = []
    for row in connection.execute(_newest(unit)):
        rubric = rubric_of(row.rubric)
        marks = connection.execute(_rechecks(unit).where(campaign.c.id == row.id)).scalars()
        times = shortfalls(rubric, map(marks_of, marks))
        found.append(
            Shortfalls(campaign=row.title, rubric=rubric.name, closed_at=row.closed_at, times=times)
        )
    return found


def _newest(unit: str) -> Select[tuple[int, str, dict[str, object], object]]:
    ids = (
        _rechecks(unit)
        .with_only_columns(func.max(campaign.c.id))
        .where(campaign.c.state == CampaignState.CLOSED.name)
        .group_by(campaign.c.kind)
    )
    named = (campaign.c.id, campaign.c.title, campaign.c.rubric, campaign.c.closed_at)
    return select(*named).where(campaign.c.id.in_(ids.scalar_subquery()))


def _rechecks(unit: str) -> Select[tuple[dict[str, object]]]:
    """The marks of the rechecks of a unit's tickets that still count."""
    return (
        select(review.c.marks)
        .join(task, task.c.id == review.c.task_id)
        .join(campaign, campaign.c.id == task.c.campaign_id)
        .join(draw, (draw.c.campaign_id == task.c.campaign_id) & (draw.c.ref == task.c.ref))
        .join(frame, (frame.c.campaign_id == task.c.campaign_id) & (frame.c.ref == task.c.ref))
        .where(frame.c.unit == unit, draw.c.is_void.is_(False))
        .where(task.c.stage == Stage.RECHECK.name, review.c.returned_at.is_(None))
    )
