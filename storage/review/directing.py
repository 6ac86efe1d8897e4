"""Finds the tickets of a frame that are reviewed because something about them asks for it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from sqlalchemy import Connection, and_, exists, not_, or_, select
from sqlalchemy.sql import ColumnElement

from core.errors import Refusal
from core.review.directed import DirectedKind
from core.review.rubric import Rubric
from storage.calendar import calendar_of
from storage.conditions import sql_condition
from storage.review.rubrics import campaign_rules
from storage.tables.clocks import clock
from storage.tables.findings import finding
from storage.tables.tickets import PARTS, ticket
from storage.views import condition

CHUNK = 500


def pointed_at(
    connection: Connection, rubric: Rubric, kinds: Sequence[str], refs: Iterable[str], now: datetime
) -> dict[str, list[str]]:
    """The tickets of `refs` at which the kinds point, by ref, each with the names of its reasons.

    Refuses a kind that does not exist.
    """
    found: dict[str, list[str]] = {}
    listed = list(refs)
    for name in kinds:
        meaning = _meaning(connection, _kind(name), rubric, now.date())
        for ref in _matching(connection, meaning, listed):
            found.setdefault(ref, []).append(name)
    return found


def _kind(name: str) -> DirectedKind:
    known = campaign_rules().directed
    for kind in known:
        if kind.name == name:
            return kind
    names = "、".join(kind.name for kind in known)
    raise Refusal(f"没有“{name}”这种定向抽取。现有：{names}。", field="directed")


def _matching(
    connection: Connection, meaning: ColumnElement[bool], refs: Sequence[str]
) -> Iterator[str]:
    left = iter(refs)
    query = select(ticket.c.ref).join(PARTS["outcome"], PARTS["outcome"].c.ticket_id == ticket.c.id)
    while chunk := list(islice(left, CHUNK)):
        yield from connection.execute(query.where(ticket.c.ref.in_(chunk), meaning)).scalars()


def _meaning(
    connection: Connection, kind: DirectedKind, rubric: Rubric, today: date
) -> ColumnElement[bool]:
    if kind.suspects_veto:
        return _suspects_veto(rubric, today)
    node, days = condition(connection, kind.condition, today), calendar_of(connection)
    return sql_condition(node, today=today, days=days)


def _suspects_veto(rubric: Rubric, today: date) -> ColumnElement[bool]:
    """A finding, or a statutory time limit not kept, that the rubric takes for a sign of a veto."""
    signs = {cue.source for cue in rubric.cues if cue.veto}
    found = exists().where(finding.c.ticket_id == ticket.c.id, finding.c.rule.in_(signs))
    late = or_(
        and_(clock.c.stopped, clock.c.met_on > clock.c.due),
        and_(not_(clock.c.stopped), clock.c.due < today),
    )
    return or_(
        found, exists().where(clock.c.ticket_id == ticket.c.id, clock.c.code.in_(signs), late)
    )
