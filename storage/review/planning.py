"""What a plan comes to before it is laid down: the frame, the shares of its strata, remarks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection

from core.review.campaign import CampaignKind, Plan, check_period
from core.review.report import StratumTake
from core.review.rubric import rubric_of
from core.review.sampling import frame_hash
from core.review.shares import remarks, shares, strata, strata_sizes
from storage.people import units
from storage.review.directing import pointed_at
from storage.review.frames import Frame, find_frame
from storage.review.rubrics import campaign_rules, rubric_data


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A plan worked out: shown as a preview, and kept when the campaign is laid down."""

    frame: Frame
    frame_hash: str
    strata: tuple[StratumTake, ...]
    notes: tuple[str, ...]
    directed: Mapping[str, int]
    """How many tickets of the frame each reason to point at them finds, before the draw."""


def lay_out(connection: Connection, plan: Plan, *, today: date) -> Layout:
    """Work a plan out; nothing is written.

    Refuses an unknown kind, a period that cannot be, an empty frame, and minima over the total.
    """
    kind = campaign_rules().kind(plan.kind)
    check_period(plan.since, plan.until, today=today)
    found = find_frame(connection, plan, today=today)
    sizes = _in_office_order(connection, strata_sizes(found.entries))
    takes = shares(sizes, plan.size)
    return Layout(
        frame=found,
        frame_hash=frame_hash(found.entries),
        strata=strata(sizes, takes),
        notes=remarks(sizes, takes, plan.size),
        directed=_directed(connection, plan, kind, found, today),
    )


def _directed(
    connection: Connection, plan: Plan, kind: CampaignKind, found: Frame, today: date
) -> dict[str, int]:
    """How many tickets each wanted reason finds; a plan without any is asked nothing."""
    if not plan.directed.kinds:
        return {}
    refs = [entry.ref for entry in found.entries]
    rubric = rubric_of(rubric_data(kind.rubric))
    now = datetime.combine(today, time())
    reasons = pointed_at(connection, rubric, plan.directed.kinds, refs, now)
    return {name: sum(name in those for those in reasons.values()) for name in plan.directed.kinds}


def _in_office_order(connection: Connection, sizes: Mapping[str, int]) -> dict[str, int]:
    order = {one.name: place for place, one in enumerate(units(connection))}
    unit = {name: name.partition("　")[0] for name in sizes}
    names = sorted(sizes, key=lambda name: (order.get(unit[name], len(order)), name))
    return {name: sizes[name] for name in names}
