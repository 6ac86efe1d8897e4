"""A month's indicators of 1,000,000 tickets, and the same month by COUNTIFS in a spreadsheet."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, insert, literal, select
from sqlalchemy.sql import ColumnElement

from core.demo.ledger import tell
from core.figures.period import month, year
from core.tickets.ticket import Ticket
from storage.calendar import calendar
from storage.database import Store
from storage.demo import material
from storage.figures.indicators import indicators
from storage.tables.clocks import clock
from storage.tables.figures import figure_base
from storage.tables.tickets import PARTS, evidence, list_item, ticket
from tests.bench.measuring import Line, median_ms, say, within

TOLD, DOUBLINGS = 1_954, 9
UNITS = tuple(f"第{n}所" for n in range(1, 21))
NOW = datetime(2026, 11, 23, 14, 20)
MONTH = month(date(2026, 10, 1))
LIMIT = 2000


def build(path: Path) -> int:
    """Fill a store with invented tickets of 13 months, copied within the database; how many.

    Indexes are made when all rows are there: kept up row by row they take most of the time.
    """
    store = Store.open(path, now=lambda: NOW)
    with store.transaction(who="程序", what="建量具") as tx:
        tx.tickets.save_all(list(_told()))
        indexes = [one for table in _COPIED for one in table.indexes]
        for index in indexes:
            index.drop(tx.connection)
        for turn in range(DOUBLINGS):
            number = _double(tx.connection, turn)
            say(f"正在建大台账，到 {number} 件")
        say("正在建索引")
        for index in indexes:
            index.create(tx.connection)
    store.close()
    return number


_COPIED = (*PARTS.values(), list_item, evidence, clock, figure_base)


def _told() -> Iterator[Ticket]:
    told = tell(material(), calendar(), today=NOW.date(), count=TOLD, seed="1")
    for place, one in enumerate(told):
        number = f"SJ{place:06}"
        unit = UNITS[place % len(UNITS)]
        yield replace(one.ticket, number=number, ref=number, unit=unit, is_rework=False)


def _double(connection: Connection, turn: int) -> int:
    """Copy all tickets under further numbers."""
    behind = connection.execute(select(func.max(ticket.c.id))).scalar_one()
    for table in _COPIED:
        columns = list(table.c)
        copied = [_copied(table, one, behind, turn) for one in columns]
        connection.execute(insert(table).from_select(columns, select(*copied)))
    return int(connection.execute(select(func.count()).select_from(ticket)).scalar_one())


def _copied(table: Table, column: ColumnElement[Any], behind: int, turn: int) -> Any:
    if column in {table.c.get("id"), table.c.get("ticket_id")}:
        return column + behind
    is_name = table in {ticket, figure_base} and column.name in {"number", "ref"}
    return column + literal(f"-{turn}") if is_name else column


def measure(path: Path) -> list[Line]:
    store = Store.open(path, now=lambda: NOW)
    found = []
    with store.reading() as connection:
        for period in (MONTH, year(2026)):

            def count(period: Any = period) -> object:
                return indicators(connection, period, NOW.date())

            began = time.perf_counter()
            figures = indicators(connection, period, NOW.date())
            first = (time.perf_counter() - began) * 1000
            closed = figures.bureau["MEAN_DAYS"].denominator
            note = f"{len(figures.units)} 个单位，办结 {closed} 件，第一次 {first:.0f} ms"
            limit = LIMIT if period is MONTH else 0
            took = median_ms(count, rounds=3)
            found.append(within(f"{period.label}的全部指标", took, at_most=limit, note=note))
    store.close()
    return found
