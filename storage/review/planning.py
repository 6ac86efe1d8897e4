"""What a plan comes to before it is laid down: the frame, the shares of its strata, remarks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import Connection

from core.review.anchors import chosen_of, missing_words
from core.review.campaign import Plan, check_period
from core.review.report import StratumTake
from core.review.rubric import Rubric
from core.review.rubric_changes import not_comparable
from core.review.sampling import frame_hash
from core.review.shares import remarks, shares, strata, strata_sizes
from core.review.sharing import REVIEWS_EACH
from storage.people import units
from storage.review.anchors import rechecked
from storage.review.directing import pointed_at
from storage.review.frames import Frame, find_frame
from storage.review.own_kinds import kind_named
from storage.review.reading import last_rubric_of
from storage.review.reviewers import reviewers_of
from storage.review.rubric_versions import rubric_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A plan worked out: shown as a preview, and kept when the campaign is laid down."""

    rubric: Rubric
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
    kind = kind_named(connection, plan.kind)
    check_period(plan.since, plan.until, today=today)
    rubric = rubric_in_force(connection, kind.rubric)
    found = find_frame(connection, plan, today=today)
    sizes = _in_office_order(connection, strata_sizes(found.entries))
    takes = shares(sizes, plan.size)
    _refuse_anchors(connection, plan, rubric, found, today)
    return Layout(
        rubric=rubric,
        frame=found,
        frame_hash=frame_hash(found.entries),
        strata=strata(sizes, takes),
        notes=(
            *remarks(sizes, takes, plan.size),
            *_other_rubric(connection, plan, rubric),
            *_staffing(connection, plan, takes, today),
        ),
        directed=_directed(connection, plan, rubric, found, today),
    )


def _other_rubric(connection: Connection, plan: Plan, rubric: Rubric) -> Iterator[str]:
    """A warning where the last campaign of the kind was marked by another wording."""
    last = last_rubric_of(connection, plan.kind)
    warning = not_comparable(last, rubric) if last is not None else ""
    if warning:
        yield warning


def _refuse_anchors(
    connection: Connection, plan: Plan, rubric: Rubric, found: Frame, today: date
) -> None:
    """Refuse anchors that cannot serve; a plan without any is asked nothing."""
    if not plan.anchors.refs and not plan.anchors.each:
        return
    in_frame = {entry.ref for entry in found.entries}
    known = rechecked(connection, plan.kind, rubric, today)
    chosen_of(plan.anchors, (one for one in known if one.ref not in in_frame))


def _staffing(
    connection: Connection, plan: Plan, takes: Mapping[str, int], today: date
) -> Iterator[str]:
    """How many reviewers are missing, as far as can be told before the draw."""
    crowd = [one for one in reviewers_of(connection, (), today) if one.officer]
    if not crowd:
        return
    most = plan.cap * len(crowd)
    wanted = REVIEWS_EACH * sum(takes.values())
    if plan.cap and wanted > most:
        missing = -(-(wanted - most) // plan.cap)
        yield (
            f"{sum(takes.values())} 件要 {wanted} 份互评，{len(crowd)} 名互评人"
            f"每人最多 {plan.cap} 件评不完，至少还缺 {missing} 名。"
        )
    lacking = missing_words(plan.anchors, len(crowd))
    if lacking:
        yield lacking


def _directed(
    connection: Connection, plan: Plan, rubric: Rubric, found: Frame, today: date
) -> dict[str, int]:
    """How many tickets each wanted reason finds; a plan without any is asked nothing."""
    if not plan.directed.kinds:
        return {}
    refs = [entry.ref for entry in found.entries]
    now = datetime.combine(today, time())
    reasons = pointed_at(connection, rubric, plan.directed.kinds, refs, now)
    return {name: sum(name in those for those in reasons.values()) for name in plan.directed.kinds}


def _in_office_order(connection: Connection, sizes: Mapping[str, int]) -> dict[str, int]:
    order = {one.name: place for place, one in enumerate(units(connection))}
    unit = {name: name.partition("　")[0] for name in sizes}
    names = sorted(sizes, key=lambda name: (order.get(unit[name], len(order)), name))
    return {name: sizes[name] for name in names}
