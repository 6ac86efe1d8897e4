"""How far each unit is with its callbacks, counted over all its tickets."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from core.decimals import half_up
from core.tickets.words import Satisfaction
from storage.follow_up.reading import called_for, joined
from storage.tables.follow_up import explanation, result
from storage.tables.tickets import PARTS, ticket

_outcome, _callback = PARTS["outcome"], PARTS["callback"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitCoverage:
    """One unit: tickets closed in the period that are to be called back, and what is open."""

    unit: str
    due: int
    """Without those who refused to be asked."""
    called: int
    unreached: int
    refused: int
    dissatisfied: int
    open_explanations: int
    """Of all time: an explanation that is owed does not lapse."""

    @property
    def share(self) -> Decimal | None:
        """In per cent, two places; None where nothing was due."""
        return half_up(Fraction(100 * self.called, self.due)) if self.due else None


def coverage(
    connection: Connection,
    since: date,
    until: date,
    units: frozenset[str] | None = None,
) -> list[UnitCoverage]:
    """Each unit's callbacks of tickets closed between two days, both included, by unit."""
    counted = _counted(connection, since, until, units)
    owed = _owed(connection, units)
    return [
        _row(unit, counted.get(unit), owed.get(unit, 0))
        for unit in sorted({*counted, *owed} - {""})
    ]


def _counted(
    connection: Connection, since: date, until: date, units: frozenset[str] | None
) -> dict[str, Any]:
    is_refused = func.coalesce(_callback.c.satisfaction == Satisfaction.REFUSED, False)
    was_called = _callback.c.callback_at.is_not(None)
    query = (
        select(
            ticket.c.unit,
            func.count().label("all"),
            _times(was_called & ~is_refused).label("called"),
            _times(is_refused).label("refused"),
            _times(_callback.c.satisfaction == Satisfaction.UNREACHED).label("unreached"),
            _times(_callback.c.satisfaction == Satisfaction.DISSATISFIED).label("dissatisfied"),
        )
        .select_from(joined())
        .where(called_for(), _outcome.c.closed_at >= datetime.combine(since, time()))
        .where(_outcome.c.closed_at < datetime.combine(until + timedelta(days=1), time()))
        .group_by(ticket.c.unit)
    )
    return {row.unit: row for row in connection.execute(_of(query, units))}


def _owed(connection: Connection, units: frozenset[str] | None) -> dict[str, int]:
    """How many dissatisfied callbacks no signed explanation answers, by unit."""
    newest = (
        select(result.c.ticket_id, func.max(result.c.round).label("round"))
        .group_by(result.c.ticket_id)
        .subquery()
    )
    ended = and_(result.c.ticket_id == newest.c.ticket_id, result.c.round == newest.c.round)
    said = and_(
        explanation.c.ticket_id == ticket.c.id,
        explanation.c.round == func.coalesce(newest.c.round, 1),
    )
    unhappy = Satisfaction.DISSATISFIED.name
    source = (
        joined()
        .outerjoin(newest, newest.c.ticket_id == ticket.c.id)
        .outerjoin(result, ended)
        .outerjoin(explanation, said)
    )
    query = (
        select(ticket.c.unit, func.count().label("owed"))
        .select_from(source)
        .where(called_for(), _callback.c.satisfaction == Satisfaction.DISSATISFIED)
        .where(
            or_(
                and_(newest.c.round.is_(None), func.trim(_callback.c.explanation) == ""),
                result.c.service == unhappy,
                result.c.result == unhappy,
            ),
            explanation.c.signed_at.is_(None),
        )
        .group_by(ticket.c.unit)
    )
    return {row.unit: row.owed for row in connection.execute(_of(query, units))}


def _times(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _of(query: Any, units: frozenset[str] | None) -> Any:
    return query if units is None else query.where(ticket.c.unit.in_(sorted(units)))


def _row(unit: str, row: Any, owed: int) -> UnitCoverage:
    if row is None:
        none = {"due": 0, "called": 0, "unreached": 0, "refused": 0, "dissatisfied": 0}
        return UnitCoverage(unit=unit, open_explanations=owed, **none)
    return UnitCoverage(
        unit=unit,
        due=row.all - row.refused,
        called=row.called,
        unreached=row.unreached,
        refused=row.refused,
        dissatisfied=row.dissatisfied,
        open_explanations=owed,
    )
