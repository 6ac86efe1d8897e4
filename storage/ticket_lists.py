"""Lists and counts of tickets for screens: always limited, paged by key, straight to values."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, Subquery, and_, func, or_, select
from sqlalchemy.sql import ColumnElement

from core.people import Action, Officer, may, reach
from core.tickets.clocks import Clock, at, by_urgency
from core.tickets.life.standing import Position
from core.tickets.lifecycle import Stage
from core.tickets.words import Kind, Verdict
from storage import search
from storage.calendar import calendar_of, timekeeping
from storage.clocks import courses_of
from storage.tables.tickets import PARTS, submission, ticket

if TYPE_CHECKING:
    from core.tickets.language.tree import Node

PAGE = 60
"""How many lines a list loads at once."""

MATTER_LENGTH = 60

_trader, _claim, _outcome = PARTS["trader"], PARTS["claim"], PARTS["outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketLine:
    """One line of a ticket list."""

    id: int
    ref: str
    number: str
    kind: Kind | None
    trader: str
    matter: str
    """The beginning of what the petitioner said, on one line."""
    unit: str
    handler: str
    stage: Stage
    verdict: Verdict | None
    received_at: datetime | None
    closed_at: datetime | None
    errors: int
    warnings: int
    clock: Clock | None
    """The clock to attend to first."""


class Order(StrEnum):
    """What a list can be sorted by; the value is what the office calls it."""

    DUE = "最近的时限"
    NUMBER = "工单编号"
    RECEIVED = "区局接收时间"
    UNIT = "承办单位"
    HANDLER = "承办人"
    TRADER = "被诉主体名称"
    ERRORS = "问题"


_ORDER_BY: Mapping[Order, ColumnElement[Any]] = {
    Order.DUE: ticket.c.next_due,
    Order.NUMBER: ticket.c.number,
    Order.RECEIVED: ticket.c.received_at,
    Order.UNIT: ticket.c.unit,
    Order.HANDLER: ticket.c.handler,
    Order.TRADER: _trader.c.trader_name,
    Order.ERRORS: ticket.c.errors,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which tickets: where the officer may look, and what was asked for."""

    units: frozenset[str] | None = None
    """None: all units."""
    is_closed: bool | None = None
    handler: str | None = None
    stage: Stage | None = None
    position: Position | None = None
    due_by: date | None = None
    """Only those whose nearest clock ends on that day or before."""
    has_findings: bool = False
    waits_for_leader: bool = False
    """Only those handed in and not yet decided on."""
    conditions: tuple["Node", ...] = ()
    """Checked conditions of the rule language; all must hold."""
    words: str = ""
    persons: bool = False
    """Whether `words` are looked for among names and phones of petitioners too."""


