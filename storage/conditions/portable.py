"""A few SQL functions that SQLite and PostgreSQL spell differently, for conditions on tickets."""

from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class Position(FunctionElement[int]):
    """Where the second text begins in the first, counted from 1; 0 where it is not in it."""

    type = Integer()
    name = "position"
    inherit_cache = True


class DaysLater(FunctionElement[Any]):
    """A day and so many days (possibly negative) after it."""

    type = Date()
    name = "days_later"
    inherit_cache = True


class DaysBetween(FunctionElement[int]):
    """The days from the second day to the first."""

    type = Integer()
    name = "days_between"
    inherit_cache = True


@compiles(Position)
def _position(element: Position, compiler: Any, **how: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **how)})"


@compiles(Position, "sqlite")
def _position_in_sqlite(element: Position, compiler: Any, **how: Any) -> str:
    return f"instr({compiler.process(element.clauses, **how)})"


def _both(element: FunctionElement[Any], compiler: Any, how: dict[str, Any]) -> tuple[str, str]:
    first, second = (compiler.process(clause, **how) for clause in element.clauses)
    return first, second


@compiles(DaysLater)
def _days_later(element: DaysLater, compiler: Any, **how: Any) -> str:
    day, days = _both(element, compiler, how)
    return f"(CAST({day} AS DATE) + CAST({days} AS INTEGER))"


@compiles(DaysLater, "sqlite")
def _days_later_in_sqlite(element: DaysLater, compiler: Any, **how: Any) -> str:
    day, days = _both(element, compiler, how)
    return f"date({day}, CAST({days} AS INTEGER) || ' days')"


@compiles(DaysBetween)
def _days_between(element: DaysBetween, compiler: Any, **how: Any) -> str:
    later, earlier = _both(element, compiler, how)
    return f"(CAST({later} AS DATE) - CAST({earlier} AS DATE))"


@compiles(DaysBetween, "sqlite")
def _days_between_in_sqlite(element: DaysBetween, compiler: Any, **how: Any) -> str:
    later, earlier = _both(element, compiler, how)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"
