"""The demo's changes to handling points: one drawn from its campaign, one that waits."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection

from core.people import Officer
from core.review.campaign import CampaignState
from core.tickets.fields import BY_HEADER
from core.tickets.guidance.points import Origin, Point, confirm, propose
from storage.database import Store
from storage.demo_campaigns import SteppedClock
from storage.people import officers
from storage.points import points
from storage.resources import read_json
from storage.review.reading import campaigns
from storage.rules import rulebooks
from storage.transaction import Transaction

MORNING = time(9, 40)
LATER = timedelta(hours=5)


def change_points(store: Store, clock: SteppedClock, now: datetime) -> None:
    """Propose and confirm what `resources/demo/points.json` says, in the names that stand there."""
    with store.reading() as connection:
        by_name = {one.name: one for one in officers(connection)}
        rules = [one.id for one in rulebooks(connection).current(now.date()).rules]
    for one in read_json("demo/points.json"):
        clock.moment = _moment(now, one["days_ago"])
        number = _propose(store, one, by_name[one["by"]], rules)
        if number and "confirmed_by" in one:
            clock.moment += LATER
            _confirm(store, number, by_name[one["confirmed_by"]])


def _moment(now: datetime, days_ago: int) -> datetime:
    """In the morning of that day; of today now, for the shipped points have only come in."""
    day = now.date() - timedelta(days=days_ago)
    return datetime.combine(day, MORNING) if days_ago else now


def _propose(store: Store, one: dict[str, Any], by: Officer, rules: list[str]) -> int:
    with store.transaction(who=by.name, what="修改处置要点") as tx:
        point = _point(tx, one)
        if point is None:
            return 0
        made = propose(tx.points, point, by=by, at=tx.at, reason=one["reason"], rules=rules)
    return made.point.number


def _confirm(store: Store, number: int, by: Officer) -> None:
    with store.transaction(who=by.name, what="确认处置要点") as tx:
        confirm(tx.points, number, by=by, at=tx.at)


def _point(tx: Transaction, one: dict[str, Any]) -> Point | None:
    """The point as it is to be; None where there is no campaign to draw it from."""
    if "changes" in one:
        known = {point.number: point for point in points(tx.connection)}
        return replace(known[one["changes"]], text=one["text"])
    source = _closed_campaign(tx.connection)
    if not source:
        return None
    return Point(
        number=0,
        theme=one["theme"],
        text=one["text"],
        rules=tuple(one["rules"]),
        fields=tuple(BY_HEADER[header].key for header in one["fields"]),
        origin=Origin.CAMPAIGN,
        source=source,
    )


def _closed_campaign(connection: Connection) -> str:
    closed = (one for one in campaigns(connection) if one.state is CampaignState.CLOSED)
    newest = next(closed, None)
    return newest.plan.title if newest is not None else ""
