"""Lists, counts and searches on a store of 100,000 tickets, against reading rows by their key."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from core.demo.ledger import tell
from core.people import Officer, Post, Role
from core.tickets.ticket import Ticket
from gui.tickets.views import VIEWS
from storage.calendar import calendar
from storage.database import Reading, Store
from storage.demo import material
from storage.due_clocks import due_clocks
from storage.ticket_lists import Order, Place, Wanted, count, lines, seen_by, stage_counts
from storage.views import program_condition
from tests.bench.measuring import Line, median_ms, say, within

TICKETS, TOLD, AT_ONCE = 100_000, 2_000, 5_000
LIMIT = 50
NOW = datetime(2026, 11, 23, 14, 20)
UNIT, HANDLER = "九亭所", "陆明远"
OFFICER = Officer(
    name=HANDLER, posts=(Post(unit=UNIT, role=Role.HANDLER, since=NOW.date().replace(year=2020)),)
)


def build(path: Path) -> Line:
    """Fill a store with invented tickets, told once and repeated under other numbers."""
    store = Store.open(path, now=lambda: NOW)
    told = list(tell(material(), calendar(), today=NOW.date(), count=TOLD, seed="1"))
    began = time.perf_counter()
    batch: list[Ticket] = []
    for ticket in _repeated([one.ticket for one in told]):
        batch.append(ticket)
        if len(batch) == AT_ONCE:
            with store.transaction(who="程序", what="建量具") as tx:
                tx.tickets.save_all(batch)
            say(f"正在建 {TICKETS} 件工单的台账，到 {ticket.number}")
            batch.clear()
    took = (time.perf_counter() - began) * 1000
    store.close()
    return within("存一件工单（时限、检索、留痕都在内）", took / TICKETS)


def _repeated(tickets: list[Ticket]) -> Iterator[Ticket]:
    for turn in range(TICKETS // len(tickets)):
        for place, ticket in enumerate(tickets):
            number = f"SJ{turn:03}{place:06}"
            yield replace(ticket, number=number, ref=number, is_rework=False)


def measure(path: Path) -> list[Line]:
    store = Store.open(path, now=lambda: NOW)
    with store.reading() as connection:
        floor = median_ms(lambda: _by_key(connection))
        found = [Line(name="按主键读 100 行", milliseconds=floor, ratio=1.0)]
        for name, do in _things(connection):
            found.append(within(name, median_ms(do), floor=floor, at_most=LIMIT))
    store.close()
    return found


def _by_key(connection: Reading) -> object:
    query = "SELECT * FROM ticket WHERE id > 50000 ORDER BY id LIMIT 100"
    return connection.exec_driver_sql(query).all()


def _things(connection: Reading) -> Iterator[tuple[str, Callable[[], object]]]:
    everything, own = Wanted(), seen_by(OFFICER, NOW.date())
    page, number = partial(lines, connection), partial(count, connection)
    for order in Order:
        yield f"全部工单按{order.value}，第一页", partial(page, everything, NOW, order=order)
    yield "全部工单，第 50 页", partial(_page, connection, everything, 50)
    yield "全部工单的件数", partial(number, everything, NOW)
    open_ones = replace(own, is_closed=False)
    yield "本所在办按步骤的件数", partial(stage_counts, connection, open_ones, NOW)
    yield "要到期的时限", partial(due_clocks, connection, NOW, handler=HANDLER)
    for view in VIEWS:
        wanted = view.narrow(own, OFFICER, NOW.date())
        yield f"视图“{view.name}”第一页", partial(page, wanted, NOW)
        yield f"视图“{view.name}”件数", partial(number, wanted, NOW)
    for sentence in ("工单类型 为 举报 且 事实认定 为 不属实", "答复内容 包含 “退款”"):
        asked = replace(own, conditions=(program_condition(sentence),))
        yield f"条件“{sentence}”第一页", partial(page, asked, NOW)
    newest = partial(page, order=Order.RECEIVED, descending=True)
    for words in ("退款", "面馆", "000123", "没有这个词呢"):
        yield f"搜“{words}”第一页", partial(newest, replace(everything, words=words), NOW)


_starts: dict[int, Place | None] = {}


def _page(connection: Reading, wanted: Wanted, number: int) -> object:
    """The page after so many others; how it begins is found once."""
    if number not in _starts:
        place = None
        for _ in range(number):
            _, place = lines(connection, wanted, NOW, after=place)
        _starts[number] = place
    return lines(connection, wanted, NOW, after=_starts[number])
