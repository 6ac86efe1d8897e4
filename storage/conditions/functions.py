"""The functions of the rule language that have a counterpart in SQL, by name."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Integer, String, and_, case, extract, func, literal, or_, select

from core.tickets.clocks import ClockState
from core.tickets.language.case_functions import ClockName, codes
from core.tickets.language.function import Function
from core.tickets.language.tree import Applied, Constant, FieldValue, Node
from storage.conditions.elements import SQL, Clause, letters
from storage.conditions.portable import DaysBetween
from storage.tables.clocks import clock
from storage.tables.tickets import ticket

if TYPE_CHECKING:
    from storage.conditions.writer import Writer

JOIN = "连接"
"""Has no value in SQL; looking into it is looking into each of its parts."""

IN_PERIOD = "在期间"

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


def _in_period(writer: "Writer", node: Applied) -> SQL:
    return writer.settled(node)


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
    name = clock_name(node)
    assert name is not None  # noqa: S101 -- only asked of the functions of clocks
    if writer.clock_is_joined(name):
        return column
    own = clock.c.ticket_id == writer.home.id, *is_running_clock(name, writer.today)
    return select(column).where(*own).correlate(writer.home.table).scalar_subquery()


def is_running_clock(name: ClockName, today: date) -> tuple[Clause, Clause]:
    """That a row of the kept courses is of that clock, and has begun."""
    return clock.c.code.in_(codes(name)), clock.c.start <= today


def clock_name(node: Node) -> ClockName | None:
    """The clock that a value is read off, if it is."""
    if isinstance(node, Applied) and node.function.name in OF_CLOCKS:
        (name,) = node.arguments
        return ClockName(str(name.value)) if isinstance(name, Constant) else None
    return None


def looks_beyond(function: Function) -> bool:
    """Whether a function looks at more than the values it is given."""
    return function.asks_case and function.name not in OF_THE_DAY


def _name(state: StrEnum) -> SQL:
    return literal(state.name, String())


def _originals(writer: "Writer", _node: Applied) -> SQL:
    own, other = ticket.alias(), ticket.alias()
    same = (other.c.number == own.c.number, other.c.ref != own.c.ref)
    rows = select(func.count()).select_from(own).join(other, and_(*same))
    mine = own.c.id == writer.home.id, other.c.is_rework.is_not(True)
    return rows.where(*mine).correlate(writer.home.table).scalar_subquery()


OF_CLOCKS = frozenset({"届满日", "时限单位", "时限状态"})

OF_THE_DAY = frozenset({"今天", "工作日后", "工作日数"})
"""Functions that ask the surroundings and not the ticket."""

FUNCTIONS: Mapping[str, Meaning] = {
    "字数": _length,
    "个数": _count,
    "空的个数": _count_empty,
    "日期": _day,
    "小时": _hour,
    "有时刻": _has_time,
    "相差天数": _days_apart,
    IN_PERIOD: _in_period,
    "去掉": _without,
    "届满日": _due,
    "时限单位": _unit,
    "时限状态": _state,
    "同号原件数": _originals,
}
"""What each function is in SQL; those that are not here are refused."""