def seen_by(officer: Officer, today: date) -> Wanted:
    """All tickets that `officer` may see."""
    return Wanted(
        units=reach(officer, Action.SEE_TICKET, today=today),
        persons=may(officer, Action.SEE_PETITIONER, today=today),
    )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the sorting value and the id of its last line."""

    value: Any
    id: int


def lines(  # noqa: PLR0913 -- all but the first three go by name
    connection: Connection,
    wanted: Wanted,
    today: date | datetime,
    *,
    order: Order = Order.DUE,
    descending: bool = False,
    after: Place | None = None,
    limit: int = PAGE,
) -> tuple[list[TicketLine], Place | None]:
    """One page of a list, and where the next begins; None when this was the last."""
    column = _ORDER_BY[order]
    chosen = _chosen(order).where(*_conditions(connection, wanted, today))
    if after is not None:
        chosen = chosen.where(_behind(column, after, descending=descending))
    page = (
        chosen.order_by(*_keys(column, ticket.c.id, descending=descending)).limit(limit).subquery()
    )
    query = _columns(page).order_by(*_keys(page.c.sorted_by, page.c.id, descending=descending))
    rows = connection.execute(query).all()
    found = _lines(connection, rows, today)
    full = len(rows) == limit
    return found, Place(rows[-1].sorted_by, rows[-1].id) if full else None


def all_ids(connection: Connection, wanted: Wanted, today: date | datetime) -> list[int]:
    """The ids of all tickets wanted, in the order they were taken in; for exports."""
    query = select(ticket.c.id).where(*_conditions(connection, wanted, today))
    return list(connection.execute(query.order_by(ticket.c.id)).scalars())


def count(connection: Connection, wanted: Wanted, today: date | datetime) -> int:
    """How many tickets there are of those wanted."""
    query = select(func.count()).select_from(ticket).where(*_conditions(connection, wanted, today))
    return int(connection.execute(query).scalar_one())


def stage_counts(
    connection: Connection, wanted: Wanted, today: date | datetime
) -> dict[Stage, int]:
    """How many of those wanted stand at each stage."""
    query = select(ticket.c.stage, func.count()).where(*_conditions(connection, wanted, today))
    return {Stage[name]: n for name, n in connection.execute(query.group_by(ticket.c.stage))}


def due_counts(
    connection: Connection, wanted: Wanted, today: date | datetime, until: date
) -> dict[date, int]:
    """How many of those wanted have their nearest clock end on each day up to `until`."""
    query = select(ticket.c.next_due, func.count()).where(
        *_conditions(connection, wanted, today), ticket.c.next_due <= until
    )
    rows = connection.execute(query.group_by(ticket.c.next_due))
    return {row[0]: row[1] for row in rows}


def clocks_of_ticket(connection: Connection, owner: int, today: date | datetime) -> list[Clock]:
    """All clocks of one ticket, the most urgent first."""
    return by_urgency(_clocks(connection, [owner], today)[owner])


_WAITING = select(submission.c.ticket_id).where(submission.c.decision.is_(None))


def _keys(
    column: ColumnElement[Any], owner: ColumnElement[int], *, descending: bool
) -> list[ColumnElement[Any]]:
    return [column.desc(), owner.desc()] if descending else [column, owner]


def _chosen(order: Order) -> Select[Any]:
    """Ids and sorting values alone: what a line shows is fetched for one page only."""
    query = select(_ORDER_BY[order].label("sorted_by"), ticket.c.id)
    if order is Order.TRADER:
        return query.join_from(ticket, _trader, _trader.c.ticket_id == ticket.c.id)
    return query.select_from(ticket)


def _columns(page: Subquery) -> Select[Any]:
    own = ticket.c
    shown: Any = page.join(ticket, own.id == page.c.id)
    for part in (_trader, _claim, _outcome):
        shown = shown.join(part, part.c.ticket_id == own.id)
    return select(
        page.c.sorted_by,
        own.id,
        own.ref,
        own.number,
        own.kind,
        own.unit,
        own.handler,
        own.stage,
        own.received_at,
        own.errors,
        own.warnings,
        own.next_clock,
        _trader.c.trader_name,
        func.substr(_claim.c.content, 1, MATTER_LENGTH).label("matter"),
        _outcome.c.verdict,
        _outcome.c.closed_at,
    ).select_from(shown)


def _conditions(
    connection: Connection, wanted: Wanted, today: date | datetime
) -> list[ColumnElement[bool]]:
    day = today.date() if isinstance(today, datetime) else today
    searched = search.matching(wanted.words, persons=wanted.persons)
    return [
        *_plain_conditions(wanted),
        *(_said(connection, condition, day) for condition in wanted.conditions),
        *([searched] if searched is not None else []),
    ]


def _said(connection: Connection, condition: "Node", day: date) -> ColumnElement[bool]:
    from storage.conditions import sql_condition  # noqa: PLC0415 -- the first list asks for none

    return sql_condition(condition, today=day, days=calendar_of(connection))


def _plain_conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    own = ticket.c
    if wanted.units is not None:
        yield own.unit.in_(sorted(wanted.units))
    if wanted.is_closed is not None:
        yield own.is_closed.is_(wanted.is_closed)
    if wanted.handler is not None:
        yield own.handler == wanted.handler
    yield from _standing(wanted)
    if wanted.due_by is not None:
        yield own.next_due <= wanted.due_by
    if wanted.has_findings:
        yield own.errors + own.warnings > 0
    if wanted.waits_for_leader:
        yield own.id.in_(_WAITING)


def _standing(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.stage is not None:
        yield ticket.c.stage == wanted.stage.name
    if wanted.position is not None:
        yield ticket.c.position == wanted.position.name


def _behind(column: ColumnElement[Any], place: Place, *, descending: bool) -> ColumnElement[bool]:
    """What comes behind `place`; an empty sorting value is smaller than every other."""
    further = ticket.c.id < place.id if descending else ticket.c.id > place.id
    if place.value is None:
        here = and_(column.is_(None), further)
        return here if descending else or_(here, column.is_not(None))
    # The bound on the column alone lets the index start there; the rest settles equal values.
    if descending:
        bound = and_(column <= place.value, or_(column < place.value, further))
        return or_(bound, column.is_(None))
    return and_(column >= place.value, or_(column > place.value, further))


def _lines(connection: Connection, rows: Sequence[Any], today: date | datetime) -> list[TicketLine]:
    clocks = _clocks(connection, [row.id for row in rows], today)
    return [_line(row, clocks[row.id]) for row in rows]


def _clocks(
    connection: Connection, ids: Sequence[int], today: date | datetime
) -> dict[int, list[Clock]]:
    by, kept = timekeeping(connection), courses_of(connection, ids)
    return {
        owner: [at(one, by.law, by.calendar, today) for one in found]
        for owner, found in kept.items()
    }


def _line(row: Any, clocks: Sequence[Clock]) -> TicketLine:
    return TicketLine(
        id=row.id,
        ref=row.ref,
        number=row.number,
        kind=row.kind,
        trader=row.trader_name,
        matter=" ".join(row.matter.split()),
        unit=row.unit,
        handler=row.handler,
        stage=Stage[row.stage],
        verdict=row.verdict,
        received_at=row.received_at,
        closed_at=row.closed_at,
        errors=row.errors,
        warnings=row.warnings,
        clock=next((clock for clock in clocks if clock.code == row.next_clock), None),
    )
