"""What the first page says of how things stand (首页): this month, what is open, the spot check."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, and_, func, select

from core.figures.definition import Better, Indicator
from core.figures.figure import Figure, Figures
from core.figures.period import Period
from core.figures.words import whole_marks
from core.review.campaign import CampaignState
from storage.figures.indicators import behind, indicators
from storage.review.reading import campaigns
from storage.tables.review import review, task
from storage.ticket_lists import Wanted, count
from storage.views import condition, program_condition

WITHOUT_EXPLANATION = "（回访满意度 为 不满意 或 市级回访不满意 为 是）且 情况说明 为空"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One appraisal figure of this month, and the tickets behind it."""

    code: str
    name: str
    figure: Figure
    target: str
    is_reached: bool | None
    gap: str
    """By how much the target is missed, in words; "" where it is not."""
    wanted: Wanted | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """How far the spot check under way has come."""

    campaign: int
    title: str
    state: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    unit: str
    until: date
    """The last day counted: yesterday, since of today nobody knows yet what will be in time."""
    tiles: tuple[Tile, ...]
    overdue: Wanted
    overdue_number: int
    today: Wanted
    today_number: int
    unexplained: Wanted
    unexplained_number: int
    spot: Spot | None


def overview(connection: Connection, base: Wanted, unit: str, today: date) -> Overview:
    """How things stand today for whoever sees `base`; figures of `unit`, "" for the bureau."""
    first = today.replace(day=1)
    until = max(first, today - timedelta(days=1))
    figures = indicators(connection, Period(first, until), today)
    tiles = [
        _tile(connection, figures, one, unit, base)
        for one in figures.indicators
        if one.is_appraisal
    ]
    overdue = _open(base, due_by=today - timedelta(days=1))
    until_today = _open(base, due_by=today)
    unexplained = _with_condition(base, WITHOUT_EXPLANATION)
    late = count(connection, overdue, today)
    return Overview(
        unit=unit,
        until=until,
        tiles=tuple(tiles),
        overdue=overdue,
        overdue_number=late,
        today=until_today,
        today_number=count(connection, until_today, today) - late,
        unexplained=unexplained,
        unexplained_number=count(connection, unexplained, today),
        spot=_spot(connection),
    )


def _tile(
    connection: Connection, figures: Figures, one: Indicator, unit: str, base: Wanted
) -> Tile:
    figure = figures.of(one.code, unit) or Figure(one.kind, Decimal(), Decimal(), one.few)
    _, among = behind(connection, figures, one.code)
    reached = one.is_reached(figure.value, unit)
    target = one.target_of(unit)
    missing = reached is False and target is not None and figure.value is not None
    gap = abs(figure.value - target) if missing and figure.value and target else None
    return Tile(
        code=one.code,
        name=one.name,
        figure=figure,
        target="" if target is None or one.better is Better.NEITHER else whole_marks(target),
        is_reached=reached,
        gap="" if gap is None else f"差 {gap:.2f} 个百分点",
        wanted=_of_unit(connection, base, among, unit, figures.as_of),
    )


def _of_unit(
    connection: Connection, base: Wanted, sentence: str, unit: str, today: date
) -> Wanted | None:
    if not sentence:
        return None
    units = frozenset({unit}) if unit else base.units
    return Wanted(units=units, conditions=(condition(connection, sentence, today),))


def _open(base: Wanted, *, due_by: date) -> Wanted:
    return replace(base, is_closed=False, due_by=due_by)


def _with_condition(base: Wanted, sentence: str) -> Wanted:
    return replace(base, conditions=(*base.conditions, program_condition(sentence)))


def _spot(connection: Connection) -> Spot | None:
    """The newest campaign that is not over."""
    open_ones = (one for one in campaigns(connection) if one.state is not CampaignState.CLOSED)
    newest = next(open_ones, None)
    if newest is None:
        return None
    handed = and_(review.c.task_id == task.c.id, review.c.returned_at.is_(None))
    query = (
        select(func.count(task.c.id.distinct()), func.count(review.c.task_id.distinct()))
        .select_from(task.outerjoin(review, handed))
        .where(task.c.campaign_id == newest.id)
    )
    total, done = connection.execute(query).one()
    return Spot(
        campaign=newest.id,
        title=newest.plan.title,
        state=newest.state.value,
        done=done,
        total=total,
    )
