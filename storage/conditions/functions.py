"""The functions of the rule language that have a counterpart in SQL, by name."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, and_, case, extract, func, literal, or_, select

from core.tickets.clocks import ClockState
from core.tickets.language.case_functions import ClockName, codes
from core.tickets.language.tree import Applied, Constant, FieldValue, Node
from storage.conditions.elements import SQL, letters
from storage.conditions.portable import DaysBetween
from storage.tables.clocks import clock
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.conditions.writer import Writer

JOIN = "连接"
"""Has no value in SQL; looking into it is looking into each of its parts."""

COLUMNS_OF_EVIDENCE: Mapping[str, str] = {"类别": "kind", "名称": "name"}

Meaning = Callable[["Writer", Applied], SQL]


def _length(writer: "Writer", node: Applied) -> SQL:
    (text,) = node.arguments
    if isinstance(text, FieldValue):
        return writer.column(text.field, letters)
    return func.coalesce(letters(writer.value(text)), 0)


def _count(writer: "Writer", node: Applied) -> SQL:
    return writer.elements(node.arguments[0]).count()


def _count_empty(writer: "Writer", node: Applied) -> SQL:
    first, *others = (case((writer.empty(one), 1), else_=0) for one in node.arguments)
    total: SQL = first
    for one in others:
        total += one
    return total


def _day(writer: "Writer", node: Applied) -> SQL:
    return writer.day(node.arguments[0])


def _hour(writer: "Writer", node: Applied) -> SQL:
    return extract("hour", writer.value(node.arguments[0]))


def _has_time(writer: "Writer", node: Applied) -> SQL:
    at = writer.value(node.arguments[0])
    return or_(*(extract(unit, at) > 0 for unit in ("hour", "minute", "second")))


def _days_apart(writer: "Writer", node: Applied) -> SQL:
    one, other = map(writer.day, node.arguments)
    return func.abs(DaysBetween(one, other), type_=Integer())


def _without(writer: "Writer", node: Applied) -> SQL:
    text, out = map(writer.value, node.arguments)
    return func.replace(text, out, "")


def _due(writer: "Writer", node: Applied) -> SQL:
    return _of_clock(writer, node, clock.c.due)


def _unit(writer: "Writer", node: Applied) -> SQL:
    return _of_clock(writer, node, clock.c.unit)


def _state(writer: "Writer", node: Applied) -> SQL:
    in_time = or_(clock.c.met_on.is_(None), clock.c.met_on <= clock.c.due)
    state = case(
        (and_(clock.c.stopped, in_time), _name(ClockState.MET)),
        (clock.c.stopped, _name(ClockState.LATE)),
        (clock.c.due.is_(None), _name(ClockState.PAUSED)),
        (clock.c.due < writer.today, _name(ClockState.OVERDUE)),
        else_=_name(ClockState.RUNNING),
    )
    return _of_clock(writer, node, state)


def _of_clock(writer: "Writer", node: Applied, column: SQL) -> SQL:
    """A column of the kept course of the clock; NULL where the ticket has no such clock today."""
    known = and_(clock.c.code.in_(codes(_clock_name(node.arguments[0]))), _has_begun(writer))
    row = select(column).where(clock.c.ticket_id == ticket.c.id, known)
    return row.correlate(ticket).scalar_subquery()


def _has_begun(writer: "Writer") -> Any:
    return clock.c.start <= writer.today


def _clock_name(node: Node) -> ClockName:
    assert isinstance(node, Constant)  # noqa: S101 -- a clock can only be named
    return ClockName(str(node.value))


def _name(state: StrEnum) -> SQL:
    return literal(state.name, String())


def _originals(_writer: "Writer", _node: Applied) -> SQL:
    other = ticket.alias()
    same = (other.c.number == ticket.c.number, other.c.ref != ticket.c.ref)
    rows = select(func.count()).select_from(other).where(*same, other.c.is_rework.is_not(True))
    return rows.correlate(ticket).scalar_subquery()


FUNCTIONS: Mapping[str, Meaning] = {
    "字数": _length,
    "个数": _count,
    "空的个数": _count_empty,
    "日期": _day,
    "小时": _hour,
    "有时刻": _has_time,
    "相差天数": _days_apart,
    "去掉": _without,
    "届满日": _due,
    "时限单位": _unit,
    "时限状态": _state,
    "同号原件数": _originals,
}
"""What each function is in SQL; those that are not here are refused."""
