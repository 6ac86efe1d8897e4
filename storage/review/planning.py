"""What a plan comes to before it is laid down: the frame, the shares of its strata, remarks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from core.review.campaign import Plan, check_period
from core.review.report import StratumTake
from core.review.sampling import frame_hash
from core.review.shares import remarks, shares, strata, strata_sizes
from storage.people import units
from storage.review.frames import Frame, find_frame
from storage.review.rubrics import campaign_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A plan worked out: shown as a preview, and kept when the campaign is laid down."""

    frame: Frame
    frame_hash: str
    strata: tuple[StratumTake, ...]
    notes: tuple[str, ...]


def lay_out(connection: Connection, plan: Plan, *, today: date) -> Layout:
    """Work a plan out; nothing is written.

    Refuses an unknown kind, a period that cannot be, an empty frame, and minima over the total.
    """
    campaign_rules().kind(plan.kind)
    check_period(plan.since, plan.until, today=today)
    found = find_frame(connection, plan, today=today)
    sizes = _in_office_order(connection, strata_sizes(found.entries))
    takes = shares(sizes, plan.size)
    return Layout(
        frame=found,
        frame_hash=frame_hash(found.entries),
        strata=strata(sizes, takes),
        notes=remarks(sizes, takes, plan.size),
    )


def _in_office_order(connection: Connection, sizes: Mapping[str, int]) -> dict[str, int]:
    order = {one.name: place for place, one in enumerate(units(connection))}
    names = sorted(sizes, key=lambda name: (order.get(name, len(order)), name))
    return {name: sizes[name] for name in names}
